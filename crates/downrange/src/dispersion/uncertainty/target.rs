//! What an input changes.

use crate::aero::DragTerm;

/// What an input changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A number of the launch file, by its dotted path; the value takes its place, in SI units.
    Number(String),
    /// Thrust times the value and burn time divided by it: a motor that burns faster, of the same impulse.
    ThrustFactor,
    /// Thrust times the value over the same time: a motor of more impulse.
    ImpulseFactor,
    /// Axial force at all Mach numbers times the value.
    DragFactor,
    /// One term of the drawn drag at all Mach numbers times the value.
    DragTerm(DragTerm),
    /// Normal force times the value, its centre unchanged.
    NormalForceFactor,
    /// The centre of pressure moves towards the tail by the value, m.
    CentreOfPressureShift,
    /// The angle between thrust and axis, rad, towards [`Target::ThrustDirection`].
    ThrustMisalignment,
    /// Where around the axis the thrust leans, rad.
    ThrustDirection,
    /// The angle by which the fins as a whole turn the airflow, rad, towards [`Target::FinDirection`].
    FinMisalignment,
    /// Where around the axis the fins turn the flow to, rad.
    FinDirection,
    /// Time from the command to the first thrust, s.
    IgnitionDelay,
    /// Which profile of an ensemble of winds blows, counted from 0: [`Distribution::samples`](crate::dispersion::Distribution::samples) of 0, 1, 2, … takes them
    /// evenly.
    WindMember,
    /// Which state of the air of an ensemble it is, counted as [`Target::WindMember`].
    AirMember,
    /// Whether a failure of this name happens, 1 or 0.
    Failure(String),
}

impl Target {
    /// The value that changes nothing, where there is one.
    pub fn nominal(&self) -> Option<f64> {
        match self {
            Self::ThrustFactor
            | Self::ImpulseFactor
            | Self::DragFactor
            | Self::DragTerm(_)
            | Self::NormalForceFactor => Some(1.0),
            Self::Number(_) | Self::WindMember | Self::AirMember => None,
            _ => Some(0.0),
        }
    }

    /// The least value that makes sense, and whether it does itself.
    pub(super) fn least(&self) -> Option<(f64, bool)> {
        match self {
            Self::ThrustFactor
            | Self::ImpulseFactor
            | Self::DragFactor
            | Self::DragTerm(_)
            | Self::NormalForceFactor => Some((0.0, false)),
            Self::IgnitionDelay | Self::WindMember | Self::AirMember => Some((0.0, true)),
            _ => None,
        }
    }
}
