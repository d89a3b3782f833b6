//! Keys of `[settings]`.

use downrange::quantity::Dimension::{Length, Number, Time};

use crate::toml_file::keys::Absent::Means;
use crate::toml_file::keys::Kind::Certain;
use crate::toml_file::keys::{Section, key, section};
use crate::toml_file::range::Range::{Between, UpTo};

pub static SETTINGS: Section = section(
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
