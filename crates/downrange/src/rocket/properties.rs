//! Mass properties and lengths of the whole.

use super::Rocket;
use crate::mass::MassProperties;

impl Rocket {
    /// Mass, centre (m from the nose tip) and inertia without the motor.
    pub fn without_motor(&self) -> MassProperties {
        MassProperties::default()
    }

    /// From the nose tip to the aft end of the body, m.
    pub fn length(&self) -> f64 {
        1.0
    }

    /// The calibre, m.
    pub fn reference_diameter(&self) -> f64 {
        0.1
    }

    /// Where the motor's forward end sits, m from the nose tip.
    pub fn motor_position(&self) -> f64 {
        0.0
    }

    /// Positions of everything that guides it along a rail, m from the nose tip: foremost and aftmost. Without
    /// buttons or lugs, the base of the nose and the aft end.
    pub fn guides(&self) -> (f64, f64) {
        (0.0, 1.0)
    }
}
