//! Keep-out areas and the ceiling for scripts. The names are a promise.

use downrange::dispersion::statistics::{Interval, Proportion};
use downrange::results::{CONFIDENCE, Intrusions, RunInfo, upper_bound};
use serde::Serialize;

/// Keep-out areas, any of them, and the ceiling; null where there is none.
#[derive(Serialize)]
pub struct OfIntrusions<'a> {
    keep_outs: Vec<OfKeepOut<'a>>,
    any_keep_out: Option<OfHits>,
    ceiling: Option<OfCeiling>,
}

#[derive(Serialize)]
struct OfKeepOut<'a> {
    name: &'a str,
    #[serde(flatten)]
    hits: OfHits,
}

#[derive(Serialize)]
struct OfHits {
    p_keep_out: f64,
    p_keep_out_ci95: [f64; 2],
    p_keep_out_upper95: f64,
    keep_out: u64,
}

#[derive(Serialize)]
struct OfCeiling {
    height_asl_m: f64,
    p_above_ceiling: f64,
    p_above_ceiling_ci95: [f64; 2],
    p_above_ceiling_upper95: f64,
    above_ceiling: u64,
}

impl<'a> OfIntrusions<'a> {
    /// Of a run, so many.
    pub fn of(run: &'a RunInfo, intrusions: &Intrusions) -> Self {
        let keep_outs = run.keep_outs.iter().zip(&intrusions.keep_outs);
        let of = |height_asl_m: f64, chance: Proportion| {
            let estimate = chance.estimate(CONFIDENCE);
            OfCeiling {
                height_asl_m,
                p_above_ceiling: estimate.value,
                p_above_ceiling_ci95: bounds(estimate.interval),
                p_above_ceiling_upper95: upper_bound(&chance),
                above_ceiling: chance.hits,
            }
        };
        Self {
            keep_outs: keep_outs
                .map(|(keep_out, chance)| OfKeepOut {
                    name: keep_out.name(),
                    hits: OfHits::of(chance),
                })
                .collect(),
            any_keep_out: intrusions.any_keep_out.as_ref().map(OfHits::of),
            ceiling: run
                .ceiling
                .zip(intrusions.ceiling)
                .map(|(height, chance)| of(height, chance)),
        }
    }
}

impl OfHits {
    fn of(chance: &Proportion) -> Self {
        let estimate = chance.estimate(CONFIDENCE);
        Self {
            p_keep_out: estimate.value,
            p_keep_out_ci95: bounds(estimate.interval),
            p_keep_out_upper95: upper_bound(chance),
            keep_out: chance.hits,
        }
    }
}

/// Both ends of an interval.
pub fn bounds(interval: Interval) -> [f64; 2] {
    [interval.low, interval.high]
}
