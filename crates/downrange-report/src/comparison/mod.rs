//! A flight beside what another program stored of it, and what accounts for the difference: summary, JSON, page.

mod charts;
mod json;
mod page;
mod report;
mod rows;
mod summary;

pub use report::ComparisonReport;

#[cfg(test)]
pub(crate) mod tests;
