//! A claim and what was found of it: [`summary`] for the terminal, [`json`] for scripts, [`page`] for readers who know no
//! rocketry.

mod histogram;
mod json;
mod page;
mod range_rings;
mod report;
mod side_view;
mod summary;

pub use json::json;
pub use page::page;
pub use report::ClaimReport;
pub use summary::summary;

#[cfg(test)]
pub(crate) mod tests;
