//! The aerodynamics of a launch.

use std::sync::Arc;

use downrange::flight::Launch;
use downrange_report::AeroReport;
use pyo3::prelude::*;

use crate::errors;
use crate::pages::{plain, units, written};

/// The aerodynamics of a launch at Mach numbers and angles of attack.
#[pyclass(frozen, name = "Aero", module = "downrange._native")]
pub struct NativeAero {
    launch: Arc<Launch>,
    /// Mach numbers, rising.
    mach: Vec<f64>,
    /// Angles of attack, rad, rising.
    angles: Vec<f64>,
    /// The stage that is the lowest; none for all of a stack.
    stage: Option<String>,
    command: String,
}

impl NativeAero {
    /// The aerodynamics at Mach numbers and angles of attack (rad), both rising, of a launch or of what flies with a stage as its
    /// lowest; and the command line that computes the same.
    ///
    /// # Errors
    /// When there is no such stage.
    pub fn new(
        launch: Arc<Launch>,
        mach: Vec<f64>,
        angles: Vec<f64>,
        stage: Option<String>,
        command: String,
    ) -> PyResult<Self> {
        if let Some(name) = &stage {
            AeroReport::new(&launch, Vec::new(), Vec::new())
                .keep_stage(name)
                .map_err(|fault| errors::request(format!("error: --stage: {fault}"), None, None))?;
        }
        Ok(Self {
            launch,
            mach,
            angles,
            stage,
            command,
        })
    }

    fn report(&self) -> AeroReport<'_> {
        let mut report = AeroReport::new(&self.launch, self.mach.clone(), self.angles.clone());
        if let Some(stage) = &self.stage {
            // That there is one was found at first.
            let _ = report.keep_stage(stage);
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
