//! What a team gives for the whole rocket instead of, or on top of, a drawing.

use crate::table::Curve;

/// Moments of inertia, kg m², about the centre of mass of what they describe.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inertia {
    /// About the long axis.
    pub axial: f64,
    /// About any axis across it.
    pub transverse: f64,
}

/// A coefficient against Mach number, and against angle of attack where the table has it.
#[derive(Debug, Clone, PartialEq)]
pub enum Coefficient {
    /// Against Mach number alone.
    Mach(Curve),
    /// Against Mach number and total angle of attack.
    MachAndAngle {
        /// Angles of attack, rad, rising from zero.
        angles: Vec<f64>,
        /// For each angle, the coefficient against Mach number.
        curves: Vec<Curve>,
    },
}

impl Coefficient {
    /// The coefficient at a Mach number and a total angle of attack in rad, linear in between, held beyond.
    pub fn at(&self, mach: f64, angle: f64) -> f64 {
        match self {
            Self::Mach(curve) => curve.at(mach),
            Self::MachAndAngle { angles, curves } => {
                let after = angles.partition_point(|a| *a <= angle);
                if after == 0 {
                    return curves[0].at(mach);
                }
                if after == angles.len() {
                    return curves[after - 1].at(mach);
                }
                let share = (angle - angles[after - 1]) / (angles[after] - angles[after - 1]);
                (1.0 - share) * curves[after - 1].at(mach) + share * curves[after].at(mach)
            }
        }
    }
}

/// What replaces the drawn values of the whole rocket. Masses and inertia are without the motor.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Overrides {
    /// Reference diameter (the calibre), m; else the largest body diameter drawn.
    pub diameter: Option<f64>,
    /// Length from the nose tip to the aft end, m; else the drawing's.
    pub length: Option<f64>,
    /// Mass without motor, kg.
    pub mass: Option<f64>,
    /// Centre of mass without motor, m from the nose tip.
    pub center_of_mass: Option<f64>,
    /// Inertia without motor, about the centre of mass without motor.
    pub inertia: Option<Inertia>,
    /// Drag coefficient while coasting (at zero angle of attack, along the axis).
    pub drag_power_off: Option<Coefficient>,
    /// Drag coefficient while the motor burns; `None` with a given power-off curve takes that one.
    pub drag_power_on: Option<Coefficient>,
    /// Slope of the normal force against angle of attack, 1/rad.
    pub normal_force_slope: Option<Coefficient>,
    /// Centre of pressure, m from the nose tip.
    pub center_of_pressure: Option<Coefficient>,
    /// Pitch damping Cmq + Cm(alpha dot), 1/rad, of `q d / (2 V)`, moment on `area * diameter`, about the centre
    /// of mass; negative damps.
    pub pitch_damping: Option<Curve>,
    /// Roll damping Clp, 1/rad, of `p d / (2 V)`, moment on `area * diameter`; negative damps.
    pub roll_damping: Option<Curve>,
    /// Roll moment coefficient at no roll rate (cant), on `area * diameter`; positive turns right-handed about
    /// the forward axis.
    pub roll_forcing: Option<Curve>,
}
