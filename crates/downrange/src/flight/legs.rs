//! The legs of a flight: by which equations each is flown, until when, and what ends it.

use super::FlightError;
use super::Settings;
use super::course::{Leg, Stop};
use super::descent::{Descent, Open, POINT_STATE};
use super::integrator::{System, Tolerance};
use super::model::{Model, StartModel};
use super::motion::{Motion, Power, STATE, Seen};
use super::rail::{Guided, TipOff};
use super::record::Phase;
use super::sequence::{Chute, Flyer, Happening};
use super::witness::Recorder;
use crate::number::Vector;

/// By which equations a leg is flown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Regime {
    /// Held in direction by the rail.
    Guided,
    /// Held at the aftmost guide.
    TipOff,
    /// In free flight.
    Free,
    /// As a point under canopies.
    Descent,
}

/// A leg to be flown: its watches stand with the flyer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Order {
    /// By which equations.
    pub(super) regime: Regime,
    /// Whether a motor burns.
    pub(super) power: Power,
    /// Until when, s since launch.
    pub(super) until: f64,
}

/// How far a flight is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Whereabouts {
    Start,
    Rail,
    RailEnd,
    TipOff,
    Free,
    Descent,
    Ended,
}

impl<R: Recorder> Flyer<'_, R> {
    /// The next leg, or `None` at the end.
    pub(super) fn next_leg(&mut self) -> Result<Option<Order>, FlightError> {
        match self.whereabouts {
            Whereabouts::Start => match self.model.start {
                StartModel::Rail(rail) => {
                    self.set_off(&rail)?;
                    self.next_on_rail(&rail)
                }
                StartModel::State(_) => {
                    self.release();
                    self.next_free()
                }
            },
            Whereabouts::Rail | Whereabouts::RailEnd => match self.model.start {
                StartModel::Rail(rail) => self.next_on_rail(&rail),
                StartModel::State(_) => self.next_free(),
            },
            Whereabouts::TipOff | Whereabouts::Free => self.next_free(),
            Whereabouts::Descent => Ok(Some(self.next_descending())),
            Whereabouts::Ended => Ok(None),
        }
    }

    /// Flies a leg by itself.
    pub(super) fn fly_leg(&mut self, order: &Order) -> Result<(Stop, Seen<f64>), FlightError> {
        let model = self.model.clone();
        let motion = || Motion::new(|_| &*model, order.power);
        match (order.regime, &model.start) {
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
        }
    }

    /// Takes note of why a leg ended, and of what was seen there.
    pub(super) fn arrive(
        &mut self,
        order: &Order,
        stop: Stop,
        seen: Seen<f64>,
    ) -> Result<(), FlightError> {
        match order.regime {
            Regime::Guided => self.leave_rail(order.power, stop, seen),
            Regime::TipOff => {
                if stop == Stop::Watch(0) {
                    self.mark(Happening::RailClear, seen);
                } else {
                    self.change(seen, order.power);
                }
                Ok(())
            }
            Regime::Free => {
                if self.take(stop, seen, order.power) {
                    self.whereabouts = Whereabouts::Ended;
                }
                Ok(())
            }
            Regime::Descent => {
                let ended = self.take(stop, seen, order.power);
                let newly = (0..self.chutes.len())
                    .any(|i| self.chutes[i] == Chute::Opened && !self.opened.contains(&i));
                if (ended || newly)
                    && let Some(last) = self.opened.last()
                {
                    self.descents.push((*last, seen.vertical_speed));
                }
                if ended {
                    self.whereabouts = Whereabouts::Ended;
                }
                Ok(())
            }
        }
    }

    /// The next leg of free flight.
    pub(super) fn next_free(&mut self) -> Result<Option<Order>, FlightError> {
        self.whereabouts = Whereabouts::Free;
        let power = self.power();
        self.observer.phase = if power == Power::Burning {
            Phase::Powered
        } else {
            Phase::Coast
        };
        if self.chutes.contains(&Chute::Opened) || self.model.tumbling.is_some() {
            self.begin_descent();
            return Ok(Some(self.next_descending()));
        }
        let seen = self.look();
        let position = Vector([self.state[0], self.state[1], self.state[2]]);
        let lifts = seen.acceleration.dot(self.model.frame.place(position).up) > 0.0;
        let rises = seen.vertical_speed > 0.0 || (power == Power::Burning && lifts);
        if seen.height <= self.model.elevation && !rises {
            // It fell off the rail; what is thrown or driven from the ground rises, whatever the rounding of its
            // height.
            self.mark(Happening::Landing, seen);
            self.whereabouts = Whereabouts::Ended;
            return Ok(None);
        }
        self.watch();
        Ok(Some(Order {
            regime: Regime::Free,
            power,
            until: self.next_time(self.next_change()),
        }))
    }

    /// From now on a point under canopies, or tumbling.
    fn begin_descent(&mut self) {
        self.whereabouts = Whereabouts::Descent;
        if let Some(staging) = &mut self.staging {
            staging.hold_fire();
        }
        self.clock.step = self.clock.step.min(0.01);
        self.observer.phase = Phase::Descent;
        if let Some(drag_area) = self.model.tumbling {
            self.observer.phase = Phase::Tumbling;
            self.open.push(Open {
                drag_area,
                since: self.clock.time - 1.0,
                filling_rate: 1.0,
            });
        }
    }

    /// The next leg under canopies, or tumbling.
    fn next_descending(&mut self) -> Order {
        for index in 0..self.chutes.len() {
            if self.chutes[index] == Chute::Opened && !self.opened.contains(&index) {
                let canopy = &self.model.canopies[index];
                // What hangs below a canopy tumbles no more.
                if !canopy.adds || self.opened.is_empty() {
                    self.open.clear();
                }
                self.observer.phase = Phase::Descent;
                self.opened.push(index);
                self.open.push(Open {
                    drag_area: canopy.drag_area,
                    since: self.clock.time,
                    // A nanosecond: opens at once.
                    filling_rate: 1.0 / canopy.filling_time.max(1e-9),
                });
            }
        }
        self.watch();
        let filled = self
            .open
            .iter()
            .map(|canopy| canopy.since + 1.0 / canopy.filling_rate)
            .filter(|time| *time > self.clock.time + 1e-6)
            .fold(f64::INFINITY, f64::min);
        Order {
            regime: Regime::Descent,
            power: self.power(),
            until: self.next_time(filled.min(self.next_change())),
        }
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

/// The motion of a model under open canopies.
fn descent<'m>(model: &'m Model, power: Power, open: &'m [Open<f64>]) -> Descent<'m, f64> {
    Descent {
        frame: model.frame,
        air: &model.air,
        wind: &model.wind,
        mass: model.burn.hanging(power),
        burn: (power == Power::Burning).then_some((&model.burn.table, model.burn.ignition)),
        canopies: open,
    }
}

/// Tolerances of the state of a body with attitude.
pub(super) fn attitude_tolerance(model: &Model, power: Power) -> Tolerance<STATE> {
    let roll_counts = if model.burn.rolls_along(power) || model.trim.fins_lean() {
        1.0
    } else {
        f64::INFINITY
    };
    tolerance(&model.settings, roll_counts)
}

/// Tolerances of a state's numbers from the one on position, a: a tenth of it for velocity (what lasts ten seconds adds
/// up to a) and for rates, a thousandth for the attitude quaternion (a kilometre's worth of a); the roll angle counts
/// only where forces turn with it.
pub(super) fn tolerance<const N: usize>(settings: &Settings, roll_counts: f64) -> Tolerance<N> {
    let absolute = settings.absolute_tolerance;
    Tolerance {
        relative: settings.relative_tolerance,
        absolute: std::array::from_fn(|i| match i {
            0..=2 => absolute,
            6..=9 => absolute * 1e-3,
            13 => absolute * roll_counts,
            _ => absolute * 0.1,
        }),
    }
}
