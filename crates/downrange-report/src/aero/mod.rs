//! A vehicle's aerodynamics for people: [`AeroReport`] holds the figures against Mach number and angle of attack, part by
//! part; as a table for the terminal ([`AeroReport::summary`]), a page for a review ([`AeroReport::page`]), JSON and CSV.
//!
//! The figures are those that a flight of the same launch file is compiled from. Friction depends on the Reynolds number
//! besides the Mach number: here it is that of the air at the site.

mod charts;
mod csv;
mod json;
mod object;
mod page;
mod report;
mod summary;
mod vehicle_table;

pub use report::AeroReport;

#[cfg(test)]
pub(crate) mod tests;
