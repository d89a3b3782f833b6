//! The segments of a flight, one after the other.

use crate::flight::FlightError;
use crate::flight::equations::descent::Descent;
use crate::flight::equations::free::Motion;
use crate::flight::equations::rail::{Guided, TipOff};
use crate::flight::events::EventKind;
use crate::flight::integrator::Solver;
use crate::flight::model::StartModel;
use crate::flight::observer::Recorder;
use crate::flight::propagate::{Segment, Termination};
use crate::flight::record::Phase;
use crate::flight::simulation::segment::{
    Dynamics, SegmentPlan, attitude_tolerance, descent, point_tolerance,
};
use crate::flight::simulation::state::{Mode, Simulation};
use crate::flight::state::{BurnPhase, Evaluation, POINT_STATE_LEN, STATE_LEN};

/// The first step after what hangs has changed, s: much less than a canopy takes to slow down what it meets, so that the
/// estimate of the error can be believed.
const OPENING_STEP: f64 = 0.01;

impl<R: Recorder> Simulation<'_, R> {
    /// Into free flight from a state.
    pub(crate) fn release(&mut self) {
        self.observer.free = true;
        let evaluation = self.evaluate();
        self.note_event(EventKind::Release, evaluation);
        self.ascending = evaluation.vertical_speed > 0.0;
        self.light_first(evaluation);
        self.update_at_heights(evaluation, BurnPhase::After);
        self.pass_if_falling(evaluation);
    }
}

impl<R: Recorder> Simulation<'_, R> {
    /// The next segment, or `None` at the end.
    pub(crate) fn next_segment(&mut self) -> Result<Option<SegmentPlan>, FlightError> {
        if self.mode == Mode::Start {
            match self.model.start {
                StartModel::Rail(_) => {
                    self.mode = Mode::Rail;
                    let evaluation = self.evaluate();
                    self.light_first(evaluation);
                }
                StartModel::State(_) => {
                    self.release();
                    self.mode = Mode::Free;
                }
            }
        }
        if self.mode == Mode::Rail {
            self.wait_for_liftoff()?;
        }
        let dynamics = match self.mode {
            Mode::Start | Mode::Ended => return Ok(None),
            Mode::Rail => {
                self.observer.phase = Phase::Rail;
                Dynamics::Guided
            }
            Mode::TipOff if self.burn_phase() == BurnPhase::Burning => {
                self.observer.phase = Phase::Powered;
                Dynamics::TipOff
            }
            Mode::TipOff | Mode::Free | Mode::Descent => self.next_free(),
        };
        self.set_conditions();
        Ok(Some(SegmentPlan {
            dynamics,
            burn_phase: self.burn_phase(),
            until: self.next_time(),
        }))
    }

    /// Flies a segment by itself.
    pub(crate) fn propagate_segment(
        &mut self,
        plan: &SegmentPlan,
    ) -> Result<(Termination, Evaluation<f64>), FlightError> {
        let model = self.model.clone();
        let motion = || Motion::new(|_| &*model, plan.burn_phase);
        let reached = match (plan.dynamics, &model.start) {
            (Dynamics::Guided, StartModel::Rail(rail)) => {
                let guided = Guided {
                    motion: motion(),
                    direction: rail.direction,
                };
                self.advance(&guided, plan)
            }
            (Dynamics::TipOff, StartModel::Rail(rail)) => {
                self.advance(&TipOff::new(motion(), |_| *rail), plan)
            }
            (Dynamics::Descent, _) => {
                let open = std::mem::take(&mut self.open);
                let reached =
                    self.advance_point(&descent(&model, plan.burn_phase, &open), plan.until);
                self.open = open;
                reached
            }
            _ => self.advance(&motion(), plan),
        };
        reached.map_err(|error| plan.named(error))
    }

    /// Takes note of why a segment ended, and of what was seen there.
    pub(crate) fn finish_segment(
        &mut self,
        plan: &SegmentPlan,
        termination: Termination,
        evaluation: Evaluation<f64>,
    ) -> Result<(), FlightError> {
        if self.handle_event(termination, evaluation, plan.burn_phase) {
            let hung = self.hanging();
            self.end_span(&hung, evaluation);
            self.mode = Mode::Ended;
        }
        Ok(())
    }

    /// By which equations what has left the rail flies.
    fn next_free(&mut self) -> Dynamics {
        let hangs = (0..self.canopies.len()).any(|index| self.hangs(index));
        if hangs || self.model.tumbling.is_some() {
            self.mode = Mode::Descent;
            self.observer.phase = match hangs {
                true => Phase::Descent,
                false => Phase::Tumbling,
            };
            let hung = std::mem::take(&mut self.open);
            self.set_open();
            if self.open != hung {
                self.propagator.step = self.propagator.step.min(OPENING_STEP);
            }
            return Dynamics::Descent;
        }
        self.mode = Mode::Free;
        self.observer.phase = match self.burn_phase() {
            BurnPhase::Burning => Phase::Powered,
            BurnPhase::Before | BurnPhase::After => Phase::Coast,
        };
        Dynamics::Free
    }

    fn advance<S: Solver<f64, STATE_LEN, Output = Evaluation<f64>>>(
        &mut self,
        system: &S,
        plan: &SegmentPlan,
    ) -> Result<(Termination, Evaluation<f64>), FlightError> {
        self.propagator.advance(
            system,
            &mut self.state,
            &Segment {
                until: plan.until,
                conditions: &self.conditions,
                tolerance: &attitude_tolerance(&self.model, plan.burn_phase),
                frame: &self.model.frame,
            },
            &mut self.observer,
        )
    }

    fn advance_point(
        &mut self,
        system: &Descent<'_, f64>,
        until: f64,
    ) -> Result<(Termination, Evaluation<f64>), FlightError> {
        let mut state = std::array::from_fn(|i| self.state[i]);
        let reached = self.propagator.advance(
            system,
            &mut state,
            &Segment {
                until,
                conditions: &self.conditions,
                tolerance: &point_tolerance(&self.model.settings),
                frame: &self.model.frame,
            },
            &mut self.observer,
        );
        self.state[..POINT_STATE_LEN].copy_from_slice(&state);
        reached
    }
}
