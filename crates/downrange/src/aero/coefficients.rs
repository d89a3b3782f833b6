//! Coefficients of a whole and of its parts.

/// A slope and its moment: `force` is a coefficient's slope per rad on the reference area, `moment` that slope
/// times the distance of its centre from the nose tip, m.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Load {
    /// Slope, 1/rad.
    pub force: f64,
    /// Slope times distance aft of the nose tip, m/rad.
    pub moment: f64,
}

/// What the air does at one Mach number, on the reference area; skin friction apart.
///
/// With total angle of attack a and the centre of mass at x, the coefficient of normal force is
/// `sin a * (potential.force * cos a + fins.force + crossflow.force * sin a)` and that of its moment about the
/// nose tip the same with `.moment`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct Coefficients {
    /// Slender-body (potential) lift of nose, transitions and tubes; vanishes broadside.
    pub potential: Load,
    /// Lift of fins, interference included.
    pub fins: Load,
    /// Viscous cross-flow on the body, per sin² of the angle of attack.
    pub crossflow: Load,
    /// Pitch damping: sums over parts of slope times 1, x, x² (1/rad, m/rad, m²/rad); the damping moment about a
    /// centre of mass at x is `-rho V A/2 * q * (d[2] - 2 x d[1] + x² d[0])`.
    pub damping: [f64; 3],
    /// Roll moment coefficient on `area * diameter` at no roll rate.
    pub roll_forcing: f64,
    /// Roll damping Clp, 1/rad of `p d / (2 V)`; negative damps.
    pub roll_damping: f64,
    /// Axial force coefficient at zero angle of attack without friction, motor not burning.
    pub axial_power_off: f64,
    /// The same while the motor burns.
    pub axial_power_on: f64,
}

/// Slope and centre of pressure of one part at small angles of attack.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PartCoefficients {
    /// The part's name.
    pub name: String,
    /// Slope of its normal force, 1/rad on the rocket's reference area.
    pub normal_force_slope: f64,
    /// Where it acts, m from the nose tip.
    pub center_of_pressure: f64,
}

impl Load {
    /// Where it acts, m from the nose tip; the nose tip where there is no force.
    pub(super) fn center(&self) -> f64 {
        if self.force.abs() > 1e-12 {
            self.moment / self.force
        } else {
            0.0
        }
    }
}

/// Drag coefficient at zero angle of attack, by origin, on the reference area. With a given drag curve of the whole
/// all of it is `given`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct DragBreakdown {
    /// Skin friction of body and fins.
    pub friction: f64,
    /// Pressure on nose, shoulders and boat-tails, wave drag included.
    pub pressure: f64,
    /// Base of the body.
    pub base: f64,
    /// Pressure on fins: leading and trailing edges, wave drag.
    pub fins: f64,
    /// Lugs and rail buttons.
    pub protuberances: f64,
    /// Drag curves given, for the whole or for parts.
    pub given: f64,
}

impl DragBreakdown {
    /// All together.
    pub fn total(&self) -> f64 {
        self.friction + self.pressure + self.base + self.fins + self.protuberances + self.given
    }
}
