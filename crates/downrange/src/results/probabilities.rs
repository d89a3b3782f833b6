//! Probabilities that something comes down outside an area, or leaves it on its way, comes down where nothing may, or flies
//! too high.

use crate::dispersion::statistics::{Estimate, Proportion};

use super::columns::ResultColumns;
use super::info::RunInfo;
use super::intrusions::Intrusions;
use super::row_index::RowIndex;

/// The confidence of every interval.
pub const CONFIDENCE: f64 = 0.95;

/// Probabilities of one area: so many of all flights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AreaProbability {
    /// Came down outside.
    pub outside: Proportion,
    /// Left it on the way.
    pub leaves: Proportion,
}

/// Probabilities of a kind of flights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probabilities {
    /// How many flights.
    pub flights: u64,
    /// How many of them could not be made or computed.
    pub failed: u64,
    /// Of any body, area by area.
    pub any: Vec<AreaProbability>,
    /// Of each body, area by area.
    pub bodies: Vec<Vec<AreaProbability>>,
    /// Of any body, in keep-out areas and above the ceiling.
    pub any_intrusions: Intrusions,
    /// Of each body, the same.
    pub body_intrusions: Vec<Intrusions>,
}

/// Convergence of the probability that any body comes down outside an area.
#[derive(Debug, Clone, PartialEq)]
pub struct Convergence {
    /// After so many flights.
    pub flights: Vec<u64>,
    /// It was estimated as this.
    pub estimates: Vec<Estimate>,
}

/// All probabilities of a run.
pub struct Count {
    /// Of all flights.
    pub all: Probabilities,
    /// By failure, in the order of the index.
    pub by_failure: Vec<Probabilities>,
    /// Area by area.
    pub convergence: Vec<Convergence>,
}

impl Count {
    /// Counts them.
    pub fn new<R: ResultColumns>(
        run: &RunInfo,
        rows: &R,
        index: &RowIndex,
    ) -> Result<Self, R::Error> {
        let (bodies, areas) = (index.bodies.len(), run.areas.len());
        let empty = Probabilities {
            flights: 0,
            failed: 0,
            any: vec![AreaProbability::default(); areas],
            bodies: vec![vec![AreaProbability::default(); areas]; bodies],
            any_intrusions: Intrusions::of(run),
            body_intrusions: vec![Intrusions::of(run); bodies],
        };
        let mut by_failure = vec![empty.clone(); index.failures.len()];
        for (failure, failed) in index.failure.iter().zip(&index.failed) {
            let kind = &mut by_failure[*failure as usize];
            kind.flights += 1;
            kind.failed += u64::from(*failed);
        }
        let mut convergence = Vec::with_capacity(areas);
        for (number, area) in run.areas.iter().enumerate() {
            for leaves in [false, true] {
                let what = if leaves { "leaves" } else { "outside" };
                let flags = rows.flags(&format!("{what}: {}", area.name()))?;
                let hits = Hits::new(index, &flags);
                for (kind, hits) in by_failure.iter_mut().zip(&hits.by_failure) {
                    kind.any[number].counted(leaves).hits = hits.any;
                    for (body, hits) in kind.bodies.iter_mut().zip(&hits.bodies) {
                        body[number].counted(leaves).hits = *hits;
                    }
                }
                if !leaves {
                    convergence.push(Convergence::from_hits(&hits.of_flights));
                }
            }
        }
        for (number, column) in Intrusions::columns(run).iter().enumerate() {
            let hits = Hits::new(index, &rows.flags(column)?);
            for (kind, hits) in by_failure.iter_mut().zip(&hits.by_failure) {
                let each = |of: &mut Intrusions, hits: u64| {
                    of.each().skip(number).take(1).for_each(|p| p.hits = hits);
                };
                each(&mut kind.any_intrusions, hits.any);
                for (body, hits) in kind.body_intrusions.iter_mut().zip(&hits.bodies) {
                    each(body, *hits);
                }
            }
        }
        for kind in &mut by_failure {
            let flights = kind.flights;
            for probability in kind.bodies.iter_mut().flatten().chain(&mut kind.any) {
                (probability.outside.trials, probability.leaves.trials) = (flights, flights);
            }
            for proportion in kind.intrusions().flat_map(Intrusions::each) {
                proportion.trials = flights;
            }
        }
        Ok(Self {
            all: by_failure.iter().fold(empty, Probabilities::and),
            by_failure,
            convergence,
        })
    }
}

/// Flights with a flag.
struct Hits {
    /// Whether any body of each flight has it.
    of_flights: Vec<bool>,
    /// How many, by failure.
    by_failure: Vec<HitsOfKind>,
}

/// How many flights of a kind have a flag.
#[derive(Clone)]
struct HitsOfKind {
    /// On any body.
    any: u64,
    /// On each body.
    bodies: Vec<u64>,
}

impl Hits {
    /// Counts the flags of the rows. A flight without a body failed, and has it on every body.
    fn new(index: &RowIndex, flags: &[bool]) -> Self {
        let none = HitsOfKind {
            any: 0,
            bodies: vec![0; index.bodies.len()],
        };
        let mut by_failure = vec![none; index.failures.len()];
        let mut of_flights = vec![false; index.failed.len()];
        for (row, flag) in index.rows().zip(flags) {
            let hit = *flag || row.body.is_none();
            of_flights[row.flight] |= hit;
            let bodies = &mut by_failure[row.failure].bodies;
            let of = match row.body {
                Some(body) => bodies.get_mut(body..=body),
                None => bodies.get_mut(..),
            };
            for body in of.into_iter().flatten() {
                *body += u64::from(hit);
            }
        }
        for (failure, hit) in index.failure.iter().zip(&of_flights) {
            by_failure[*failure as usize].any += u64::from(*hit);
        }
        Self {
            of_flights,
            by_failure,
        }
    }
}

impl AreaProbability {
    fn counted(&mut self, leaves: bool) -> &mut Proportion {
        match leaves {
            true => &mut self.leaves,
            false => &mut self.outside,
        }
    }

    fn add(&mut self, other: &Self) {
        self.outside = self.outside.and(other.outside);
        self.leaves = self.leaves.and(other.leaves);
    }
}

impl Probabilities {
    fn and(mut self, other: &Self) -> Self {
        self.flights += other.flights;
        self.failed += other.failed;
        let mine = self.bodies.iter_mut().flatten().chain(&mut self.any);
        let others = other.bodies.iter().flatten().chain(&other.any);
        for (probability, other) in mine.zip(others) {
            probability.add(other);
        }
        let mut other = other.clone();
        let others = other.intrusions().flat_map(Intrusions::each);
        let mine = self.intrusions().flat_map(Intrusions::each);
        for (proportion, other) in mine.zip(others) {
            *proportion = proportion.and(*other);
        }
        self
    }

    /// Of any body, and of each.
    fn intrusions(&mut self) -> impl Iterator<Item = &mut Intrusions> {
        std::iter::once(&mut self.any_intrusions).chain(&mut self.body_intrusions)
    }
}

impl Convergence {
    fn from_hits(hits: &[bool]) -> Self {
        let flights = checkpoints(hits.len() as u64);
        let mut estimates = Vec::with_capacity(flights.len());
        let mut counted = Proportion::default();
        let mut next = flights.iter().peekable();
        for hit in hits {
            counted.trials += 1;
            counted.hits += u64::from(*hit);
            if next
                .next_if(|flights| **flights == counted.trials)
                .is_some()
            {
                estimates.push(counted.estimate(CONFIDENCE));
            }
        }
        Self { flights, estimates }
    }
}

/// Numbers of flights at which a figure is looked at, twenty a decade, and the last.
pub fn checkpoints(flights: u64) -> Vec<u64> {
    let mut points: Vec<u64> = (20..400)
        .map(|step| 10f64.powf(f64::from(step) / 20.0).round() as u64)
        .take_while(|point| *point < flights)
        .collect();
    points.push(flights);
    points.retain(|point| *point > 0);
    points.dedup();
    points
}

/// The probability that the true one is below with a confidence of [`CONFIDENCE`]: one-sided, unlike the interval. (Of no
/// event in n flights it is about 3/n, the rule of three.)
pub fn upper_bound(proportion: &Proportion) -> f64 {
    // A two-sided interval with twice the tail.
    proportion.estimate(2.0 * CONFIDENCE - 1.0).interval.high
}
