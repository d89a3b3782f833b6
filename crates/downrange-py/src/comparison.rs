//! A flight beside the one that the program of its design had stored.

use std::sync::Arc;

use downrange::compare::{Comparison, StoredFlight};
use downrange::flight::Launch;
use downrange_report::ComparisonReport;
use pyo3::prelude::*;

use crate::pages::{plain, units, written};

/// A flight beside a stored one.
#[pyclass(frozen, name = "Comparison", module = "downrange._native")]
pub struct NativeComparison {
    /// The launch.
    pub launch: Arc<Launch>,
    /// The stored flight.
    pub stored: StoredFlight,
    /// What was found.
    pub comparison: Comparison,
    /// The command line that compares the same.
    pub command: String,
}

impl NativeComparison {
    fn report(&self) -> ComparisonReport<'_> {
        ComparisonReport {
            launch: &self.launch,
            stored: &self.stored,
            comparison: &self.comparison,
        }
    }
}

#[pymethods]
impl NativeComparison {
    fn json(&self) -> String {
        self.report().json()
    }

    fn summary(&self, units: &str) -> PyResult<String> {
        Ok(plain(&self.report().summary(self::units(units)?)))
    }

    fn page(&self, py: Python<'_>, units: &str) -> PyResult<String> {
        let units = self::units(units)?;
        py.detach(|| written(|out| self.report().page(units, &self.command, out)))
    }
}
