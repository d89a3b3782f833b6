//! Findings: all statistics of a run, made once from its rows.

use crate::dispersion::statistics::{Estimate, Proportion};
use crate::dispersion::{LandingKind, SAMPLE_METRICS};
use crate::flight::{Metric, metric};

use super::columns::ResultColumns;
use super::failure_reasons::{FailureReason, failure_reasons};
use super::info::RunInfo;
use super::landing_statistics::LandingStatistics;
use super::probabilities::{Convergence, Count, Probabilities};
use super::ranking::{Ranked, ranking};
use super::row_index::RowIndex;
use super::rules::rules;
use super::spread::{Histogram, Spread, convergence, unwrapped};

/// Outcomes of the body with the payload that are drawn as histograms.
const DRAWN: [&Metric; 6] = [
    &metric::APOGEE_AGL,
    &metric::LANDING_DISTANCE,
    &metric::MAX_SPEED,
    &metric::RAIL_EXIT_SPEED,
    &metric::MIN_STATIC_MARGIN,
    &metric::LANDING_SPEED,
];

/// The column that says how a body came down: the word of a [`LandingKind`], and empty for what did not.
pub const LANDING_KIND: &str = "landing_kind";

/// All statistics of a run.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Findings {
    /// What was flown.
    pub run: RunInfo,
    /// Probabilities over all flights.
    pub probabilities: Probabilities,
    /// Probabilities by failure: its name, empty for none.
    pub by_failure: Vec<(String, Probabilities)>,
    /// Reasons for which flights failed, the most frequent first.
    pub failure_reasons: Vec<FailureReason>,
    /// Flights that break each rule of thumb, by the rule's name.
    pub rules: Vec<(String, Proportion)>,
    /// Statistics of each body, the one with the payload first.
    pub bodies: Vec<BodyFindings>,
    /// Inputs by how much they move an outcome, outcome by outcome.
    pub ranking: Vec<Ranked>,
    /// Histograms of outcomes of the body with the payload.
    pub histograms: Vec<(&'static Metric, Histogram)>,
    /// Convergence of the probability to come down outside, area by area.
    pub convergence: Vec<Convergence>,
    /// Convergence of the mean apogee: number of flights, and the estimate after them, m.
    pub apogee: Vec<(u64, Estimate)>,
}

/// Statistics of a body.
#[derive(Debug, Clone, PartialEq)]
pub struct BodyFindings {
    /// Its name.
    pub name: String,
    /// Its outcomes that happened, in the order of [`SAMPLE_METRICS`], in the units of their keys.
    pub outcomes: Vec<(&'static Metric, Spread)>,
    /// Where it came down; none if it never did.
    pub landings: Option<LandingStatistics>,
    /// The same of its landings of each kind that happened, in the order of [`LandingKind::ALL`]; none where the rows do not
    /// say how a body came down.
    pub landings_by_kind: Option<Vec<(LandingKind, LandingStatistics)>>,
}

impl BodyFindings {
    /// Its landings of each kind, where both happened.
    pub fn both_kinds(&self) -> &[(LandingKind, LandingStatistics)] {
        match self.landings_by_kind.as_deref() {
            Some(kinds @ [_, _]) => kinds,
            _ => &[],
        }
    }

    /// An outcome, if it happened.
    pub fn outcome(&self, metric: &Metric) -> Option<&Spread> {
        let found = self.outcomes.iter().find(|(outcome, _)| *outcome == metric);
        found.map(|(_, spread)| spread)
    }
}

impl Findings {
    /// Computes them from the rows of a run.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn from_columns<R: ResultColumns>(run: RunInfo, rows: &R) -> Result<Self, R::Error> {
        let index = RowIndex::from_columns(rows)?;
        let counted = Count::new(&run, rows, &index)?;
        let mut bodies: Vec<BodyFindings> = index
            .bodies
            .iter()
            .map(|name| BodyFindings {
                name: name.clone(),
                outcomes: Vec::new(),
                landings: None,
                landings_by_kind: None,
            })
            .collect();
        let (mut histograms, mut apogee) = (Vec::new(), Vec::new());
        let failure = index.has_failure(0);
        for metric in SAMPLE_METRICS {
            let column = rows.numbers(metric.key)?;
            for (number, body) in bodies.iter_mut().enumerate() {
                let mut column = index.of_body(number, &column);
                if *metric == metric::LANDING_BEARING {
                    column = unwrapped(&column, 0.0);
                } else if *metric == metric::LANDING_LONGITUDE {
                    column = unwrapped(&column, -180.0);
                }
                body.outcomes
                    .extend(Spread::from_column(&column).map(|spread| (metric, spread)));
                if number == 0 && DRAWN.contains(&metric) {
                    let histogram = Histogram::from_column(&column, &failure);
                    histograms.extend(histogram.map(|histogram| (metric, histogram)));
                }
                if number == 0 && *metric == metric::APOGEE_AGL {
                    apogee = convergence(&column);
                }
            }
        }
        histograms.sort_by_key(|(metric, _)| DRAWN.iter().position(|drawn| drawn == metric));
        let latitudes = rows.numbers(metric::LANDING_LATITUDE.key)?;
        let longitudes = rows.numbers(metric::LANDING_LONGITUDE.key)?;
        let kinds = match rows.has(LANDING_KIND)? {
            true => Some(rows.words(LANDING_KIND)?),
            false => None,
        };
        for (number, body) in bodies.iter_mut().enumerate() {
            let latitudes = index.of_body(number, &latitudes);
            let longitudes = index.of_body(number, &longitudes);
            let places: Vec<(f64, f64)> = latitudes
                .iter()
                .zip(&longitudes)
                .map(|(latitude, longitude)| (latitude.to_radians(), longitude.to_radians()))
                .collect();
            body.landings = LandingStatistics::new(&run, &places);
            body.landings_by_kind = kinds.as_ref().map(|kinds| {
                let codes = index.of_body(number, kinds.codes());
                let of_kind = |kind: LandingKind| {
                    let code = kinds.words().iter().position(|word| word == kind.name())?;
                    let of_kind = places.iter().zip(&codes);
                    let of_kind = of_kind.filter(|(_, each)| **each as usize == code);
                    let of_kind: Vec<_> = of_kind.map(|(place, _)| *place).collect();
                    // Where all came down in one way, that is what stands there already.
                    let statistics = match &body.landings {
                        Some(all) if all.count == of_kind.len() as u64 => all.clone(),
                        _ => LandingStatistics::new(&run, &of_kind)?,
                    };
                    Some((kind, statistics))
                };
                LandingKind::ALL.into_iter().filter_map(of_kind).collect()
            });
        }
        Ok(Self {
            ranking: ranking(&run, rows, &index)?,
            rules: rules(&run, rows, &index)?,
            failure_reasons: failure_reasons(rows, &index)?,
            run,
            probabilities: counted.all,
            by_failure: index.failures.into_iter().zip(counted.by_failure).collect(),
            bodies,
            histograms,
            convergence: counted.convergence,
            apogee,
        })
    }

    /// The body with the payload.
    pub fn main(&self) -> Option<&BodyFindings> {
        self.bodies.first()
    }

    /// By failure: none first, then those that most flights flew, at most so many.
    pub fn failures(&self, most: usize) -> Vec<(&str, &Probabilities)> {
        let mut failures: Vec<(&str, &Probabilities)> = self
            .by_failure
            .iter()
            .map(|(name, probabilities)| (name.as_str(), probabilities))
            .collect();
        failures.sort_by_key(|(name, probabilities)| {
            (!name.is_empty(), u64::MAX - probabilities.flights)
        });
        failures.truncate(most);
        failures
    }

    /// Whether any flight flew a failure.
    pub fn has_failures(&self) -> bool {
        self.by_failure.iter().any(|(name, _)| !name.is_empty())
    }
}
