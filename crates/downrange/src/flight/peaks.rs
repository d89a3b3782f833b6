//! Greatest speed, Mach number, dynamic pressure and acceleration: those of the dense output, wherever in a step they
//! stand.
//!
//! A step whose ends rise into it and fall out of it has its greatest value inside. The rates of the three smooth ones
//! follow from what the ends of a step see: `v v̇ = v·a`, and density and speed of sound change over a step as they did
//! between its ends. Where the tangents at the ends meet is a bound of the top: if that can be the greatest so far, the top
//! of the dense output is sought by golden section. The acceleration, which follows the thrust and has no rate, is looked at
//! in the stages of the step: one that is greater than its neighbours leads to a golden section between these.
//!
//! How well: on four flights of Calisto the greatest values are less than those of a record of every millisecond by 1e-5 at
//! most, and more by 1e-3 at most, where a corner stands between two rows (test `peaks_are_those_of_the_dense_output`).

use crate::flight::integrator::{INNER_STAGES, STAGE_TIMES, golden};
use crate::flight::observation::Observation;
use crate::flight::record::Peak;

/// Steps of a golden section: they leave a hundredth of a step, where a top is flat to 1e-4 of its rise.
const SECTIONS: u32 = 10;

/// The greatest values of a flight.
#[derive(Debug, Clone, Copy, Default)]
pub struct Peaks {
    /// Speed over the ground, m/s.
    pub speed: Greatest,
    /// Mach number.
    pub mach: Greatest,
    /// Dynamic pressure, Pa.
    pub dynamic_pressure: Greatest,
    /// Acceleration before a parachute opens, m/s².
    pub acceleration: Greatest,
    /// When and what was seen last.
    last: (f64, Observation<f64>),
}

/// The greatest of the values seen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Greatest {
    best: Option<Peak>,
}

impl Greatest {
    /// The greatest value so far; zero before anything was seen.
    pub fn peak(&self) -> Peak {
        self.best.unwrap_or_default()
    }

    fn raise(&mut self, time: f64, value: f64) {
        if value.is_finite() && self.best.is_none_or(|best| value > best.value) {
            self.best = Some(Peak { value, time });
        }
    }
}

impl Peaks {
    /// When the greatest values so far were between two times, in order.
    pub fn between(&self, from: f64, to: f64) -> Vec<f64> {
        let all = [
            self.speed,
            self.mach,
            self.dynamic_pressure,
            self.acceleration,
        ];
        let times = all.into_iter().map(|greatest| greatest.peak().time);
        let mut inside: Vec<f64> = times.filter(|time| *time > from && *time < to).collect();
        inside.sort_by(f64::total_cmp);
        inside.dedup();
        inside
    }

    /// A segment begins; `loads` whether its accelerations count.
    pub fn start_segment(&mut self, time: f64, observation: &Observation<f64>, loads: bool) {
        self.raise(time, observation, loads);
        self.last = (time, *observation);
    }

    /// The end of a step: what is seen there, the squares of the accelerations in its stages, and how to see it at a
    /// share of it.
    pub fn observe(
        &mut self,
        time: f64,
        observation: &Observation<f64>,
        inner: [f64; INNER_STAGES],
        at: &dyn Fn(f64) -> Observation<f64>,
        loads: bool,
    ) {
        let (start, before) = self.last;
        self.raise(time, observation, loads);
        let length = time - start;
        // Relative rates of density and of one over the speed of sound, 1/s, as over the step.
        let relative = |a: f64, b: f64| 2.0 * (b - a) / ((a + b) * length);
        let thinning = relative(before.density, observation.density);
        let slowing = relative(
            before.mach / before.airspeed,
            observation.mach / observation.airspeed,
        );
        let gain = |observation: &Observation<f64>| {
            observation.power / (observation.speed * observation.speed)
        };
        let step = Between { start, length, at };
        step.top(
            &mut self.speed,
            |observation| observation.speed,
            [before, *observation]
                .map(|observation| (observation.speed, observation.speed * gain(&observation))),
        );
        step.top(
            &mut self.mach,
            |observation| observation.mach,
            [before, *observation].map(|observation| {
                (
                    observation.mach,
                    observation.mach * (gain(&observation) + slowing),
                )
            }),
        );
        step.top(
            &mut self.dynamic_pressure,
            |observation| observation.dynamic_pressure,
            [before, *observation].map(|observation| {
                let pressure = observation.dynamic_pressure;
                (pressure, pressure * (2.0 * gain(&observation) + thinning))
            }),
        );
        if loads {
            step.load(&mut self.acceleration, &before, observation, inner);
        }
        self.last = (time, *observation);
    }

    fn raise(&mut self, time: f64, observation: &Observation<f64>, loads: bool) {
        self.speed.raise(time, observation.speed);
        self.mach.raise(time, observation.mach);
        self.dynamic_pressure
            .raise(time, observation.dynamic_pressure);
        if loads {
            self.acceleration.raise(time, observation.acceleration);
        }
    }
}

/// The inside of a step.
struct Between<'a> {
    start: f64,
    length: f64,
    at: &'a dyn Fn(f64) -> Observation<f64>,
}

impl Between<'_> {
    /// Raises a greatest value to the top inside the step, if there may be a greater one; from value and rate at both
    /// ends.
    fn top(
        &self,
        greatest: &mut Greatest,
        value: impl Fn(&Observation<f64>) -> f64,
        [(low, rises), (high, falls)]: [(f64, f64); 2],
    ) {
        if !(rises > 0.0 && falls < 0.0) {
            return;
        }
        // A top lies below both tangents.
        let meet = (high - low - falls * self.length) / (rises - falls);
        if low + rises * meet > greatest.peak().value {
            self.search(greatest, value, (0.0, 1.0));
        }
    }

    /// Raises the greatest acceleration to the top inside the step, if a stage shows one.
    fn load(
        &self,
        greatest: &mut Greatest,
        before: &Observation<f64>,
        after: &Observation<f64>,
        inner: [f64; INNER_STAGES],
    ) {
        let best = greatest.peak().value;
        let square =
            |observation: &Observation<f64>| observation.acceleration * observation.acceleration;
        let mut all = [(0.0, square(before)); INNER_STAGES + 2];
        for ((place, share), value) in all[1..].iter_mut().zip(STAGE_TIMES).zip(inner) {
            *place = (share, value);
        }
        all[INNER_STAGES + 1] = (1.0, square(after));
        for three in all.windows(3) {
            let [a, b, c] = [three[0], three[1], three[2]];
            if b.1 > best * best && b.1 >= a.1 && b.1 >= c.1 {
                self.search(greatest, |observation| observation.acceleration, (a.0, c.0));
            }
        }
    }

    /// Raises a greatest value to the top between two shares of the step.
    fn search(
        &self,
        greatest: &mut Greatest,
        value: impl Fn(&Observation<f64>) -> f64,
        between: (f64, f64),
    ) {
        let (share, negated) = golden::least(between, SECTIONS, f64::NEG_INFINITY, |share| {
            -value(&(self.at)(share))
        });
        greatest.raise(self.length.mul_add(share, self.start), -negated);
    }
}
