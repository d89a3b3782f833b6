//! The candidates of a claim, flown on threads.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::time::Duration;

use downrange::claim::{CandidateOutcome, Study};
use downrange::flight::FlightError;

use crate::error::{RunError, RunFault};
use crate::workers;

/// Candidates of a batch.
const BATCH: u64 = 64;

/// The longest time from one call of the callback to the next.
const TICK: Duration = Duration::from_millis(100);

/// Flies the first `n` candidates of a study with a seed, on so many threads, or one a processor: candidate i is a function of
/// the seed and of i alone. `progress` is called on this thread with the number of candidates that are done; once it
/// breaks, the flights under way are finished, and there is no result.
///
/// # Errors
/// That of the first candidate whose flight cannot be computed.
pub fn fly_study(
    study: &Study,
    seed: u64,
    n: u64,
    threads: Option<NonZeroUsize>,
    mut progress: impl FnMut(u64) -> ControlFlow<()>,
) -> Result<Option<Vec<CandidateOutcome>>, RunError> {
    let mut batches: BTreeMap<u64, Result<Vec<CandidateOutcome>, FlightError>> = BTreeMap::new();
    let (mut done, mut cancelled) = (0, false);
    let fly = |batch: u64| {
        let start = batch * BATCH;
        let candidates = start..n.min(start.saturating_add(BATCH));
        candidates.map(|index| study.sample(seed, index)).collect()
    };
    workers::fly(0..n.div_ceil(BATCH), threads, TICK, fly, |arrived| {
        if let Some((batch, flown)) = arrived {
            done += BATCH.min(n - batch * BATCH);
            batches.insert(batch, flown);
        }
        let went = progress(done);
        cancelled |= went.is_break();
        Ok(went)
    })?;
    if cancelled {
        return Ok(None);
    }
    let outcomes: Result<Vec<Vec<CandidateOutcome>>, FlightError> = batches.into_values().collect();
    match outcomes {
        Ok(outcomes) => Ok(Some(outcomes.concat())),
        Err(error) => Err(RunError::Flight(RunFault::new(error.to_string()))),
    }
}
