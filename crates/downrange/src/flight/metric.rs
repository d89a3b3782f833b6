//! The figures of a flight as one table: key, label, dimension, unit and value of each.
//!
//! Summary, JSON, columns of a run, stop rule and charts take figures from here. A figure is added as a constant and a row of
//! [`METRICS`]: `fly --json` has it then. The columns of a run are a choice of them,
//! [`SAMPLE_METRICS`](crate::dispersion::SAMPLE_METRICS), because stored runs hold these columns.
//!
//! ```
//! # mod sparrow { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/sparrow/mod.rs")); }
//! use downrange::flight::{METRICS, Recording, fly, metric};
//!
//! let flight = fly(&sparrow::launch()?, Recording::None)?;
//! let apogee = metric::APOGEE_AGL.value(&flight.outcome);
//! assert_eq!(apogee, Some(flight.outcome.apogee_agl));
//! for metric in METRICS {
//!     if let Some(value) = metric.value_in_unit(&flight.outcome) {
//!         println!("{}: {value} {}", metric.label, metric.unit);
//!     }
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::record::{Landing, Outcome, Peak, RailExit};
use crate::quantity::Dimension;

/// A figure of a flight.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Metric {
    /// Name for programs, with the unit at its end: `apogee_agl_m`. A promise: never renamed.
    pub key: &'static str,
    /// Name for people: `Apogee`.
    pub label: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    /// Symbol of the unit that the key names, SI but for degrees: `m/s`, `deg`, `cal` (calibres); empty for a pure number.
    pub unit: &'static str,
    source: Source,
}

/// Where a figure is read, SI.
#[derive(Debug, Clone, Copy)]
enum Source {
    Flight(fn(&Outcome) -> Option<f64>),
    Landing(fn(&Landing) -> f64),
}

impl Metric {
    /// The value, SI; `None` for what did not happen, as the landing of what still flies.
    pub fn value(&self, outcome: &Outcome) -> Option<f64> {
        match self.source {
            Source::Flight(value) => value(outcome),
            Source::Landing(value) => {
                let landing = &outcome.landing;
                landing.landed.then(|| value(landing))
            }
        }
    }

    /// The same in the unit that the key names.
    pub fn value_in_unit(&self, outcome: &Outcome) -> Option<f64> {
        self.value(outcome).map(|value| self.in_unit(value))
    }

    /// The value of a figure of the landing at the end of a flight, also of what still flies then, in the unit that the key
    /// names; `None` for other figures.
    pub fn landing_value_in_unit(&self, landing: &Landing) -> Option<f64> {
        match self.source {
            Source::Flight(_) => None,
            Source::Landing(value) => Some(self.in_unit(value(landing))),
        }
    }

    /// Whether it is a figure of the landing; its key begins with `landing_` then.
    pub fn is_of_landing(&self) -> bool {
        matches!(self.source, Source::Landing(_))
    }

    /// An SI value in the unit that the key names.
    pub fn in_unit(&self, si: f64) -> f64 {
        match self.dimension {
            Dimension::Angle => si.to_degrees(),
            _ => si,
        }
    }
}

impl PartialEq for Metric {
    /// By key: no two have the same.
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Metric {}

/// Dimension, and symbol of the unit.
type Measure = (Dimension, &'static str);

const METRE: Measure = (Dimension::Length, "m");
const SECOND: Measure = (Dimension::Time, "s");
const METRE_PER_SECOND: Measure = (Dimension::Speed, "m/s");
const METRE_PER_SECOND_SQUARED: Measure = (Dimension::Acceleration, "m/s2");
const PASCAL: Measure = (Dimension::Pressure, "Pa");
const KILOGRAM: Measure = (Dimension::Mass, "kg");
const DEGREE: Measure = (Dimension::Angle, "deg");
const CALIBRE: Measure = (Dimension::Number, "cal");
const PURE_NUMBER: Measure = (Dimension::Number, "");

const fn metric(
    key: &'static str,
    label: &'static str,
    (dimension, unit): Measure,
    source: Source,
) -> Metric {
    Metric {
        key,
        label,
        dimension,
        unit,
        source,
    }
}

/// Greatest height above the site.
pub const APOGEE_AGL: Metric = metric(
    "apogee_agl_m",
    "Apogee",
    METRE,
    Source::Flight(|o| Some(o.apogee_agl)),
);
/// Greatest height above the ellipsoid.
pub const APOGEE_ASL: Metric = metric(
    "apogee_asl_m",
    "Apogee above sea level",
    METRE,
    Source::Flight(|o| Some(o.apogee_asl)),
);
/// What a barometric altimeter shows at apogee: see [`Outcome::apogee_altimeter`].
pub const APOGEE_ALTIMETER: Metric = metric(
    "apogee_altimeter_m",
    "Apogee of an altimeter",
    METRE,
    Source::Flight(|o| Some(o.apogee_altimeter)),
);
/// Time of apogee since launch.
pub const APOGEE_TIME: Metric = metric(
    "apogee_time_s",
    "Time of apogee",
    SECOND,
    Source::Flight(|o| Some(o.apogee_time)),
);
/// Greatest speed over the ground before landing.
pub const MAX_SPEED: Metric = metric(
    "max_speed_m_s",
    "Top speed",
    METRE_PER_SECOND,
    Source::Flight(|o| Some(o.max_speed.value)),
);
/// Time of top speed since launch.
pub const MAX_SPEED_TIME: Metric = metric(
    "max_speed_time_s",
    "Time of top speed",
    SECOND,
    Source::Flight(|o| Some(o.max_speed.time)),
);
/// Greatest Mach number of the airspeed.
pub const MAX_MACH: Metric = metric(
    "max_mach",
    "Greatest Mach number",
    PURE_NUMBER,
    Source::Flight(|o| Some(o.max_mach.value)),
);
/// Time of greatest Mach number since launch.
pub const MAX_MACH_TIME: Metric = metric(
    "max_mach_time_s",
    "Time of greatest Mach number",
    SECOND,
    Source::Flight(|o| Some(o.max_mach.time)),
);
/// Greatest acceleration before the first parachute opens.
pub const MAX_ACCELERATION: Metric = metric(
    "max_acceleration_m_s2",
    "Greatest acceleration",
    METRE_PER_SECOND_SQUARED,
    Source::Flight(|o| Some(o.max_acceleration.value)),
);
/// Time of greatest acceleration since launch.
pub const MAX_ACCELERATION_TIME: Metric = metric(
    "max_acceleration_time_s",
    "Time of greatest acceleration",
    SECOND,
    Source::Flight(|o| Some(o.max_acceleration.time)),
);
/// Greatest dynamic pressure.
pub const MAX_DYNAMIC_PRESSURE: Metric = metric(
    "max_dynamic_pressure_pa",
    "Greatest dynamic pressure",
    PASCAL,
    Source::Flight(|o| Some(o.max_dynamic_pressure.value)),
);
/// Time of greatest dynamic pressure since launch.
pub const MAX_DYNAMIC_PRESSURE_TIME: Metric = metric(
    "max_dynamic_pressure_time_s",
    "Time of greatest dynamic pressure",
    SECOND,
    Source::Flight(|o| Some(o.max_dynamic_pressure.time)),
);
/// Speed at rail exit.
pub const RAIL_EXIT_SPEED: Metric = metric(
    "rail_exit_speed_m_s",
    "Speed off the rail",
    METRE_PER_SECOND,
    Source::Flight(|o| rail_exit(o, |exit| exit.speed)),
);
/// Time of rail exit since launch.
pub const RAIL_EXIT_TIME: Metric = metric(
    "rail_exit_time_s",
    "Time off the rail",
    SECOND,
    Source::Flight(|o| rail_exit(o, |exit| exit.time)),
);
/// Static margin at rail exit.
pub const RAIL_EXIT_STATIC_MARGIN: Metric = metric(
    "rail_exit_static_margin_cal",
    "Static margin off the rail",
    CALIBRE,
    Source::Flight(|o| rail_exit(o, |exit| exit.static_margin)),
);
/// Angle of attack at rail exit.
pub const RAIL_EXIT_ANGLE_OF_ATTACK: Metric = metric(
    "rail_exit_angle_of_attack_deg",
    "Angle of attack off the rail",
    DEGREE,
    Source::Flight(|o| rail_exit(o, |exit| exit.angle_of_attack)),
);
/// Thrust over weight, averaged over the rail.
pub const RAIL_EXIT_THRUST_TO_WEIGHT: Metric = metric(
    "rail_exit_thrust_to_weight",
    "Thrust to weight on the rail",
    PURE_NUMBER,
    Source::Flight(|o| rail_exit(o, |exit| exit.thrust_to_weight)),
);
/// Least static margin between rail exit and apogee: see [`Outcome::min_static_margin`].
pub const MIN_STATIC_MARGIN: Metric = metric(
    "min_static_margin_cal",
    "Least static margin",
    CALIBRE,
    Source::Flight(|o| peak(o.min_static_margin, |least| least.value)),
);
/// Time of least static margin since launch.
pub const MIN_STATIC_MARGIN_TIME: Metric = metric(
    "min_static_margin_time_s",
    "Time of least static margin",
    SECOND,
    Source::Flight(|o| peak(o.min_static_margin, |least| least.time)),
);
/// Greatest static margin between rail exit and apogee.
pub const MAX_STATIC_MARGIN: Metric = metric(
    "max_static_margin_cal",
    "Greatest static margin",
    CALIBRE,
    Source::Flight(|o| peak(o.max_static_margin, |greatest| greatest.value)),
);
/// Time of greatest static margin since launch.
pub const MAX_STATIC_MARGIN_TIME: Metric = metric(
    "max_static_margin_time_s",
    "Time of greatest static margin",
    SECOND,
    Source::Flight(|o| peak(o.max_static_margin, |greatest| greatest.time)),
);
/// Time since launch at which the last motor burns out.
pub const BURNOUT_TIME: Metric = metric(
    "burnout_time_s",
    "Time of burnout",
    SECOND,
    Source::Flight(|o| o.burnout_time),
);
/// Height above the site at burnout.
pub const BURNOUT_ALTITUDE_AGL: Metric = metric(
    "burnout_altitude_agl_m",
    "Height at burnout",
    METRE,
    Source::Flight(|o| o.burnout_altitude_agl),
);
/// Speed over the ground at burnout.
pub const BURNOUT_SPEED: Metric = metric(
    "burnout_speed_m_s",
    "Speed at burnout",
    METRE_PER_SECOND,
    Source::Flight(|o| o.burnout_speed),
);
/// Mass at launch.
pub const LIFTOFF_MASS: Metric = metric(
    "liftoff_mass_kg",
    "Mass at lift-off",
    KILOGRAM,
    Source::Flight(|o| Some(o.liftoff_mass)),
);
/// Time of landing since launch.
pub const LANDING_TIME: Metric = metric(
    "landing_time_s",
    "Time of landing",
    SECOND,
    Source::Landing(|end| end.time),
);
/// Geodetic latitude of the landing point, positive north.
pub const LANDING_LATITUDE: Metric = metric(
    "landing_lat_deg",
    "Landing, latitude",
    DEGREE,
    Source::Landing(|end| end.latitude),
);
/// Longitude of the landing point, positive east.
pub const LANDING_LONGITUDE: Metric = metric(
    "landing_lon_deg",
    "Landing, longitude",
    DEGREE,
    Source::Landing(|end| end.longitude),
);
/// Distance east of the launch point along the ground.
pub const LANDING_EAST: Metric = metric(
    "landing_east_m",
    "Landing, east",
    METRE,
    Source::Landing(|end| end.east),
);
/// Distance north of the launch point along the ground.
pub const LANDING_NORTH: Metric = metric(
    "landing_north_m",
    "Landing, north",
    METRE,
    Source::Landing(|end| end.north),
);
/// Length of the geodesic from launch point to landing point.
pub const LANDING_DISTANCE: Metric = metric(
    "landing_distance_m",
    "Landing distance",
    METRE,
    Source::Landing(|end| end.distance),
);
/// Azimuth of that geodesic at the launch point, clockwise from north.
pub const LANDING_BEARING: Metric = metric(
    "landing_bearing_deg",
    "Landing, bearing",
    DEGREE,
    Source::Landing(|end| end.bearing),
);
/// Speed over the ground at impact.
pub const LANDING_SPEED: Metric = metric(
    "landing_speed_m_s",
    "Landing speed",
    METRE_PER_SECOND,
    Source::Landing(|end| end.speed),
);

fn rail_exit(outcome: &Outcome, value: fn(&RailExit) -> f64) -> Option<f64> {
    outcome.rail_exit.as_ref().map(value)
}

fn peak(peak: Option<Peak>, value: fn(&Peak) -> f64) -> Option<f64> {
    peak.as_ref().map(value)
}

/// All figures of a flight, those of the landing last: the order in which `fly --json` prints them.
pub const METRICS: [&Metric; 33] = [
    &APOGEE_AGL,
    &APOGEE_ASL,
    &APOGEE_ALTIMETER,
    &APOGEE_TIME,
    &MAX_SPEED,
    &MAX_SPEED_TIME,
    &MAX_MACH,
    &MAX_MACH_TIME,
    &MAX_ACCELERATION,
    &MAX_ACCELERATION_TIME,
    &MAX_DYNAMIC_PRESSURE,
    &MAX_DYNAMIC_PRESSURE_TIME,
    &RAIL_EXIT_SPEED,
    &RAIL_EXIT_TIME,
    &RAIL_EXIT_STATIC_MARGIN,
    &RAIL_EXIT_ANGLE_OF_ATTACK,
    &RAIL_EXIT_THRUST_TO_WEIGHT,
    &MIN_STATIC_MARGIN,
    &MIN_STATIC_MARGIN_TIME,
    &MAX_STATIC_MARGIN,
    &MAX_STATIC_MARGIN_TIME,
    &BURNOUT_TIME,
    &BURNOUT_ALTITUDE_AGL,
    &BURNOUT_SPEED,
    &LIFTOFF_MASS,
    &LANDING_TIME,
    &LANDING_LATITUDE,
    &LANDING_LONGITUDE,
    &LANDING_EAST,
    &LANDING_NORTH,
    &LANDING_DISTANCE,
    &LANDING_BEARING,
    &LANDING_SPEED,
];

#[cfg(test)]
#[path = "metric_tests.rs"]
mod tests;
