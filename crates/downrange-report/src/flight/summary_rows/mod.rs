//! What is said of a flight in words, in the terminal and in the report alike: rows of a label and what stands under it.

mod inputs;
mod outcome;
mod rocket;
mod row;
mod stack;

pub use inputs::{ANEMOMETER, inputs, taken_guides, vehicle, velocity, wind};
pub use outcome::{bodies, outcome, solver};
pub use row::Row;
