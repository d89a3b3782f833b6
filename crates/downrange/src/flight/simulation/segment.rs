//! A segment of a flight: its equations, its end and its tolerances.

use crate::flight::equations::descent::{Descent, OpenCanopy, overshoot};
use crate::flight::equations::free::Motion;
use crate::flight::equations::rail::{Guided, TipOff};
use crate::flight::integrator::{System, Tolerance};
use crate::flight::model::{Model, StartModel};
use crate::flight::observation::Observation;
use crate::flight::state::{BurnPhase, POINT_STATE_LEN, STATE_LEN};
use crate::flight::{FlightError, Settings};

/// By which equations a segment is flown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Dynamics {
    /// Held in direction by the rail.
    Guided,
    /// Held at the aftmost guide.
    TipOff,
    /// In free flight.
    Free,
    /// As a point under canopies.
    Descent,
}

/// A segment to be flown: its conditions stand with the simulation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct SegmentPlan {
    /// By which equations.
    pub(crate) dynamics: Dynamics,
    /// Whether a motor burns.
    pub(crate) burn_phase: BurnPhase,
    /// Until when, s since launch.
    pub(crate) until: f64,
}

impl SegmentPlan {
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
        let phase = match (self.dynamics, self.burn_phase) {
            (Dynamics::Guided, _) => "on the rail",
            (Dynamics::TipOff, _) => "leaving the rail",
            (Dynamics::Free, BurnPhase::Burning) => "under thrust",
            (Dynamics::Free, BurnPhase::Before | BurnPhase::After) => "in free flight",
            (Dynamics::Descent, _) => "coming down",
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
    burn_phase: BurnPhase,
    open: &'m [OpenCanopy<f64>],
) -> Descent<'m, f64> {
    Descent {
        frame: model.frame,
        air: &model.air,
        wind: &model.wind,
        mass: model.burn.suspended_mass(burn_phase),
        burn: (burn_phase == BurnPhase::Burning)
            .then_some((&model.burn.table, model.burn.ignition)),
        canopies: open,
        overshoot: overshoot(&model.settings),
    }
}

/// What is looked for, in a state of a segment.
pub(crate) fn observe<const N: usize>(
    model: &Model,
    open: &[OpenCanopy<f64>],
    plan: &SegmentPlan,
    time: f64,
    state: &[f64; N],
) -> Observation<f64> {
    let number = |i: usize| state.get(i).copied().unwrap_or(0.0);
    let motion = Motion::new(|_| model, plan.burn_phase);
    let whole: [f64; STATE_LEN] = std::array::from_fn(number);
    let evaluation = match (plan.dynamics, &model.start) {
        (Dynamics::Descent, _) => {
            let point: [f64; POINT_STATE_LEN] = std::array::from_fn(number);
            descent(model, plan.burn_phase, open).rate(time, &point).1
        }
        (Dynamics::Guided, StartModel::Rail(rail)) => {
            let direction = rail.direction;
            Guided { motion, direction }.rate(time, &whole).1
        }
        (Dynamics::TipOff, StartModel::Rail(rail)) => {
            TipOff::new(motion, |_| *rail).rate(time, &whole).1
        }
        _ => motion.rate(time, &whole).1,
    };
    Observation::new(state, &evaluation)
}

/// How much finer than asked a step is while a motor burns: what is off at the burn's end grows all the way to the ground. With
/// one tolerance throughout, landings in gusts are 22 cm from those at 1e-10, not 4 (`gusts_do_not_move_the_landing`).
const BURNING: f64 = 0.1;

/// How much coarser it is in the coast, where little grows. With ten, halving the tolerance moves the apogee by more than it says.
const COASTING: f64 = 3.0;

/// How much coarser a descent under canopies is: the error that is estimated is that of the result of one order less, and what
/// is off in the velocity is forgotten within a second.
const DESCENDING: f64 = 30.0;

/// Tolerances of what comes down as a point.
pub(crate) fn point_tolerance(settings: &Settings) -> Tolerance<POINT_STATE_LEN> {
    tolerance(settings, DESCENDING, 1.0)
}

/// Tolerances of the state of a body with attitude.
pub(crate) fn attitude_tolerance(model: &Model, burn_phase: BurnPhase) -> Tolerance<STATE_LEN> {
    let roll_counts =
        if model.burn.rolls_along(burn_phase) || model.perturbation.has_fin_misalignment() {
            1.0
        } else {
            f64::INFINITY
        };
    let factor = match burn_phase {
        BurnPhase::Before => 1.0,
        BurnPhase::Burning => BURNING,
        BurnPhase::After => COASTING,
    };
    tolerance(&model.settings, factor, roll_counts)
}

/// Tolerances of a state's numbers, so many times what is asked, from the one on position, a: a tenth of it for velocity
/// (what lasts ten seconds adds up to a) and for rates, a thousandth for the attitude quaternion (a kilometre's worth of a);
/// the roll angle counts only where forces turn with it.
fn tolerance<const N: usize>(settings: &Settings, factor: f64, roll_counts: f64) -> Tolerance<N> {
    let absolute = factor * settings.absolute_tolerance;
    Tolerance {
        relative: factor * settings.relative_tolerance,
        absolute: std::array::from_fn(|i| match i {
            0..=2 => absolute,
            6..=9 => absolute * 1e-3,
            13 => absolute * roll_counts,
            _ => absolute * 0.1,
        }),
    }
}
