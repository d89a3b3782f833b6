//! The root of a description: site, start, air, vehicle and settings of one flight.

use crate::air::Air;
use crate::earth::Earth;
use crate::flight::failure::NamedFailure;
use crate::flight::perturbation::Perturbation;
use crate::flight::settings::Settings;
use crate::rocket::{Object, Parachute, Rocket, Stack};

/// A launch: everything that one flight needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Launch {
    /// Name of the launch.
    pub name: String,
    /// The planet.
    pub earth: Earth,
    /// Launch site.
    pub site: Site,
    /// Initial state: a rail, or any state.
    pub start: Start,
    /// Atmosphere and wind.
    pub air: Air,
    /// The vehicle.
    pub vehicle: Vehicle,
    /// Departures from the description, as a dispersion samples them.
    pub perturbation: Perturbation,
    /// Tolerances and limits of the computation.
    pub settings: Settings,
    /// Failures that may happen, by name.
    pub failures: Vec<NamedFailure>,
    /// Name of the failure that this launch has; `None` for the planned flight. See [`Launch::with_failure`].
    pub failure: Option<String>,
}

/// A vehicle.
// One exists a launch: what the smaller variant wastes is not worth a box.
#[allow(clippy::large_enum_variant)]
#[derive(Debug, Clone, PartialEq)]
pub enum Vehicle {
    /// A rocket.
    Rocket(Rocket),
    /// Any other body.
    Object(Object),
    /// A vehicle that comes apart: stages, boosters, a payload.
    Stack(Stack),
}

impl Vehicle {
    /// Name of the vehicle.
    pub fn name(&self) -> &str {
        match self {
            Self::Rocket(rocket) => &rocket.description().name,
            Self::Object(object) => &object.name,
            Self::Stack(stack) => stack.name(),
        }
    }

    /// Name of the body that carries the payload.
    pub fn payload_name(&self) -> &str {
        match self.stack() {
            Some(stack) => &stack.top().name,
            None => self.name(),
        }
    }

    /// The rocket as it stands on the pad, if it is one.
    pub fn rocket(&self) -> Option<&Rocket> {
        match self {
            Self::Rocket(rocket) => Some(rocket),
            Self::Stack(stack) => Some(stack.whole()),
            Self::Object(_) => None,
        }
    }

    /// The stack, if it is one.
    pub fn stack(&self) -> Option<&Stack> {
        match self {
            Self::Stack(stack) => Some(stack),
            Self::Rocket(_) | Self::Object(_) => None,
        }
    }

    /// Whether the drag of it, or of a stage, comes from its drawing.
    pub fn has_drawn_drag(&self) -> bool {
        match self {
            Self::Rocket(rocket) => rocket.has_drawn_drag(),
            Self::Stack(stack) => {
                let mut stages = stack.stages().iter();
                stages.any(|stage| stage.rocket.has_drawn_drag())
            }
            Self::Object(_) => false,
        }
    }

    /// Parachutes of the vehicle; of a stack, those of its last stage.
    pub fn parachutes(&self) -> &[Parachute] {
        match self {
            Self::Rocket(rocket) => &rocket.description().parachutes,
            Self::Object(object) => &object.parachutes,
            Self::Stack(stack) => &stack.top().rocket.description().parachutes,
        }
    }
}

/// How a flight begins.
#[derive(Debug, Clone, PartialEq)]
pub enum Start {
    /// At rest on a rail, with the motor's ignition.
    Rail(Rail),
    /// From any state: dropped, thrown, or taken over in flight.
    State(StartState),
}

impl Start {
    /// The rail, if it begins on one.
    pub fn rail(&self) -> Option<&Rail> {
        match self {
            Self::Rail(rail) => Some(rail),
            Self::State(_) => None,
        }
    }
}

/// The state in which a flight begins away from a rail.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StartState {
    /// Geodetic latitude, rad.
    pub latitude: f64,
    /// Longitude, rad.
    pub longitude: f64,
    /// Height, m above the ellipsoid.
    pub height: f64,
    /// Velocity relative to the turning ground: north, east, down, m/s.
    pub velocity: [f64; 3],
    /// Attitude of the body against north, east, down: yaw, pitch, roll (turned in this order), rad.
    pub attitude: [f64; 3],
    /// Roll, pitch and yaw rates about body axes, rad/s.
    pub angular_rates: [f64; 3],
    /// Whether the rates are against the stars (true) or against the turning ground.
    pub inertial_rates: bool,
}

/// A place on the ground.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// Geodetic latitude on WGS-84, rad, positive north.
    pub latitude: f64,
    /// Longitude, rad, positive east.
    pub longitude: f64,
    /// Height of the ground, m above the ellipsoid (mean sea level is taken as the ellipsoid).
    pub elevation: f64,
    /// Date and time of the launch as written (ISO 8601), where given; kept for the report.
    pub date: Option<String>,
}

/// A launch rail, rod or tower, fixed to the ground.
#[derive(Debug, Clone, PartialEq)]
pub struct Rail {
    /// Length along which the rocket is guided, m. The rocket's aft end stands at its foot.
    pub length: f64,
    /// Angle above the horizon, rad.
    pub elevation_angle: f64,
    /// Direction it leans to, rad clockwise from true north.
    pub heading: f64,
}
