//! A launch held against a rule sheet.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use downrange::flight::{Recording, fly};
use downrange::rules::{SheetAssessment, assess};
use downrange_formats::read_rule_sheet;
use downrange_report::RuleReport;
use downrange_runs::{RuleRequest, fly_rules};
use pyo3::exceptions::PyKeyboardInterrupt;
use pyo3::prelude::*;

use crate::errors;
use crate::launch::NativeLaunch;
use crate::pages::{plain, units, written};
use crate::progress::tell;

/// What a rule sheet says of a launch.
#[pyclass(frozen, name = "Rules", module = "downrange._native")]
pub struct NativeRules {
    assessment: SheetAssessment,
    command: String,
}

impl NativeRules {
    fn report(&self) -> RuleReport<'_> {
        RuleReport {
            assessment: &self.assessment,
            command: &self.command,
        }
    }
}

#[pymethods]
impl NativeRules {
    /// Holds a launch against a sheet.
    #[staticmethod]
    fn of_launch(
        py: Python<'_>,
        launch: &NativeLaunch,
        sheet: String,
        flights: Option<u64>,
        seed: u64,
        threads: Option<NonZeroUsize>,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<Self> {
        py.detach(|| {
            let request = RuleRequest {
                sheet,
                flights,
                seed,
            };
            let sheet = read_rule_sheet(&request.sheet).map_err(|error| errors::input(&error))?;
            let dispersed = launch.dispersed()?;
            let planned = &dispersed.launch;
            let flight = fly(planned, Recording::None);
            let flight = flight.map_err(|error| launch.failure(planned, &error))?;
            let uncertain = !dispersed.is_certain();
            let n = request.flights_of(uncertain);
            let mut raised = None;
            let sampler = dispersed.sampler();
            let judged = fly_rules(&sampler, &sheet, seed, n, threads, |done| {
                match tell(done, n, progress.as_ref()) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(error) => {
                        raised.get_or_insert(error);
                        ControlFlow::Break(())
                    }
                }
            });
            let Some(judged) = judged.map_err(|error| errors::run(&error))? else {
                return Err(raised.unwrap_or_else(|| PyKeyboardInterrupt::new_err("stopped")));
            };
            let judged = (n > 0).then_some((seed, judged.as_slice()));
            Ok(Self {
                assessment: assess(&sheet, planned, &flight, judged),
                command: request.command_line(launch.source(), uncertain),
            })
        })
    }

    fn json(&self) -> String {
        self.report().json()
    }

    fn summary(&self, units: &str) -> PyResult<String> {
        Ok(plain(&self.report().summary(self::units(units)?)))
    }

    fn page(&self, units: &str) -> PyResult<String> {
        let units = self::units(units)?;
        written(|out| self.report().page(units, out))
    }
}
