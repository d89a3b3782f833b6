//! Which conditions end a segment, and what is done when one is met or a time has come.

use crate::flight::conditions::EventCondition;
use crate::flight::events::{EventAction, EventKind};
use crate::flight::observer::Recorder;
use crate::flight::propagate::Termination;
use crate::flight::simulation::state::{Mode, Simulation};
use crate::flight::state::{BurnPhase, Evaluation};
use crate::number::Vector;

/// What climbs at this speed, m/s, under thrust has another highest point before it: above the noise of a body that
/// hovers.
const CLIMBS: f64 = 1.0;

impl<R: Recorder> Simulation<'_, R> {
    /// Takes note of motors and stages whose time has come.
    pub(crate) fn update_motors(&mut self, evaluation: Evaluation<f64>, burn_phase: BurnPhase) {
        let now = self.propagator.time;
        if self.staging.is_some() {
            self.update_stages(evaluation);
        } else if burn_phase == BurnPhase::Before && now >= self.model.burn.ignition {
            self.note_event(EventKind::Ignition(0), evaluation);
        } else if burn_phase == BurnPhase::Burning && now >= self.burn_end() {
            self.note_event(EventKind::Burnout(0), evaluation);
        }
    }

    /// Takes note of motors and stages whose height has come, all of them before anything else is.
    pub(crate) fn update_at_heights(&mut self, evaluation: Evaluation<f64>, burn_phase: BurnPhase) {
        loop {
            let inputs = evaluation.inputs(&self.state);
            let model = self.model.clone();
            let Some(staging) = &mut self.staging else {
                return;
            };
            let conditions = staging.conditions(&model.stages, model.elevation);
            let held = conditions
                .into_iter()
                .find(|(condition, _)| condition.holds(&inputs, &model.frame));
            match held {
                Some((_, EventAction::Lights(index))) => {
                    staging.light(&model.stages, index, self.propagator.time);
                }
                Some((_, EventAction::Leaves(index))) => staging.leave(index, self.propagator.time),
                _ => return,
            }
            self.update_motors(evaluation, burn_phase);
        }
    }

    /// Takes note of what lights as the flight begins.
    pub(crate) fn light_first(&mut self, evaluation: Evaluation<f64>) {
        if self.staging.is_some() {
            self.update_stages(evaluation);
        } else if self.burn_phase() == BurnPhase::Burning && !self.model.history.lit {
            self.note_event(EventKind::Ignition(0), evaluation);
        }
    }

    /// What falls, and what no motor lifts again, has passed its highest point.
    pub(crate) fn pass_if_falling(&mut self, evaluation: Evaluation<f64>) {
        let lifts = self.burn_phase() != BurnPhase::After || self.next_change().is_finite();
        if !self.ascending && !self.past_apogee && !lifts {
            self.pass_apogee(evaluation);
        }
    }

    /// Sets the conditions that are watched from now on.
    pub(crate) fn set_conditions(&mut self) {
        let mut conditions = vec![];
        let model = &self.model;
        match (self.mode, model.start.rail()) {
            (Mode::Rail, Some(rail)) => conditions.extend([
                (
                    EventCondition::Travel(rail.direction, rail.exit),
                    EventAction::RailExit,
                ),
                (
                    EventCondition::SlideBack(rail.direction, rail.stands),
                    EventAction::SlidBack,
                ),
            ]),
            (Mode::TipOff, Some(rail)) => {
                conditions.push((
                    EventCondition::Travel(rail.direction, rail.clear),
                    EventAction::RailClear,
                ));
            }
            _ => {
                conditions.push((EventCondition::Ground(model.elevation), EventAction::Ground));
                if self.ascending {
                    conditions.push((EventCondition::Apogee, EventAction::Apogee));
                } else if self.burn_phase() == BurnPhase::Burning && self.mode != Mode::Descent {
                    conditions.push((EventCondition::Ascent(CLIMBS), EventAction::Climbs));
                }
            }
        }
        let position = Vector([self.state[0], self.state[1], self.state[2]]);
        let height = model.frame.local_frame(position).height;
        // What falls toward a motor that may lift it again passes heights from above.
        let (past, falls) = (self.past_apogee, !self.ascending);
        conditions.extend(
            self.heights_to_open()
                .filter(|(condition, _)| past || falls && condition.is_below(height)),
        );
        if let Some(staging) = &self.staging {
            conditions.extend(staging.conditions(&model.stages, model.elevation));
            if self.past_apogee {
                conditions.extend(staging.heights_aboard(&model.stages, model.elevation));
            }
        }
        (self.conditions, self.actions) = conditions.into_iter().unzip();
    }

    /// The next time at which something is due.
    pub(crate) fn next_time(&self) -> f64 {
        self.next_change()
            .min(self.next_canopy())
            .min(self.model.settings.max_time)
            .max(self.propagator.time)
    }

    /// Takes note of why an advance stopped; true at the end: on the ground, or when the time is over.
    pub(crate) fn handle_event(
        &mut self,
        termination: Termination,
        evaluation: Evaluation<f64>,
        burn_phase: BurnPhase,
    ) -> bool {
        let action = match termination {
            Termination::Event(index) => self.actions.get(index).copied(),
            Termination::Time => None,
        };
        let now = self.propagator.time;
        match action {
            Some(EventAction::Ground) => {
                self.note_event(EventKind::Landing, evaluation);
                return true;
            }
            Some(EventAction::RailExit) => self.finish_rail_segment(evaluation, burn_phase),
            Some(EventAction::RailClear) => {
                self.note_event(EventKind::RailClear, evaluation);
                self.mode = Mode::Free;
            }
            Some(EventAction::SlidBack) => self.rest(),
            Some(EventAction::Apogee) => {
                self.note_event(EventKind::Apogee, evaluation);
                self.ascending = false;
                if !self.past_apogee {
                    self.pass_apogee(evaluation);
                }
            }
            Some(EventAction::Climbs) => self.ascending = true,
            Some(EventAction::Parachute(index)) => self.trigger(index, evaluation),
            Some(EventAction::Aboard(stage, parachute)) => {
                self.trigger_aboard(stage, parachute, evaluation)
            }
            Some(EventAction::Lights(index)) => {
                if let Some(staging) = &mut self.staging {
                    staging.light(&self.model.stages, index, now);
                }
            }
            Some(EventAction::Leaves(index)) => {
                if let Some(staging) = &mut self.staging {
                    staging.leave(index, now);
                }
            }
            None => {}
        }
        self.update_motors(evaluation, burn_phase);
        self.update_at_heights(evaluation, burn_phase);
        if self.mode != Mode::Rail {
            self.pass_if_falling(evaluation);
        }
        self.open_canopies(evaluation);
        if now >= self.model.settings.max_time {
            self.note_event(EventKind::StillFlying, evaluation);
            return true;
        }
        false
    }

    /// What the highest point sets off; what falls from its start has passed it.
    fn pass_apogee(&mut self, evaluation: Evaluation<f64>) {
        self.past_apogee = true;
        self.trigger_at_apogee(evaluation);
        if let Some(staging) = &mut self.staging {
            staging.apogee(&self.model.stages, self.propagator.time);
        }
    }
}
