//! A flight for people: [`summary`] for the terminal, [`report`] for a review, [`json`] for scripts.

mod charts;
mod json;
mod page;
mod summary;
mod summary_rows;

pub use json::json;
pub use page::report;
pub use summary::summary;
