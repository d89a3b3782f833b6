//! What a description leaves open, and what that is worth.
//!
//! Whoever draws a rocket often says neither how smooth it is nor what edges its fins have, while the drag depends on both. The
//! reader of a description then takes what most rockets have. So that nobody has to know that, the same launch is flown with what
//! drags more, and the two apogees are told beside each other.

use crate::flight::{Flight, Launch, Recording, fly};

/// What a description left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssumedFigure {
    /// How smooth the rocket is.
    Finish,
    /// What edges its fins have.
    FinEdges,
}

/// A figure that was left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AssumedValue {
    /// Which.
    pub figure: AssumedFigure,
    /// What was taken for it in the launch as it is flown, in words.
    pub taken: &'static str,
    /// What drags more and may be so as well, in words.
    pub instead: &'static str,
}

/// A launch in which figures that were left open have values that drag more.
#[derive(Debug, Clone, PartialEq)]
pub struct RougherLaunch {
    /// The figures.
    pub values: Vec<AssumedValue>,
    /// The launch.
    pub launch: Launch,
}

/// What figures that were left open are worth.
#[derive(Debug, Clone, PartialEq)]
pub struct AssumedEffect {
    /// The figures.
    pub values: Vec<AssumedValue>,
    /// The apogee above the site with what drags more, m.
    pub apogee_agl: f64,
}

impl AssumedEffect {
    /// What was taken for a figure, in words; `None` where it was said.
    pub fn taken_for(&self, figure: AssumedFigure) -> Option<&'static str> {
        let mut found = self.values.iter();
        let found = found.find(|value| value.figure == figure);
        found.map(|value| value.taken)
    }

    /// By what share of the apogee as flown its own is higher; below zero where it is lower.
    pub fn difference(&self, flight: &Flight) -> f64 {
        self.apogee_agl / flight.outcome.apogee_agl - 1.0
    }
}

impl RougherLaunch {
    /// Flies it beside a flight; `None` where nothing depends on what was left open, or where it does not fly.
    pub fn effect(&self, flight: &Flight) -> Option<AssumedEffect> {
        let rougher = fly(&self.launch, Recording::None).ok()?;
        let (apogee_agl, own) = (rougher.outcome.apogee_agl, flight.outcome.apogee_agl);
        (apogee_agl != own && own > 0.0).then(|| AssumedEffect {
            values: self.values.clone(),
            apogee_agl,
        })
    }
}
