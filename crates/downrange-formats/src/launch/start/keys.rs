//! `[start]` and `[earth]`.

use downrange::quantity::Coordinate;
use downrange::quantity::Dimension::{Angle, AngularRate, Length, Speed};

use crate::toml_file::keys::Absent::{Means, Refused};
use crate::toml_file::keys::Kind::Choice;
use crate::toml_file::keys::Section;
use crate::toml_file::keys::{key, quantity, section};
use crate::toml_file::range::DEGREE;
use crate::toml_file::range::Range::{Between, On, UpTo};

/// Faster than anything that leaves or enters the air, m/s: what is, lacks its unit.
const FAST: f64 = 20_000.0;

/// Faster than anything spins, rad/s.
const SPIN: f64 = 30_000.0;

pub static RAIL: Section = section(
    "rail",
    &[
        quantity(
            "length",
            Length,
            UpTo(200.0),
            Refused,
            "Length along which the rocket is guided. Its aft end stands at the foot.",
        ),
        quantity(
            "elevation_angle",
            Angle,
            Between(0.0, 90.0 * DEGREE),
            Refused,
            "Angle above the horizon: `\"90 deg\"` is straight up.",
        ),
        quantity(
            "heading",
            Angle,
            Between(-360.0 * DEGREE, 360.0 * DEGREE),
            Means("needed unless the rail is vertical"),
            "Direction it leans to, clockwise from true north: `\"90 deg\"` is east.",
        ),
    ],
    "The rail, rod or tower that guides the rocket at first.",
);

pub static START: Section = section(
    "start",
    &[
        quantity(
            "latitude",
            Angle,
            On(Coordinate::Latitude),
            Means("the site's"),
            "Geodetic latitude, positive north.",
        ),
        quantity(
            "longitude",
            Angle,
            On(Coordinate::Longitude),
            Means("the site's"),
            "Longitude, positive east.",
        ),
        quantity(
            "height",
            Length,
            Between(-500.0, 1e6),
            Means("`height_agl` is given"),
            "Height above mean sea level.",
        ),
        quantity(
            "height_agl",
            Length,
            Between(0.0, 1e6),
            Means("`height` is given"),
            "Height above the ground of the site.",
        ),
        quantity(
            "north",
            Speed,
            Between(-FAST, FAST),
            Means("0 m/s"),
            "Speed over the ground toward the north.",
        ),
        quantity(
            "east",
            Speed,
            Between(-FAST, FAST),
            Means("0 m/s"),
            "Speed over the ground toward the east.",
        ),
        quantity(
            "down",
            Speed,
            Between(-FAST, FAST),
            Means("0 m/s"),
            "Speed downward.",
        ),
        quantity(
            "speed",
            Speed,
            Between(0.0, FAST),
            Means("0 m/s"),
            "Speed over the ground, instead of `north`, `east` and `down`.",
        ),
        quantity(
            "elevation_angle",
            Angle,
            Between(-90.0 * DEGREE, 90.0 * DEGREE),
            Means("needed with `speed`"),
            "Angle of that speed above the horizon, negative below.",
        ),
        quantity(
            "heading",
            Angle,
            Between(-360.0 * DEGREE, 360.0 * DEGREE),
            Means("needed with `speed`, unless it is vertical"),
            "Direction of that speed, clockwise from true north.",
        ),
        quantity(
            "yaw",
            Angle,
            Between(-360.0 * DEGREE, 360.0 * DEGREE),
            Means("where it moves to, or north"),
            "Direction of the forward axis, clockwise from true north.",
        ),
        quantity(
            "pitch",
            Angle,
            Between(-90.0 * DEGREE, 90.0 * DEGREE),
            Means("where it moves to, or level"),
            "Angle of the forward axis above the horizon.",
        ),
        quantity(
            "roll",
            Angle,
            Between(-360.0 * DEGREE, 360.0 * DEGREE),
            Means("0 deg"),
            "Turn about the forward axis, right side down.",
        ),
        quantity(
            "roll_rate",
            AngularRate,
            Between(-SPIN, SPIN),
            Means("0 rad/s"),
            "Turning about the forward axis, right side going down.",
        ),
        quantity(
            "pitch_rate",
            AngularRate,
            Between(-SPIN, SPIN),
            Means("0 rad/s"),
            "Turning about the axis to the right, nose going up.",
        ),
        quantity(
            "yaw_rate",
            AngularRate,
            Between(-SPIN, SPIN),
            Means("0 rad/s"),
            "Turning about the axis down, nose going right.",
        ),
        key(
            "rates",
            Choice(&["relative", "inertial"]),
            Means("\"relative\""),
            "Whether those rates are relative to the turning ground or to the stars.",
        ),
    ],
    "A start away from a rail: dropped, thrown, or taken over in flight. Velocity and attitude are relative to the \
     ground below. Yaw, pitch and roll turn the body in this order from north, east, down. A motor lights its \
     `ignition_delay` after the start.",
);

pub static EARTH: Section = section(
    "earth",
    &[
        key(
            "model",
            Choice(&["wgs84", "sphere"]),
            Means("\"wgs84\""),
            "The WGS-84 ellipsoid with its flattening in the gravity (J2), or a sphere with the gravity of a point mass.",
        ),
        quantity(
            "radius",
            Length,
            UpTo(1e9),
            Means("needed with a sphere"),
            "Radius of the sphere.",
        ),
        quantity(
            "rotation_rate",
            AngularRate,
            Between(-0.01, 0.01),
            Means("WGS-84's, 7.292115e-5 rad/s"),
            "How fast it turns, positive to the east.",
        ),
    ],
    "The planet. It is there for comparisons that leave out its shape or its rotation, as check-cases do; landing \
     distances are measured on WGS-84 whatever stands here.",
);
