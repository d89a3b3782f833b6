//! The aerodynamics of a launch.

use std::sync::Arc;

use downrange::flight::Launch;
use downrange_report::AeroReport;
use pyo3::prelude::*;

use crate::pages::{plain, units, written};

/// The aerodynamics of a launch at Mach numbers and angles of attack.
#[pyclass(frozen, name = "Aero", module = "downrange._native")]
pub struct NativeAero {
    /// The launch.
    pub launch: Arc<Launch>,
    /// Mach numbers, rising.
    pub mach: Vec<f64>,
    /// Angles of attack, rad, rising.
    pub angles: Vec<f64>,
    /// The stage that is the lowest; none for all of a stack.
    pub stage: Option<String>,
    /// The command line that computes the same.
    pub command: String,
}

impl NativeAero {
    fn report(&self) -> AeroReport<'_> {
        let mut report = AeroReport::new(&self.launch, self.mach.clone(), self.angles.clone());
        if let Some(stage) = &self.stage {
            report.keep_stage(stage);
        }
        report
    }
}

#[pymethods]
impl NativeAero {
    fn json(&self, py: Python<'_>) -> String {
        py.detach(|| self.report().json())
    }

    fn summary(&self, py: Python<'_>, units: &str, angles: bool) -> PyResult<String> {
        let units = self::units(units)?;
        Ok(py.detach(|| plain(&self.report().summary(units, angles))))
    }

    fn page(&self, py: Python<'_>, units: &str) -> PyResult<String> {
        let units = self::units(units)?;
        py.detach(|| written(|out| self.report().page(units, &self.command, out)))
    }
}
