//! A claim that is checked: rockets that fit it are drawn, flown on threads, and judged.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use downrange::claim::{Assessment, CandidateOutcome, Claim, Study};

use crate::error::{RunError, RunFault};
use crate::study::fly_study;

/// A claim that was checked.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct CheckedClaim {
    /// The claim, compiled.
    pub study: Study,
    /// The rockets that fit it, in the order of their samples.
    pub outcomes: Vec<CandidateOutcome>,
    /// The verdict.
    pub assessment: Assessment,
    /// The seed of their random numbers.
    pub seed: u64,
}

/// Checks a claim with `n` rockets that fit it, as [`fly_study`] flies them; `None` where `progress` breaks.
///
/// # Errors
/// [`RunError::Input`] when no rocket can be as the claim says, [`RunError::Flight`] when one cannot be flown.
pub fn check_claim(
    claim: &Claim,
    seed: u64,
    n: u64,
    threads: Option<NonZeroUsize>,
    progress: impl FnMut(u64) -> ControlFlow<()>,
) -> Result<Option<CheckedClaim>, RunError> {
    let study = Study::new(claim);
    let study = study.map_err(|fault| RunError::Input(RunFault::new(fault.to_string())))?;
    let Some(outcomes) = fly_study(&study, seed, n, threads, progress)? else {
        return Ok(None);
    };
    let assessment = Assessment::new(&study, &outcomes)
        .map_err(|error| RunError::Flight(RunFault::new(error.to_string())))?;
    Ok(Some(CheckedClaim {
        study,
        outcomes,
        assessment,
        seed,
    }))
}
