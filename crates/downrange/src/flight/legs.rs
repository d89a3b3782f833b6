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
use super::sequence::Flyer;
use super::witness::{Recorder, Sight};

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

impl Order {
    /// A breakdown of the numbers, with the phase in which it happened.
    pub(super) fn named(&self, error: FlightError) -> FlightError {
        let FlightError::Numerical {
            time,
            breakdown,
            reason,
        } = error
        else {
            return error;
        };
        let phase = match (self.regime, self.power) {
            (Regime::Guided, _) => "on the rail",
            (Regime::TipOff, _) => "leaving the rail",
            (Regime::Free, Power::Burning) => "under thrust",
            (Regime::Free, Power::Before | Power::After) => "in free flight",
            (Regime::Descent, _) => "coming down",
        };
        FlightError::Numerical {
            time,
            breakdown,
            reason: format!("{phase}, {reason}"),
        }
    }
}

/// How far a flight is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Whereabouts {
    Start,
    Rail,
    TipOff,
    Free,
    Descent,
    Ended,
}

impl<R: Recorder> Flyer<'_, R> {
    /// The next leg, or `None` at the end.
    pub(super) fn next_leg(&mut self) -> Result<Option<Order>, FlightError> {
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
    pub(super) fn fly_leg(&mut self, order: &Order) -> Result<(Stop, Seen<f64>), FlightError> {
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
    pub(super) fn arrive(
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

/// What is looked for, in a state of a leg.
pub(super) fn sight<const N: usize>(
    model: &Model,
    open: &[Open<f64>],
    order: &Order,
    time: f64,
    state: &[f64; N],
) -> Sight<f64> {
    let number = |i: usize| state.get(i).copied().unwrap_or(0.0);
    let motion = Motion::new(|_| model, order.power);
    let whole: [f64; STATE] = std::array::from_fn(number);
    let seen = match (order.regime, &model.start) {
        (Regime::Descent, _) => {
            let point: [f64; POINT_STATE] = std::array::from_fn(number);
            descent(model, order.power, open).rate(time, &point).1
        }
        (Regime::Guided, StartModel::Rail(rail)) => {
            let direction = rail.direction;
            Guided { motion, direction }.rate(time, &whole).1
        }
        (Regime::TipOff, StartModel::Rail(rail)) => {
            TipOff::new(motion, |_| *rail).rate(time, &whole).1
        }
        _ => motion.rate(time, &whole).1,
    };
    Sight::of(state, &seen)
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
