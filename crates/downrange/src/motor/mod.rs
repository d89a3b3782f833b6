//! What pushes it? Thrust against time, and mass, centre and inertia as it burns.
//!
//! **Positions inside a motor** are distances from its forward end, positive aft, up to `length` at the nozzle
//! exit. Times are since ignition of the nominal motor; [`Motor::burn_time_factor`] stretches them.

mod grains;

pub use grains::Grains;

use crate::table::Curve;

/// A motor.
#[derive(Debug, Clone, PartialEq)]
pub struct Motor {
    /// What it is called.
    pub name: String,
    /// Outer diameter, m, where known.
    pub diameter: Option<f64>,
    /// From the forward end to the nozzle exit, m.
    pub length: f64,
    /// Thrust, N, against time since ignition, s; zero outside.
    pub thrust: Curve,
    /// What burns.
    pub propellant: Propellant,
    /// Everything else: case, nozzle, closures (centre from the motor's forward end).
    pub dry: crate::mass::MassProperties,
    /// Area of the nozzle exit, m²; given, thrust is corrected for ambient pressure.
    pub nozzle_exit_area: Option<f64>,
    /// The ambient pressure at which the thrust was measured, Pa.
    pub reference_pressure: f64,
    /// From launch (t = 0) to ignition, s.
    pub ignition_delay: f64,
    /// The burn takes this many times as long, at the same impulse.
    pub burn_time_factor: f64,
    /// The motor delivers this many times its impulse from the same propellant.
    pub impulse_factor: f64,
}

/// What burns, and how its mass is spread while it does.
#[derive(Debug, Clone, PartialEq)]
pub enum Propellant {
    /// Solid grains of known geometry; mass leaves in proportion to thrust.
    Grains(Grains),
    /// Geometry unknown: a hollow cylinder that fills the case and burns outward from its core; mass leaves
    /// in proportion to thrust. Its inner radius follows from mass and the documented default density.
    Unknown {
        /// Propellant mass, kg.
        mass: f64,
    },
    /// Tables against time since ignition, s (hybrids, liquids, measured solids).
    Tables {
        /// Propellant mass, kg.
        mass: Curve,
        /// Its centre, m from the motor's forward end.
        center: Curve,
        /// Its moment of inertia about the axis, kg m².
        axial: Curve,
        /// Its moment of inertia across the axis about its own centre, kg m².
        transverse: Curve,
    },
}

impl Motor {
    /// Duration of the burn, s, the burn-time factor applied.
    pub fn burn_time(&self) -> f64 {
        0.0
    }
    /// Total impulse, N s, the impulse factor applied.
    pub fn total_impulse(&self) -> f64 {
        0.0
    }
    /// Thrust at the reference pressure, N, at a time since ignition, s, both factors applied.
    pub fn thrust_at(&self, _time: f64) -> f64 {
        0.0
    }
    /// Impulse delivered until then, N s, both factors applied.
    pub fn impulse_to(&self, _time: f64) -> f64 {
        0.0
    }
    /// Motor and remaining propellant at a time since ignition, s: centre from the motor's forward end.
    pub fn mass_properties(&self, _time: f64) -> crate::mass::MassProperties {
        self.dry
    }
}

impl Motor {
    /// Refuses what no motor can be.
    ///
    /// # Errors
    /// The first thing that makes it impossible.
    pub fn check(&self) -> Result<(), crate::error::Fault> {
        Ok(())
    }
}
