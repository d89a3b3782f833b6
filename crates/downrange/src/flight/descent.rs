//! Under parachutes: a point mass that hangs below its drag.
//!
//! `m a = m g − ½ ρ Σ(C_D A) V u − m [2 Ω × v + Ω × (Ω × r)]`, with u the velocity through the air. A canopy's drag area
//! grows as the square of the time since its first drag (Knacke 1992, *Parachute Recovery Systems Design Manual*,
//! NWC TP 6575, §5.4: exponent 2 for solid-cloth canopies). The body's own drag, and the air that a canopy drags along,
//! are left out: the first makes the descent faster by some per cent than it is, the second matters only while it
//! fills.

use super::integrator::System;
use super::motion::Seen;
use crate::earth::SiteFrame;
use crate::number::{Number, Vector};
use crate::table::Table;

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
    pub wind: T::Each<&'m Table<3>>,
    /// What hangs, kg.
    pub mass: T,
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
        let [wind_east, wind_north, wind_up] = T::look_up(self.wind, place.height);
        let wind = place
            .east
            .times(wind_east)
            .plus_times(wind_north, place.north)
            .plus_times(wind_up, place.up);
        let through_air = velocity - wind;
        let airspeed = through_air.norm();

        let mut drag_area = T::zero();
        for canopy in self.canopies {
            let filled = ((time - canopy.since) * canopy.filling_rate)
                .max(T::zero())
                .min(T::one());
            drag_area = (filled * filled).mul_add(canopy.drag_area, drag_area);
        }
        let drag = through_air.times(-(T::splat(0.5) * density * drag_area * airspeed));
        let earth_rotation = Vector::splat(self.frame.rotation().0);
        let turned = velocity.times(T::splat(2.0)) + earth_rotation.cross(place.radius);
        let acceleration = self
            .frame
            .gravitation(place.radius)
            .plus_times(T::one() / self.mass, drag)
            - earth_rotation.cross(turned);
        let seen = Seen {
            height: place.height,
            vertical_speed: velocity.dot(place.up),
            acceleration,
            density,
            pressure,
            airspeed,
            mach: airspeed * slowness,
            flow: through_air,
            air_force: drag,
            normal_force_slope: T::zero(),
            normal_force_moment: T::zero(),
            mass: self.mass,
            center: T::zero(),
            axial: T::zero(),
            transverse: T::zero(),
            thrust: T::zero(),
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
