//! The length of state vectors, and the auxiliary outputs of one evaluation of the equations of motion.

use crate::number::{Number, Vector};

impl Evaluation<f64> {
    /// Distance of the centre of pressure (at no angle of attack) aft of the centre of mass, in calibres.
    pub fn static_margin(&self, diameter: f64) -> f64 {
        (self.normal_force_moment / self.normal_force_slope - self.center) / diameter
    }
}

/// Numbers in the state of a body with attitude.
pub const STATE_LEN: usize = 14;

/// Whether the motor burns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BurnPhase {
    /// Not yet.
    Before,
    /// Now.
    Burning,
    /// No more.
    After,
}

/// Auxiliary outputs of one evaluation of the equations of motion: the air, the rocket and the forces at one time. Vectors "in the moving frame" are forward,
/// and two directions across.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evaluation<T> {
    /// Height above the ellipsoid, m.
    pub height: T,
    /// Speed away from the ellipsoid, m/s.
    pub vertical_speed: T,
    /// Acceleration relative to the ground, in the site's frame, m/s².
    pub acceleration: Vector<T>,
    /// Air density, kg/m³.
    pub density: T,
    /// Air pressure, Pa.
    pub pressure: T,
    /// Wind: local east, north, up, m/s.
    pub wind: [T; 3],
    /// Speed through the air, m/s.
    pub airspeed: T,
    /// Mach number.
    pub mach: T,
    /// Velocity through the air in the moving frame, m/s.
    pub flow: Vector<T>,
    /// Air force in the moving frame, N.
    pub air_force: Vector<T>,
    /// Slope of the normal force at no angle of attack, 1/rad.
    pub normal_force_slope: T,
    /// That slope times the centre of pressure, m/rad.
    pub normal_force_moment: T,
    /// Mass, kg.
    pub mass: T,
    /// Centre of mass, m from the nose tip.
    pub center: T,
    /// Inertia about the axis, kg m².
    pub axial: T,
    /// Transverse inertia, kg m².
    pub transverse: T,
    /// Thrust, N, ambient pressure counted.
    pub thrust: T,
}

impl<T: Number> Evaluation<T> {
    /// The values of one lane.
    pub fn lane(&self, lane: usize) -> Evaluation<f64> {
        let vector = |vector: Vector<T>| Vector(vector.0.map(|value| value.lane(lane)));
        Evaluation {
            height: self.height.lane(lane),
            vertical_speed: self.vertical_speed.lane(lane),
            acceleration: vector(self.acceleration),
            density: self.density.lane(lane),
            pressure: self.pressure.lane(lane),
            wind: self.wind.map(|value| value.lane(lane)),
            airspeed: self.airspeed.lane(lane),
            mach: self.mach.lane(lane),
            flow: vector(self.flow),
            air_force: vector(self.air_force),
            normal_force_slope: self.normal_force_slope.lane(lane),
            normal_force_moment: self.normal_force_moment.lane(lane),
            mass: self.mass.lane(lane),
            center: self.center.lane(lane),
            axial: self.axial.lane(lane),
            transverse: self.transverse.lane(lane),
            thrust: self.thrust.lane(lane),
        }
    }
}

/// Numbers in the state of a body without attitude: position and velocity in the site's frame.
pub const POINT_STATE_LEN: usize = 6;

pub(crate) fn angle_of_attack(evaluation: &Evaluation<f64>) -> f64 {
    let [along, right, down] = evaluation.flow.0;
    libm::atan2((right * right + down * down).sqrt(), along)
}
