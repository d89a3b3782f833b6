//! Summary of a flight in words, the same in the terminal and in the report: rows of a label and a text.

mod inputs;
mod outcome;
mod rocket;
mod row;
mod stack;

pub use inputs::{ANEMOMETER, assumed, drag_terms, inputs, taken_guides, vehicle, velocity, wind};
pub use outcome::{bodies, outcome, solver};
pub use row::SummaryRow;
