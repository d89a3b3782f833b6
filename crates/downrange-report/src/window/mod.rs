//! A launch window for people: [`WindowReport`] prints its hours as a table of a terminal, as JSON, and as a page with the landing areas
//! hour by hour and the winds.

mod barbs;
mod cells;
mod json;
mod page;
mod report;
mod summary;
#[cfg(test)]
mod tests;

pub use report::WindowReport;
