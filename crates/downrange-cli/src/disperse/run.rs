//! Flying: batches on threads, kept as they come, stopped and gone on with.

use std::collections::BTreeMap;
use std::iter;
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use downrange::area::{Area, Watch};
use downrange::dispersion::fly_samples;
use downrange::flight::Model;
use downrange_formats::runs::{Column, MOST_BATCHES, Store, Values};
use downrange_formats::{Dispersed, Error};
use indicatif::{ProgressBar, ProgressStyle};

use super::note::Note;
use super::rows::{BATCH, columns, rows};
use super::stored::{NAME, Stored};
use super::until::Until;
use super::{Arguments, remark, stop};
use crate::Failure;

/// How many flights are flown where nothing is said.
const FEW: u64 = 1_000;
/// The most with --until.
const MANY: u64 = 1_000_000;

/// What is flown.
pub struct Flights<'a> {
    arguments: &'a Arguments,
    dispersed: &'a Dispersed,
    model: Model,
    areas: &'a [Area],
    watches: Vec<Watch<'a>>,
    columns: Vec<Column>,
}

/// The flights that were flown.
pub struct Done {
    /// How long those took that were flown now, s, and how many they were.
    pub now: (f64, u64),
    /// Their rows.
    pub rows: Kept,
    /// The right to write into their folder.
    pub store: Option<Store>,
}

/// Where rows are.
pub enum Kept {
    /// In a finished file.
    File(PathBuf),
    /// In the parts of a shard.
    Parts(Vec<PathBuf>),
    /// In memory: which columns, and batch by batch.
    Memory(Vec<Column>, BTreeMap<u64, Vec<Values>>),
}

/// Where batches go.
enum Sink {
    Store(Box<Store>),
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

    /// Columns of the first so many batches, one batch after the other.
    fn read(
        &self,
        end: u64,
        names: &[&str],
        all: &[Column],
        mut take: impl FnMut(&[Values]),
    ) -> Result<(), Error> {
        match self {
            Self::Store(store) => store.read(0..end, names, |_, values| take(values)),
            Self::Memory(batches) => {
                let batches = batches
                    .lock()
                    .unwrap_or_else(std::sync::PoisonError::into_inner);
                for (_, values) in batches.range(0..end) {
                    let columns = names.iter().filter_map(|name| {
                        let place = all.iter().position(|column| column.name == *name)?;
                        values.get(place).cloned()
                    });
                    take(&columns.collect::<Vec<_>>());
                }
                Ok(())
            }
        }
    }
}

/// Flying under way.
struct Flying<'a> {
    sink: &'a Sink,
    pool: rayon::ThreadPool,
    bar: ProgressBar,
    /// Flights asked for, at most.
    n: u64,
    /// How many flights of each batch were there before.
    held: &'a BTreeMap<u64, u64>,
    /// How many were flown now.
    flown: u64,
}

impl<'a> Flights<'a> {
    /// Of a dispersed launch.
    pub fn new(arguments: &'a Arguments, dispersed: &'a Dispersed, areas: &'a [Area]) -> Self {
        let site = &dispersed.launch.site;
        let pad = (site.latitude, site.longitude);
        Self {
            arguments,
            dispersed,
            model: Model::new(&dispersed.launch),
            areas,
            watches: areas.iter().map(|area| Watch::new(area, pad)).collect(),
            columns: columns(dispersed.uncertainty.inputs(), areas),
        }
    }

    /// Flies what is not there yet until what is asked is flown or known.
    pub fn fly(&self, note: &mut Note, until: Option<&Until>) -> Result<Done, Failure> {
        let failed = |error: Error| Failure::Output(error.render(true));
        let arguments = self.arguments;
        let mut held = BTreeMap::new();
        let (mut there, mut finished) = (0, false);
        let opened = match &arguments.out {
            Some(folder) => {
                let stored = Stored::open(arguments, folder, note, &self.columns)?;
                there = stored.there();
                Some((folder, stored))
            }
            None => None,
        };
        let n = arguments.n.unwrap_or(match until {
            Some(_) => MANY.max(there),
            None => FEW,
        });
        note.ask(arguments, n);
        if arguments.out.is_some() && until.is_none() && n.div_ceil(BATCH) > MOST_BATCHES {
            let most = MOST_BATCHES * BATCH;
            let text = format!(
                "note: one file holds {most} flights at most: those of a longer run stay in {NAME}.parts"
            );
            remark(arguments, &text);
        }
        let sink = match opened {
            Some((folder, stored)) => {
                stored.at_most(n, folder)?;
                // Beside a finished file stands the note of what is in it, until there is another.
                if stored.store.finished().is_none() {
                    note.write(folder)?;
                }
                (held, finished) = (stored.held, stored.finished);
                stop::keep(held.values().sum());
                Sink::Store(Box::new(stored.store))
            }
            None => Sink::Memory(Mutex::default()),
        };
        let threads = arguments.threads.map_or(0, usize::from);
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .map_err(|error| Failure::Output(format!("error: no threads: {error}")))?;
        let started = Instant::now();
        let mut flying = Flying {
            sink: &sink,
            pool,
            bar: progress(arguments, until.is_some()),
            n,
            held: &held,
            flown: 0,
        };
        let (flights, known) = match until {
            Some(until) => {
                let (flights, known) = self.rounds(&mut flying, until, there, finished)?;
                (flights, Some(known))
            }
            None => {
                self.batches(&mut flying, n.div_ceil(BATCH))?;
                (n, None)
            }
        };
        flying.bar.finish_and_clear();
        let now = (started.elapsed().as_secs_f64(), flying.flown);
        drop(flying);
        let (rows, store) = match sink {
            Sink::Store(store) if arguments.shard.is_some() => {
                let parts = store.parts().into_iter().map(|(_, path)| path);
                (Kept::Parts(parts.collect()), Some(*store))
            }
            Sink::Store(store) => {
                let words = [("n", flights.to_string())];
                let words = words.each_ref().map(|(name, n)| (*name, n.as_str()));
                let file = store
                    .join(flights.div_ceil(BATCH), &words)
                    .map_err(failed)?;
                note.end(arguments, flights, known);
                if let Some(folder) = &arguments.out {
                    note.write(folder)?;
                }
                (Kept::File(file), Some(*store))
            }
            Sink::Memory(batches) => {
                note.end(arguments, flights, known);
                let batches = batches.into_inner();
                let batches = batches.unwrap_or_else(std::sync::PoisonError::into_inner);
                (Kept::Memory(self.columns.clone(), batches), None)
            }
        };
        Ok(Done { now, rows, store })
    }

    /// Flies in rounds, after each of which the question is asked of all flights so far, so that the answer does not
    /// depend on which thread was faster. Gives how many flights count, and whether they answer it.
    fn rounds(
        &self,
        flying: &mut Flying<'_>,
        until: &Until,
        there: u64,
        finished: bool,
    ) -> Result<(u64, bool), Failure> {
        if finished && self.is_known(flying.sink, until, there.div_ceil(BATCH))? {
            return Ok((there, true));
        }
        let batches = flying.n.div_ceil(BATCH);
        let mut end = 2;
        loop {
            // What is there counts: it is not asked of less.
            if end >= batches || end.saturating_mul(BATCH) >= there {
                let end_now = batches.min(end);
                self.batches(flying, end_now)?;
                let known = self.is_known(flying.sink, until, end_now)?;
                if known || end_now == batches {
                    return Ok((flying.n.min(end_now.saturating_mul(BATCH)), known));
                }
            }
            // A quarter more each time: asked often enough not to fly much too long.
            end += (end / 4).max(1);
        }
    }

    /// Whether the first so many batches answer a question.
    fn is_known(&self, sink: &Sink, until: &Until, end: u64) -> Result<bool, Failure> {
        let mut tally = until.tally();
        let names = until.columns();
        let read = sink.read(end, &names, &self.columns, |values| tally.take(values));
        read.map_err(|error| Failure::Output(error.render(true)))?;
        Ok(tally.is_known())
    }

    /// Flies what is missing of the first so many batches, in order: batches are counted, not listed.
    fn batches(&self, flying: &mut Flying<'_>, end: u64) -> Result<(), Failure> {
        let (first, step) = match self.arguments.shard {
            Some(shard) => (shard.part - 1, shard.of),
            None => (0, 1),
        };
        let samples = |batch: u64| {
            let start = batch * BATCH;
            start..flying.n.min(start.saturating_add(BATCH))
        };
        let count = |batch: u64| {
            let samples = samples(batch);
            samples.end - samples.start
        };
        let is_held = |batch: &u64| flying.held.get(batch) == Some(&count(*batch));
        let own = |batch: &u64| *batch < end && batch % step == first;
        let ready = flying
            .held
            .keys()
            .filter(|batch| own(batch) && is_held(batch));
        flying.bar.set_length(share(end, flying.n, (first, step)));
        flying
            .bar
            .set_position(ready.map(|batch| count(*batch)).sum::<u64>() + flying.flown);
        flying.bar.reset_eta();
        let in_order = iter::successors(Some(first), |batch| batch.checked_add(step));
        let open = in_order
            .take_while(|batch| *batch < end)
            .filter(|batch| !is_held(batch));
        let open = Mutex::new(open);
        let cast = self.dispersed.cast();
        let inputs = self.dispersed.uncertainty.inputs().len();
        let fly = || -> Result<u64, Error> {
            let mut flown = 0;
            while !stop::asked() {
                let next = open
                    .lock()
                    .unwrap_or_else(std::sync::PoisonError::into_inner)
                    .next();
                let Some(batch) = next else {
                    break;
                };
                let flights = fly_samples(
                    &cast,
                    &self.model,
                    self.arguments.seed,
                    samples(batch),
                    !self.areas.is_empty(),
                );
                flying
                    .sink
                    .keep(batch, rows(&flights, inputs, &self.watches))?;
                flying.bar.inc(count(batch));
                if let Sink::Store(_) = flying.sink {
                    stop::keep(count(batch));
                }
                flown += count(batch);
            }
            Ok(flown)
        };
        let flown: Result<u64, Error> = flying.pool.broadcast(|_| fly()).into_iter().sum();
        let flown = flown.map_err(|error| Failure::Output(error.render(true)))?;
        flying.flown += flown;
        match stop::asked() {
            true => Err(Failure::Stopped(stop::message())),
            false => Ok(()),
        }
    }
}

/// How many flights the first so many batches have of which every `step`th is flown from `first`.
fn share(end: u64, n: u64, (first, step): (u64, u64)) -> u64 {
    let Some(rest) = end.checked_sub(first).and_then(|rest| rest.checked_sub(1)) else {
        return 0;
    };
    let batches = rest / step + 1;
    // The last batch of all may be short.
    let last = first + (batches - 1) * step;
    let short = (u128::from(last) + 1) * u128::from(BATCH);
    let short = short.saturating_sub(u128::from(n));
    let flights = u128::from(batches) * u128::from(BATCH) - short.min(u128::from(BATCH));
    u64::try_from(flights).unwrap_or(u64::MAX)
}

/// Rate and estimate of the end, on a terminal. With a question the end is not known: so many flights are flown before it
/// is asked again.
fn progress(arguments: &Arguments, question: bool) -> ProgressBar {
    if arguments.quiet {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    let style = ProgressStyle::with_template(match question {
        true => "{bar:30} {human_pos} of {human_len} flights, {per_sec}, asked again in {eta}",
        false => "{bar:30} {human_pos} of {human_len} flights, {per_sec}, {eta} left",
    });
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Defends the progress: shards of a run add up to it, whatever its number, also the greatest.
    #[test]
    fn shards_add_up() {
        for n in [1, 511, 512, 513, 1100, 5000, 1_000_000, u64::MAX] {
            let end = n.div_ceil(BATCH);
            assert_eq!(share(end, n, (0, 1)), n);
            for of in [2, 3, 8, 5000] {
                let parts = (0..of).map(|part| u128::from(share(end, n, (part, of))));
                assert_eq!(parts.sum::<u128>(), u128::from(n), "{n} {of}");
            }
        }
    }
}
