//! Flying: batches on threads, kept as they come, stopped and gone on with.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use downrange::dispersion::fly_samples;
use downrange::flight::Model;
use downrange::safety::{Area, Watch};
use downrange_formats::runs::{Column, Store, Values};
use downrange_formats::{Dispersed, Error};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use super::note::Note;
use super::rows::{columns, rows};
use super::until::Until;
use super::{Arguments, remark};
use crate::Failure;

/// Flights a batch: what a kill loses at most on each thread, and what one thread holds in memory.
pub const BATCH: u64 = 512;
/// The name of the run in its folder.
pub const NAME: &str = "flights";

/// What is flown.
pub struct Flights<'a> {
    dispersed: &'a Dispersed,
    model: Model,
    areas: &'a [Area],
    watches: Vec<Watch<'a>>,
    columns: Vec<Column>,
    identity: &'a Note,
    seed: u64,
    n: u64,
}

/// The flights that were flown.
pub struct Done {
    /// How long those took that were flown now, s, and how many they were.
    pub now: (f64, u64),
    /// Their rows.
    pub rows: Kept,
}

/// Where rows are.
pub enum Kept {
    /// In a finished file.
    File(PathBuf),
    /// In memory: which columns, and batch by batch.
    Memory(Vec<Column>, BTreeMap<u64, Vec<Values>>),
}

/// Set by Ctrl-C.
static STOP: AtomicBool = AtomicBool::new(false);

/// Where batches go.
enum Sink {
    Store(Store),
    Memory(Mutex<BTreeMap<u64, Vec<Values>>>),
}

impl Sink {
    fn keep(&self, batch: u64, values: Vec<Values>) -> Result<(), Error> {
        match self {
            Self::Store(store) => store.append(batch, &values),
            Self::Memory(batches) => {
                batches
                    .lock()
                    .unwrap_or_else(std::sync::PoisonError::into_inner)
                    .insert(batch, values);
                Ok(())
            }
        }
    }

    fn read(&self, batch: u64, names: &[&str], all: &[Column]) -> Result<Vec<Values>, Error> {
        match self {
            Self::Store(store) => store.read(batch, names),
            Self::Memory(batches) => {
                let batches = batches
                    .lock()
                    .unwrap_or_else(std::sync::PoisonError::into_inner);
                let columns = batches.get(&batch).into_iter().flat_map(|values| {
                    names.iter().filter_map(|name| {
                        let place = all.iter().position(|column| column.name == *name)?;
                        values.get(place).cloned()
                    })
                });
                Ok(columns.collect())
            }
        }
    }
}

impl<'a> Flights<'a> {
    /// Of a dispersed launch.
    pub fn new(
        dispersed: &'a Dispersed,
        areas: &'a [Area],
        identity: &'a Note,
        seed: u64,
        n: u64,
    ) -> Self {
        let site = &dispersed.launch.site;
        let pad = (site.latitude, site.longitude);
        Self {
            dispersed,
            model: Model::new(&dispersed.launch),
            areas,
            watches: areas.iter().map(|area| Watch::new(area, pad)).collect(),
            columns: columns(dispersed.uncertainty.inputs(), areas),
            identity,
            seed,
            n,
        }
    }

    /// Flies what is not done yet; `None` where nothing is left to say: a shard, or a run that was stopped.
    pub fn fly(
        &self,
        arguments: &Arguments,
        until: Option<&Until>,
    ) -> Result<Option<Done>, Failure> {
        let failed = |error: Error| Failure::Output(error.render(true));
        let identity = self.identity.identity();
        let identity: Vec<(&str, &str)> = identity
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let (sink, done) = match &arguments.out {
            Some(folder) => {
                let open = if arguments.resume {
                    Store::resume
                } else {
                    Store::create
                };
                let store = open(folder, NAME, &self.columns, &identity).map_err(failed)?;
                for damage in store.damaged() {
                    remark(arguments, &damage.render(true));
                }
                if let Some(file) = store.finished() {
                    return Ok(Some(Done {
                        now: (0.0, 0),
                        rows: Kept::File(file.to_owned()),
                    }));
                }
                self.identity.write(folder)?;
                let done = store.done();
                (Sink::Store(store), done)
            }
            None => (Sink::Memory(Mutex::default()), Vec::new()),
        };
        let batches = self.n.div_ceil(BATCH);
        let shard = |batch: &u64| match arguments.shard {
            Some(shard) => batch % shard.of == shard.part - 1,
            None => true,
        };
        let open: Vec<u64> = (0..batches)
            .filter(|batch| shard(batch) && done.binary_search(batch).is_err())
            .collect();
        // A second handler, of a second run in one process, does not exist.
        let _ = ctrlc::set_handler(|| STOP.store(true, Ordering::Relaxed));
        let started = Instant::now();
        let bar = progress(arguments, self.n, done.len() as u64 * BATCH);
        let end = self.rounds(arguments, &sink, &open, (batches, until), &bar)?;
        bar.finish_and_clear();
        let seconds = started.elapsed().as_secs_f64();
        let flown: u64 = open
            .iter()
            .filter(|batch| end.is_none_or(|end| **batch < end))
            .map(|batch| self.samples(*batch).count() as u64)
            .sum();
        let Some(end) = end else {
            let kept = match &sink {
                Sink::Store(store) => store.done().len() as u64 * BATCH,
                Sink::Memory(_) => 0,
            };
            let message = match arguments.out {
                Some(_) => format!(
                    "stopped; {} flights are kept: go on with --resume",
                    kept.min(self.n)
                ),
                None => "stopped; nothing is kept without --out".to_owned(),
            };
            return Err(Failure::Stopped(message));
        };
        if let Some(shard) = arguments.shard {
            let text = format!(
                "shard {} of {} is done: {flown} flights in {seconds:.1} s; merge all with `downrange merge DIR… --out DIR`",
                shard.part, shard.of
            );
            remark(arguments, &text);
            return Ok(None);
        }
        let n = self.n.min(end * BATCH);
        let rows = match sink {
            Sink::Store(store) => {
                let n = n.to_string();
                Kept::File(store.finish(end, &[("n", &n)]).map_err(failed)?)
            }
            Sink::Memory(batches) => Kept::Memory(
                self.columns.clone(),
                batches
                    .into_inner()
                    .unwrap_or_else(std::sync::PoisonError::into_inner)
                    .into_iter()
                    .filter(|(batch, _)| *batch < end)
                    .collect(),
            ),
        };
        Ok(Some(Done {
            now: (seconds, flown),
            rows,
        }))
    }

    /// Flies open batches; with a question, in rounds after each of which it is asked of all batches so far, so that
    /// the answer does not depend on which thread was faster. Gives how many batches count, or `None` when stopped.
    fn rounds(
        &self,
        arguments: &Arguments,
        sink: &Sink,
        open: &[u64],
        (batches, until): (u64, Option<&Until>),
        bar: &ProgressBar,
    ) -> Result<Option<u64>, Failure> {
        let threads = arguments.threads.map_or(0, usize::from);
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .map_err(|error| Failure::Output(format!("error: no threads: {error}")))?;
        let Some(until) = until else {
            return Ok(self.batches(&pool, sink, open, bar)?.then_some(batches));
        };
        let mut tally = until.tally();
        let mut asked = 0;
        let mut end = 2;
        loop {
            let end_now = batches.min(end);
            let round: Vec<u64> = open
                .iter()
                .copied()
                .filter(|batch| (asked..end_now).contains(batch))
                .collect();
            if !self.batches(&pool, sink, &round, bar)? {
                return Ok(None);
            }
            for batch in asked..end_now {
                let names = tally.columns();
                let values = sink
                    .read(batch, &names, &self.columns)
                    .map_err(|error| Failure::Output(error.render(true)))?;
                tally.take(&values);
            }
            asked = end_now;
            if tally.is_known() || end_now == batches {
                return Ok(Some(end_now));
            }
            // A quarter more each time: asked often enough not to fly much too long.
            end = end_now + (end_now / 4).max(1);
        }
    }

    /// Flies batches on a pool; false when stopped.
    fn batches(
        &self,
        pool: &rayon::ThreadPool,
        sink: &Sink,
        batches: &[u64],
        bar: &ProgressBar,
    ) -> Result<bool, Failure> {
        let cast = self.dispersed.cast();
        let flown = pool.install(|| {
            batches.par_iter().with_max_len(1).try_for_each(|batch| {
                if STOP.load(Ordering::Relaxed) {
                    return Ok(());
                }
                let samples = self.samples(*batch);
                let count = samples.end - samples.start;
                let flights = fly_samples(
                    &cast,
                    &self.model,
                    self.seed,
                    samples,
                    !self.areas.is_empty(),
                );
                let inputs = self.dispersed.uncertainty.inputs().len();
                sink.keep(*batch, rows(&flights, inputs, &self.watches))?;
                bar.inc(count);
                Ok(())
            })
        });
        flown.map_err(|error: Error| Failure::Output(error.render(true)))?;
        Ok(!STOP.load(Ordering::Relaxed))
    }

    fn samples(&self, batch: u64) -> std::ops::Range<u64> {
        batch * BATCH..self.n.min((batch + 1) * BATCH)
    }
}

/// Rate and estimate of the end, on a terminal.
fn progress(arguments: &Arguments, n: u64, done: u64) -> ProgressBar {
    if arguments.quiet {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(n).with_position(done.min(n));
    let style = ProgressStyle::with_template(
        "{bar:30} {human_pos} of {human_len} flights, {per_sec}, {eta} left",
    );
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar.reset_eta();
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
