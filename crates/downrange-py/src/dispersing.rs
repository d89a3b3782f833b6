//! A dispersion: asked for, flown with the interpreter let go, stopped by Ctrl-C.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::PathBuf;

use downrange_formats::Dispersed;
use downrange_formats::landings::RUN_FILES;
use downrange_formats::output::is_folder_or_free;
use downrange_runs::{
    Campaign, Identity, Progress, Remark, RunEnd, RunOptions, Shard, SourceFiles, StoreOptions,
};
use pyo3::exceptions::PyKeyboardInterrupt;
use pyo3::prelude::*;

use crate::errors;
use crate::limits::FlownLimits;
use crate::run::NativeRun;

/// What is asked of a dispersion.
#[derive(Default)]
pub struct Request {
    /// How many flights; with a question, at most.
    pub flights: Option<u64>,
    /// The seed of all random numbers.
    pub seed: u64,
    /// What its flights are held against.
    pub limits: FlownLimits,
    /// The question that ends it.
    pub until: Option<String>,
    /// The folder that it is stored in.
    pub out: Option<PathBuf>,
    /// Whether what is stored there is gone on with.
    pub resume: bool,
    /// The part of it that is flown.
    pub shard: Option<Shard>,
    /// Threads; none for one a processor.
    pub threads: Option<NonZeroUsize>,
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

/// The campaign that is asked for of a launch, read from these files, and how it is run, handed to who runs it.
///
/// # Errors
/// When nothing is uncertain, or what is asked for cannot be; those of `run`.
pub fn asked<T>(
    dispersed: &Dispersed,
    source: SourceFiles,
    request: &Request,
    run: impl FnOnce(&Campaign<'_>, &RunOptions) -> PyResult<T>,
) -> PyResult<T> {
    if dispersed.is_certain() {
        let file = source.launch;
        let message = format!(
            "error: nothing in {file} is uncertain\nhelp: write a number as {{ mean = \"12 lb\", sigma = \"0.1 lb\" }}, or a [dispersion] section"
        );
        return Err(errors::request(message, Some(file), None));
    }
    let campaign = campaign(dispersed, source, request)?;
    if let Some(folder) = &request.out {
        is_folder_or_free(folder).map_err(errors::output)?;
    }
    let mut options = RunOptions::default();
    options.threads = request.threads;
    options.store = request.out.as_ref().map(|folder| {
        StoreOptions::new(folder)
            .resume(request.resume)
            .beside(&RUN_FILES)
    });
    run(&campaign, &options)
}

/// Flies a launch, read from these files, very many times.
///
/// # Errors
/// When nothing is uncertain, what is asked for cannot be, or the folder cannot be written; what Python raises meanwhile.
pub fn disperse(
    dispersed: &Dispersed,
    source: SourceFiles,
    request: &Request,
) -> PyResult<NativeRun> {
    asked(dispersed, source, request, |campaign, options| {
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
    NativeRun::of(run, request.out.clone(), remarks, |run| {
        match &request.out {
            Some(folder) if is_whole => run.write_into(folder),
            _ => Ok(()),
        }
    })
}

/// The campaign that is asked for.
fn campaign<'a>(
    dispersed: &'a Dispersed,
    source: SourceFiles,
    request: &'a Request,
) -> PyResult<Campaign<'a>> {
    let version = env!("CARGO_PKG_VERSION");
    let identity = Identity::new(version, request.seed, dispersed.digest.as_str());
    let campaign = Campaign::new(dispersed.sampler(), &dispersed.dimensions, identity);
    let mut campaign = request.limits.of(campaign)?.source(source);
    if let Some(flights) = request.flights {
        campaign = campaign.flights(flights);
    }
    if let Some(shard) = request.shard {
        campaign = campaign.shard(shard);
    }
    if let Some(text) = &request.until {
        campaign = campaign.until(text).map_err(|error| {
            errors::request(format!("error: --until {text:?}{error}"), None, None)
        })?;
    }
    Ok(campaign)
}
