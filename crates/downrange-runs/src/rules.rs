//! The flights of a dispersion, held against a rule sheet on threads.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::time::Duration;

use downrange::dispersion::Sampler;
use downrange::flight::{Recording, fly};
use downrange::rules::{FlightJudgement, RuleSheet, judge_flight};

use crate::SourceFiles;
use crate::error::RunError;
use crate::workers;

/// Flights that are flown where the launch is uncertain and nothing is said: the share of a rule that one flight in a hundred breaks is seen
/// in 87 of 100 runs (1 − 0.99²⁰⁰).
pub const RULE_FLIGHTS: u64 = 200;

/// Flights of a batch.
const BATCH: u64 = 16;

/// The longest time from one call of the callback to the next.
const TICK: Duration = Duration::from_millis(100);

/// What is asked of a rule sheet, as a person asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleRequest {
    /// The name of the sheet, or the path of its file.
    pub sheet: String,
    /// How many flights of the dispersion; [`RULE_FLIGHTS`] where nothing is said.
    pub flights: Option<u64>,
    /// The seed of all random numbers.
    pub seed: u64,
}

impl RuleRequest {
    /// How many flights are flown of a launch that is uncertain; of one that is not none, as all would be the flight as planned.
    pub fn flights_of(&self, uncertain: bool) -> u64 {
        match uncertain {
            true => self.flights.unwrap_or(RULE_FLIGHTS),
            false => 0,
        }
    }

    /// The command line that asks for the same of a launch that is read from some files.
    pub fn command_line(&self, source: &SourceFiles, uncertain: bool) -> String {
        let flights = self.flights_of(uncertain).to_string();
        let seed = self.seed.to_string();
        let options = [
            ("--sheet", &*self.sheet),
            ("--flights", &*flights),
            ("--seed", &*seed),
            ("--out", "rules"),
        ];
        source.command_line("rules", &options)
    }
}

/// Flies the first `n` samples of a seed, on so many threads, or one a processor, and holds each against a sheet: sample i is a function of
/// the seed and of i alone, the one that a campaign flies. One that cannot be computed has no judgement. `progress` is called on this thread
/// with the number of flights that are done; once it breaks, the flights under way are finished, and there is no result.
///
/// # Errors
/// When the system gives no thread.
pub fn fly_rules(
    sampler: &Sampler<'_>,
    sheet: &RuleSheet,
    seed: u64,
    n: u64,
    threads: Option<NonZeroUsize>,
    mut progress: impl FnMut(u64) -> ControlFlow<()>,
) -> Result<Option<Vec<Option<FlightJudgement>>>, RunError> {
    let judge = |index: u64| {
        let launch = sampler.sample(seed, index).launch.ok()?;
        let flight = fly(&launch, Recording::None).ok()?;
        Some(judge_flight(sheet, &launch, &flight))
    };
    let fly_batch = |batch: u64| {
        let start = batch * BATCH;
        let samples = start..n.min(start.saturating_add(BATCH));
        samples.map(judge).collect::<Vec<_>>()
    };
    let mut batches = BTreeMap::new();
    let (mut done, mut cancelled) = (0, false);
    workers::fly(0..n.div_ceil(BATCH), threads, TICK, fly_batch, |arrived| {
        if let Some((batch, flown)) = arrived {
            done += flown.len() as u64;
            batches.insert(batch, flown);
        }
        let went = progress(done);
        cancelled |= went.is_break();
        Ok(went)
    })?;
    Ok((!cancelled).then(|| batches.into_values().flatten().collect()))
}
