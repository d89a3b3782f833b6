//! `[rocket]`.

use downrange::quantity::Dimension::{Angle, Length, Mass, Number, PerAngle};

use crate::launch::common::INERTIA;
use crate::launch::limits::{MAX_LENGTH, MAX_WIDTH, MOST_PARTS};
use crate::launch::materials::FINISH_NAMES;
use crate::launch::parts::keys::PARTS;
use crate::toml_file::keys::Absent::Means;
use crate::toml_file::keys::Kind::{Choice, Coefficient, List, MachCurve, Table, Text};
use crate::toml_file::keys::{Key, Section};
use crate::toml_file::keys::{key, quantity, section};
use crate::toml_file::range::DEGREE;
use crate::toml_file::range::Range::{Between, Positive, UpTo};

pub const DRAG: Key = key(
    "drag",
    Coefficient(Number),
    Means("from the drawing"),
    "Drag coefficient against Mach number, the motor burning or not; in a table with angles of attack, the coefficient of axial force, which at an angle may be below zero.",
).of_field("drag_power_off");

pub const NORMAL_FORCE_SLOPE: Key = key(
    "normal_force_slope",
    Coefficient(PerAngle),
    Means("from the drawing"),
    "Slope of the normal-force coefficient against angle of attack, of the whole rocket: the coefficient is this times the sine of \
     the angle, so a table with angles holds the coefficient over the sine.",
);

pub const CENTER_OF_PRESSURE: Key = key(
    "center_of_pressure",
    Coefficient(Length),
    Means("from the drawing"),
    "Centre of pressure, from the nose tip.",
);

pub const PITCH_DAMPING: Key = key(
    "pitch_damping",
    MachCurve(PerAngle),
    Means("from the drawing"),
    "Pitch damping Cmq + Cmα̇ of q d / (2 V) about the centre of mass; negative damps.",
);

pub const ROLL_DAMPING: Key = key(
    "roll_damping",
    MachCurve(PerAngle),
    Means("from the drawing"),
    "Roll damping Clp of p d / (2 V); negative damps.",
);

pub const ROLL_FORCING: Key = key(
    "roll_forcing",
    MachCurve(Number),
    Means("from the drawing"),
    "Roll-moment coefficient at no roll rate; positive turns right-handed about the forward axis.",
);

pub const FINISH: Key = key(
    "finish",
    Choice(FINISH_NAMES),
    Means("\"smooth paint\""),
    "Finish of the surface: see [finishes](#finishes).",
);

pub const ROUGHNESS: Key = quantity(
    "roughness",
    Length,
    Between(0.0, 0.01),
    Means("the finish's"),
    "Height of the surface roughness, instead of `finish`.",
);

/// What may be said of a rocket as a whole.
pub static ROCKET_KEYS: &[Key] = &[
    key(
        "name",
        Text,
        Means("the name of the launch"),
        "What the rocket is called.",
    ),
    quantity(
        "diameter",
        Length,
        UpTo(MAX_WIDTH),
        Means("the largest body diameter drawn"),
        "Reference diameter, the calibre.",
    ),
    quantity(
        "length",
        Length,
        UpTo(MAX_LENGTH),
        Means("the drawing's"),
        "From the nose tip to the aft end.",
    ),
    quantity(
        "mass",
        Mass,
        Positive,
        Means("the sum of the parts"),
        "Mass without the motor.",
    ),
    quantity(
        "center_of_mass",
        Length,
        Between(0.0, MAX_LENGTH),
        Means("from the parts"),
        "Centre of mass without the motor, from the nose tip.",
    ),
    key(
        "inertia",
        Table(&INERTIA),
        Means("from the parts"),
        "Moments of inertia without the motor, about the centre of mass without the motor.",
    ),
    DRAG,
    key(
        "drag_power_off",
        Coefficient(Number),
        Means("from the drawing"),
        "Drag coefficient while coasting.",
    ),
    key(
        "drag_power_on",
        Coefficient(Number),
        Means("`drag_power_off`"),
        "Drag coefficient while the motor burns.",
    ),
    NORMAL_FORCE_SLOPE,
    CENTER_OF_PRESSURE,
    PITCH_DAMPING,
    ROLL_DAMPING,
    ROLL_FORCING,
    FINISH,
    ROUGHNESS,
    quantity(
        "thrust_misalignment",
        Angle,
        Between(-10.0 * DEGREE, 10.0 * DEGREE),
        Means("0 deg"),
        "Angle between the thrust and the axis.",
    ),
    quantity(
        "thrust_offset",
        Length,
        Between(-1.0, 1.0),
        Means("0 m"),
        "Distance of the thrust line from the axis at the nozzle exit.",
    ),
    quantity(
        "thrust_azimuth",
        Angle,
        Between(-360.0 * DEGREE, 360.0 * DEGREE),
        Means("0 deg"),
        "Roll angle at which misalignment and offset stand: zero is to the right of the rail seen along its heading, a quarter turn is down.",
    ),
    key(
        "parts",
        List(&PARTS, MOST_PARTS),
        Means("nothing is drawn: mass, aerodynamics and length are given"),
        "The drawing.",
    ),
];

pub static ROCKET_TABLE: Section = section(
    "rocket",
    ROCKET_KEYS,
    "The rocket without its motor. It is drawn (`parts`), given (the keys of this table), or both: what is given \
     replaces what follows from the drawing.",
);
