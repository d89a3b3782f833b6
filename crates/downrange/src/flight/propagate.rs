//! Propagation of a system to a time or to its first event, whichever comes first.

use crate::earth::SiteFrame;
use crate::flight::conditions::EventCondition;
use crate::flight::conditions::{EventInputs, MIN_STEP, TrialStep};
use crate::flight::integrator::{Controller, ErrorPowers, Interpolant, Solver, Step, Tolerance};
use crate::flight::record::SolverStats;
use crate::flight::state::Evaluation;
use crate::flight::{Breakdown, FlightError, conditions};

/// Why an advance ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Termination {
    /// The time was reached.
    Time,
    /// The condition of this index was met.
    Event(usize),
}

/// Who looks on while a flight advances.
pub trait StepObserver<const N: usize> {
    /// A phase starts here.
    fn start(&mut self, time: f64, state: &[f64; N], evaluation: &Evaluation<f64>);
    /// A step was taken; `corner` when the motion has a corner at its end.
    fn step<S: Solver<f64, N, Output = Evaluation<f64>>>(
        &mut self,
        system: &S,
        step: &Step<f64, N, Evaluation<f64>, S::Interpolant>,
        corner: bool,
    );
}

/// How far to advance, and how.
#[derive(Debug, Clone, Copy)]
pub struct Segment<'a, const N: usize> {
    /// Until when, s since launch.
    pub until: f64,
    /// What ends it earlier.
    pub conditions: &'a [EventCondition],
    /// The error allowed.
    pub tolerance: &'a Tolerance<N>,
    /// The site's frame.
    pub frame: &'a SiteFrame,
}

/// Time and the integrator's memory, across phases.
#[derive(Debug, Clone)]
pub struct Propagator {
    /// Now, s since launch.
    pub time: f64,
    /// The step to try next, s.
    pub step: f64,
    /// Times at which steps end without a phase ending, falling: the next is last.
    pub breakpoints: Vec<f64>,
    /// How hard the integrator worked.
    pub solver: SolverStats,
    /// Evaluations after which the flight is given up.
    pub budget: u64,
}

/// A segment under way: what is tried next.
#[derive(Debug, Clone, Copy, Default)]
pub struct StepControl {
    controller: Controller,
    length: f64,
    left: f64,
    end: f64,
    located: Option<usize>,
    corrections: u8,
}

/// How often the length of a step that ends at an event is corrected: each time it comes ten times nearer, or more.
const MOST_CORRECTIONS: u8 = 4;

/// What becomes of a step that was tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepDecision {
    /// It does not count.
    Reject,
    /// It is taken; the motion may have a corner at its end.
    Accept {
        /// Whether it may.
        corner: bool,
    },
    /// It is taken and ends the segment: the condition of this index is met.
    Event(usize),
}

impl Propagator {
    /// Advances a state until a segment's time or until the first of its conditions happens; returns why and what was seen there.
    ///
    /// # Errors
    /// As [`Self::decide`].
    pub fn advance<const N: usize, S: Solver<f64, N, Output = Evaluation<f64>>>(
        &mut self,
        system: &S,
        state: &mut [f64; N],
        segment: &Segment<'_, N>,
        observer: &mut impl StepObserver<N>,
    ) -> Result<(Termination, Evaluation<f64>), FlightError> {
        let mut known = system.rate(self.time, state);
        let (mut control, held) =
            self.start_segment(segment.conditions, &known.1.inputs(state), segment.frame);
        observer.start(self.time, state, &known.1);
        if let Some(index) = held {
            return Ok((Termination::Event(index), known.1));
        }
        loop {
            let before = known.1.inputs(state);
            let longest = system.longest_step(0, before.vertical());
            let Some(length) = self.next_step(&mut control, segment.until, longest) else {
                return Ok((Termination::Time, known.1));
            };
            let tried = system.attempt(self.time, length, *state, known, segment.tolerance);
            let trial = TrialStep {
                evaluations: S::EVALUATIONS,
                error: tried.error,
                powers: ErrorPowers::new(tried.error),
                before,
                after: tried.output.inputs(&tried.after),
                at: &|theta| {
                    let state = tried.at(theta);
                    std::array::from_fn(|i| state[i])
                },
            };
            let decision = self.decide(&mut control, segment.conditions, segment.frame, &trial)?;
            if decision == StepDecision::Reject {
                continue;
            }
            observer.step(
                system,
                &tried,
                decision == StepDecision::Accept { corner: true },
            );
            *state = tried.after;
            known = (tried.dense.rate_after(), tried.output);
            if let StepDecision::Event(index) = decision {
                return Ok((Termination::Event(index), known.1));
            }
        }
    }

    /// A segment begins: the rate at its start has been evaluated. Says which condition is met already, if any is: the segment
    /// ends there, at once.
    pub fn start_segment(
        &mut self,
        conditions: &[EventCondition],
        inputs: &EventInputs,
        frame: &SiteFrame,
    ) -> (StepControl, Option<usize>) {
        self.solver.evaluations += 1;
        let held = conditions
            .iter()
            .position(|condition| condition.holds(inputs, frame));
        (StepControl::default(), held)
    }

    /// How long a step to try from now, s, and at most; `None` once the segment's time has come.
    pub fn next_step(
        &mut self,
        control: &mut StepControl,
        until: f64,
        longest: f64,
    ) -> Option<f64> {
        if control.located.is_some() {
            return Some(control.length);
        }
        while self
            .breakpoints
            .last()
            .is_some_and(|breakpoint| *breakpoint <= self.time)
        {
            self.breakpoints.pop();
        }
        control.end = self
            .breakpoints
            .last()
            .map_or(until, |breakpoint| breakpoint.min(until));
        control.left = control.end - self.time;
        if until - self.time <= MIN_STEP * until.abs() {
            self.time = until;
            return None;
        }
        // Two halves beat nearly the whole and a sliver.
        let step = match self.step {
            step if step > longest => longest,
            step if step > 0.7 * longest => 0.5 * longest,
            step => step,
        };
        // A last step slightly longer than planned beats a sliver.
        control.length = if step * 1.01 > control.left {
            control.left
        } else {
            step
        };
        Some(control.length)
    }

    /// What becomes of the step that was tried.
    ///
    /// # Errors
    /// [`FlightError::Numerical`] when no step, however short, meets the tolerance, and when the evaluations exceed the
    /// budget.
    pub fn decide(
        &mut self,
        control: &mut StepControl,
        conditions: &[EventCondition],
        frame: &SiteFrame,
        trial: &TrialStep<'_>,
    ) -> Result<StepDecision, FlightError> {
        self.solver.evaluations += trial.evaluations;
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
        let length = control.length;
        if let Some(index) = control.located {
            if control.corrections < MOST_CORRECTIONS
                && let Some(length) = conditions::nearer(&conditions[index], length, trial, frame)
            {
                control.corrections += 1;
                control.length = length;
                return Ok(StepDecision::Reject);
            }
            self.solver.accepted += 1;
            self.time += length;
            return Ok(StepDecision::Event(index));
        }
        let (accepted, factor) = control.controller.decide(trial.error, trial.powers);
        if !accepted {
            self.solver.rejected += 1;
            self.step = length * factor;
            if self.step <= MIN_STEP * self.time.abs().max(1.0) {
                return Err(FlightError::Numerical {
                    time: self.time,
                    breakdown: Breakdown::Step,
                    reason: "no step, however short, meets the tolerance".to_owned(),
                });
            }
            return Ok(StepDecision::Reject);
        }
        let located = conditions
            .iter()
            .enumerate()
            .filter_map(|(index, condition)| {
                Some((
                    index,
                    conditions::first_met(condition, length, trial, frame)?,
                ))
            })
            .min_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((index, theta)) = located {
            // Where the dense output crosses is where a step of its own then ends, or nearly.
            control.located = Some(index);
            control.length = length * theta;
            return Ok(StepDecision::Reject);
        }
        self.solver.accepted += 1;
        // A step cut short says nothing about the next one's length, but that no longer one would do.
        if length >= self.step || factor < 1.0 {
            self.step = length * factor;
        }
        let corner = length == control.left;
        self.time = if corner {
            control.end
        } else {
            self.time + length
        };
        Ok(StepDecision::Accept { corner })
    }
}
