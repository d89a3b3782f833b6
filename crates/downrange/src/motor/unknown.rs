//! Propellant of which only the mass is known.
//!
//! Thrust-curve files give mass, diameter and length. OpenRocket takes the whole motor for a solid cylinder of
//! its outer diameter and length; here the case is a tube and the propellant a hollow cylinder within, because
//! that is what nearly all motors are, and burning from the core out raises its radius of gyration. Its ends do
//! not burn, so that the centre stays in the middle of the motor.

use crate::mass::{ChangingMass, MassProperties};
use std::f64::consts::PI;

/// Density of ammonium-perchlorate composite propellant, kg/m³: Sutton & Biblarz, *Rocket Propulsion Elements*,
/// list 1.8 g/cm³ with 16 to 20 % aluminium; hobby propellants carry less of it and are a little lighter.
const DENSITY: f64 = 1750.0;
/// Diameter of the propellant over that of the motor; case and liner take the rest. (66 of 75 mm in NDRT's 2020
/// motor, 65 of 75 mm in Cavour's, both from RocketPy's gallery.)
const FILLED_DIAMETER: f64 = 0.9;

/// What is left when this fraction, 1 to 0, of a propellant mass, kg, is, and its rates where the fraction has one, per
/// second.
pub(super) fn changing(
    mass: f64,
    length: f64,
    diameter: Option<f64>,
    (fraction, rate): (f64, f64),
) -> ChangingMass {
    // Squares of radii: of the cylinder's solid cross-section, its outside, and its core at this time.
    let solid = mass / (DENSITY * PI * length);
    let outer = diameter.map_or(solid, |diameter| (FILLED_DIAMETER * diameter / 2.0).powi(2));
    let core = outer - solid.min(outer) * fraction;
    let core_rate = -solid.min(outer) * rate;
    let (mass, mass_rate) = (fraction * mass, rate * mass);
    ChangingMass {
        now: MassProperties {
            mass,
            center: length / 2.0,
            axial: mass * (outer + core) / 2.0,
            transverse: mass * (3.0 * (outer + core) + length * length) / 12.0,
        },
        rate: MassProperties {
            mass: mass_rate,
            center: 0.0,
            axial: (mass_rate * (outer + core) + mass * core_rate) / 2.0,
            transverse: (mass_rate * (3.0 * (outer + core) + length * length)
                + 3.0 * mass * core_rate)
                / 12.0,
        },
    }
}
