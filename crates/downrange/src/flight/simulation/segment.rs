//! A segment of a flight: its equations, its end and its tolerances.

use crate::flight::equations::descent::{Descent, Open};
use crate::flight::equations::free::Motion;
use crate::flight::equations::rail::{Guided, TipOff};
use crate::flight::integrator::{System, Tolerance};
use crate::flight::model::{Model, StartModel};
use crate::flight::observation::Sight;
use crate::flight::state::{POINT_STATE, Power, STATE};
use crate::flight::{FlightError, Settings};

/// By which equations a leg is flown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Regime {
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
pub(crate) struct Order {
    /// By which equations.
    pub(crate) regime: Regime,
    /// Whether a motor burns.
    pub(crate) power: Power,
    /// Until when, s since launch.
    pub(crate) until: f64,
}

impl Order {
    /// A breakdown of the numbers, with the phase in which it happened.
    pub(crate) fn named(&self, error: FlightError) -> FlightError {
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

/// The motion of a model under open canopies.
pub(crate) fn descent<'m>(
    model: &'m Model,
    power: Power,
    open: &'m [Open<f64>],
) -> Descent<'m, f64> {
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
pub(crate) fn sight<const N: usize>(
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
pub(crate) fn attitude_tolerance(model: &Model, power: Power) -> Tolerance<STATE> {
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
pub(crate) fn tolerance<const N: usize>(settings: &Settings, roll_counts: f64) -> Tolerance<N> {
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
