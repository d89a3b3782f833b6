//! Keys of `[site]`.

use downrange::quantity::Coordinate;
use downrange::quantity::Dimension::{Angle, Length};

use crate::toml_file::keys::Absent::{Means, Refused};
use crate::toml_file::keys::Kind::Date;
use crate::toml_file::keys::{Section, key, quantity, section};
use crate::toml_file::range::Range::{self, Between, On};

/// Heights of the ground above mean sea level, m: from below the Dead Sea to where balloons fly.
pub const ELEVATION: Range = Between(-500.0, 40_000.0);

pub static SITE: Section = section(
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
            "Date, and time if known, of the launch: a file of weather is read at it. Without a zone (`Z`, `-06:00`) it is UTC there.",
        ),
    ],
    "Where the launch stands.",
);
