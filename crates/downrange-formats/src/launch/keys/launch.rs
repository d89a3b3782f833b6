//! `[site]`, `[rail]`, `[settings]`, and the whole.

use downrange::quantity::Coordinate;
use downrange::quantity::Dimension::{Angle, Length, Number, Time};

use super::Absent::{Means, Refused};
use super::Kind::{Certain, Date, List, Table, Text};
use super::Range::{Between, On, UpTo};
use super::air::AIR;
use super::dispersion::DISPERSION;
use super::failures::FAILURES;
use super::motor::MOTOR;
use super::object::OBJECT;
use super::parachutes::PARACHUTES;
use super::rocket::ROCKET_TABLE;
use super::shared::{DEGREE, MOST_PARACHUTES, MOST_STAGES, key, quantity, section};
use super::stages::STAGES;
use super::start::{EARTH, START};
use super::{Either, Range, Section};

/// Heights of the ground above mean sea level, m: from below the Dead Sea to where balloons fly.
pub const ELEVATION: Range = Between(-500.0, 40_000.0);

/// The whole file.
pub static LAUNCH: Section = Section {
    path: "",
    keys: &[
        key(
            "name",
            Text,
            Means("the name of the file"),
            "What the launch is called.",
        ),
        key("site", Table(&SITE), Refused, "Where it stands."),
        key(
            "earth",
            Table(&EARTH),
            Means("WGS-84, turning"),
            "The planet.",
        ),
        key(
            "rail",
            Table(&RAIL),
            Means("`start` is given"),
            "What guides it at first.",
        ),
        key(
            "start",
            Table(&START),
            Means("`rail` is given"),
            "The state in which it starts away from a rail.",
        ),
        key(
            "air",
            Table(&AIR),
            Means("the standard atmosphere without wind"),
            "What it flies through.",
        ),
        key(
            "rocket",
            Table(&ROCKET_TABLE),
            Means("`object` or `stages` are given"),
            "What flies.",
        ),
        key(
            "motor",
            Table(&MOTOR),
            Means("`object` or `stages` are given"),
            "What pushes the rocket.",
        ),
        key(
            "object",
            Table(&OBJECT),
            Means("`rocket` and `motor`, or `stages` are given"),
            "What flies, if it is no rocket.",
        ),
        key(
            "stages",
            List(&STAGES, MOST_STAGES),
            Means("`rocket` and `motor`, or `object` are given"),
            "What flies, if it comes apart: in the order in which the stages leave.",
        ),
        key(
            "failures",
            List(&FAILURES, 200),
            Means("nothing is said to fail"),
            "What may go wrong: `fly --failure NAME` picks one.",
        ),
        key(
            "parachutes",
            List(&PARACHUTES, MOST_PARACHUTES),
            Means("it comes down without one"),
            "What brings it down softly; of stages, see [[stages]].",
        ),
        key(
            "dispersion",
            Table(&DISPERSION),
            Means("only the numbers with a distribution are uncertain"),
            "What else is uncertain.",
        ),
        key(
            "settings",
            Table(&SETTINGS),
            Means("the defaults"),
            "How the flight is computed.",
        ),
    ],
    variants: &[],
    either: &[
        Either(&[&["rail"], &["start"]]),
        Either(&[&["rocket", "motor"], &["object"], &["stages"]]),
    ],
    doc: "A launch file is TOML. Paths in it start from its own folder. A quantity is text with a unit (`\"3.1 in\"`, \
     `\"12.4 lb\"`, `\"84 deg\"`) or a number in SI: metres, kilograms, seconds, radians, kelvin, pascals; in its place \
     may stand a distribution, see [uncertain numbers](#uncertain-numbers). \
     Positions are distances from the nose tip, positive aft.",
};

pub(super) static SITE: Section = section(
    "site",
    &[
        quantity(
            "latitude",
            Angle,
            On(Coordinate::Latitude),
            Refused,
            "Latitude on WGS-84, positive north: `\"40.016 N\"`, `\"40.016 deg\"` and `\"40 0 57.6 N\"` are the same.",
        ),
        quantity(
            "longitude",
            Angle,
            On(Coordinate::Longitude),
            Refused,
            "Longitude, positive east: `\"105.222 W\"` and `\"-105.222 deg\"` are the same.",
        ),
        quantity(
            "elevation",
            Length,
            ELEVATION,
            Means("0 m"),
            "Height of the ground above mean sea level.",
        ),
        key(
            "date",
            Date,
            Means("none"),
            "Date, and time if known, of the launch; kept for the report.",
        ),
    ],
    "Where the launch stands.",
);

pub(super) static RAIL: Section = section(
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

pub(super) static SETTINGS: Section = section(
    "settings",
    &[
        key(
            "relative_tolerance",
            Certain(Number, Between(1e-14, 0.01)),
            Means("1e-6"),
            "Error allowed per step, relative to each quantity.",
        ),
        key(
            "absolute_tolerance",
            Certain(Length, Between(1e-12, 10.0)),
            Means("1 mm"),
            "Error allowed per step in position.",
        ),
        key(
            "max_time",
            Certain(Time, UpTo(1e7)),
            Means("43200 s"),
            "A flight that has not landed by then ends so, still flying.",
        ),
        key(
            "max_evaluations",
            Certain(Number, Between(1000.0, 1e12)),
            Means("5000000"),
            "A flight that takes more evaluations of its equations fails by name: it is stiff, or turns far too fast. A \
             rocket takes some 2000.",
        ),
    ],
    "How the flight is computed.",
);
