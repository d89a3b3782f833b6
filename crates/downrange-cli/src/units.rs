//! Units of what a command prints and writes.

use clap::ValueEnum;
use downrange_report::Units;

/// Units that a reader may ask for.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum UnitSystem {
    /// Metres, metres per second, kilograms
    Si,
    /// Feet, feet per second, pounds, g
    Us,
}

impl From<UnitSystem> for Units {
    fn from(system: UnitSystem) -> Self {
        match system {
            UnitSystem::Si => Self::Si,
            UnitSystem::Us => Self::Us,
        }
    }
}
