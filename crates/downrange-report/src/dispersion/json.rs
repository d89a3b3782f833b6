//! The findings for scripts: SI, degrees, full precision.

use std::collections::BTreeMap;

use downrange::dispersion::LandingKind;
use downrange::dispersion::statistics::{
    Distances, Ellipse, Estimate, Interval, LandingScatter, Proportion,
};
use downrange::results::{
    AreaProbability, BodyFindings, CONFIDENCE, LandingStatistics, PERCENTILES, Probabilities,
    Spread, upper_bound,
};
use serde::Serialize;
use serde_json::{Map, Value};

use super::DispersionReport;
use super::intrusions_json::{OfIntrusions, bounds};

/// What `downrange disperse --json` prints. The names are a promise to scripts.
#[derive(Serialize)]
struct All<'a> {
    name: &'a str,
    n: u64,
    shard: Option<&'a str>,
    seed: u64,
    until: Option<Question<'a>>,
    failed: u64,
    errors: Vec<Failed<'a>>,
    warnings: Vec<String>,
    rules: Vec<OfRule<'a>>,
    flights_per_s: Option<f64>,
    version: &'a str,
    digest: &'a str,
    outcomes: Map<String, Value>,
    areas: Vec<OfArea<'a>>,
    #[serde(flatten)]
    intrusions: OfIntrusions<'a>,
    bodies: Vec<OfBody<'a>>,
    by_failure: BTreeMap<&'a str, OfFailure<'a>>,
    ranking: Vec<OfInput<'a>>,
}

/// What was to be known.
#[derive(Serialize)]
struct Question<'a> {
    question: &'a str,
    known: bool,
}

/// A reason for which flights failed; `error` is that of the first sample, with its figures.
#[derive(Serialize)]
struct Failed<'a> {
    reason: &'a str,
    count: u64,
    samples: &'a [u64],
    first_sample: Option<u64>,
    error: &'a str,
}

#[derive(Serialize)]
struct OfBody<'a> {
    name: &'a str,
    landing: Option<OfLanding>,
    /// Null where the rows do not say how a body came down.
    landing_by_kind: Option<BTreeMap<&'static str, Option<OfKind>>>,
    areas: Vec<OfArea<'a>>,
    #[serde(flatten)]
    intrusions: OfIntrusions<'a>,
    outcomes: Map<String, Value>,
}

#[derive(Serialize)]
struct OfLanding {
    count: u64,
    mean_lat_deg: f64,
    mean_lon_deg: f64,
    mean_distance_m: f64,
    mean_bearing_deg: f64,
    sigma_east_m: Option<f64>,
    sigma_north_m: Option<f64>,
    correlation: Option<f64>,
    ellipse_1sigma: Option<OfEllipse>,
    ellipse_2sigma: Option<OfEllipse>,
    ellipse_3sigma: Option<OfEllipse>,
    /// From the mean landing point; the median is the circular error probable.
    distance_from_mean_m: Option<OfDistances>,
}

/// Landings under a parachute, or ballistic ones: how likely one is, and where.
#[derive(Serialize)]
struct OfKind {
    p_landing: f64,
    p_landing_ci95: [f64; 2],
    p_landing_upper95: f64,
    #[serde(flatten)]
    landing: OfLanding,
}

#[derive(Serialize)]
struct OfEllipse {
    semi_major_m: f64,
    semi_minor_m: f64,
    azimuth_deg: f64,
}

#[derive(Serialize)]
struct OfDistances {
    mean: f64,
    p50: f64,
    p95: f64,
    p99: f64,
    max: f64,
}

#[derive(Serialize)]
struct OfArea<'a> {
    name: &'a str,
    p_outside: f64,
    p_outside_ci95: [f64; 2],
    p_outside_upper95: f64,
    outside: u64,
    p_leaves_in_flight: f64,
    p_leaves_in_flight_ci95: [f64; 2],
    p_leaves_in_flight_upper95: f64,
    leaves_in_flight: u64,
}

/// A rule of thumb, among the flights that could be computed.
#[derive(Serialize)]
struct OfRule<'a> {
    rule: &'a str,
    n: u64,
    broken: u64,
    p_broken: f64,
    p_broken_ci95: [f64; 2],
    p_broken_upper95: f64,
}

#[derive(Serialize)]
struct OfFailure<'a> {
    n: u64,
    share: f64,
    share_ci95: [f64; 2],
    failed: u64,
    areas: Vec<OfArea<'a>>,
    #[serde(flatten)]
    intrusions: OfIntrusions<'a>,
    bodies: Vec<BodyAreas<'a>>,
}

#[derive(Serialize)]
struct BodyAreas<'a> {
    name: &'a str,
    areas: Vec<OfArea<'a>>,
}

#[derive(Serialize)]
struct OfInput<'a> {
    input: &'a str,
    outcome: &'a str,
    rank_correlation: f64,
    rank_correlation_ci95: [f64; 2],
    explained_variance: f64,
    explained_variance_ci95: [f64; 2],
}

impl DispersionReport<'_> {
    /// As a JSON object, indented, without a line feed at the end. What did not happen or is not known is `null`;
    /// `outcomes` and `ranking` are of the body with the payload, `areas` of any body; of percentiles and
    /// probabilities the intervals hold at least 95 %. A bearing or a longitude is told within half a turn of its mean,
    /// so that it may pass 360° or 180°.
    pub fn json(&self) -> String {
        let outcomes = |body: &BodyFindings| -> Map<String, Value> {
            let each = body.outcomes.iter();
            each.map(|(metric, spread)| (metric.key.to_owned(), outcome(spread)))
                .collect()
        };
        let all = All {
            name: &self.run.name,
            n: self.probabilities.flights,
            shard: self.run.shard.as_deref(),
            seed: self.run.seed,
            until: self
                .run
                .question
                .as_ref()
                .map(|(question, known)| Question {
                    question,
                    known: *known,
                }),
            failed: self.probabilities.failed,
            errors: self
                .failure_reasons
                .iter()
                .map(|broken| Failed {
                    reason: &broken.reason,
                    count: broken.count,
                    samples: &broken.samples,
                    first_sample: broken.samples.first().copied(),
                    error: &broken.example,
                })
                .collect(),
            warnings: self
                .run
                .warnings
                .iter()
                .map(|(rule, message)| format!("{rule}: {message}"))
                .collect(),
            rules: self
                .rules
                .iter()
                .map(|(rule, broken)| OfRule::of(rule, broken))
                .collect(),
            flights_per_s: self.flights_per_s,
            version: &self.run.version,
            digest: &self.run.digest,
            outcomes: self.main().map_or_else(Map::new, outcomes),
            areas: self.areas(&self.probabilities.any),
            intrusions: OfIntrusions::of(&self.run, &self.probabilities.any_intrusions),
            bodies: self
                .bodies
                .iter()
                .zip(&self.probabilities.bodies)
                .zip(&self.probabilities.body_intrusions)
                .map(|((body, areas), intrusions)| OfBody {
                    name: &body.name,
                    landing: body.landings.as_ref().map(OfLanding::of),
                    landing_by_kind: self.by_kind(body),
                    areas: self.areas(areas),
                    intrusions: OfIntrusions::of(&self.run, intrusions),
                    outcomes: outcomes(body),
                })
                .collect(),
            by_failure: self
                .by_failure
                .iter()
                .map(|(name, chances)| (named(name), self.failure(chances)))
                .collect(),
            ranking: self
                .ranking
                .iter()
                .map(|ranked| OfInput {
                    input: &ranked.input,
                    outcome: ranked.outcome.key,
                    rank_correlation: ranked.influence.rank_correlation.value,
                    rank_correlation_ci95: bounds(ranked.influence.rank_correlation.interval),
                    explained_variance: ranked.influence.explained_variance.value,
                    explained_variance_ci95: bounds(ranked.influence.explained_variance.interval),
                })
                .collect(),
        };
        // Text and numbers always serialise.
        serde_json::to_string_pretty(&all).unwrap_or_default()
    }

    fn areas(&self, chances: &[AreaProbability]) -> Vec<OfArea<'_>> {
        let areas = self.run.areas.iter().zip(chances);
        areas
            .map(|(area, chance)| OfArea::of(area.name(), chance))
            .collect()
    }

    /// Both kinds by name; of one that did not happen there is none.
    fn by_kind(&self, body: &BodyFindings) -> Option<BTreeMap<&'static str, Option<OfKind>>> {
        let kinds = body.landings_by_kind.as_ref()?;
        let of_kind = |kind: LandingKind| {
            let found = kinds.iter().find(|(each, _)| *each == kind);
            let found = found.map(|(_, landings)| {
                let share = Proportion {
                    hits: landings.count,
                    trials: self.probabilities.flights,
                };
                let estimate = share.estimate(CONFIDENCE);
                OfKind {
                    p_landing: estimate.value,
                    p_landing_ci95: bounds(estimate.interval),
                    p_landing_upper95: upper_bound(&share),
                    landing: OfLanding::of(landings),
                }
            });
            (kind.name(), found)
        };
        Some(LandingKind::ALL.map(of_kind).into())
    }

    fn failure(&self, chances: &Probabilities) -> OfFailure<'_> {
        let share = Proportion {
            hits: chances.flights,
            trials: self.probabilities.flights,
        };
        let share = share.estimate(CONFIDENCE);
        OfFailure {
            n: chances.flights,
            share: share.value,
            share_ci95: bounds(share.interval),
            failed: chances.failed,
            areas: self.areas(&chances.any),
            intrusions: OfIntrusions::of(&self.run, &chances.any_intrusions),
            bodies: self
                .bodies
                .iter()
                .zip(&chances.bodies)
                .map(|(body, areas)| BodyAreas {
                    name: &body.name,
                    areas: self.areas(areas),
                })
                .collect(),
        }
    }
}

/// The failure of flights, in a word.
pub fn named(failure: &str) -> &str {
    match failure {
        "" => "none",
        name => name,
    }
}

fn outcome(spread: &Spread) -> Value {
    let pair = |interval: Option<Interval>| -> Value {
        interval.map_or(Value::Null, |interval| bounds(interval).to_vec().into())
    };
    let mut object = Map::new();
    object.insert("count".to_owned(), spread.count.into());
    object.insert("mean".to_owned(), spread.mean.into());
    object.insert("sigma".to_owned(), spread.sigma.into());
    for ((name, _), (value, _)) in PERCENTILES.iter().zip(spread.percentiles) {
        object.insert((*name).to_owned(), value.into());
    }
    object.insert("min".to_owned(), spread.ends.0.into());
    object.insert("max".to_owned(), spread.ends.1.into());
    object.insert("mean_ci95".to_owned(), pair(spread.mean_interval));
    for ((name, _), (_, interval)) in PERCENTILES.iter().zip(spread.percentiles) {
        object.insert(format!("{name}_ci95"), pair(interval));
    }
    Value::Object(object)
}

impl<'a> OfArea<'a> {
    fn of(name: &'a str, chance: &AreaProbability) -> Self {
        let [outside, leaves]: [Estimate; 2] =
            [chance.outside, chance.leaves].map(|p| p.estimate(CONFIDENCE));
        Self {
            name,
            p_outside: outside.value,
            p_outside_ci95: bounds(outside.interval),
            p_outside_upper95: upper_bound(&chance.outside),
            outside: chance.outside.hits,
            p_leaves_in_flight: leaves.value,
            p_leaves_in_flight_ci95: bounds(leaves.interval),
            p_leaves_in_flight_upper95: upper_bound(&chance.leaves),
            leaves_in_flight: chance.leaves.hits,
        }
    }
}

impl<'a> OfRule<'a> {
    fn of(rule: &'a str, broken: &Proportion) -> Self {
        let estimate = broken.estimate(CONFIDENCE);
        Self {
            rule,
            n: broken.trials,
            broken: broken.hits,
            p_broken: estimate.value,
            p_broken_ci95: bounds(estimate.interval),
            p_broken_upper95: upper_bound(broken),
        }
    }
}

impl OfLanding {
    fn of(landings: &LandingStatistics) -> Self {
        let spread = landings.landing.as_ref();
        let ellipse =
            |k: f64| spread.map(|landing: &LandingScatter| OfEllipse::of(landing.ellipse(k)));
        Self {
            count: landings.count,
            mean_lat_deg: landings.mean.0.to_degrees(),
            mean_lon_deg: landings.mean.1.to_degrees(),
            mean_distance_m: landings.way.distance,
            mean_bearing_deg: landings.way.bearing.to_degrees(),
            sigma_east_m: spread.map(|landing| landing.sigma_east),
            sigma_north_m: spread.map(|landing| landing.sigma_north),
            correlation: spread.map(|landing| landing.correlation),
            ellipse_1sigma: ellipse(1.0),
            ellipse_2sigma: ellipse(2.0),
            ellipse_3sigma: ellipse(3.0),
            distance_from_mean_m: landings.from_mean.as_ref().map(OfDistances::of),
        }
    }
}

impl OfEllipse {
    fn of(ellipse: Ellipse) -> Self {
        Self {
            semi_major_m: ellipse.semi_major,
            semi_minor_m: ellipse.semi_minor,
            azimuth_deg: ellipse.azimuth.to_degrees(),
        }
    }
}

impl OfDistances {
    fn of(from: &Distances) -> Self {
        Self {
            mean: from.mean,
            p50: from.p50,
            p95: from.p95,
            p99: from.p99,
            max: from.max,
        }
    }
}
