//! Why a sample has no flight: by kind, so that very many are told in a handful, and in a sentence with its figures.

use std::fmt;

use crate::error::Fault;
use crate::flight::{Breakdown, FlightError};

/// Why a sample has no flight.
#[derive(Debug, Clone, PartialEq)]
pub struct Broken {
    /// By kind.
    pub reason: Reason,
    /// In a sentence with the figures of this sample, without a full stop.
    pub message: String,
}

/// The kinds of reasons. Each displays as words without figures, the same for every sample.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// What was drawn is no launch that can be: a mass below zero, say.
    Description {
        /// Where it stands in the launch file, dotted; empty for the whole.
        place: String,
    },
    /// The thrust never exceeds the weight.
    NoLiftoff,
    /// The motor burns out before the rocket has left its rail.
    StaysOnRail,
    /// The numbers broke down.
    Numerical(Breakdown),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Self::Description { place } if place.is_empty() => "a launch that cannot be",
            Self::Description { place } => {
                return write!(f, "a launch that cannot be, by `{place}`");
            }
            Self::NoLiftoff => "no thrust above weight",
            Self::StaysOnRail => "the rocket never leaves its rail",
            Self::Numerical(breakdown) => match breakdown {
                Breakdown::Evaluations => "the flight takes more evaluations than allowed",
                Breakdown::Step => "no step meets the tolerance",
                Breakdown::NotANumber => "a figure is not a number",
                Breakdown::Incomplete => "the flight has no end",
            },
        };
        f.write_str(words)
    }
}

impl From<&Fault> for Broken {
    fn from(fault: &Fault) -> Self {
        Self {
            reason: Reason::Description {
                place: fault.place.clone(),
            },
            message: fault.to_string(),
        }
    }
}

impl From<FlightError> for Broken {
    fn from(error: FlightError) -> Self {
        Self {
            reason: match &error {
                FlightError::NoLiftoff { .. } => Reason::NoLiftoff,
                FlightError::StaysOnRail => Reason::StaysOnRail,
                FlightError::Numerical { breakdown, .. } => Reason::Numerical(*breakdown),
            },
            message: error.to_string(),
        }
    }
}
