//! The keys of a claim file, as data: see [`crate::launch::keys`].

use downrange::quantity::Coordinate;
use downrange::quantity::Dimension::{self, Angle, Density, Length, Mass, Number, Speed, Time};

use crate::toml_file::keys::Absent::{Means, Refused};
use crate::toml_file::keys::Kind::{Choice, Count, List, Table, Text};
use crate::toml_file::keys::{Key, Section, Variant, key, quantity, section};
use crate::toml_file::range::DEGREE;
use crate::toml_file::range::Range::{Any, Between, NotNegative, On, Positive};

/// Names of the classes, as [`downrange::claim::Class`] has them.
pub const CLASSES: &[&str] = &["amateur solid", "sounding rocket", "large solid", "liquid"];

/// The whole file.
pub static CLAIM: Section = section(
    "",
    &[
        key(
            "name",
            Text,
            Means("the name of the file"),
            "What the rocket is called.",
        ),
        key(
            "about",
            Text,
            Means("nothing"),
            "What a reader should know of the claim.",
        ),
        key(
            "class",
            Choice(CLASSES),
            Refused,
            "What kind of rocket it is: from it follows what is assumed where nothing is printed.",
        ),
        key(
            "printed",
            Table(&PRINTED),
            Refused,
            "What was printed of the rocket.",
        ),
        key(
            "claims",
            List(&CLAIMS, 100),
            Refused,
            "What is claimed of its flight.",
        ),
        key(
            "assume",
            Table(&ASSUME),
            Means("the defaults of the class"),
            "What is assumed of what is not printed.",
        ),
        key(
            "launch",
            Table(&LAUNCH_POINT),
            Means("45° north, sea level, to the north; nothing is drawn on a map"),
            "Where it is launched, and which way.",
        ),
    ],
    "A claim file is TOML: what was printed of a rocket and its flight, each figure with its source. A quantity is text \
     with a unit (`\"1670 kg\"`, `\"190 mi\"`) or a number in SI.",
);

const fn plus_minus(dimension: Dimension) -> Key {
    quantity(
        "plus_minus",
        dimension,
        NotNegative,
        Means("half a unit of the last printed digit"),
        "By how much the truth may differ either way: rounding, units, variants.",
    )
}

const SOURCE: Key = key("source", Text, Refused, "Where it was printed.");

static PRINTED: Section = section(
    "printed",
    &[
        key("mass", Table(&MASS), Refused, "Mass at launch."),
        key(
            "diameter",
            Table(&DIAMETER),
            Refused,
            "Diameter of the body.",
        ),
        key(
            "length",
            Table(&LENGTH),
            Means("14 diameters, for its drag"),
            "Length from tip to tail.",
        ),
        key(
            "stages",
            Count(1000),
            Means("1"),
            "How many stages burn one after the other.",
        ),
    ],
    "What was printed of the rocket, each figure as `{ value, plus_minus, source }`.",
);

static MASS: Section = section(
    "printed.mass",
    &[
        quantity("value", Mass, Positive, Refused, "As printed."),
        plus_minus(Mass),
        SOURCE,
    ],
    "Mass at launch.",
);

static DIAMETER: Section = section(
    "printed.diameter",
    &[
        quantity("value", Length, Positive, Refused, "As printed."),
        plus_minus(Length),
        SOURCE,
    ],
    "Diameter of the body.",
);

static LENGTH: Section = section(
    "printed.length",
    &[
        quantity("value", Length, Positive, Refused, "As printed."),
        plus_minus(Length),
        SOURCE,
    ],
    "Length from tip to tail.",
);

/// What can be claimed, as [`downrange::claim::Quantity`] has them.
const QUANTITIES: &[&str] = &["range", "height", "speed", "mach"];

static CLAIMS: Section = Section {
    path: "claims",
    doc: "One claim of the rocket's flight.",
    keys: &[
        key("type", Choice(QUANTITIES), Refused, "What is claimed."),
        key(
            "says",
            Choice(&["up to", "at least"]),
            Means("\"up to\""),
            "Whether it is the best that it can do, at whatever launch angle is best, or was reached or passed by a launch as \
             such rockets are launched.",
        ),
        SOURCE,
    ],
    variants: &[
        Variant {
            name: "range",
            doc: "Distance over the ground from the launch to where it comes down.",
            keys: &[
                quantity("value", Length, Any, Refused, "How far, as printed."),
                plus_minus(Length),
            ],
        },
        Variant {
            name: "height",
            doc: "Greatest height above the launch.",
            keys: &[
                quantity("value", Length, Any, Refused, "How high, as printed."),
                plus_minus(Length),
            ],
        },
        Variant {
            name: "speed",
            doc: "Greatest speed over the ground.",
            keys: &[
                quantity("value", Speed, Any, Refused, "How fast, as printed."),
                plus_minus(Speed),
            ],
        },
        Variant {
            name: "mach",
            doc: "Greatest Mach number; \"supersonic\" is at least 1.",
            keys: &[
                quantity("value", Number, Any, Refused, "How fast, as printed."),
                plus_minus(Number),
            ],
        },
    ],
    either: &[],
};

static ASSUME: Section = section(
    "assume",
    &[
        key(
            "propellant_fraction",
            Table(&PROPELLANT_FRACTION),
            Means("the class's; of an amateur's rocket from its density"),
            "Propellant over the mass at launch (of each stage with all above it).",
        ),
        key(
            "motor_propellant_share",
            Table(&MOTOR_PROPELLANT_SHARE),
            Means("the class's"),
            "Propellant over the mass of the loaded motor; amateur solids.",
        ),
        key(
            "motor_density",
            Table(&MOTOR_DENSITY),
            Means("the class's"),
            "Mass of the loaded motor over its volume; amateur solids.",
        ),
        key(
            "other_density",
            Table(&OTHER_DENSITY),
            Means("the class's"),
            "Mass of everything that is not motor over its volume; amateur solids.",
        ),
        key(
            "specific_impulse",
            Table(&SPECIFIC_IMPULSE),
            Means("the class's"),
            "Impulse over the weight of the propellant, mean over the burn.",
        ),
        key(
            "thrust_to_weight",
            Table(&THRUST_TO_WEIGHT),
            Means("the class's"),
            "Mean thrust over the weight at ignition.",
        ),
        key(
            "burn_time",
            Table(&BURN_TIME),
            Means("what follows from `thrust_to_weight`"),
            "How long each stage burns.",
        ),
        key(
            "drag_factor",
            Table(&DRAG_FACTOR),
            Means("the class's"),
            "Drag over that of a plain finned rocket of the printed size.",
        ),
        key(
            "launch_elevation",
            Table(&LAUNCH_ELEVATION),
            Means("the class's"),
            "Angle of the launch above the horizon; claims of \"up to\" look for the best instead.",
        ),
        key(
            "structure_share",
            Table(&STRUCTURE_SHARE),
            Means("the default; only with several stages"),
            "What is not propellant of a stage that leaves, over its mass.",
        ),
        key(
            "stage_delay",
            Table(&STAGE_DELAY),
            Means("the default; only with several stages"),
            "Coasting between two stages.",
        ),
    ],
    "What is assumed of what is not printed. Each is a table with a `source` and `value`, or `min` and `max` (all between \
     as likely), with `mode` (likeliest there), or `mean` and `sigma` (normal; `min` and `max` cut it).",
);

const fn prior(dimension: Dimension) -> [Key; 7] {
    const fn number(
        name: &'static str,
        dimension: Dimension,
        absent: &'static str,
        doc: &'static str,
    ) -> Key {
        quantity(name, dimension, Any, Means(absent), doc)
    }
    [
        number("value", dimension, "uncertain", "If it is known."),
        number("min", dimension, "unbounded", "The least."),
        number("max", dimension, "unbounded", "The greatest."),
        number("mode", dimension, "all as likely", "The likeliest."),
        number("mean", dimension, "not normal", "The mean."),
        number("sigma", dimension, "not normal", "The standard deviation."),
        key("source", Text, Refused, "Why."),
    ]
}

static SHARE: [Key; 7] = prior(Number);
static DURATION: [Key; 7] = prior(Time);
static DIRECTION: [Key; 7] = prior(Angle);
static HEAVINESS: [Key; 7] = prior(Density);

const fn assumption(path: &'static str, keys: &'static [Key]) -> Section {
    section(path, keys, "How uncertain it is.")
}

static PROPELLANT_FRACTION: Section = assumption("assume.propellant_fraction", &SHARE);
static MOTOR_PROPELLANT_SHARE: Section = assumption("assume.motor_propellant_share", &SHARE);
static MOTOR_DENSITY: Section = assumption("assume.motor_density", &HEAVINESS);
static OTHER_DENSITY: Section = assumption("assume.other_density", &HEAVINESS);
static SPECIFIC_IMPULSE: Section = assumption("assume.specific_impulse", &DURATION);
static THRUST_TO_WEIGHT: Section = assumption("assume.thrust_to_weight", &SHARE);
static BURN_TIME: Section = assumption("assume.burn_time", &DURATION);
static DRAG_FACTOR: Section = assumption("assume.drag_factor", &SHARE);
static LAUNCH_ELEVATION: Section = assumption("assume.launch_elevation", &DIRECTION);
static STRUCTURE_SHARE: Section = assumption("assume.structure_share", &SHARE);
static STAGE_DELAY: Section = assumption("assume.stage_delay", &DURATION);

static LAUNCH_POINT: Section = section(
    "launch",
    &[
        quantity(
            "latitude",
            Angle,
            On(Coordinate::Latitude),
            Refused,
            "Latitude, positive north.",
        ),
        quantity(
            "longitude",
            Angle,
            On(Coordinate::Longitude),
            Refused,
            "Longitude, positive east.",
        ),
        quantity(
            "elevation",
            Length,
            Between(-500.0, 6000.0),
            Means("0 m"),
            "Height of the ground above mean sea level.",
        ),
        quantity(
            "heading",
            Angle,
            Between(-360.0 * DEGREE, 360.0 * DEGREE),
            Means("0 deg"),
            "Direction of the launch, clockwise from true north.",
        ),
    ],
    "Where it is launched, and which way. The reach is drawn on a map around it.",
);

#[cfg(test)]
mod tests {
    use super::*;
    use downrange::claim::{Class, Quantity, Unknown};

    /// The words of the file are those of the core.
    #[test]
    fn words_are_those_of_the_core() {
        assert_eq!(CLASSES, Class::ALL.map(Class::name));
        assert_eq!(QUANTITIES, Quantity::ALL.map(Quantity::name));
        for unknown in Unknown::ALL {
            assert!(
                ASSUME.keys.iter().any(|key| key.name == unknown.name()),
                "{}",
                unknown.name()
            );
        }
        assert_eq!(ASSUME.keys.len(), Unknown::ALL.len());
    }
}
