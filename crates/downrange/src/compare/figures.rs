//! The figures that programs store of a flight, and the same of ours.

use crate::flight::{EventKind, Flight};
use crate::quantity::Dimension;

/// A figure that programs store of a flight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StoredFigure {
    /// Greatest height above the site.
    Apogee,
    /// Greatest speed.
    MaxSpeed,
    /// Greatest Mach number.
    MaxMach,
    /// Greatest acceleration.
    MaxAcceleration,
    /// Time to apogee.
    ApogeeTime,
    /// Time until landing.
    FlightTime,
    /// Speed at which it hits the ground; under a parachute without the drift in the wind, as OpenRocket has it.
    GroundHitSpeed,
    /// Speed at which it leaves the rod.
    RailExitSpeed,
    /// Speed when the last recovery device is deployed.
    DeploymentSpeed,
    /// From the burn-out of the last motor to apogee.
    OptimumDelay,
}

/// A figure of a stored flight beside ours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ComparedFigure {
    /// Which.
    pub figure: StoredFigure,
    /// As stored, SI.
    pub stored: f64,
    /// Ours, SI; `None` for what does not happen in our flight.
    pub ours: Option<f64>,
}

impl ComparedFigure {
    /// Ours less the stored one, as a share of the stored one.
    pub fn difference(&self) -> Option<f64> {
        let ours = self.ours?;
        (self.stored != 0.0).then(|| ours / self.stored - 1.0)
    }
}

impl StoredFigure {
    /// Every figure, in the order in which people read them.
    pub const ALL: [Self; 10] = [
        Self::Apogee,
        Self::MaxSpeed,
        Self::MaxMach,
        Self::MaxAcceleration,
        Self::ApogeeTime,
        Self::FlightTime,
        Self::GroundHitSpeed,
        Self::RailExitSpeed,
        Self::DeploymentSpeed,
        Self::OptimumDelay,
    ];

    /// Name for programs, with its SI unit at the end. A promise: never renamed.
    pub fn key(self) -> &'static str {
        match self {
            Self::Apogee => "apogee_agl_m",
            Self::MaxSpeed => "max_speed_m_s",
            Self::MaxMach => "max_mach",
            Self::MaxAcceleration => "max_acceleration_m_s2",
            Self::ApogeeTime => "apogee_time_s",
            Self::FlightTime => "flight_time_s",
            Self::GroundHitSpeed => "ground_hit_speed_m_s",
            Self::RailExitSpeed => "rail_exit_speed_m_s",
            Self::DeploymentSpeed => "deployment_speed_m_s",
            Self::OptimumDelay => "optimum_delay_s",
        }
    }

    /// Name for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Apogee => "Apogee",
            Self::MaxSpeed => "Top speed",
            Self::MaxMach => "Top Mach",
            Self::MaxAcceleration => "Acceleration",
            Self::ApogeeTime => "Time to apogee",
            Self::FlightTime => "Flight time",
            Self::GroundHitSpeed => "Ground hit",
            Self::RailExitSpeed => "Off the rail",
            Self::DeploymentSpeed => "Deployment",
            Self::OptimumDelay => "Optimum delay",
        }
    }

    /// What it measures.
    pub fn dimension(self) -> Dimension {
        match self {
            Self::Apogee => Dimension::Length,
            Self::MaxMach => Dimension::Number,
            Self::MaxAcceleration => Dimension::Acceleration,
            Self::ApogeeTime | Self::FlightTime | Self::OptimumDelay => Dimension::Time,
            Self::MaxSpeed | Self::GroundHitSpeed | Self::RailExitSpeed | Self::DeploymentSpeed => {
                Dimension::Speed
            }
        }
    }

    /// The same of our flight, SI; `None` for what did not happen.
    pub fn of(self, flight: &Flight) -> Option<f64> {
        let outcome = &flight.outcome;
        let landing = outcome.landing.landed.then_some(&outcome.landing);
        match self {
            Self::Apogee => Some(outcome.apogee_agl),
            Self::MaxSpeed => Some(outcome.max_speed.value),
            Self::MaxMach => Some(outcome.max_mach.value),
            Self::MaxAcceleration => Some(outcome.max_acceleration.value),
            Self::ApogeeTime => Some(outcome.apogee_time),
            Self::FlightTime => landing.map(|landing| landing.time),
            Self::GroundHitSpeed => {
                let descent = outcome.descent_rates.last();
                landing.map(|landing| descent.map_or(landing.speed, |(_, speed)| *speed))
            }
            Self::RailExitSpeed => outcome.rail_exit.map(|exit| exit.speed),
            Self::DeploymentSpeed => {
                let mut events = flight.events.iter().rev().filter(|event| event.body == 0);
                let opens = events.find(|event| matches!(event.kind, EventKind::Opens(_)));
                opens.map(|event| event.speed)
            }
            Self::OptimumDelay => outcome
                .burnout_time
                .map(|burnout| outcome.apogee_time - burnout),
        }
    }
}
