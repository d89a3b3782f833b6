//! Assessment of a claim: shares of rockets, and a verdict.
//!
//! A statement **holds** for a rocket that reaches what is claimed, or more. With p the share of rockets that fit the
//! print for which it holds, and p₊ the share for which it could with all that the model leaves out ([`super::bound`]):
//!
//! | verdict | when | says |
//! |---|---|---|
//! | [`Verdict::Supported`] | p ≥ 1/2 | what is usual for such rockets does it |
//! | [`Verdict::Possible`] | 1/20 ≤ p < 1/2 | it takes more than what is usual, but not more than has been built |
//! | [`Verdict::Refuted`] | p < 1/20, and p₊ < 1/100 with its 95 % interval | not even what the model leaves out can make up for it |
//! | [`Verdict::NotRefuted`] | otherwise | this model cannot do it; lift, gliding, guidance or an unusual rocket might |
//!
//! The thresholds are conventions: an even chance, one in twenty, one in a hundred. A share is not the probability that
//! the newspaper is right; it says how much of what is usual would do.

use super::class::Unknown;
use super::published::{Limit, Statement};
use super::rocket::Candidate;
use super::study::{CandidateOutcome, Study};
use crate::dispersion::statistics::{Estimate, Proportion, Quantiles, sensitivity};
use crate::flight::FlightError;

/// Verdict on a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// What is usual does it.
    Supported,
    /// It takes more than what is usual.
    Possible,
    /// This model cannot do it, what it leaves out might.
    NotRefuted,
    /// Nothing can.
    Refuted,
}

/// From this share on a claim is supported.
pub const SUPPORTED: f64 = 0.5;
/// From this share on a claim is possible.
pub const POSSIBLE: f64 = 0.05;
/// Below this share, all that the model leaves out granted, a claim is refuted.
pub const REFUTED: f64 = 0.01;
/// Confidence of the intervals.
const CONFIDENCE: f64 = 0.95;

impl Verdict {
    /// In words, as in JSON.
    pub fn words(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Possible => "possible",
            Self::NotRefuted => "not refuted by this model",
            Self::Refuted => "refuted",
        }
    }

    fn of(holds: &Estimate, could: &Estimate) -> Self {
        match holds.value {
            p if p >= SUPPORTED => Self::Supported,
            p if p >= POSSIBLE => Self::Possible,
            _ if could.interval.high < REFUTED => Self::Refuted,
            _ => Self::NotRefuted,
        }
    }
}

/// Percentiles of a figure over all rockets, SI.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Percentiles {
    /// One rocket in twenty reaches less.
    pub p05: f64,
    /// Half reach less.
    pub p50: f64,
    /// One in twenty reaches more.
    pub p95: f64,
}

impl Percentiles {
    /// Percentiles of a column.
    pub fn new(column: &[f64]) -> Self {
        let ordered = Quantiles::new(column);
        let at = |p: f64| {
            ordered
                .as_ref()
                .map_or(f64::NAN, |ordered| ordered.quantile(p))
        };
        Self {
            p05: at(0.05),
            p50: at(0.5),
            p95: at(0.95),
        }
    }
}

/// Result for one statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The share of rockets for which it holds.
    pub holds: Estimate,
    /// The share for which it could with what the model leaves out.
    pub could: Estimate,
    /// What the rockets reach, in the sense of the statement.
    pub spread: Percentiles,
    /// The verdict.
    pub verdict: Verdict,
}

/// The value that one unknown needs for the hardest statement to hold, all others at their medians.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DecidingFactor {
    /// The unknown.
    pub unknown: Unknown,
    /// The value at which the statement just holds; `None` where no possible value makes it hold, or all do.
    pub needed: Option<f64>,
    /// Whether the statement holds above that value; else below it.
    pub above: bool,
    /// Whether the statement holds whatever the value is (or for none, where `needed` is `None` too).
    pub always: bool,
    /// Share of the figure's variance among the rockets that this unknown explains, 0 to 1.
    pub explains: f64,
}

/// Result for a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// How many rockets were flown.
    pub rockets: usize,
    /// Statement by statement.
    pub findings: Vec<Finding>,
    /// The share of rockets for which all statements hold.
    pub all_hold: Estimate,
    /// The statement that fewest rockets can do.
    pub hardest: usize,
    /// What decides it, the weightiest first.
    pub deciding: Vec<DecidingFactor>,
}

impl Assessment {
    /// Judges a claim by the rockets that were flown for it, in the order of their samples.
    ///
    /// # Errors
    /// [`FlightError::Numerical`] when a flight for the deciding assumptions breaks down.
    pub fn new(study: &Study, outcomes: &[CandidateOutcome]) -> Result<Self, FlightError> {
        let statements = &study.claim().statements;
        let share = |holds: &dyn Fn(&CandidateOutcome) -> bool| {
            Proportion::count(outcomes.iter().map(holds)).estimate(CONFIDENCE)
        };
        let findings: Vec<Finding> = statements
            .iter()
            .enumerate()
            .map(|(place, statement)| {
                let holds = share(&|outcome| holds(statement, place, outcome));
                let could =
                    share(&|outcome| outcome.most.of(statement.quantity) >= outcome.claimed[place]);
                let reached = reached(statement, outcomes);
                Finding {
                    verdict: Verdict::of(&holds, &could),
                    holds,
                    could,
                    spread: Percentiles::new(&reached),
                }
            })
            .collect();
        let all_hold = share(&|outcome| {
            let mut each = statements.iter().enumerate();
            each.all(|(place, statement)| holds(statement, place, outcome))
        });
        let hardest = findings
            .iter()
            .enumerate()
            .min_by(|a, b| a.1.holds.value.total_cmp(&b.1.holds.value))
            .map_or(0, |(place, _)| place);
        let deciding = match statements.get(hardest) {
            Some(statement) => decide(study, statement, outcomes)?,
            None => Vec::new(),
        };
        Ok(Self {
            rockets: outcomes.len(),
            findings,
            all_hold,
            hardest,
            deciding,
        })
    }
}

fn holds(statement: &Statement, place: usize, outcome: &CandidateOutcome) -> bool {
    outcome.of(statement.quantity, statement.limit) >= outcome.claimed[place]
}

/// What all rockets reach in the sense of a statement, SI.
pub fn reached(statement: &Statement, outcomes: &[CandidateOutcome]) -> Vec<f64> {
    let of = |outcome: &CandidateOutcome| outcome.of(statement.quantity, statement.limit);
    outcomes.iter().map(of).collect()
}

/// What decides a statement.
fn decide(
    study: &Study,
    statement: &Statement,
    outcomes: &[CandidateOutcome],
) -> Result<Vec<DecidingFactor>, FlightError> {
    let reached = reached(statement, outcomes);
    let assumptions = study.claim().assumptions.all();
    let mut unknowns: Vec<Unknown> = assumptions.iter().map(|each| each.unknown).collect();
    let behind = [
        Unknown::MotorPropellantShare,
        Unknown::MotorDensity,
        Unknown::OtherDensity,
    ];
    // What people ask for is the propellant, not the densities it follows from.
    if unknowns.iter().any(|unknown| behind.contains(unknown)) {
        unknowns.retain(|unknown| !behind.contains(unknown));
        unknowns.insert(0, Unknown::PropellantFraction);
    }
    if statement.limit == Limit::UpTo {
        // Whatever is best is taken.
        unknowns.retain(|unknown| *unknown != Unknown::LaunchElevation);
    }
    let middle = study.middle();
    let mut deciding = Vec::with_capacity(unknowns.len());
    for unknown in unknowns {
        let values: Vec<f64> = outcomes
            .iter()
            .map(|each| each.rocket.of(unknown))
            .collect();
        let explained = sensitivity(&values, &reached, CONFIDENCE);
        let (needed, above, always) = needed(study, statement, &middle, unknown)?;
        deciding.push(DecidingFactor {
            unknown,
            needed,
            above,
            always,
            explains: explained.map_or(0.0, |sensitivity| {
                sensitivity.explained_variance.value.clamp(0.0, 1.0)
            }),
        });
    }
    deciding.sort_by(|a, b| b.explains.total_cmp(&a.explains));
    Ok(deciding)
}

/// Halvings of the interval in which a needed value is looked for: to a ten-thousandth of it.
const HALVINGS: usize = 14;

/// The value of an unknown at which a statement just holds, all others as they are; whether it holds above; whether it
/// always does.
fn needed(
    study: &Study,
    statement: &Statement,
    rocket: &Candidate,
    unknown: Unknown,
) -> Result<(Option<f64>, bool, bool), FlightError> {
    let excess = |value: f64| {
        let outcome = study.outcome(rocket.with(unknown, value))?;
        Ok(outcome.of(statement.quantity, statement.limit) - statement.figure.value)
    };
    let (mut low, mut high) = unknown.search_range();
    let (at_low, at_high) = (excess(low)? >= 0.0, excess(high)? >= 0.0);
    if at_low == at_high {
        return Ok((None, at_high, at_high));
    }
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if (excess(middle)? >= 0.0) == at_low {
            low = middle;
        } else {
            high = middle;
        }
    }
    Ok((Some(0.5 * (low + high)), at_high, false))
}
