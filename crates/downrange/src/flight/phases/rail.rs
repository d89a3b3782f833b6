//! On the pad and the rail: from ignition to free flight.

use crate::flight::FlightError;
use crate::flight::equations::free::Motion;
use crate::flight::equations::rail::Guided;
use crate::flight::events::EventKind;
use crate::flight::integrator::System;
use crate::flight::integrator::bracket::Bracket;
use crate::flight::model::{RailModel, StartModel};
use crate::flight::observer::Recorder;
use crate::flight::propagate::Termination;
use crate::flight::simulation::state::{Mode, Simulation};
use crate::flight::state::{BurnPhase, Evaluation};

/// It lifts off when this acceleration along the rail is reached, m/s²: a few roundings of gravity.
const LIFTS: f64 = 1e-12;

impl<R: Recorder> Simulation<'_, R> {
    /// Waits until what burns lifts what stands, or until the time is over.
    ///
    /// # Errors
    /// [`FlightError::NoLiftoff`], [`FlightError::StaysOnRail`].
    pub(crate) fn wait_for_liftoff(&mut self) -> Result<(), FlightError> {
        while self.hold.resting {
            let (model, burn_phase) = (self.model.clone(), self.burn_phase());
            let StartModel::Rail(rail) = &model.start else {
                return Ok(());
            };
            let guided = Guided {
                motion: Motion::new(|_| &*model, burn_phase),
                direction: rail.direction,
            };
            let lifts = match burn_phase {
                BurnPhase::Burning => self.hold_down(&guided),
                BurnPhase::Before | BurnPhase::After => None,
            };
            if lifts.is_none() {
                if burn_phase == BurnPhase::Burning {
                    self.hold.max_thrust = self.hold.max_thrust.max(self.greatest_thrust());
                }
                // Nothing lifts it until something else burns, and a plain rocket has nothing else.
                let only = self.staging.is_none() && burn_phase == BurnPhase::Burning;
                if only || !self.next_change().is_finite() {
                    return Err(match self.hold.lifted {
                        true => FlightError::StaysOnRail,
                        false => self.no_liftoff(rail, self.hold.max_thrust),
                    });
                }
            }
            let due = self.next_time();
            let time = lifts.map_or(due, |lifts| lifts.min(due));
            self.propagator.time = time;
            let (_, evaluation) = guided.rate(time, &self.state);
            if lifts == Some(time) {
                self.lift_off(evaluation);
            } else if self.handle_event(Termination::Time, evaluation, burn_phase) {
                self.mode = Mode::Ended;
                return Ok(());
            }
        }
        Ok(())
    }

    /// What stood moves.
    pub(crate) fn lift_off(&mut self, evaluation: Evaluation<f64>) {
        self.hold.resting = false;
        if !self.hold.lifted {
            self.note_event(EventKind::Liftoff, evaluation);
            self.hold.lifted = true;
        }
    }

    /// The foremost guide is off the rail.
    pub(crate) fn finish_rail_segment(
        &mut self,
        evaluation: Evaluation<f64>,
        burn_phase: BurnPhase,
    ) {
        self.note_event(EventKind::RailExit, evaluation);
        self.observer.free = true;
        let held = self
            .model
            .start
            .rail()
            .is_some_and(|rail| rail.clear > rail.exit);
        self.mode = match burn_phase == BurnPhase::Burning && held {
            true => Mode::TipOff,
            false => Mode::Free,
        };
    }

    /// It has slid back to where it stood, and stands.
    pub(crate) fn rest(&mut self) {
        if let Some(rail) = self.model.start.rail() {
            let stands = rail.direction.times(rail.stands);
            self.state[..3].copy_from_slice(&stands.0);
        }
        self.state[3..6].fill(0.0);
        self.hold.resting = true;
    }

    /// The next time from now at which thrust exceeds weight along the rail.
    fn hold_down(&self, guided: &Guided<'_, f64>) -> Option<f64> {
        let push = |time: f64| {
            guided
                .rate(time, &self.state)
                .1
                .acceleration
                .dot(guided.direction)
        };
        if push(self.propagator.time) > 0.0 {
            return Some(self.propagator.time);
        }
        // Thrust changes within a cell of the burn table at most once in sign that matters: half cells find it.
        let step = self.model.burn.duration / 512.0;
        let first = ((self.propagator.time - self.model.burn.ignition) / step) as usize;
        for cell in first..512 {
            let high = self.model.burn.ignition + step * (cell + 1) as f64;
            if high <= self.propagator.time {
                continue;
            }
            let low = (high - step).max(self.propagator.time);
            let mut bracket = Bracket::new((low, push(low)), (high, push(high)));
            if bracket.high.1 <= 0.0 {
                continue;
            }
            while bracket.high.1 > LIFTS && bracket.width() > f64::EPSILON * bracket.high.0 {
                let time = bracket.guess();
                bracket.narrow(time, push(time));
            }
            return Some(bracket.high.0);
        }
        None
    }

    /// The greatest thrust of the present burn, N.
    fn greatest_thrust(&self) -> f64 {
        let burn = &self.model.burn;
        if !burn.ignition.is_finite() {
            return 0.0;
        }
        let motion = Motion::new(|_| &*self.model, BurnPhase::Burning);
        let times = (0..=512).map(|cell| burn.ignition + burn.duration * f64::from(cell) / 512.0);
        times
            .map(|time| motion.rate(time, &self.state).1.thrust)
            .fold(0.0, f64::max)
    }

    fn no_liftoff(&self, rail: &RailModel, thrust: f64) -> FlightError {
        let mass = self.model.burn.before.mass;
        FlightError::NoLiftoff {
            thrust,
            weight: mass * self.model.frame.gravity_at_site() * rail.direction[2],
        }
    }
}
