//! A comparison with the launch and the stored flight that it is of.

use downrange::compare::{Comparison, StoredFlight};
use downrange::flight::Launch;

/// A flight beside a stored one: input of summary, JSON and page.
#[derive(Debug, Clone, Copy)]
pub struct ComparisonReport<'a> {
    /// The launch.
    pub launch: &'a Launch,
    /// The stored flight.
    pub stored: &'a StoredFlight,
    /// What was found.
    pub comparison: &'a Comparison,
}
