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
    pub(crate) fn change(&mut self, seen: Evaluation<f64>, power: BurnPhase) {
        let now = self.clock.time;
        if self.staging.is_some() {
            self.restage(seen);
        } else if power == BurnPhase::Before && now >= self.model.burn.ignition {
            self.mark(EventKind::Ignition(0), seen);
        } else if power == BurnPhase::Burning && now >= self.burn_end() {
            self.mark(EventKind::Burnout(0), seen);
        }
    }

    /// Takes note of motors and stages whose height has come, all of them before anything else is.
    pub(crate) fn change_at_heights(&mut self, seen: Evaluation<f64>, power: BurnPhase) {
        loop {
            let glance = seen.glance(&self.state);
            let model = self.model.clone();
            let Some(staging) = &mut self.staging else {
                return;
            };
            let watched = staging.conditions(&model.stages, model.elevation);
            let held = watched
                .into_iter()
                .find(|(watch, _)| watch.holds(&glance, &model.frame));
            match held {
                Some((_, EventAction::Lights(index))) => {
                    staging.light(&model.stages, index, self.clock.time);
                }
                Some((_, EventAction::Leaves(index))) => staging.leave(index, self.clock.time),
                _ => return,
            }
            self.change(seen, power);
        }
    }

    /// Takes note of what lights as the flight begins.
    pub(crate) fn light_first(&mut self, seen: Evaluation<f64>) {
        if self.staging.is_some() {
            self.restage(seen);
        } else if self.power() == BurnPhase::Burning && !self.model.history.lit {
            self.mark(EventKind::Ignition(0), seen);
        }
    }

    /// What falls, and what no motor lifts again, has passed its highest point.
    pub(crate) fn pass_if_falling(&mut self, seen: Evaluation<f64>) {
        let lifts = self.power() != BurnPhase::After || self.next_change().is_finite();
        if !self.ascending && !self.past_apogee && !lifts {
            self.pass_apogee(seen);
        }
    }

    /// Sets the conditions that are watched from now on.
    pub(crate) fn watch(&mut self) {
        let mut watched = vec![];
        let model = &self.model;
        match (self.mode, model.start.rail()) {
            (Mode::Rail, Some(rail)) => watched.extend([
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
                watched.push((
                    EventCondition::Travel(rail.direction, rail.clear),
                    EventAction::RailClear,
                ));
            }
            _ => {
                watched.push((EventCondition::Ground(model.elevation), EventAction::Ground));
                if self.ascending {
                    watched.push((EventCondition::Apogee, EventAction::Apogee));
                } else if self.power() == BurnPhase::Burning && self.mode != Mode::Descent {
                    watched.push((EventCondition::Ascent(CLIMBS), EventAction::Climbs));
                }
            }
        }
        let position = Vector([self.state[0], self.state[1], self.state[2]]);
        let height = model.frame.place(position).height;
        // What falls toward a motor that may lift it again passes heights from above.
        let (past, falls) = (self.past_apogee, !self.ascending);
        watched.extend(
            self.heights_to_open()
                .filter(|(watch, _)| past || falls && watch.is_below(height)),
        );
        if let Some(staging) = &self.staging {
            watched.extend(staging.conditions(&model.stages, model.elevation));
            if self.past_apogee {
                watched.extend(staging.heights_aboard(&model.stages, model.elevation));
            }
        }
        (self.conditions, self.actions) = watched.into_iter().unzip();
    }

    /// The next time at which something is due.
    pub(crate) fn next_time(&self) -> f64 {
        self.next_change()
            .min(self.next_canopy())
            .min(self.model.settings.max_time)
            .max(self.clock.time)
    }

    /// Takes note of why an advance stopped; true at the end: on the ground, or when the time is over.
    pub(crate) fn take(
        &mut self,
        stop: Termination,
        seen: Evaluation<f64>,
        power: BurnPhase,
    ) -> bool {
        let due = match stop {
            Termination::Event(index) => self.actions.get(index).copied(),
            Termination::Time => None,
        };
        let now = self.clock.time;
        match due {
            Some(EventAction::Ground) => {
                self.mark(EventKind::Landing, seen);
                return true;
            }
            Some(EventAction::RailExit) => self.leave_rail(seen, power),
            Some(EventAction::RailClear) => {
                self.mark(EventKind::RailClear, seen);
                self.mode = Mode::Free;
            }
            Some(EventAction::SlidBack) => self.rest(),
            Some(EventAction::Apogee) => {
                self.mark(EventKind::Apogee, seen);
                self.ascending = false;
                if !self.past_apogee {
                    self.pass_apogee(seen);
                }
            }
            Some(EventAction::Climbs) => self.ascending = true,
            Some(EventAction::Parachute(index)) => self.trigger(index, seen),
            Some(EventAction::Aboard(stage, parachute)) => {
                self.trigger_aboard(stage, parachute, seen)
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
        self.change(seen, power);
        self.change_at_heights(seen, power);
        if self.mode != Mode::Rail {
            self.pass_if_falling(seen);
        }
        self.open_canopies(seen);
        if now >= self.model.settings.max_time {
            self.mark(EventKind::StillFlying, seen);
            return true;
        }
        false
    }

    /// What the highest point sets off; what falls from its start has passed it.
    fn pass_apogee(&mut self, seen: Evaluation<f64>) {
        self.past_apogee = true;
        self.trigger_at_apogee(seen);
        if let Some(staging) = &mut self.staging {
            staging.apogee(&self.model.stages, self.clock.time);
        }
    }
}
