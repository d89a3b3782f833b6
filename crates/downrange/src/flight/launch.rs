//! The root of a description: everything a flight needs, as a person says it.

use crate::air::Air;
use crate::rocket::Rocket;

/// A launch: where, from what, through what, and which rocket.
#[derive(Debug, Clone, PartialEq)]
pub struct Launch {
    /// What it is called.
    pub name: String,
    /// Where it stands.
    pub site: Site,
    /// What guides it at first.
    pub rail: Rail,
    /// What it flies through.
    pub air: Air,
    /// What flies.
    pub rocket: Rocket,
    /// How it is computed.
    pub settings: Settings,
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

/// How a flight is computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Error allowed per step relative to the size of each quantity.
    pub relative_tolerance: f64,
    /// Error allowed per step in position, m; velocities, rates and angles follow in proportion.
    pub absolute_tolerance: f64,
    /// The flight is given up after this long, s.
    pub max_time: f64,
}

impl Default for Settings {
    /// Relative 1e-6 and absolute 1 mm: the landing point then lies within centimetres of a run at 1e-11
    /// (see the tests of `flight`); half a day ends even a decaying orbit.
    fn default() -> Self {
        Self {
            relative_tolerance: 1e-6,
            absolute_tolerance: 1e-3,
            max_time: 43_200.0,
        }
    }
}
