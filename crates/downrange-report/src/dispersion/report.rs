//! Findings, and what is printed beside them.

use std::ops::Deref;

use downrange::results::Findings;

/// Findings of many flights for people. See [`DispersionReport::json`], [`DispersionReport::summary`],
/// [`DispersionReport::page`] and [`DispersionReport::ground`].
#[derive(Debug, Clone, Copy)]
pub struct DispersionReport<'a> {
    /// The findings.
    pub findings: &'a Findings,
    /// The command line that flies the same again.
    pub command: &'a str,
    /// How fast it was flown, flights a second, where that was measured: printed, and in no file, which tells of what was
    /// flown and not of when.
    pub flights_per_s: Option<f64>,
}

impl Deref for DispersionReport<'_> {
    type Target = Findings;

    fn deref(&self) -> &Findings {
        self.findings
    }
}
