//! The segments of a flight, one after the other.

use crate::flight::FlightError;
use crate::flight::equations::descent::Descent;
use crate::flight::equations::free::Motion;
use crate::flight::equations::rail::{Guided, TipOff};
use crate::flight::events::Happening;
use crate::flight::integrator::System;
use crate::flight::model::StartModel;
use crate::flight::observer::Recorder;
use crate::flight::propagate::{Leg, Stop};
use crate::flight::record::Phase;
use crate::flight::simulation::segment::{Order, Regime, attitude_tolerance, descent, tolerance};
use crate::flight::simulation::state::{Flyer, Whereabouts};
use crate::flight::state::{POINT_STATE, Power, STATE, Seen};

impl<R: Recorder> Flyer<'_, R> {
    /// Into free flight from a state.
    pub(crate) fn release(&mut self) {
        self.observer.free = true;
        let seen = self.look();
        self.mark(Happening::Release, seen);
        self.ascending = seen.vertical_speed > 0.0;
        self.light_first(seen);
        self.change_at_heights(seen, Power::After);
        self.pass_if_falling(seen);
    }
}

impl<R: Recorder> Flyer<'_, R> {
    /// The next leg, or `None` at the end.
    pub(crate) fn next_leg(&mut self) -> Result<Option<Order>, FlightError> {
        if self.whereabouts == Whereabouts::Start {
            match self.model.start {
                StartModel::Rail(_) => {
                    self.whereabouts = Whereabouts::Rail;
                    let seen = self.look();
                    self.light_first(seen);
                }
                StartModel::State(_) => {
                    self.release();
                    self.whereabouts = Whereabouts::Free;
                }
            }
        }
        if self.whereabouts == Whereabouts::Rail {
            self.lift()?;
        }
        let regime = match self.whereabouts {
            Whereabouts::Start | Whereabouts::Ended => return Ok(None),
            Whereabouts::Rail => {
                self.observer.phase = Phase::Rail;
                Regime::Guided
            }
            Whereabouts::TipOff if self.power() == Power::Burning => {
                self.observer.phase = Phase::Powered;
                Regime::TipOff
            }
            Whereabouts::TipOff | Whereabouts::Free | Whereabouts::Descent => self.next_free(),
        };
        self.watch();
        Ok(Some(Order {
            regime,
            power: self.power(),
            until: self.next_time(),
        }))
    }

    /// Flies a leg by itself.
    pub(crate) fn fly_leg(&mut self, order: &Order) -> Result<(Stop, Seen<f64>), FlightError> {
        let model = self.model.clone();
        let motion = || Motion::new(|_| &*model, order.power);
        let reached = match (order.regime, &model.start) {
            (Regime::Guided, StartModel::Rail(rail)) => {
                let guided = Guided {
                    motion: motion(),
                    direction: rail.direction,
                };
                self.advance(&guided, order)
            }
            (Regime::TipOff, StartModel::Rail(rail)) => {
                self.advance(&TipOff::new(motion(), |_| *rail), order)
            }
            (Regime::Descent, _) => {
                let open = std::mem::take(&mut self.open);
                let reached = self.advance_point(&descent(&model, order.power, &open), order.until);
                self.open = open;
                reached
            }
            _ => self.advance(&motion(), order),
        };
        reached.map_err(|error| order.named(error))
    }

    /// Takes note of why a leg ended, and of what was seen there.
    pub(crate) fn arrive(
        &mut self,
        order: &Order,
        stop: Stop,
        seen: Seen<f64>,
    ) -> Result<(), FlightError> {
        if self.take(stop, seen, order.power) {
            let hung = self.hanging();
            self.end_span(&hung, seen);
            self.whereabouts = Whereabouts::Ended;
        }
        Ok(())
    }

    /// By which equations what has left the rail flies.
    fn next_free(&mut self) -> Regime {
        let hangs = (0..self.chutes.len()).any(|index| self.hangs(index));
        if hangs || self.model.tumbling.is_some() {
            if self.whereabouts != Whereabouts::Descent {
                self.whereabouts = Whereabouts::Descent;
                self.clock.step = self.clock.step.min(0.01);
            }
            self.observer.phase = match hangs {
                true => Phase::Descent,
                false => Phase::Tumbling,
            };
            self.set_open();
            return Regime::Descent;
        }
        self.whereabouts = Whereabouts::Free;
        self.observer.phase = match self.power() {
            Power::Burning => Phase::Powered,
            Power::Before | Power::After => Phase::Coast,
        };
        Regime::Free
    }

    fn advance<S: System<f64, STATE, Seen = Seen<f64>>>(
        &mut self,
        system: &S,
        order: &Order,
    ) -> Result<(Stop, Seen<f64>), FlightError> {
        self.clock.advance(
            system,
            &mut self.state,
            &Leg {
                until: order.until,
                watches: &self.watches,
                tolerance: &attitude_tolerance(&self.model, order.power),
                frame: &self.model.frame,
            },
            &mut self.observer,
        )
    }

    fn advance_point(
        &mut self,
        system: &Descent<'_, f64>,
        until: f64,
    ) -> Result<(Stop, Seen<f64>), FlightError> {
        let mut state = std::array::from_fn(|i| self.state[i]);
        let reached = self.clock.advance(
            system,
            &mut state,
            &Leg {
                until,
                watches: &self.watches,
                tolerance: &tolerance(&self.model.settings, 1.0),
                frame: &self.model.frame,
            },
            &mut self.observer,
        );
        self.state[..POINT_STATE].copy_from_slice(&state);
        reached
    }
}
