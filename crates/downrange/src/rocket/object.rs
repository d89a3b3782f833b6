//! A body that is no rocket: a ball, a brick, a capsule, a spent stage with measured coefficients.

use super::Parachute;
use super::checks::coefficients::{INERTIA_SLACK, check_damping};
use crate::error::Fault;
use crate::table::Curve;

/// Any rigid body, by its mass, its inertia and the coefficients of the air on it.
///
/// Body axes are forward, right and down, from the centre of mass.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    /// What it is called.
    pub name: String,
    /// Mass, kg.
    pub mass: f64,
    /// How hard it is to turn.
    pub inertia: InertiaTensor,
    /// What the air does to it.
    pub coefficients: ObjectCoefficients,
    /// Parachutes, in any order.
    pub parachutes: Vec<Parachute>,
}

/// Moments and products of inertia about the centre of mass in body axes, kg m². A product is `∫ x y dm`; the tensor
/// holds its negative.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct InertiaTensor {
    /// Moment about the forward axis.
    pub xx: f64,
    /// Moment about the axis to the right.
    pub yy: f64,
    /// Moment about the axis down.
    pub zz: f64,
    /// Product of forward and right.
    pub xy: f64,
    /// Product of forward and down.
    pub xz: f64,
    /// Product of right and down.
    pub yz: f64,
}

/// Coefficients of force and moment on one reference area, each against Mach number; what is not given is zero.
///
/// With u, v, w the velocity through the air in body axes, V its size, and all angles as sines (β = v/V, α = w/V):
/// drag acts against the velocity; axial, side and normal force along body axes. Moments are about `reference_point`.
/// Damping is per `rate * length / (2 V)`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ObjectCoefficients {
    /// Reference area, m².
    pub area: f64,
    /// Reference length of roll and yaw, m.
    pub span: f64,
    /// Reference length of pitch, m.
    pub chord: f64,
    /// Where moments are taken about: forward, right, down of the centre of mass, m.
    pub reference_point: [f64; 3],
    /// Drag, against the velocity through the air.
    pub drag: Option<Curve>,
    /// Axial force, aft, of `u/V`.
    pub axial: Option<Curve>,
    /// Slope of the side force (to the right) with β, 1/rad.
    pub side_slope: Option<Curve>,
    /// Slope of the normal force (up) with α, 1/rad.
    pub normal_slope: Option<Curve>,
    /// Roll moment at no angle.
    pub roll: Option<Curve>,
    /// Slope of the roll moment with β, 1/rad.
    pub roll_slope: Option<Curve>,
    /// Pitch moment at no angle.
    pub pitch: Option<Curve>,
    /// Slope of the pitch moment with α, 1/rad.
    pub pitch_slope: Option<Curve>,
    /// Slope of the yaw moment with β, 1/rad.
    pub yaw_slope: Option<Curve>,
    /// Roll damping Clp, 1/rad.
    pub roll_damping: Option<Curve>,
    /// Pitch damping Cmq, 1/rad.
    pub pitch_damping: Option<Curve>,
    /// Yaw damping Cnr, 1/rad.
    pub yaw_damping: Option<Curve>,
}

impl Object {
    /// Checks that it can be.
    ///
    /// # Errors
    /// What cannot be, at its place relative to the object.
    pub fn check(&self) -> Result<(), Fault> {
        let positive = |place: &str, value: f64| {
            if value.is_finite() && value > 0.0 {
                Ok(())
            } else {
                Err(Fault::new(place, format!("{value} is not more than zero")))
            }
        };
        Fault::named(&self.name)?;
        positive("mass", self.mass)?;
        positive("area", self.coefficients.area)?;
        let InertiaTensor {
            xx,
            yy,
            zz,
            xy,
            xz,
            yz,
        } = self.inertia;
        for (place, value) in [("inertia.xx", xx), ("inertia.yy", yy), ("inertia.zz", zz)] {
            positive(place, value)?;
        }
        // Positive definite (Sylvester), or something would spin faster the more it is braked.
        let minor = xx * yy - xy * xy;
        let determinant =
            xx * (yy * zz - yz * yz) - xy * (xy * zz + yz * xz) - xz * (xy * yz + yy * xz);
        if minor <= 0.0 || determinant <= 0.0 {
            return Err(
                Fault::new("inertia", "no body of mass has these products of inertia")
                    .hint("a product is ∫ x y dm, smaller than the moments beside it"),
            );
        }
        self.inertia.check_spread()?;
        let coefficients = &self.coefficients;
        for (place, curve) in [
            ("roll_damping", &coefficients.roll_damping),
            ("pitch_damping", &coefficients.pitch_damping),
            ("yaw_damping", &coefficients.yaw_damping),
        ] {
            check_damping(place, curve.as_ref())?;
        }
        let lengths = [
            (
                "span",
                self.coefficients.span,
                self.coefficients.needs_span(),
            ),
            (
                "chord",
                self.coefficients.chord,
                self.coefficients.needs_chord(),
            ),
        ];
        for (place, value, needed) in lengths {
            if needed {
                positive(place, value)
                    .map_err(|fault| fault.hint("the moment coefficients need it"))?;
            }
        }
        Ok(())
    }
}

impl InertiaTensor {
    /// Each principal moment is at most the sum of the other two, since `∫ x² dm = (yy + zz − xx)/2` and the like are
    /// not negative along any axis: the matrix of second moments, `tr(I)/2 − I`, is positive definite (Sylvester).
    fn check_spread(&self) -> Result<(), Fault> {
        let Self { xy, xz, yz, .. } = *self;
        let moments = [self.xx, self.yy, self.zz];
        let sum: f64 = moments.iter().sum();
        let [x, y, z] = moments.map(|moment| 0.5 * (1.0 + 0.5 * INERTIA_SLACK) * sum - moment);
        for (name, moment, others, second) in [
            ("xx", self.xx, self.yy + self.zz, x),
            ("yy", self.yy, self.xx + self.zz, y),
            ("zz", self.zz, self.xx + self.yy, z),
        ] {
            if second <= 0.0 {
                let message = format!(
                    "no body of mass has a moment of inertia of {moment} kg m² about one axis and of {others} kg m² about \
                     the other two together"
                );
                return Err(Fault::new(format!("inertia.{name}"), message)
                    .hint("a moment is at most the sum of the other two; check its unit"));
            }
        }
        let minor = x * y - xy * xy;
        let determinant = x * (y * z - yz * yz) - xy * (xy * z - yz * xz) + xz * (xy * yz - y * xz);
        if minor > 0.0 && determinant > 0.0 {
            return Ok(());
        }
        let message = "no body of mass has these moments and products of inertia";
        Err(Fault::new("inertia", message)
            .hint("about each principal axis the moment is at most the sum of the other two"))
    }
}

impl ObjectCoefficients {
    fn needs_span(&self) -> bool {
        let moments = [
            &self.roll,
            &self.roll_slope,
            &self.yaw_slope,
            &self.roll_damping,
            &self.yaw_damping,
        ];
        moments.iter().any(|curve| curve.is_some())
    }

    fn needs_chord(&self) -> bool {
        [&self.pitch, &self.pitch_slope, &self.pitch_damping]
            .iter()
            .any(|curve| curve.is_some())
    }

    /// At a Mach number: drag, axial, side, normal; roll, pitch at no angle; slopes of roll, pitch, yaw; damping of
    /// roll, pitch, yaw.
    pub fn at(&self, mach: f64) -> [f64; 12] {
        [
            &self.drag,
            &self.axial,
            &self.side_slope,
            &self.normal_slope,
            &self.roll,
            &self.pitch,
            &self.roll_slope,
            &self.pitch_slope,
            &self.yaw_slope,
            &self.roll_damping,
            &self.pitch_damping,
            &self.yaw_damping,
        ]
        .map(|curve| curve.as_ref().map_or(0.0, |curve| curve.at(mach)))
    }
}
