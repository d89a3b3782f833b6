//! A rule sheet for people: [`RuleReport`] prints the verdict of each rule as a table of a terminal, as JSON, and as a page.

mod json;
mod page;
mod report;
mod summary;
#[cfg(test)]
mod tests;
mod words;

pub use report::RuleReport;
