//! `[[parachutes]]`.

use downrange::quantity::Dimension::{Area, Length, Number, Time};

use crate::toml_file::keys::Absent::{Means, Refused};
use crate::toml_file::keys::Kind::{Boolean, Choice, Or, Table, Text, Texts};
use crate::toml_file::keys::Section;
use crate::toml_file::keys::{key, quantity, section};
use crate::toml_file::range::Range::{Between, UpTo};

pub static PARACHUTES: Section = section(
    "parachutes[]",
    &[
        key("name", Text, Means("its number"), "What it is called."),
        quantity(
            "drag_area",
            Area,
            Between(0.0, 10_000.0),
            Means("from `drag_coefficient` and `diameter`"),
            "Drag coefficient times area. With zero it opens and does nothing.",
        ),
        quantity(
            "drag_coefficient",
            Number,
            UpTo(5.0),
            Means("`drag_area` is given"),
            "Drag coefficient on the area of a disc of `diameter`.",
        ),
        quantity(
            "diameter",
            Length,
            UpTo(100.0),
            Means("`drag_area` is given"),
            "Diameter of that disc.",
        )
        .of_field("drag_area"),
        key(
            "trigger",
            Or(&Choice(&["apogee", "burnout"]), &Table(&TRIGGER)),
            Refused,
            "What fires it.",
        ),
        quantity(
            "lag",
            Time,
            Between(0.0, 3600.0),
            Means("0 s"),
            "Time from the trigger until it starts to fill.",
        ),
        quantity(
            "filling_time",
            Time,
            Between(0.0, 600.0),
            Means("0 s, at once"),
            "Time from its first drag to its full drag.",
        ),
        key(
            "adds",
            Boolean,
            Means("false"),
            "Whether it opens beside whatever hangs (`true`) or lets go of its drogue: of parachutes that hung before \
             it was triggered and have less than half its drag area.",
        ),
        key(
            "releases",
            Texts("[\"drogue\"]"),
            Means("see `adds`"),
            "The parachutes that it lets go of, by name, whenever both are open.",
        ),
    ],
    "A parachute or streamer. Several open in any order, each by its own trigger; those that open at one moment hang \
     together.",
);

static TRIGGER: Section = section(
    "parachutes.trigger",
    &[
        quantity(
            "altitude",
            Length,
            UpTo(1e6),
            Means("another key is given"),
            "This height above the site, on the way down.",
        ),
        quantity(
            "time",
            Time,
            Between(0.0, 1e5),
            Means("another key is given"),
            "This long after launch.",
        ),
        quantity(
            "burnout",
            Time,
            Between(0.0, 3600.0),
            Means("another key is given"),
            "This long after the motor burnt out: the delay of its ejection charge.",
        ),
    ],
    "What fires a parachute: one of these keys, or the words \"apogee\" or \"burnout\".",
);
