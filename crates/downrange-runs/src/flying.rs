//! A campaign flown on threads: what is missing is flown, kept as it comes, stopped and gone on with.

use std::collections::BTreeMap;
use std::iter;
use std::ops::ControlFlow;
#[cfg(feature = "store")]
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::campaign::Campaign;
use crate::columns::BATCH_FLIGHTS;
use crate::error::RunError;
#[cfg(feature = "store")]
use crate::folder::NAME;
use crate::manifest::Manifest;
#[cfg(feature = "store")]
use crate::options::FLIGHTS_IN_MEMORY;
use crate::options::RunOptions;
use crate::progress::Progress;
#[cfg(feature = "store")]
use crate::progress::Remark;
use crate::row_source::RowSource;
use crate::run::{Run, RunEnd};
use crate::sink::Sink;
use crate::stop_rule::StopRule;
#[cfg(feature = "store")]
use crate::store;
#[cfg(feature = "store")]
use crate::temporary::TemporaryStore;
use crate::workers;

/// The least time from one call of a progress callback to the next.
const BETWEEN_CALLS: Duration = Duration::from_millis(100);

/// Flying under way.
struct Flying<'a, F> {
    sink: Sink,
    options: &'a RunOptions,
    callback: F,
    called: Option<Instant>,
    cancelled: bool,
    progress: Progress,
    /// Flights asked for, at most.
    n: u64,
    /// How many flights of each batch were there before.
    held: BTreeMap<u64, u64>,
}

impl<'a, F: FnMut(&Progress) -> ControlFlow<()>> Flying<'a, F> {
    fn new(campaign: &Campaign<'_>, options: &'a RunOptions, callback: F) -> Self {
        Self {
            sink: Sink::new(campaign.columns()),
            options,
            callback,
            called: None,
            cancelled: false,
            progress: Progress {
                done: 0,
                goal: 0,
                flown: 0,
                stored: None,
                temporary: None,
                remarks: Vec::new(),
            },
            n: 0,
            held: BTreeMap::new(),
        }
    }

    /// Tells the caller how far it is, not too often; takes note of whether it cancels.
    fn call(&mut self) -> ControlFlow<()> {
        let early = self
            .called
            .is_some_and(|last| last.elapsed() < BETWEEN_CALLS);
        // What is stored after it was cancelled is the last that the caller hears of it.
        if !early || self.cancelled {
            self.called = Some(Instant::now());
            self.cancelled |= (self.callback)(&self.progress).is_break();
            self.progress.remarks.clear();
        }
        match self.cancelled {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }
}

impl Campaign<'_> {
    /// Flies what is not there yet, on threads, until what is asked is flown or known. `progress` is called on this
    /// thread, at most ten times a second; once it breaks, batches under way are finished and stored, and the run ends
    /// as [`RunEnd::Cancelled`]. The rows depend neither on threads nor on stops.
    ///
    /// # Errors
    /// When the folder to store in holds another run, is locked, or cannot be read or written.
    pub fn run(
        &self,
        options: &RunOptions,
        progress: impl FnMut(&Progress) -> ControlFlow<()>,
    ) -> Result<Run, RunError> {
        let mut flying = Flying::new(self, options, progress);
        let (manifest, there, finished) = self.begin(&mut flying)?;
        if !flying.progress.remarks.is_empty() {
            // Told also where nothing is to be flown; who cancels now is asked again.
            let _ = flying.call();
        }
        let started = Instant::now();
        let known = match &self.stop_rule {
            Some(rule) => self.rounds(&mut flying, rule, there, finished)?,
            None => {
                let batches = flying.n.div_ceil(BATCH_FLIGHTS);
                self.batches(&mut flying, batches)?;
                Known {
                    flights: flying.n,
                    answered: None,
                }
            }
        };
        self.end(flying, manifest, known, started.elapsed())
    }

    /// Opens the folder to store in as [`run`](Self::run) does, and flies nothing: finds the batches that are missing there,
    /// for others to fly ([`batch_file`](Self::batch_file)). Once they lie there, `run` goes on with what it finds.
    ///
    /// # Errors
    /// As those of `run`, and when these are more flights than one file holds.
    #[cfg(feature = "store")]
    pub fn missing(&self, options: &RunOptions) -> Result<Missing, RunError> {
        use crate::error::RunFault;
        use crate::store::MOST_IN_ONE_FILE;

        let go_on = |_: &Progress| ControlFlow::Continue(());
        let mut flying = Flying::new(self, options, go_on);
        let n = self.asked(0);
        if n > MOST_IN_ONE_FILE {
            let title = format!("{n} flights, but one file holds at most {MOST_IN_ONE_FILE}");
            return Err(RunError::Request(RunFault::new(title)));
        }
        self.begin(&mut flying)?;
        let n = flying.n;
        let all = self.in_order(n.div_ceil(BATCH_FLIGHTS));
        let is_missing = |batch: &u64| flying.held.get(batch) != Some(&count(*batch, n));
        Ok(Missing {
            batches: all.filter(is_missing).collect(),
            remarks: flying.progress.remarks,
        })
    }

    /// The file that a store keeps of a batch, of a run of as many flights as [`flights`](Self::flights) says: what belongs at
    /// [`batch_path`] in the folder of the run.
    ///
    /// # Errors
    /// When it cannot be encoded.
    #[cfg(feature = "store")]
    pub fn batch_file(&self, batch: u64) -> Result<Vec<u8>, RunError> {
        let pairs = self.identity().pairs();
        let identity = pairs
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let file = store::batch_file(self.columns(), &identity, batch, &self.fly_batch(batch));
        file.map_err(|reason| RunError::of_file(&batch_path(batch), reason.to_string()))
    }

    /// Opens the store, if there is one. Gives the manifest, the number of flights that are stored already, and whether
    /// all of them stand in the file of a finished run.
    fn begin<F>(&self, flying: &mut Flying<'_, F>) -> Result<(Manifest, u64, bool), RunError>
    where
        F: FnMut(&Progress) -> ControlFlow<()>,
    {
        #[cfg(feature = "store")]
        if let Some(store) = &flying.options.store {
            use crate::folder::note_shard;
            use crate::manifest_file;
            use crate::run_folder::RunFolder;
            use crate::store::MOST_IN_ONE_FILE;

            let opened = RunFolder::open(store, self.identity(), self.shard, self.columns())?;
            let there = opened.there();
            flying.n = self.asked(there);
            let damaged = opened.store.damaged().iter().cloned();
            flying.progress.remarks.extend(damaged.map(Remark::Damaged));
            if self.stop_rule.is_none() && flying.n > MOST_IN_ONE_FILE {
                let most = MOST_IN_ONE_FILE;
                flying
                    .progress
                    .remarks
                    .push(Remark::TooManyForOneFile { most });
            }
            opened.at_most(flying.n, &store.folder)?;
            let manifest = self.manifest(flying.n);
            // Beside a finished file stands the manifest of what is in it, until there is another.
            if opened.store.finished_file().is_none() {
                note_shard(&store.folder, self.shard)?;
                manifest_file::write(&manifest, &store.folder)?;
            }
            flying.progress.stored = Some(opened.held.values().sum());
            flying.held = opened.held;
            flying.sink = Sink::Store(Box::new(opened.store));
            return Ok((manifest, there, opened.finished));
        }
        flying.n = self.asked(0);
        #[cfg(feature = "store")]
        if flying.n
            > flying
                .options
                .flights_in_memory
                .unwrap_or(FLIGHTS_IN_MEMORY)
        {
            let temporary = TemporaryStore::new(self.identity(), self.columns())?;
            flying.progress.temporary = Some(temporary.path().to_owned());
            flying.sink = Sink::Temporary(Box::new(temporary));
        }
        Ok((self.manifest(flying.n), 0, false))
    }

    /// Flies in rounds, after each of which the question is asked of all flights so far, so that the answer does not
    /// depend on which thread was faster.
    fn rounds<F>(
        &self,
        flying: &mut Flying<'_, F>,
        rule: &StopRule,
        there: u64,
        finished: bool,
    ) -> Result<Known, RunError>
    where
        F: FnMut(&Progress) -> ControlFlow<()>,
    {
        let known = |flights, answered| Known {
            flights,
            answered: Some(answered),
        };
        if finished && flying.sink.answers(rule, there.div_ceil(BATCH_FLIGHTS))? {
            return Ok(known(there, true));
        }
        let batches = flying.n.div_ceil(BATCH_FLIGHTS);
        let mut end = 2;
        loop {
            // What is there counts: it is not asked of less.
            if end >= batches || end.saturating_mul(BATCH_FLIGHTS) >= there {
                let end_now = batches.min(end);
                self.batches(flying, end_now)?;
                let answered = !flying.cancelled && flying.sink.answers(rule, end_now)?;
                if answered || flying.cancelled || end_now == batches {
                    let flights = flying.n.min(end_now.saturating_mul(BATCH_FLIGHTS));
                    return Ok(known(flights, answered));
                }
            }
            // A quarter more each time: asked often enough not to fly much too long.
            end += (end / 4).max(1);
        }
    }

    /// The first batch of the shard, and how far it is to the next.
    fn stride(&self) -> (u64, u64) {
        match self.shard {
            Some(shard) => (shard.part() - 1, shard.of()),
            None => (0, 1),
        }
    }

    /// The batches of the shard among the first so many, in order.
    fn in_order(&self, end: u64) -> impl Iterator<Item = u64> {
        let (first, step) = self.stride();
        let all = iter::successors(Some(first), move |batch| batch.checked_add(step));
        all.take_while(move |batch| *batch < end)
    }

    /// Flies what is missing of the first so many batches, in order: batches are counted, not listed.
    fn batches<F>(&self, flying: &mut Flying<'_, F>, end: u64) -> Result<(), RunError>
    where
        F: FnMut(&Progress) -> ControlFlow<()>,
    {
        let (first, step) = self.stride();
        let n = flying.n;
        let count = |batch| count(batch, n);
        let mut held = std::mem::take(&mut flying.held);
        let is_held = |batch: &u64| held.get(batch) == Some(&count(*batch));
        let own = |batch: &u64| *batch < end && batch % step == first;
        let ready = held.keys().filter(|batch| own(batch) && is_held(batch));
        flying.progress.goal = share(end, n, (first, step));
        flying.progress.done = ready.map(|batch| count(*batch)).sum();
        let open = self.in_order(end).filter(|batch| !is_held(batch));
        let mut flown = Vec::new();
        if flying.call().is_continue() {
            let threads = flying.options.threads;
            // Fewer batches than threads share them.
            let left = flying.progress.goal.saturating_sub(flying.progress.done);
            let each = workers::count(threads) as u64 / left.div_ceil(BATCH_FLIGHTS).max(1);
            let fly = |batch| self.fly_batch_of(batch, n, each as usize);
            workers::fly(open, threads, BETWEEN_CALLS, fly, |arrived| {
                if let Some((batch, values)) = arrived {
                    flying.sink.keep(batch, values)?;
                    flown.push(batch);
                    let flights = count(batch);
                    flying.progress.done += flights;
                    flying.progress.flown += flights;
                    if let Some(stored) = &mut flying.progress.stored {
                        *stored += flights;
                    }
                }
                Ok(flying.call())
            })?;
        }
        held.extend(flown.into_iter().map(|batch| (batch, count(batch))));
        flying.held = held;
        Ok(())
    }

    /// Puts the rows in their place for good.
    fn end<F>(
        &self,
        flying: Flying<'_, F>,
        mut manifest: Manifest,
        known: Known,
        elapsed: Duration,
    ) -> Result<Run, RunError> {
        let end = match (flying.cancelled, known.answered) {
            (true, _) => RunEnd::Cancelled,
            (_, Some(true)) => RunEnd::StopRule,
            _ => RunEnd::Complete,
        };
        let is_part = self.shard.is_some() || end == RunEnd::Cancelled;
        let (rows, _store): (RowSource, Stored) = match flying.sink {
            Sink::Memory(batches) => {
                if !is_part {
                    manifest.end(known.flights, known.answered);
                }
                (RowSource::Memory(batches), None)
            }
            #[cfg(feature = "store")]
            Sink::Temporary(temporary) => {
                if !is_part {
                    manifest.end(known.flights, known.answered);
                }
                (RowSource::Temporary(temporary.into_files()), None)
            }
            #[cfg(feature = "store")]
            Sink::Store(store) if is_part => {
                let parts = store.parts().into_iter().map(|(_, path)| path);
                (RowSource::BatchFiles(parts.collect()), Some(store))
            }
            #[cfg(feature = "store")]
            Sink::Store(store) => {
                let n = known.flights.to_string();
                let file = store.join(known.flights.div_ceil(BATCH_FLIGHTS), &[("n", &n)])?;
                manifest.end(known.flights, known.answered);
                if let Some(options) = &flying.options.store {
                    crate::manifest_file::write(&manifest, &options.folder)?;
                }
                (RowSource::File(file), Some(store))
            }
        };
        Ok(Run {
            end,
            manifest,
            shard: self.shard,
            rows,
            flown: flying.progress.flown,
            elapsed,
            #[cfg(feature = "store")]
            store: _store,
            #[cfg(feature = "store")]
            _lock: None,
        })
    }
}

/// The batches of a run that its folder does not hold.
#[cfg(feature = "store")]
#[derive(Debug)]
#[non_exhaustive]
pub struct Missing {
    /// They, in order, counted from 0.
    pub batches: Vec<u64>,
    /// What was found there and does not stop the run.
    pub remarks: Vec<Remark>,
}

/// Where the file of a batch lies in the folder of its run.
#[cfg(feature = "store")]
pub fn batch_path(batch: u64) -> PathBuf {
    store::batch_path(NAME, batch)
}

/// How many flights a batch of a run of `n` has.
fn count(batch: u64, n: u64) -> u64 {
    let start = batch.saturating_mul(BATCH_FLIGHTS).min(n);
    n.min(start.saturating_add(BATCH_FLIGHTS)) - start
}

/// The store that a run leaves, if there can be one.
#[cfg(feature = "store")]
type Stored = Option<Box<crate::store::Store>>;
/// The store that a run leaves, if there can be one.
#[cfg(not(feature = "store"))]
type Stored = Option<()>;

/// What is known once flying ends.
struct Known {
    /// How many flights count.
    flights: u64,
    /// Whether they answer the question, if there is one.
    answered: Option<bool>,
}

/// Counts the flights of the first so many batches of which every `step`th is flown from `first`.
fn share(end: u64, n: u64, (first, step): (u64, u64)) -> u64 {
    let Some(rest) = end.checked_sub(first).and_then(|rest| rest.checked_sub(1)) else {
        return 0;
    };
    let batches = rest / step + 1;
    // The last batch of all may be short.
    let last = first + (batches - 1) * step;
    let short = (u128::from(last) + 1) * u128::from(BATCH_FLIGHTS);
    let short = short.saturating_sub(u128::from(n));
    let flights =
        u128::from(batches) * u128::from(BATCH_FLIGHTS) - short.min(u128::from(BATCH_FLIGHTS));
    u64::try_from(flights).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Defends the progress: shards of a run add up to it, whatever its number, also the greatest.
    #[test]
    fn shards_add_up() {
        for n in [1, 511, 512, 513, 1100, 5000, 1_000_000, u64::MAX] {
            let end = n.div_ceil(BATCH_FLIGHTS);
            assert_eq!(share(end, n, (0, 1)), n);
            for of in [2, 3, 8, 5000] {
                let parts = (0..of).map(|part| u128::from(share(end, n, (part, of))));
                assert_eq!(parts.sum::<u128>(), u128::from(n), "{n} {of}");
            }
        }
    }
}
