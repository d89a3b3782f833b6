//! What a rule is about: a closed list.

use crate::quantity::Dimension;

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleQuantity {
    /// Speed at which the rail lets go.
    RailDepartureSpeed,
    /// Thrust over weight, mean over the rail.
    ThrustToWeight,
    /// The least static margin from the rail to apogee.
    StaticMargin,
    /// The same at rail exit alone.
    RailExitStaticMargin,
    /// The greatest static margin from the rail to apogee.
    GreatestStaticMargin,
    /// Whether the static margin stays above zero from the rail to apogee.
    StaticStability,
    /// Impulse of all motors that are installed.
    TotalImpulse,
    /// Mass at lift-off.
    LiftoffMass,
    /// Propellant of all motors that are installed.
    PropellantMass,
    /// Angle of the rail from the vertical.
    LaunchAngle,
    /// Angle of the rail above the horizon.
    LaunchElevation,
    /// Vertical speed under what opens before the last parachute.
    DrogueDescentRate,
    /// Vertical speed under the last parachute, at the ground.
    MainDescentRate,
    /// Height above the site at which the last parachute is triggered.
    MainDeploymentHeight,
    /// Wind at the end of the rail.
    WindAtRail,
    /// Distance to be kept from people and property, which may grow with the apogee.
    SeparationDistance,
    /// Distance to be kept by those who launch, by class of the motors.
    StandOffDistance,
    /// Greatest distance at which anything comes down.
    GreatestRange,
    /// Ellipses of three standard deviations about the mean impact points.
    ImpactArea,
    /// Static margin over the ascent.
    StabilityAgainstTime,
    /// Kinetic energy of each body as it comes down.
    LandingEnergy,
    /// Static margin in a wind that a rule names.
    StaticMarginInWind,
    /// Expected number of casualties.
    CasualtyExpectation,
    /// Probability of one person to become a casualty.
    IndividualProbability,
    /// Probability to hit an aircraft.
    AircraftProbability,
    /// Probability to hit a vessel.
    VesselProbability,
    /// Share of debris that a vessel's area contains.
    VesselContainment,
    /// Hazard areas as polygons.
    HazardArea,
    /// Casualty areas of what comes down.
    CasualtyArea,
    /// Populations about the launch.
    Population,
    /// Probability that the vehicle fails.
    FailureProbability,
    /// Classes of fragments.
    Debris,
    /// What no simulator can know.
    NotForASimulator,
}

/// What can be done about a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleQuantityKind {
    /// It is measured on a flight and held against a threshold, of this dimension; static margins are in calibres.
    Measured(Dimension),
    /// What is to be kept, or handed in, is told; whether it is kept shows a person. A threshold has this dimension.
    Told(Dimension),
    /// This version does not compute it.
    NotComputed,
    /// A person shows it.
    NotForASimulator,
}

use Dimension::{Angle, Impulse, Length, Mass, Number, Speed};
use RuleQuantityKind::{Measured, NotComputed, Told};

impl RuleQuantity {
    /// All of them.
    pub const ALL: [Self; 33] = [
        Self::RailDepartureSpeed,
        Self::ThrustToWeight,
        Self::StaticMargin,
        Self::RailExitStaticMargin,
        Self::GreatestStaticMargin,
        Self::StaticStability,
        Self::TotalImpulse,
        Self::LiftoffMass,
        Self::PropellantMass,
        Self::LaunchAngle,
        Self::LaunchElevation,
        Self::DrogueDescentRate,
        Self::MainDescentRate,
        Self::MainDeploymentHeight,
        Self::WindAtRail,
        Self::SeparationDistance,
        Self::StandOffDistance,
        Self::GreatestRange,
        Self::ImpactArea,
        Self::StabilityAgainstTime,
        Self::LandingEnergy,
        Self::StaticMarginInWind,
        Self::CasualtyExpectation,
        Self::IndividualProbability,
        Self::AircraftProbability,
        Self::VesselProbability,
        Self::VesselContainment,
        Self::HazardArea,
        Self::CasualtyArea,
        Self::Population,
        Self::FailureProbability,
        Self::Debris,
        Self::NotForASimulator,
    ];

    fn row(self) -> (&'static str, RuleQuantityKind) {
        match self {
            Self::RailDepartureSpeed => ("rail departure speed", Measured(Speed)),
            Self::ThrustToWeight => ("thrust to weight", Measured(Number)),
            Self::StaticMargin => ("static margin", Measured(Number)),
            Self::RailExitStaticMargin => ("static margin at rail exit", Measured(Number)),
            Self::GreatestStaticMargin => ("greatest static margin", Measured(Number)),
            Self::StaticStability => ("static stability", Measured(Number)),
            Self::TotalImpulse => ("total impulse", Measured(Impulse)),
            Self::LiftoffMass => ("lift off mass", Measured(Mass)),
            Self::PropellantMass => ("propellant mass", Measured(Mass)),
            Self::LaunchAngle => ("launch angle from vertical", Measured(Angle)),
            Self::LaunchElevation => ("launch elevation", Measured(Angle)),
            Self::DrogueDescentRate => ("drogue descent rate", Measured(Speed)),
            Self::MainDescentRate => ("main descent rate", Measured(Speed)),
            Self::MainDeploymentHeight => ("main deployment height", Measured(Length)),
            Self::WindAtRail => ("wind at the rail", Measured(Speed)),
            Self::SeparationDistance => ("separation distance", Told(Length)),
            Self::StandOffDistance => ("stand off distance", Told(Length)),
            Self::GreatestRange => ("greatest range", Told(Length)),
            Self::ImpactArea => ("impact area", Told(Length)),
            Self::StabilityAgainstTime => ("stability against time", Told(Number)),
            Self::LandingEnergy => ("kinetic energy at landing", Told(Number)),
            Self::StaticMarginInWind => ("static margin in a wind", NotComputed),
            Self::CasualtyExpectation => ("casualty expectation", NotComputed),
            Self::IndividualProbability => ("individual probability of casualty", NotComputed),
            Self::AircraftProbability => ("probability of impact on an aircraft", NotComputed),
            Self::VesselProbability => ("probability of impact on a vessel", NotComputed),
            Self::VesselContainment => ("containment of debris for vessels", NotComputed),
            Self::HazardArea => ("hazard area", NotComputed),
            Self::CasualtyArea => ("casualty area", NotComputed),
            Self::Population => ("population", NotComputed),
            Self::FailureProbability => ("probability of failure", NotComputed),
            Self::Debris => ("debris", NotComputed),
            Self::NotForASimulator => ("not for a simulator", RuleQuantityKind::NotForASimulator),
        }
    }

    /// Its name, as a sheet writes it: `rail departure speed`.
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// What can be done about it.
    pub fn kind(self) -> RuleQuantityKind {
        self.row().1
    }

    /// Whether it is in calibres.
    pub fn is_in_calibres(self) -> bool {
        matches!(
            self,
            Self::StaticMargin
                | Self::RailExitStaticMargin
                | Self::GreatestStaticMargin
                | Self::StaticStability
                | Self::StabilityAgainstTime
        )
    }
}
