//! A dispersion: asked for, flown with the interpreter let go, stopped by Ctrl-C.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::PathBuf;

use downrange::area::Area;
use downrange_formats::output::is_folder_or_free;
use downrange_formats::{Dispersed, read_area_files};
use downrange_runs::{
    Campaign, Identity, Progress, Remark, RunEnd, RunOptions, Shard, SourceFiles, StopRule,
    StopRuleError, StoreOptions,
};
use pyo3::exceptions::{PyKeyboardInterrupt, PyValueError};
use pyo3::prelude::*;

use crate::errors;
use crate::origin::LaunchOrigin;
use crate::run::{BESIDE, NativeRun};

/// What is asked of a dispersion.
#[derive(Default)]
pub struct Request {
    /// How many flights; with a question, at most.
    pub flights: Option<u64>,
    /// The seed of all random numbers.
    pub seed: u64,
    /// Files of areas.
    pub areas: Vec<PathBuf>,
    /// The question that ends it.
    pub until: Option<String>,
    /// The folder that it is stored in.
    pub out: Option<PathBuf>,
    /// Whether what is stored there is gone on with.
    pub resume: bool,
    /// The part of it that is flown, as `3/8`.
    pub shard: Option<String>,
    /// Threads; none for one a processor.
    pub threads: Option<usize>,
    /// Called with the flights that are done, and the goal.
    pub progress: Option<Py<PyAny>>,
}

/// What stands between the run and Python: how far it is, and why it was ended.
#[derive(Default)]
struct Watch {
    stored: Option<u64>,
    /// Flights that are done, and those that are to be, as they were last told.
    told: Option<(u64, u64)>,
    remarks: Vec<String>,
    raised: Option<PyErr>,
}

impl Watch {
    /// Tells Python how far it is; breaks where Python raises, by Ctrl-C for example.
    fn look(&mut self, progress: &Progress, call: Option<&Py<PyAny>>) -> ControlFlow<()> {
        self.stored = progress.stored;
        self.remarks.extend(progress.remarks.iter().map(remarked));
        if self.raised.is_some() {
            return ControlFlow::Break(());
        }
        match self.tell((progress.done, progress.goal), call) {
            Ok(()) => ControlFlow::Continue(()),
            Err(raised) => {
                self.raised = Some(raised);
                ControlFlow::Break(())
            }
        }
    }

    fn tell(&mut self, done: (u64, u64), call: Option<&Py<PyAny>>) -> PyResult<()> {
        self.told = Some(done);
        Python::attach(|py| {
            py.check_signals()?;
            match call {
                Some(call) => call.call1(py, done).map(drop),
                None => Ok(()),
            }
        })
    }

    /// Tells the end, which may have come too soon after the last call to be told.
    fn end(&mut self, call: Option<&Py<PyAny>>) -> PyResult<()> {
        match self.told {
            Some((done, goal)) if done < goal => self.tell((goal, goal), call),
            _ => Ok(()),
        }
    }

    /// Why it was ended, with what is kept.
    fn interrupted(self) -> PyErr {
        let message = match self.stored {
            Some(flights) => {
                format!("stopped; {flights} flights are kept: go on with resume=True")
            }
            None => "stopped; nothing is kept: there is no out".to_owned(),
        };
        let by_key =
            |raised: &PyErr| Python::attach(|py| raised.is_instance_of::<PyKeyboardInterrupt>(py));
        match self.raised {
            Some(raised) if !by_key(&raised) => raised,
            _ => PyKeyboardInterrupt::new_err(message),
        }
    }
}

/// A remark in words.
pub fn remarked(remark: &Remark) -> String {
    match remark {
        Remark::Damaged(error) => errors::rendered(error.fault()),
        other => other.to_string(),
    }
}

/// The campaign that is asked for, and how it is run, handed to who runs it.
///
/// # Errors
/// When nothing is uncertain, or what is asked for cannot be; those of `run`.
pub fn asked<T>(
    dispersed: &Dispersed,
    origin: &LaunchOrigin,
    request: &Request,
    run: impl FnOnce(&Campaign<'_>, &RunOptions) -> PyResult<T>,
) -> PyResult<T> {
    if dispersed.is_certain() {
        let message = format!(
            "error: nothing in {} is uncertain\nhelp: write a number as {{ mean = \"12 lb\", sigma = \"0.1 lb\" }}, or a [dispersion] section",
            origin.launch
        );
        return Err(errors::request(message, Some(origin.launch.clone()), None));
    }
    let site = &dispersed.launch.site;
    let (files, areas) = read_area_files(&request.areas, (site.latitude, site.longitude))
        .map_err(|error| errors::input(&error))?;
    let campaign = campaign(dispersed, origin, request, files, &areas)?;
    if let Some(folder) = &request.out {
        is_folder_or_free(folder).map_err(errors::output)?;
    }
    let mut options = RunOptions::default();
    options.threads = request.threads.and_then(NonZeroUsize::new);
    options.store = request.out.as_ref().map(|folder| {
        StoreOptions::new(folder)
            .resume(request.resume)
            .beside(&BESIDE)
    });
    run(&campaign, &options)
}

/// Flies a launch very many times.
///
/// # Errors
/// When nothing is uncertain, what is asked for cannot be, or the folder cannot be written; what Python raises meanwhile.
pub fn disperse(
    dispersed: &Dispersed,
    origin: &LaunchOrigin,
    request: &Request,
) -> PyResult<NativeRun> {
    asked(dispersed, origin, request, |campaign, options| {
        fly(campaign, options, request)
    })
}

fn fly(campaign: &Campaign<'_>, options: &RunOptions, request: &Request) -> PyResult<NativeRun> {
    let mut watch = Watch::default();
    let run = campaign.run(options, |progress| {
        watch.look(progress, request.progress.as_ref())
    });
    let run = run.map_err(|error| errors::run(&error))?;
    if run.end == RunEnd::Cancelled {
        return Err(watch.interrupted());
    }
    watch.end(request.progress.as_ref())?;
    let is_whole = run.shard.is_none();
    let remarks = watch.remarks;
    NativeRun::of(run, remarks, |run| match &request.out {
        Some(folder) if is_whole => run.write_into(folder),
        _ => Ok(()),
    })
}

/// The campaign that is asked for.
fn campaign<'a>(
    dispersed: &'a Dispersed,
    origin: &LaunchOrigin,
    request: &Request,
    files: Vec<String>,
    areas: &'a [Area],
) -> PyResult<Campaign<'a>> {
    let version = env!("CARGO_PKG_VERSION");
    let identity = Identity::new(version, request.seed, dispersed.digest.as_str());
    let mut campaign = Campaign::new(dispersed.sampler(), &dispersed.dimensions, identity)
        .areas(areas)
        .source(SourceFiles {
            launch: origin.launch.clone(),
            options: origin.words(),
            set: origin.set.clone(),
            allow_outside: origin.allow_outside,
            areas: files,
        });
    if let Some(flights) = request.flights {
        campaign = campaign.flights(flights);
    }
    if let Some(text) = &request.shard {
        let shard: Shard = text
            .parse()
            .map_err(|reason| PyValueError::new_err(format!("shard {text:?}: {reason}")))?;
        campaign = campaign.shard(shard);
    }
    if let Some(text) = &request.until {
        let names: Vec<&str> = areas.iter().map(Area::name).collect();
        let rule = StopRule::parse(text, &names).map_err(|error| {
            let said = match error {
                StopRuleError::NoArea => " needs an --area".to_owned(),
                error => error.to_string(),
            };
            errors::request(format!("error: --until {text:?}{said}"), None, None)
        })?;
        campaign = campaign.stop_rule(rule);
    }
    Ok(campaign)
}
