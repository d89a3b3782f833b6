//! `[air]`.

use downrange::quantity::Dimension::{Angle, Length, Number, Pressure, Speed, Temperature};

use crate::toml_file::keys::Absent::{Means, Refused};
use crate::toml_file::keys::Kind::{File, List, Or, Table};
use crate::toml_file::keys::{Key, Section};
use crate::toml_file::keys::{key, quantity, section};
use crate::toml_file::range::DEGREE;
use crate::toml_file::range::Range::{Between, UpTo};

pub static AIR: Section = section(
    "air",
    &[
        quantity(
            "temperature",
            Temperature,
            Between(180.0, 340.0),
            Means("the standard atmosphere's"),
            "Temperature at the site. The difference from the standard fades out over 11 km above.",
        ),
        quantity(
            "pressure",
            Pressure,
            Between(200.0, 115_000.0),
            Means("the standard atmosphere's"),
            "Pressure at the site itself (not reduced to sea level).",
        ),
        key(
            "profile",
            File("sounding.csv"),
            Means("the standard atmosphere"),
            "The air against height, with its wind: a sounding, a forecast or a reanalysis as a weather service gives it, or CSV: see \
             [profiles](#profiles).",
        ),
        key(
            "wind",
            Or(&Table(&WIND), &File("wind.csv")),
            Means("the profile's, or none"),
            "The wind: a table of one of the forms below, or a file as for `profile`, of which the wind alone is taken.",
        ),
    ],
    "The air. Without this table it is the US Standard Atmosphere 1976, and calm.",
);

const EAST: Key = quantity(
    "east",
    Speed,
    Between(-150.0, 150.0),
    Means("0 m/s"),
    "Speed of the air toward the east, instead of `speed` and `from`.",
);

const NORTH: Key = quantity(
    "north",
    Speed,
    Between(-150.0, 150.0),
    Means("0 m/s"),
    "Speed of the air toward the north.",
);

const UP: Key = quantity(
    "up",
    Speed,
    Between(-50.0, 50.0),
    Means("0 m/s"),
    "Speed of the air upward.",
);

pub static WIND: Section = section(
    "air.wind",
    &[
        quantity(
            "speed",
            Speed,
            Between(0.0, 150.0),
            Means("0 m/s"),
            "Wind speed.",
        ),
        quantity(
            "from",
            Angle,
            Between(-360.0 * DEGREE, 360.0 * DEGREE),
            Means("needed with `speed`"),
            "Where the wind comes from, clockwise from true north.",
        ),
        EAST,
        NORTH,
        UP,
        quantity(
            "height",
            Length,
            UpTo(10_000.0),
            Means("the wind is the same everywhere"),
            "Height above the ground where the wind has this speed; makes a power law of it.",
        )
        .of_field("reference_height"),
        quantity(
            "exponent",
            Number,
            Between(0.0, 1.0),
            Means("1/7 with `height`"),
            "Exponent of the power law: speed grows as (height above ground / `height`) to this power.",
        ),
        quantity(
            "ceiling",
            Length,
            UpTo(10_000.0),
            Means("500 m with `height`"),
            "Height above the ground from which a power law grows no more.",
        ),
        key(
            "layers",
            List(&LAYERS, 100_000),
            Means("none"),
            "Wind by height, linear in between, instead of one wind.",
        ),
    ],
    "The wind in one of three forms: the same everywhere (`speed` and `from`, or `east` and `north`), a power law \
     (`speed`, `from`, `height`, `exponent`, `ceiling`), or `layers`.",
);

pub static LAYERS: Section = section(
    "air.wind.layers[]",
    &[
        quantity(
            "height",
            Length,
            Between(-500.0, 100_000.0),
            Refused,
            "Height above the ground of the site.",
        ),
        quantity(
            "speed",
            Speed,
            Between(0.0, 150.0),
            Means("0 m/s"),
            "Wind speed there.",
        ),
        quantity(
            "from",
            Angle,
            Between(-360.0 * DEGREE, 360.0 * DEGREE),
            Means("needed with `speed`"),
            "Where the wind comes from there.",
        ),
        EAST,
        NORTH,
        UP,
    ],
    "One height of a layered wind. Below the lowest and above the highest the wind stays as there.",
);
