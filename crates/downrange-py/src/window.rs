//! A launch window, hour by hour.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use downrange::flight::Site;
use downrange::window::{Limits, WindowHour};
use downrange_formats::{LaunchFile, WeatherFile};
use downrange_report::WindowReport;
use downrange_runs::{Campaign, Identity, RunOptions, SourceFiles, WindowRequest};
use pyo3::exceptions::{PyKeyboardInterrupt, PyValueError};
use pyo3::prelude::*;

use crate::errors;
use crate::limits::FlownLimits;
use crate::pages::{plain, units, written};
use crate::progress::tell;

/// A launch window.
#[pyclass(frozen, name = "Window", module = "downrange._native")]
pub struct NativeWindow {
    hours: Vec<WindowHour>,
    limits: Limits,
    by_month: bool,
    weather: String,
    command: String,
    /// What was made of the weather of the first hour.
    #[pyo3(get)]
    warnings: Vec<String>,
}

impl NativeWindow {
    fn report(&self) -> WindowReport<'_> {
        WindowReport {
            hours: &self.hours,
            limits: &self.limits,
            by_month: self.by_month,
            weather: &self.weather,
            command: &self.command,
        }
    }
}

#[pymethods]
impl NativeWindow {
    fn json(&self, py: Python<'_>) -> String {
        py.detach(|| self.report().json())
    }

    fn summary(&self, units: &str) -> PyResult<String> {
        Ok(plain(&self.report().summary(self::units(units)?)))
    }

    fn page(&self, py: Python<'_>, units: &str) -> PyResult<String> {
        let units = self::units(units)?;
        py.detach(|| written(|out| self.report().page(units, out)))
    }
}

/// Flies a launch in the weather of each hour and judges it.
///
/// # Errors
/// When the weather, a limit or a launch cannot be as asked; what Python raises meanwhile.
pub fn window(
    file: &LaunchFile,
    site: &Site,
    request: &WindowRequest,
    (ground, source): (&FlownLimits, &SourceFiles),
    threads: Option<NonZeroUsize>,
    progress: Option<&Py<PyAny>>,
) -> PyResult<NativeWindow> {
    let input = |error: downrange_formats::Error| errors::input(&error);
    let limits = request.limits().map_err(|(each, fault)| {
        let hint = fault.hint.unwrap_or_default();
        PyValueError::new_err(format!("limits {each:?}: {}; {hint}", fault.message))
    })?;
    let weather = WeatherFile::open(&request.weather).map_err(input)?;
    let ends = [request.from.as_deref(), request.to.as_deref()];
    let times = weather.window(ends, request.every.as_deref(), request.issued.as_deref());
    let times = times.map_err(input)?;
    let mut options = RunOptions::default();
    options.threads = threads;
    let (mut hours, mut warnings, mut raised) = (Vec::new(), Vec::new(), None);
    let goal = times.len() as u64 * request.flights;
    for (index, times) in times.iter().enumerate() {
        let mut told = Vec::new();
        let launch = file.at_hour(&weather, site, times, &mut told);
        let dispersed = launch
            .and_then(|launch| launch.dispersed())
            .map_err(input)?;
        if index == 0 {
            warnings.extend(told.iter().map(|each| format!("{}: {each}", each.file)));
        }
        let identity = Identity::new(env!("CARGO_PKG_VERSION"), request.seed, &*dispersed.digest);
        let campaign = Campaign::new(dispersed.sampler(), &dispersed.dimensions, identity);
        let campaign = ground.of(campaign.flights(request.flights))?;
        let flown = index as u64 * request.flights;
        let hour = campaign.fly_hour(
            times.name(),
            &limits,
            request.until_sure,
            &options,
            |flying| match tell(flown + flying.done, goal, progress) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    raised.get_or_insert(error);
                    ControlFlow::Break(())
                }
            },
        );
        match hour.map_err(|error| errors::run(&error))? {
            Some(hour) => hours.push(hour),
            None => return Err(raised.unwrap_or_else(|| PyKeyboardInterrupt::new_err("stopped"))),
        }
    }
    // The last of a run may not have been told.
    tell(goal, goal, progress)?;
    Ok(NativeWindow {
        hours,
        limits,
        by_month: request.every.is_none(),
        weather: request.weather.clone(),
        command: request.command_line(source, ground.ceiling),
        warnings,
    })
}
