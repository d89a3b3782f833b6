//! A claim that was checked.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::PathBuf;

use downrange::text::shell_quote;
use downrange_formats::{parse_claim, read_claim};
use downrange_report::claim::{self, ClaimReport};
use downrange_runs::{CheckedClaim, RunError, check_claim};
use pyo3::exceptions::PyKeyboardInterrupt;
use pyo3::prelude::*;

use crate::errors;
use crate::pages::plain;
use crate::progress::tell;

/// A claim that was checked.
#[pyclass(frozen, name = "Check", module = "downrange._native")]
pub struct NativeCheck {
    checked: CheckedClaim,
    file: String,
    command: String,
}

impl NativeCheck {
    fn report(&self) -> ClaimReport<'_> {
        ClaimReport {
            study: &self.checked.study,
            assessment: &self.checked.assessment,
            outcomes: &self.checked.outcomes,
            seed: self.checked.seed,
        }
    }
}

#[pymethods]
impl NativeCheck {
    /// Checks a claim file, or the text of one.
    #[new]
    fn new(
        py: Python<'_>,
        claim: PathBuf,
        text: Option<String>,
        n: u64,
        seed: u64,
        threads: Option<NonZeroUsize>,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<Self> {
        py.detach(|| {
            let read = match &text {
                Some(text) => parse_claim(text),
                None => read_claim(&claim),
            };
            let read = read.map_err(|error| errors::input(&error))?;
            let file = claim.display().to_string();
            let mut raised = None;
            let checked = check_claim(&read, seed, n, threads, |done| {
                match tell(done, n, progress.as_ref()) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(error) => {
                        raised.get_or_insert(error);
                        ControlFlow::Break(())
                    }
                }
            });
            let checked = checked.map_err(|error| {
                let message = format!("error: {file}: {}", error.fault().title());
                match error {
                    RunError::Input(_) => errors::request(message, Some(file.clone()), None),
                    _ => errors::flight(message),
                }
            })?;
            let stopped = || raised.unwrap_or_else(|| PyKeyboardInterrupt::new_err("stopped"));
            Ok(Self {
                checked: checked.ok_or_else(stopped)?,
                command: format!(
                    "downrange check {} -n {n} --seed {seed}",
                    shell_quote(&file)
                ),
                file,
            })
        })
    }

    fn json(&self, py: Python<'_>) -> String {
        py.detach(|| claim::json(&self.report()))
    }

    fn summary(&self) -> String {
        plain(&claim::summary(&self.report()))
    }

    fn page(&self, py: Python<'_>) -> PyResult<String> {
        let page = py.detach(|| claim::page(&self.report(), &self.command));
        page.map_err(|error| errors::flight(format!("error: {}: {error}", self.file)))
    }
}
