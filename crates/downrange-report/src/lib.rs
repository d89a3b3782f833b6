//! A flight for people: [`summary`] for the terminal, [`report`] for a review, [`json`] for scripts; [`AeroSheets`]
//! for what the air does to a vehicle; [`inputs`] for what is uncertain, [`Findings`] for what many flights say, and
//! [`map`] of where very many came down.

mod aero;
mod charts;
pub mod claim;
mod dispersion;
mod figures;
mod inputs;
mod json;
mod map;
mod page;
mod report;
mod rounding;
mod summary;
mod svg;
mod terminal;
mod text;
mod units;

#[cfg(test)]
mod dropped;

pub use aero::AeroSheets;
pub use dispersion::{BETWEEN, Findings, Rows, Run, Uncertain, Words};
pub use inputs::{inputs, uncertain};
pub use json::json;
pub use map::map;
pub use report::report;
pub use summary::summary;
pub use units::{Unit, Units};
