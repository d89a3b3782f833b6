//! `[[failures]]`.

use downrange::quantity::Dimension::Time;

use crate::toml_file::keys::Absent::{Means, Refused};
use crate::toml_file::keys::Kind::{Choice, Text, Texts};
use crate::toml_file::keys::{Key, Section, Variant};
use crate::toml_file::keys::{key, quantity};
use crate::toml_file::range::Range::UpTo;

/// The types of failures, as [`crate::launch::failures`] reads them.
pub const FAILURE_TYPES: &[&str] = &[
    "parachute stays shut",
    "parachute opens late",
    "parachute opens at apogee",
    "no ignition",
    "early burnout",
    "motor does not light",
    "lost fin",
];

const PARACHUTE: Key = key("parachute", Text, Refused, "The parachute, by its name.");

const BODY: Key = key(
    "stage",
    Text,
    Means("the only parachute of that name"),
    "The stage below whose body it hangs.",
);

pub static FAILURES: Section = Section {
    path: "failures[]",
    keys: &[
        key("name", Text, Refused, "What it is called; no two alike."),
        key("type", Choice(FAILURE_TYPES), Refused, "What goes wrong."),
    ],
    variants: &[
        Variant {
            name: "parachute stays shut",
            doc: "It never opens.",
            keys: &[PARACHUTE, BODY],
        },
        Variant {
            name: "parachute opens late",
            doc: "It opens some time after it should.",
            keys: &[
                PARACHUTE,
                BODY,
                quantity("by", Time, UpTo(1e5), Refused, "How much later."),
            ],
        },
        Variant {
            name: "parachute opens at apogee",
            doc: "It opens at the highest point, whatever its trigger says.",
            keys: &[PARACHUTE, BODY],
        },
        Variant {
            name: "no ignition",
            doc: "A stage does not light.",
            keys: &[key("stage", Text, Refused, "The stage, by its name.")],
        },
        Variant {
            name: "early burnout",
            doc: "A motor goes out; what has not burnt stays aboard.",
            keys: &[
                key(
                    "stage",
                    Text,
                    Means("the rocket, which has no stages"),
                    "The stage, by its name.",
                ),
                quantity(
                    "after",
                    Time,
                    UpTo(1e4),
                    Refused,
                    "When, since its ignition.",
                ),
            ],
        },
        Variant {
            name: "motor does not light",
            doc: "One motor of a cluster, or several, stay cold; the others light. Their thrust and the centre of mass stand off the axis.",
            keys: &[
                key(
                    "motors",
                    Texts("[\"1\"]"),
                    Refused,
                    "Which, by their names: those of `cluster`, or `1`, `2`, `3`, … of those evenly around the axis. Their places have to be known.",
                ),
                key(
                    "stage",
                    Text,
                    Means("the rocket, which has no stages"),
                    "The stage, by its name.",
                ),
            ],
        },
        Variant {
            name: "lost fin",
            doc: "One fin of a set comes off before the flight.",
            keys: &[key(
                "fins",
                Text,
                Refused,
                "The set, by the name of its part.",
            )],
        },
    ],
    either: &[],
    doc: "Something that may go wrong. The flight as planned has none; `downrange fly --failure NAME` flies one of them.",
};
