//! A flight for people: [`summary`] for the terminal, [`report`] for a review, [`json`] for scripts; [`AeroSheets`]
//! for what the air does to a vehicle; [`inputs`] for what is uncertain, [`Findings`] for what many flights say, and
//! [`map`] of where very many came down.

mod aero;
mod charts;
pub mod claim;
mod dispersion;
mod flight;
mod inputs;
mod map;
mod page;
mod rounding;
mod svg;
mod terminal;
mod text;
mod units;

#[cfg(test)]
#[path = "../../downrange-formats/src/trajectory/fixture.rs"]
mod fixture;

#[cfg(test)]
mod dropped;

pub use aero::AeroSheets;
pub use dispersion::{BETWEEN, Findings, Rows, Run, Uncertain, Words};
pub use flight::{json, report, summary};
pub use inputs::{inputs, uncertain};
pub use map::map;
pub use units::{Unit, Units};
