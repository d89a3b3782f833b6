//! Perturbations of a flight: factors on thrust, drag and normal force, misalignments, a later ignition.

use crate::aero::{DragFactors, DragTerm};
use crate::error::Fault;
use crate::motor::Motor;
use std::borrow::Cow;
use std::f64::consts::FRAC_PI_2;

/// Departures of a flight from its description. The default changes nothing.
///
/// A dispersion draws them; a launch file may not set them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Perturbation {
    /// Factor on the thrust of all motors; their burn times are divided by it, so that the impulse stays.
    pub thrust_factor: f64,
    /// Factor on the thrust of all motors over the same burn time.
    pub impulse_factor: f64,
    /// Delay of the ignition of all motors, s.
    pub ignition_delay: f64,
    /// Angle between thrust and axis, rad, added to the description's own.
    pub thrust_misalignment: f64,
    /// Roll angle of that misalignment, rad, as `thrust_azimuth` of a description.
    pub thrust_direction: f64,
    /// Factor on the axial force.
    pub drag_factor: f64,
    /// Factors on the terms of the drawn drag.
    pub drag_factors: DragFactors,
    /// Factor on the normal force of the whole, at the same centre of pressure.
    pub normal_force_factor: f64,
    /// Shift of the centre of pressure, m, positive aft.
    pub center_of_pressure_shift: f64,
    /// Angle between all fins together and the axis, rad: their normal force acts as if the air came from there.
    pub fin_misalignment: f64,
    /// Roll angle of the fins' force, rad.
    pub fin_direction: f64,
}

impl Default for Perturbation {
    fn default() -> Self {
        Self {
            thrust_factor: 1.0,
            impulse_factor: 1.0,
            ignition_delay: 0.0,
            thrust_misalignment: 0.0,
            thrust_direction: 0.0,
            drag_factor: 1.0,
            drag_factors: DragFactors::default(),
            normal_force_factor: 1.0,
            center_of_pressure_shift: 0.0,
            fin_misalignment: 0.0,
            fin_direction: 0.0,
        }
    }
}

impl Perturbation {
    /// Greatest factor: beyond it the description is of another rocket.
    pub const MOST_FACTOR: f64 = 100.0;

    /// Greatest shift of the centre of pressure, m: no rocket is longer.
    pub const MOST_SHIFT: f64 = 100.0;

    /// Greatest delay of an ignition, s: a day.
    pub const LATEST: f64 = 86_400.0;

    /// Checks that all values lie in their ranges.
    ///
    /// # Errors
    /// At the departure: factors that are not above zero or more than 100, an angle beyond a right one, a centre of pressure that
    /// moves more than 100 m, an ignition that is later than a day.
    pub fn check(&self) -> Result<(), Fault> {
        for (place, value, least, most) in [
            (
                "thrust_factor",
                self.thrust_factor,
                f64::MIN_POSITIVE,
                Self::MOST_FACTOR,
            ),
            (
                "impulse_factor",
                self.impulse_factor,
                f64::MIN_POSITIVE,
                Self::MOST_FACTOR,
            ),
            ("ignition_delay", self.ignition_delay, 0.0, Self::LATEST),
            (
                "thrust_misalignment",
                self.thrust_misalignment,
                -FRAC_PI_2,
                FRAC_PI_2,
            ),
            (
                "drag_factor",
                self.drag_factor,
                f64::MIN_POSITIVE,
                Self::MOST_FACTOR,
            ),
            (
                "normal_force_factor",
                self.normal_force_factor,
                f64::MIN_POSITIVE,
                Self::MOST_FACTOR,
            ),
            (
                "center_of_pressure_shift",
                self.center_of_pressure_shift,
                -Self::MOST_SHIFT,
                Self::MOST_SHIFT,
            ),
            (
                "fin_misalignment",
                self.fin_misalignment,
                -FRAC_PI_2,
                FRAC_PI_2,
            ),
        ] {
            if !(least..=most).contains(&value) {
                let what = place.replace('_', " ");
                let message =
                    format!("a {what} of {value} is not between {least:.2} and {most:.2}");
                return Err(Fault::new(place, message));
            }
        }
        for term in DragTerm::ALL {
            let value = self.drag_factors.on(term);
            if !(f64::MIN_POSITIVE..=Self::MOST_FACTOR).contains(&value) {
                let message = format!(
                    "a factor of {value} on the drag's {} is not between 0.00 and {:.2}",
                    term.name(),
                    Self::MOST_FACTOR
                );
                return Err(Fault::new("drag_factors", message));
            }
        }
        Ok(())
    }

    /// The motor perturbed; borrowed where nothing changes.
    pub(crate) fn perturb_motor<'m>(&self, motor: &'m Motor) -> Cow<'m, Motor> {
        let nominal = Self::default();
        let burns = |perturbation: &Self| {
            [
                perturbation.thrust_factor,
                perturbation.impulse_factor,
                perturbation.ignition_delay,
            ]
        };
        if burns(self) == burns(&nominal) {
            return Cow::Borrowed(motor);
        }
        Cow::Owned(Motor {
            burn_time_factor: motor.burn_time_factor / self.thrust_factor,
            impulse_factor: motor.impulse_factor * self.impulse_factor,
            ignition_delay: motor.ignition_delay + self.ignition_delay,
            ..motor.clone()
        })
    }

    /// Angle, rad, and roll angle, rad, of the thrust line, from those of the description.
    ///
    /// Small angles add as vectors; an offset keeps to the description's roll angle only where nothing is added.
    pub(crate) fn thrust_line(&self, angle: f64, azimuth: f64) -> (f64, f64) {
        if self.thrust_misalignment == 0.0 {
            return (angle, azimuth);
        }
        let (own_z, own_y) = libm::sincos(azimuth);
        let (z, y) = libm::sincos(self.thrust_direction);
        let along = |own: f64, more: f64| angle * own + self.thrust_misalignment * more;
        let (y, z) = (along(own_y, y), along(own_z, z));
        (libm::hypot(y, z), libm::atan2(z, y))
    }

    /// Whether the fins are misaligned.
    pub(crate) fn has_fin_misalignment(&self) -> bool {
        self.fin_misalignment != 0.0
    }
}
