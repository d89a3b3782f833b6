//! One phase after the other: advances a system to a time or to the first event, whichever comes first.

use super::FlightError;
use super::bracket::Bracket;
use super::descent::POINT_STATE;
use super::integrator::{Controller, Powers, Step, System, Tolerance};
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
    fn value(&self, glance: &Glance) -> f64 {
        match self {
            Self::Travel(direction, length) => length - direction.dot(glance.position),
            // A nanometre: resting at the origin is no fall.
            Self::SlideBack(direction) => direction.dot(glance.position) + 1e-9,
            Self::Apogee => glance.vertical_speed,
            Self::Height(height_limit) => glance.height - height_limit,
            Self::Climb(height_limit) => height_limit - glance.height,
        }
    }

    fn value_of(&self, state: &[f64; POINT_STATE], frame: &SiteFrame) -> f64 {
        let position = Vector([state[0], state[1], state[2]]);
        let place = frame.place(position);
        self.value(&Glance {
            height: place.height,
            vertical_speed: Vector([state[3], state[4], state[5]]).dot(place.up),
            position,
        })
    }
}

impl Seen<f64> {
    /// What watches see of it, in a state.
    pub fn glance<const N: usize>(&self, state: &[f64; N]) -> Glance {
        Glance {
            height: self.height,
            vertical_speed: self.vertical_speed,
            position: Vector([state[0], state[1], state[2]]),
        }
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

/// A leg under way: what is tried next.
#[derive(Debug, Clone, Copy, Default)]
pub struct Progress {
    controller: Controller,
    length: f64,
    left: f64,
    end: f64,
    crossed: Option<usize>,
}

/// Where a step stands, as watches see it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Glance {
    /// Height above the ellipsoid, m.
    pub height: f64,
    /// Speed away from the ellipsoid, m/s.
    pub vertical_speed: f64,
    /// Position in the site's frame, m.
    pub position: Vector<f64>,
}

/// A step that was tried, as far as it is judged by.
pub struct Attempt<'a> {
    /// The greatest ratio of estimated to allowed error.
    pub error: f64,
    /// Its powers.
    pub powers: Powers<f64>,
    /// Where it starts.
    pub before: Glance,
    /// Where it ends.
    pub after: Glance,
    /// Position and velocity at a share of it.
    pub at: &'a dyn Fn(f64) -> [f64; POINT_STATE],
}

/// What becomes of a step that was tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It does not count.
    Again,
    /// It is taken; the motion may have a corner at its end.
    Taken {
        /// Whether it may.
        bends: bool,
    },
    /// It is taken and ends the leg: the watch of this index happens.
    Stopped(usize),
}

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
        let mut known = system.rate(self.time, state);
        let mut progress = self.set_out();
        witness.start(self.time, state, &known.1);
        while let Some(length) = self.next_length(&mut progress, leg.until) {
            let tried = Step::attempt(system, self.time, length, *state, known, leg.tolerance);
            let attempt = Attempt {
                error: tried.error,
                powers: Powers::of(tried.error),
                before: known.1.glance(state),
                after: tried.seen.glance(&tried.after),
                at: &|share| {
                    let state = tried.at(share);
                    std::array::from_fn(|i| state[i])
                },
            };
            let verdict = self.judge(&mut progress, leg.watches, leg.frame, &attempt)?;
            if verdict == Verdict::Again {
                continue;
            }
            witness.step(system, &tried, verdict == Verdict::Taken { bends: true });
            *state = tried.after;
            known = (tried.rate_after(), tried.seen);
            if let Verdict::Stopped(index) = verdict {
                return Ok((Stop::Watch(index), known.1));
            }
        }
        Ok((Stop::Time, known.1))
    }

    /// A leg begins: the rate at its start has been evaluated.
    pub fn set_out(&mut self) -> Progress {
        self.solver.evaluations += 1;
        Progress::default()
    }

    /// How long a step to try from now, s; `None` once the leg's time has come.
    pub fn next_length(&mut self, progress: &mut Progress, until: f64) -> Option<f64> {
        if progress.crossed.is_some() {
            return Some(progress.length);
        }
        while self.kinks.last().is_some_and(|kink| *kink <= self.time) {
            self.kinks.pop();
        }
        progress.end = self.kinks.last().map_or(until, |kink| kink.min(until));
        progress.left = progress.end - self.time;
        if until - self.time <= SHORTEST * until.abs() {
            self.time = until;
            return None;
        }
        // A last step slightly longer than planned beats a sliver.
        progress.length = if self.step * 1.01 > progress.left {
            progress.left
        } else {
            self.step
        };
        Some(progress.length)
    }

    /// What becomes of the step that was tried.
    ///
    /// # Errors
    /// [`FlightError::Numerical`] when no step, however short, meets the tolerance.
    pub fn judge(
        &mut self,
        progress: &mut Progress,
        watches: &[Watch],
        frame: &SiteFrame,
        attempt: &Attempt<'_>,
    ) -> Result<Verdict, FlightError> {
        self.solver.evaluations += 6;
        let length = progress.length;
        if let Some(index) = progress.crossed {
            self.solver.accepted += 1;
            self.time += length;
            return Ok(Verdict::Stopped(index));
        }
        let (accepted, factor) = progress.controller.judge(attempt.error, attempt.powers);
        if !accepted {
            self.solver.rejected += 1;
            self.step = length * factor;
            if self.step <= SHORTEST * self.time.abs().max(1.0) {
                return Err(FlightError::Numerical {
                    time: self.time,
                    reason: "no step, however short, meets the tolerance".to_owned(),
                });
            }
            return Ok(Verdict::Again);
        }
        let crossed = watches
            .iter()
            .enumerate()
            .filter_map(|(index, watch)| Some((index, crossing(watch, length, attempt, frame)?)))
            .min_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((index, share)) = crossed {
            // Where the interpolant crosses is where a step of its own then ends: fifth order, not fourth.
            progress.crossed = Some(index);
            progress.length = length * share;
            return Ok(Verdict::Again);
        }
        self.solver.accepted += 1;
        // A step cut short by the end of a phase says nothing about the next one's length.
        if length >= self.step {
            self.step = length * factor;
        }
        let bends = length == progress.left;
        self.time = if bends {
            progress.end
        } else {
            self.time + length
        };
        Ok(Verdict::Taken { bends })
    }
}

/// Where in a step a watch's value falls through zero, as a share of the step.
fn crossing(watch: &Watch, length: f64, step: &Attempt<'_>, frame: &SiteFrame) -> Option<f64> {
    let low = (0.0, watch.value(&step.before));
    let high = (1.0, watch.value(&step.after));
    if !(low.1 > 0.0 && high.1 <= 0.0) {
        return None;
    }
    let mut bracket = Bracket::new(low, high);
    for _ in 0..60 {
        let share = bracket.guess();
        let value = watch.value_of(&(step.at)(share), frame);
        if value.abs() < LOCATED || bracket.width() * length < SHORTEST {
            return Some(share);
        }
        bracket.narrow(share, value);
    }
    Some(bracket.high.0)
}
