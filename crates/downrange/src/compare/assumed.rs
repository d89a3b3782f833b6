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

/// A launch in which figures that were left open have values that drag more.
#[derive(Debug, Clone, PartialEq)]
pub struct RougherLaunch {
    /// What was left open, and what was taken for it in the launch as it is flown, in words.
    pub taken: Vec<(AssumedFigure, &'static str)>,
    /// What this launch has instead, in words.
    pub instead: Vec<&'static str>,
    /// The launch.
    pub launch: Launch,
}

/// What figures that were left open are worth.
#[derive(Debug, Clone, PartialEq)]
pub struct AssumedEffect {
    /// What was left open, and what was taken for it, in words.
    pub taken: Vec<(AssumedFigure, &'static str)>,
    /// What else was flown, in words.
    pub instead: Vec<&'static str>,
    /// The apogee of that above the site, m.
    pub apogee_agl: f64,
    /// By what share of the apogee as flown it is higher; below zero where it is lower.
    pub difference: f64,
}

impl AssumedEffect {
    /// What was taken for a figure, in words; `None` where it was said.
    pub fn taken_for(&self, figure: AssumedFigure) -> Option<&'static str> {
        let found = self.taken.iter().find(|(open, _)| *open == figure);
        found.map(|(_, taken)| *taken)
    }
}

impl RougherLaunch {
    /// Flies it beside a flight; `None` where nothing depends on what was left open, or where it does not fly.
    pub fn effect(self, flight: &Flight) -> Option<AssumedEffect> {
        let rougher = fly(&self.launch, Recording::None).ok()?;
        let (apogee_agl, own) = (rougher.outcome.apogee_agl, flight.outcome.apogee_agl);
        (apogee_agl != own && own > 0.0).then(|| AssumedEffect {
            taken: self.taken,
            instead: self.instead,
            apogee_agl,
            difference: apogee_agl / own - 1.0,
        })
    }
}
