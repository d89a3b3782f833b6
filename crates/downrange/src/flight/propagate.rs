//! Propagation of a system to a time or to its first event, whichever comes first.

use crate::earth::SiteFrame;
use crate::flight::conditions::Watch;
use crate::flight::conditions::{Attempt, Glance, SHORTEST};
use crate::flight::integrator::{Controller, Powers, Step, System, Tolerance};
use crate::flight::record::Solver;
use crate::flight::state::Seen;
use crate::flight::{Breakdown, FlightError, conditions};

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
    /// Evaluations after which the flight is given up.
    pub budget: u64,
}

/// A leg under way: what is tried next.
#[derive(Debug, Clone, Copy, Default)]
pub struct Progress {
    controller: Controller,
    length: f64,
    left: f64,
    end: f64,
    crossed: Option<usize>,
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
    /// As [`Self::judge`].
    pub fn advance<const N: usize, S: System<f64, N, Seen = Seen<f64>>>(
        &mut self,
        system: &S,
        state: &mut [f64; N],
        leg: &Leg<'_, N>,
        witness: &mut impl Witness<N>,
    ) -> Result<(Stop, Seen<f64>), FlightError> {
        let mut known = system.rate(self.time, state);
        let (mut progress, held) = self.set_out(leg.watches, &known.1.glance(state), leg.frame);
        witness.start(self.time, state, &known.1);
        if let Some(index) = held {
            return Ok((Stop::Watch(index), known.1));
        }
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

    /// A leg begins: the rate at its start has been evaluated. Says which watch is met already, if any is: the leg
    /// ends there, at once.
    pub fn set_out(
        &mut self,
        watches: &[Watch],
        glance: &Glance,
        frame: &SiteFrame,
    ) -> (Progress, Option<usize>) {
        self.solver.evaluations += 1;
        let held = watches.iter().position(|watch| watch.holds(glance, frame));
        (Progress::default(), held)
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
    /// [`FlightError::Numerical`] when no step, however short, meets the tolerance, and when the evaluations exceed the
    /// budget.
    pub fn judge(
        &mut self,
        progress: &mut Progress,
        watches: &[Watch],
        frame: &SiteFrame,
        attempt: &Attempt<'_>,
    ) -> Result<Verdict, FlightError> {
        self.solver.evaluations += 6;
        if self.solver.evaluations > self.budget {
            return Err(FlightError::Numerical {
                time: self.time,
                breakdown: Breakdown::Evaluations,
                reason: format!(
                    "the flight takes more than {} evaluations of its equations, stiff or far too fast; \
                     `max_evaluations` in [settings] allows more",
                    self.budget
                ),
            });
        }
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
                    breakdown: Breakdown::Step,
                    reason: "no step, however short, meets the tolerance".to_owned(),
                });
            }
            return Ok(Verdict::Again);
        }
        let crossed = watches
            .iter()
            .enumerate()
            .filter_map(|(index, watch)| {
                Some((index, conditions::met(watch, length, attempt, frame)?))
            })
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
