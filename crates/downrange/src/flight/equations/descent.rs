//! Under parachutes: a point mass that hangs below its drag.
//!
//! `m a = m g − ½ ρ Σ(C_D A) V u − m [2 Ω × v + Ω × (Ω × r)]`, with u the velocity through the air. A canopy's drag area
//! grows as the square of the time since its first drag (Knacke 1992, *Parachute Recovery Systems Design Manual*,
//! NWC TP 6575, §5.4: exponent 2 for solid-cloth canopies). The body's own drag, and the air that a canopy drags along,
//! are left out: the first makes the descent faster by some per cent than it is, the second matters only while it
//! fills.
//!
//! **Thrust is not counted.** A motor that burns below an open canopy, or in a body that tumbles, swings the body about:
//! where its thrust points is not known, and over the turns it cancels. Its propellant leaves. What really happens then (a
//! canopy that tears or burns) cannot be computed, and the flight warns of it.

use crate::earth::SiteFrame;
use crate::flight::equations::point::PointEnvironment;
use crate::flight::integrator::System;
use crate::flight::model::BurnState;
use crate::flight::state::{Evaluation, POINT_STATE_LEN};
use crate::number::Number;
use crate::table::{ExtensibleTable, NodeTable};

/// A canopy that is open or filling.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OpenCanopy<T> {
    /// Full drag area, m².
    pub drag_area: T,
    /// When it first drags, s since launch.
    pub since: T,
    /// One over the filling time, 1/s.
    pub filling_rate: T,
}

/// The motion under open canopies.
pub struct Descent<'m, T: Number> {
    /// The site's frame.
    pub frame: SiteFrame,
    /// Air against height, as in the model.
    pub air: T::Each<&'m ExtensibleTable<4>>,
    /// Wind against height, as in the model.
    pub wind: T::Each<&'m NodeTable<3>>,
    /// What hangs, kg, when no motor burns.
    pub mass: T,
    /// The motor that still burns, and when it was lit.
    pub burn: Option<(T::Each<&'m NodeTable<5>>, T)>,
    /// The canopies.
    pub canopies: &'m [OpenCanopy<T>],
}

impl<T: Number> System<T, POINT_STATE_LEN> for Descent<'_, T> {
    type Output = Evaluation<T>;

    #[inline]
    fn rate(&self, time: T, state: &[T; POINT_STATE_LEN]) -> ([T; POINT_STATE_LEN], Evaluation<T>) {
        let mut drag_area = T::zero();
        for canopy in self.canopies {
            let filled = ((time - canopy.since) * canopy.filling_rate)
                .max(T::zero())
                .min(T::one());
            drag_area = (filled * filled).mul_add(canopy.drag_area, drag_area);
        }
        let mass = match self.burn {
            Some((table, ignition)) => BurnState::at(table, time - ignition).mass,
            None => self.mass,
        };
        let environment = PointEnvironment {
            frame: self.frame,
            air: self.air,
            wind: self.wind,
        };
        environment.rate(state, (mass, T::zero()), |_| drag_area)
    }
}
