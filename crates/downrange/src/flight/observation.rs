//! What observers look at in each step, and the greatest value of a series.

use crate::flight::record::Peak;
use crate::flight::state::Evaluation;
use crate::number::{Number, Vector};

/// What observers look at in one state.
#[derive(Debug, Clone, Copy, Default)]
pub struct Observation<T> {
    pub(crate) speed: T,
    pub(crate) mach: T,
    pub(crate) dynamic_pressure: T,
    pub(crate) acceleration: T,
    pub(crate) density: T,
    pub(crate) airspeed: T,
    /// Speed times its rate, m²/s³.
    pub(crate) power: T,
    pub(crate) vertical_speed: T,
    pub(crate) normal_force_slope: T,
    /// Distance of the centre of pressure aft of the centre of mass, m; no number where the slope is zero.
    pub(crate) margin: T,
}

impl<T: Number> Observation<T> {
    /// In a state.
    #[inline(always)]
    pub fn new<const N: usize>(state: &[T; N], evaluation: &Evaluation<T>) -> Self {
        let velocity = Vector([state[3], state[4], state[5]]);
        Self {
            speed: velocity.norm(),
            mach: evaluation.mach,
            dynamic_pressure: T::splat(0.5)
                * evaluation.density
                * evaluation.airspeed
                * evaluation.airspeed,
            acceleration: evaluation.acceleration.norm(),
            density: evaluation.density,
            airspeed: evaluation.airspeed,
            power: velocity.dot(evaluation.acceleration),
            vertical_speed: evaluation.vertical_speed,
            normal_force_slope: evaluation.normal_force_slope,
            margin: evaluation.normal_force_moment / evaluation.normal_force_slope
                - evaluation.center,
        }
    }

    /// One lane of it.
    pub fn lane(&self, lane: usize) -> Observation<f64> {
        Observation {
            speed: self.speed.lane(lane),
            mach: self.mach.lane(lane),
            dynamic_pressure: self.dynamic_pressure.lane(lane),
            acceleration: self.acceleration.lane(lane),
            density: self.density.lane(lane),
            airspeed: self.airspeed.lane(lane),
            power: self.power.lane(lane),
            vertical_speed: self.vertical_speed.lane(lane),
            normal_force_slope: self.normal_force_slope.lane(lane),
            margin: self.margin.lane(lane),
        }
    }
}

/// The greatest value of a series.
#[derive(Debug, Clone, Copy, Default)]
pub struct RunningMax {
    best: Option<Peak>,
    last: [Option<Peak>; 2],
}

impl RunningMax {
    /// The greatest value so far, if anything was seen.
    pub fn best(&self) -> Option<Peak> {
        self.best
    }

    /// The greatest value so far; zero before anything was seen.
    pub fn peak(&self) -> Peak {
        self.best.unwrap_or_default()
    }

    /// The next value of the series.
    pub fn push(&mut self, time: f64, value: f64) {
        let now = Peak { value, time };
        if let [Some(a), Some(b)] = self.last
            && b.value >= a.value
            && b.value >= value
        {
            self.raise(vertex(a, b, now));
        }
        self.raise(now);
        self.last = [self.last[1], Some(now)];
    }

    /// The series may jump here.
    pub(crate) fn reset(&mut self) {
        self.last = [None; 2];
    }

    /// The series has a corner at its last value: no parabola may cross it.
    pub(crate) fn corner(&mut self) {
        self.last[0] = None;
    }

    fn raise(&mut self, peak: Peak) {
        if peak.value.is_finite() && self.best.is_none_or(|best| peak.value > best.value) {
            self.best = Some(peak);
        }
    }
}

/// The highest point of the parabola through three points whose middle is highest.
fn vertex(a: Peak, b: Peak, c: Peak) -> Peak {
    let (before, after) = (b.time - a.time, c.time - b.time);
    let (rise, fall) = ((b.value - a.value) / before, (c.value - b.value) / after);
    let bend = (fall - rise) / (before + after);
    if bend >= 0.0 || bend.is_nan() {
        return b;
    }
    let slope = rise + bend * before;
    let reach = -slope / (2.0 * bend);
    Peak {
        value: b.value + 0.5 * slope * reach,
        time: b.time + reach,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steps that miss a parabola's top still find it.
    #[test]
    fn finds_the_top_between_steps() {
        let mut maximum = RunningMax::default();
        for time in [0.0, 0.9, 2.3, 3.0f64] {
            maximum.push(time, 5.0 - (time - 1.4).powi(2));
        }
        assert!(
            (maximum.peak().value - 5.0).abs() < 1e-12 && (maximum.peak().time - 1.4).abs() < 1e-12
        );
    }
}
