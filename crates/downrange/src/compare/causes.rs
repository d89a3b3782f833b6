//! What may account for the difference of two flights.

/// What is exchanged for what was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CauseKind {
    /// Thrust against time of the motors.
    Thrust,
    /// Mass at lift-off and after burn-out.
    Mass,
    /// Centre of gravity at lift-off.
    CenterOfGravity,
    /// Centre of pressure against Mach number.
    CenterOfPressure,
    /// Drag coefficient against Mach number.
    Drag,
    /// Of it, skin friction alone.
    FrictionDrag,
    /// Of it, pressure ahead of the base alone.
    PressureDrag,
    /// Of it, the base alone.
    BaseDrag,
    /// Wind against height as it blew, with its gusts.
    Wind,
    /// The way along which the rod guides.
    Rod,
}

/// How much of the difference of the apogee something accounts for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cause {
    /// What was exchanged.
    pub kind: CauseKind,
    /// By how much our apogee rises with it, m.
    pub effect: f64,
}

impl CauseKind {
    /// What is exchanged, each by itself.
    pub const ALL: [Self; 7] = [
        Self::Thrust,
        Self::Mass,
        Self::CenterOfGravity,
        Self::CenterOfPressure,
        Self::Drag,
        Self::Rod,
        Self::Wind,
    ];

    /// The shares of the drag.
    pub const DRAG_SHARES: [Self; 3] = [Self::FrictionDrag, Self::PressureDrag, Self::BaseDrag];

    /// Whether it is a share of another that stands in the same list.
    pub fn is_share(self) -> bool {
        Self::DRAG_SHARES.contains(&self)
    }

    /// Name for programs. A promise: never renamed.
    pub fn key(self) -> &'static str {
        match self {
            Self::Thrust => "thrust",
            Self::Mass => "mass",
            Self::CenterOfGravity => "center_of_gravity",
            Self::CenterOfPressure => "center_of_pressure",
            Self::Drag => "drag",
            Self::FrictionDrag => "friction_drag",
            Self::PressureDrag => "pressure_drag",
            Self::BaseDrag => "base_drag",
            Self::Wind => "wind",
            Self::Rod => "rod",
        }
    }

    /// Name for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Thrust => "thrust curve",
            Self::Mass => "mass",
            Self::CenterOfGravity => "centre of gravity",
            Self::CenterOfPressure => "centre of pressure",
            Self::Drag => "drag coefficient",
            Self::FrictionDrag => "skin friction",
            Self::PressureDrag => "pressure drag",
            Self::BaseDrag => "base drag",
            Self::Wind => "wind and gusts",
            Self::Rod => "guidance by the rod",
        }
    }
}
