//! A flight for people: [`FlightReport`], as text for the terminal and as a page for a review, and as JSON for scripts.

mod charts;
mod json;
mod motors_json;
mod page;
mod report;
mod stored;
mod summary;
mod summary_rows;

pub use charts::{channel, thin};
pub use report::FlightReport;
pub use stored::{StoredTable, stored_json, write_stored};
