//! Under parachutes: a point mass that hangs below its drag.
//!
//! `m a = m g − ½ ρ Σ(C_D A) V u + T u/V − m [2 Ω × v + Ω × (Ω × r)]`, with u the velocity through the air and T the
//! thrust (at its reference pressure) of a motor that still burns: a canopy keeps the rocket pointing along u. A canopy's drag area
//! grows as the square of the time since its first drag (Knacke 1992, *Parachute Recovery Systems Design Manual*,
//! NWC TP 6575, §5.4: exponent 2 for solid-cloth canopies). The body's own drag, and the air that a canopy drags along,
//! are left out: the first makes the descent faster by some per cent than it is, the second matters only while it
//! fills.

use super::burn::Burning;
use super::integrator::System;
use super::motion::Seen;
use crate::earth::SiteFrame;
use crate::number::{Number, Vector};
use crate::table::{Table, Timeline};

/// Numbers in the state of a body without attitude: position and velocity in the site's frame.
pub const POINT_STATE: usize = 6;

/// A canopy that is open or filling.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Open<T> {
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
    pub air: T::Each<&'m Table<4>>,
    /// Wind against height, as in the model.
    pub wind: T::Each<&'m Timeline<3>>,
    /// What hangs, kg, when no motor burns.
    pub mass: T,
    /// The motor that still burns, and when it was lit.
    pub burn: Option<(T::Each<&'m Timeline<5>>, T)>,
    /// The canopies.
    pub canopies: &'m [Open<T>],
}

impl<T: Number> System<T, POINT_STATE> for Descent<'_, T> {
    type Seen = Seen<T>;

    #[inline]
    fn rate(&self, time: T, state: &[T; POINT_STATE]) -> ([T; POINT_STATE], Seen<T>) {
        let [rx, ry, rz, vx, vy, vz] = *state;
        let velocity = Vector([vx, vy, vz]);
        let place = self.frame.place(Vector([rx, ry, rz]));
        let [density, pressure, slowness, _] = T::look_up(self.air, place.height);
        let (wind, _) = T::look_up_with_slope(self.wind, place.height);
        let through_air = velocity - place.along(wind);
        let airspeed = through_air.norm();

        let mut drag_area = T::zero();
        for canopy in self.canopies {
            let filled = ((time - canopy.since) * canopy.filling_rate)
                .max(T::zero())
                .min(T::one());
            drag_area = (filled * filled).mul_add(canopy.drag_area, drag_area);
        }
        let (mass, thrust) = match self.burn {
            Some((table, ignition)) => {
                let now = Burning::at(table, time - ignition);
                (now.mass, now.thrust)
            }
            None => (self.mass, T::zero()),
        };
        let push = thrust / airspeed.max(T::splat(1e-9));
        let drag = T::splat(0.5) * density * drag_area * airspeed;
        let force = through_air.times(push - drag);
        let acceleration = self.frame.acceleration(place.radius, velocity, mass, force);
        let seen = Seen {
            height: place.height,
            vertical_speed: velocity.dot(place.up),
            acceleration,
            density,
            pressure,
            wind,
            airspeed,
            mach: airspeed * slowness,
            flow: through_air,
            air_force: through_air.times(-drag),
            normal_force_slope: T::zero(),
            normal_force_moment: T::zero(),
            mass,
            center: T::zero(),
            axial: T::zero(),
            transverse: T::zero(),
            thrust,
        };
        (
            [
                vx,
                vy,
                vz,
                acceleration[0],
                acceleration[1],
                acceleration[2],
            ],
            seen,
        )
    }
}
