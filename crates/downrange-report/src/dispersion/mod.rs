//! Findings of many flights for people: [`DispersionReport`] prints them as JSON, as a screen of a terminal, as a page, and
//! draws them as a [`LandingMap`](downrange::safety::LandingMap) for maps and Google Earth.

mod charts;
mod ground;
mod intrusions;
mod intrusions_json;
mod json;
mod lines;
mod page;
pub(crate) mod probability_text;
mod proportions;
mod report;
mod shown;
mod summary;
#[cfg(test)]
pub(crate) mod tests;

pub use report::DispersionReport;
