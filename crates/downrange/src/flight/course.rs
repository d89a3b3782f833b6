//! One phase after the other: advances a system to a time or to the first event, whichever comes first.

use super::FlightError;
use super::integrator::{Controller, Step, System, Tolerance};
use super::motion::Seen;
use super::record::Solver;
use crate::earth::SiteFrame;
use crate::number::Vector;

/// Something to watch for. Each has a value that falls through zero when it happens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Watch {
    /// The travel along a direction from the origin reaches a length, m.
    Travel(Vector<f64>, f64),
    /// The travel along a direction falls back below the origin.
    SlideBack(Vector<f64>),
    /// The speed away from the ground turns downward.
    Apogee,
    /// The height above the ellipsoid falls below this, m.
    Height(f64),
    /// The height above the ellipsoid rises above this, m.
    Climb(f64),
}

impl Watch {
    fn value(&self, height: f64, vertical_speed: f64, position: Vector<f64>) -> f64 {
        match self {
            Self::Travel(direction, length) => length - direction.dot(position),
            // A nanometre: resting at the origin is no fall.
            Self::SlideBack(direction) => direction.dot(position) + 1e-9,
            Self::Apogee => vertical_speed,
            Self::Height(height_limit) => height - height_limit,
            Self::Climb(height_limit) => height_limit - height,
        }
    }

    fn value_of<const N: usize>(&self, state: &[f64; N], frame: &SiteFrame) -> f64 {
        let position = Vector([state[0], state[1], state[2]]);
        let place = frame.place(position);
        self.value(
            place.height,
            Vector([state[3], state[4], state[5]]).dot(place.up),
            position,
        )
    }
}

/// Why an advance ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// The time was reached.
    Time,
    /// The watch of this index happened.
    Watch(usize),
}

/// Who looks on while a flight advances.
pub trait Witness<const N: usize> {
    /// A phase starts here.
    fn start(&mut self, time: f64, state: &[f64; N], seen: &Seen<f64>);
    /// A step was taken; `bends` when the motion has a corner at its end.
    fn step<S: System<f64, N, Seen = Seen<f64>>>(
        &mut self,
        system: &S,
        step: &Step<f64, N, Seen<f64>>,
        bends: bool,
    );
}

/// How far to advance, and how.
#[derive(Debug, Clone, Copy)]
pub struct Leg<'a, const N: usize> {
    /// Until when, s since launch.
    pub until: f64,
    /// What ends it earlier.
    pub watches: &'a [Watch],
    /// The error allowed.
    pub tolerance: &'a Tolerance<N>,
    /// The site's frame.
    pub frame: &'a SiteFrame,
}

/// Time and the integrator's memory, across phases.
#[derive(Debug, Clone)]
pub struct Clock {
    /// Now, s since launch.
    pub time: f64,
    /// The step to try next, s.
    pub step: f64,
    /// Times at which steps end without a phase ending, falling: the next is last.
    pub kinks: Vec<f64>,
    /// How hard the integrator worked.
    pub solver: Solver,
}

/// Steps shorter than this share of the time cannot be told apart from none.
const SHORTEST: f64 = 1e-13;
/// An event is found when its value is this near zero: 10 nm or 10 nm/s, a few roundings of a distance from the
/// Earth's centre.
const LOCATED: f64 = 1e-8;

impl Clock {
    /// Advances a state until a leg's time or until the first of its watches happens; returns why and what was seen there.
    ///
    /// # Errors
    /// [`FlightError::Numerical`] when no step, however short, meets the tolerance.
    pub fn advance<const N: usize, S: System<f64, N, Seen = Seen<f64>>>(
        &mut self,
        system: &S,
        state: &mut [f64; N],
        leg: &Leg<'_, N>,
        witness: &mut impl Witness<N>,
    ) -> Result<(Stop, Seen<f64>), FlightError> {
        let Leg {
            until,
            watches,
            tolerance,
            frame,
        } = *leg;
        let mut controller = Controller::default();
        let mut known = system.rate(self.time, state);
        self.solver.evaluations += 1;
        witness.start(self.time, state, &known.1);
        loop {
            while self.kinks.last().is_some_and(|kink| *kink <= self.time) {
                self.kinks.pop();
            }
            let end = self.kinks.last().map_or(until, |kink| kink.min(until));
            let left = end - self.time;
            if until - self.time <= SHORTEST * until.abs() {
                self.time = until;
                return Ok((Stop::Time, known.1));
            }
            // A last step slightly longer than planned beats a sliver.
            let length = if self.step * 1.01 > left {
                left
            } else {
                self.step
            };
            let tried = Step::attempt(system, self.time, length, *state, known, tolerance);
            self.solver.evaluations += 6;
            let (accepted, factor) = controller.judge(tried.error);
            if !accepted {
                self.solver.rejected += 1;
                self.step = length * factor;
                if self.step <= SHORTEST * self.time.abs().max(1.0) {
                    return Err(FlightError::Numerical {
                        time: self.time,
                        reason: "no step, however short, meets the tolerance".to_owned(),
                    });
                }
                continue;
            }
            let crossed = watches
                .iter()
                .enumerate()
                .filter_map(|(index, watch)| {
                    Some((index, crossing(watch, &tried, &known.1, frame)?))
                })
                .min_by(|a, b| a.1.total_cmp(&b.1));
            let taken = match crossed {
                // Where the interpolant crosses is where a step of its own then ends: fifth order, not fourth.
                Some((_, share)) => {
                    self.solver.evaluations += 6;
                    Step::attempt(system, self.time, length * share, *state, known, tolerance)
                }
                None => tried,
            };
            self.solver.accepted += 1;
            // A step cut short by the end of a phase says nothing about the next one's length.
            if crossed.is_none() && length >= self.step {
                self.step = length * factor;
            }
            witness.step(system, &taken, length == left && crossed.is_none());
            self.time = if length == left && crossed.is_none() {
                end
            } else {
                self.time + taken.length
            };
            *state = taken.after;
            known = (taken.rate_after(), taken.seen);
            if let Some((index, _)) = crossed {
                return Ok((Stop::Watch(index), known.1));
            }
        }
    }
}

/// Where in a step a watch's value falls through zero, as a share of the step; by false position with halving of the
/// value that stays (Dowell and Jarratt 1971, the "Illinois" rule).
fn crossing<const N: usize>(
    watch: &Watch,
    step: &Step<f64, N, Seen<f64>>,
    before: &Seen<f64>,
    frame: &SiteFrame,
) -> Option<f64> {
    let position = |state: &[f64; N]| Vector([state[0], state[1], state[2]]);
    let mut low = (
        0.0,
        watch.value(before.height, before.vertical_speed, position(&step.before)),
    );
    let mut high = (
        1.0,
        watch.value(
            step.seen.height,
            step.seen.vertical_speed,
            position(&step.after),
        ),
    );
    if !(low.1 > 0.0 && high.1 <= 0.0) {
        return None;
    }
    let mut kept = 0;
    for _ in 0..60 {
        let share: f64 = low.0 + (high.0 - low.0) * low.1 / (low.1 - high.1);
        let value = watch.value_of(&step.at(share), frame);
        if value.abs() < LOCATED || (high.0 - low.0) * step.length < SHORTEST {
            return Some(share);
        }
        if value > 0.0 {
            low = (share, value);
            high.1 *= if kept == 1 { 0.5 } else { 1.0 };
            kept = 1;
        } else {
            high = (share, value);
            low.1 *= if kept == -1 { 0.5 } else { 1.0 };
            kept = -1;
        }
    }
    Some(high.0)
}
