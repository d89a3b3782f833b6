//! The winds of an hour, of the members of an ensemble or the one that is described.

use crate::air::{Air, Wind};
use crate::dispersion::Ensemble;

/// Height of the wind at the rail above the ground, m: where anemometers stand and forecasts give the surface wind
/// (WMO-No. 8, Guide to Instruments and Methods of Observation, vol. I, 5.1.1: 10 m above open ground).
pub const RAIL_HEIGHT: f64 = 10.0;

/// Heights between the ground and the highest point at which winds are looked at for the greatest of them.
const STEPS: u32 = 200;

/// Heights above the ground at which winds are told, m: those of the rail and of the levels that pilots are briefed on, thinned; the
/// same at every hour, so that hours can be set side by side.
const HEIGHTS: [f64; 17] = [
    RAIL_HEIGHT,
    100.0,
    250.0,
    500.0,
    1e3,
    1.5e3,
    2e3,
    3e3,
    4e3,
    5e3,
    7e3,
    9e3,
    12e3,
    15e3,
    20e3,
    30e3,
    50e3,
];

/// The wind at a height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WindLevel {
    /// Height above the ground, m.
    pub height: f64,
    /// Mean over the members: where the air moves to, east and north, m/s.
    pub mean: [f64; 2],
    /// The least and the greatest speed among the members, m/s.
    pub speeds: [f64; 2],
}

/// The winds of an hour.
#[derive(Debug, Clone, PartialEq)]
pub struct HourWinds {
    /// Speed at the rail, m/s, a member each, rising.
    pub at_rail: Vec<f64>,
    /// The greatest speed up to the highest point, m/s, a member each, rising.
    pub aloft: Vec<f64>,
    /// At heights from the rail up to the first above the highest point.
    pub levels: Vec<WindLevel>,
}

impl HourWinds {
    /// Of an ensemble, or where there is none of the air as described over a site at an elevation, m, up to a height above the
    /// ground, m.
    pub fn new(air: &Air, elevation: f64, ensemble: &Ensemble, top: f64) -> Self {
        let winds: Vec<Wind> = match ensemble {
            Ensemble::Winds(winds) => winds.iter().cloned().map(Wind::Layered).collect(),
            Ensemble::None | Ensemble::Airs(_) => Vec::new(),
        };
        let airs = match ensemble {
            Ensemble::Airs(airs) => airs.as_slice(),
            Ensemble::None | Ensemble::Winds(_) => &[],
        };
        let members = ensemble.members().max(1);
        let at = |member: usize, height: f64| {
            let [east, north, _] = match winds.get(member) {
                Some(wind) => wind.at(height),
                None => airs.get(member).unwrap_or(air).wind(elevation + height),
            };
            [east, north]
        };
        let speed = |member: usize, height: f64| {
            let [east, north] = at(member, height);
            east.hypot(north)
        };
        let rising = |of: &dyn Fn(usize) -> f64| {
            let mut all: Vec<f64> = (0..members).map(of).collect();
            all.sort_by(f64::total_cmp);
            all
        };
        let greatest = |member: usize| {
            let steps = (0..=STEPS).map(|step| top * f64::from(step) / f64::from(STEPS));
            steps
                .map(|height| speed(member, height))
                .fold(0.0, f64::max)
        };
        let level = |height: &f64| {
            let speeds = rising(&|member| speed(member, *height));
            let mean = (0..members).fold([0.0; 2], |[e, n], member| {
                let [east, north] = at(member, *height);
                [e + east / members as f64, n + north / members as f64]
            });
            WindLevel {
                height: *height,
                mean,
                speeds: [speeds[0], speeds[members - 1]],
            }
        };
        Self {
            at_rail: rising(&|member| speed(member, RAIL_HEIGHT)),
            aloft: rising(&greatest),
            levels: HEIGHTS[..=HEIGHTS
                .partition_point(|height| *height < top)
                .min(HEIGHTS.len() - 1)]
                .iter()
                .map(level)
                .collect(),
        }
    }
}
