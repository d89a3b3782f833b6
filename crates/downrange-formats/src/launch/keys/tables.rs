//! The keys themselves.

use std::f64::consts::PI;

use downrange::quantity::Dimension::{
    self, Angle, Area, Density, Inertia, Length, Mass, Number, PerAngle, Pressure, Speed,
    Temperature, Time,
};

use super::Absent::{Means, Refused};
use super::Kind::{
    Boolean, Choice, Coefficient, Count, Curve, Date, File, List, MachCurve, Or, Points, Quantity,
    Table, Text,
};
use super::Range::{Between, NotNegative, Positive, UpTo};
use super::{Absent, Key, Kind, Range, Section, Variant};
use crate::launch::materials::{FINISH_NAMES, MATERIAL_NAMES};

const DEGREE: f64 = PI / 180.0;
/// No rocket here is longer than this, m: what is, lacks its unit.
const ROCKET: f64 = 100.0;
/// No part here is wider than this, m.
const WIDE: f64 = 10.0;

const fn key(name: &'static str, kind: Kind, absent: Absent, doc: &'static str) -> Key {
    Key {
        name,
        kind,
        absent,
        doc,
    }
}

const fn quantity(
    name: &'static str,
    dimension: Dimension,
    range: Range,
    absent: Absent,
    doc: &'static str,
) -> Key {
    key(name, Quantity(dimension, range), absent, doc)
}

const fn section(path: &'static str, keys: &'static [Key], doc: &'static str) -> Section {
    Section {
        path,
        doc,
        keys,
        variants: &[],
    }
}

/// The whole file.
pub static LAUNCH: Section = section(
    "",
    &[
        key(
            "name",
            Text,
            Means("the name of the file"),
            "What the launch is called.",
        ),
        key("site", Table(&SITE), Refused, "Where it stands."),
        key("rail", Table(&RAIL), Refused, "What guides it at first."),
        key(
            "air",
            Table(&AIR),
            Means("the standard atmosphere without wind"),
            "What it flies through.",
        ),
        key("rocket", Table(&ROCKET_TABLE), Refused, "What flies."),
        key("motor", Table(&MOTOR), Refused, "What pushes it."),
        key(
            "parachutes",
            List(&PARACHUTES),
            Means("it comes down without one"),
            "What brings it down softly.",
        ),
        key(
            "settings",
            Table(&SETTINGS),
            Means("the defaults"),
            "How the flight is computed.",
        ),
    ],
    "A launch file is TOML. Paths in it start from its own folder. A quantity is text with a unit (`\"3.1 in\"`, \
     `\"12.4 lb\"`, `\"84 deg\"`) or a number in SI: metres, kilograms, seconds, radians, kelvin, pascals. \
     Positions are distances from the nose tip, positive aft.",
);

static SITE: Section = section(
    "site",
    &[
        quantity(
            "latitude",
            Angle,
            Between(-90.0 * DEGREE, 90.0 * DEGREE),
            Refused,
            "Latitude on WGS-84, positive north.",
        ),
        quantity(
            "longitude",
            Angle,
            Between(-180.0 * DEGREE, 360.0 * DEGREE),
            Refused,
            "Longitude, positive east.",
        ),
        quantity(
            "elevation",
            Length,
            Between(-500.0, 40_000.0),
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

static RAIL: Section = section(
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

static AIR: Section = section(
    "air",
    &[
        quantity(
            "temperature",
            Temperature,
            Between(180.0, 340.0),
            Means("the standard atmosphere's"),
            "Temperature at the site. The standard profile is moved by the difference.",
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
            "A table of the air against height, in CSV: see [profiles](#profiles).",
        ),
        key(
            "wind",
            Or(&Table(&WIND), &File("wind.csv")),
            Means("the profile's, or none"),
            "The wind: a table of one of the forms below, or a CSV file.",
        ),
    ],
    "The air. Without this table it is the US Standard Atmosphere 1976, and calm.",
);

static WIND: Section = section(
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
        quantity(
            "east",
            Speed,
            Between(-150.0, 150.0),
            Means("0 m/s"),
            "Speed of the air toward the east, instead of `speed` and `from`.",
        ),
        quantity(
            "north",
            Speed,
            Between(-150.0, 150.0),
            Means("0 m/s"),
            "Speed of the air toward the north.",
        ),
        quantity(
            "up",
            Speed,
            Between(-50.0, 50.0),
            Means("0 m/s"),
            "Speed of the air upward.",
        ),
        quantity(
            "height",
            Length,
            UpTo(10_000.0),
            Means("the wind is the same everywhere"),
            "Height above the ground where the wind has this speed; makes a power law of it.",
        ),
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
            List(&LAYERS),
            Means("none"),
            "Wind by height, linear in between, instead of one wind.",
        ),
    ],
    "The wind in one of three forms: the same everywhere (`speed` and `from`, or `east` and `north`), a power law \
     (`speed`, `from`, `height`, `exponent`, `ceiling`), or `layers`.",
);

static LAYERS: Section = section(
    "air.wind.layers",
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
        quantity(
            "east",
            Speed,
            Between(-150.0, 150.0),
            Means("0 m/s"),
            "Speed of the air toward the east, instead of `speed` and `from`.",
        ),
        quantity(
            "north",
            Speed,
            Between(-150.0, 150.0),
            Means("0 m/s"),
            "Speed of the air toward the north.",
        ),
        quantity(
            "up",
            Speed,
            Between(-50.0, 50.0),
            Means("0 m/s"),
            "Speed of the air upward.",
        ),
    ],
    "One height of a layered wind. Below the lowest and above the highest the wind stays as there.",
);

static ROCKET_TABLE: Section = section(
    "rocket",
    &[
        key(
            "name",
            Text,
            Means("the name of the launch"),
            "What the rocket is called.",
        ),
        quantity(
            "diameter",
            Length,
            UpTo(WIDE),
            Means("the largest body diameter drawn"),
            "Reference diameter, the calibre.",
        ),
        quantity(
            "length",
            Length,
            UpTo(ROCKET),
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
            Between(0.0, ROCKET),
            Means("from the parts"),
            "Centre of mass without the motor, from the nose tip.",
        ),
        key(
            "inertia",
            Table(&INERTIA),
            Means("from the parts"),
            "Moments of inertia without the motor, about the centre of mass without the motor.",
        ),
        key(
            "drag",
            Coefficient(Number),
            Means("from the drawing"),
            "Drag coefficient against Mach number, the motor burning or not.",
        ),
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
        key(
            "normal_force_slope",
            Coefficient(PerAngle),
            Means("from the drawing"),
            "Slope of the normal-force coefficient against angle of attack, of the whole rocket.",
        ),
        key(
            "center_of_pressure",
            Coefficient(Length),
            Means("from the drawing"),
            "Centre of pressure, from the nose tip.",
        ),
        key(
            "pitch_damping",
            MachCurve(PerAngle),
            Means("from the drawing"),
            "Pitch damping Cmq + Cmα̇ of q d / (2 V) about the centre of mass; negative damps.",
        ),
        key(
            "roll_damping",
            MachCurve(PerAngle),
            Means("from the drawing"),
            "Roll damping Clp of p d / (2 V); negative damps.",
        ),
        key(
            "roll_forcing",
            MachCurve(Number),
            Means("from the drawing"),
            "Roll-moment coefficient at no roll rate; positive turns right-handed about the forward axis.",
        ),
        key(
            "finish",
            Choice(FINISH_NAMES),
            Means("\"regular paint\""),
            "Finish of the surface: see [finishes](#finishes).",
        ),
        quantity(
            "roughness",
            Length,
            Between(0.0, 0.01),
            Means("the finish's"),
            "Height of the surface roughness, instead of `finish`.",
        ),
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
            List(&PARTS),
            Means("nothing is drawn: mass, aerodynamics and length are given"),
            "The drawing.",
        ),
    ],
    "The rocket without its motor. It is drawn (`parts`), given (the keys of this table), or both: what is given \
     replaces what follows from the drawing.",
);

static INERTIA: Section = section(
    "inertia",
    &[
        quantity(
            "axial",
            Inertia,
            NotNegative,
            Refused,
            "About the long axis.",
        ),
        quantity(
            "transverse",
            Inertia,
            NotNegative,
            Refused,
            "About any axis across it.",
        ),
    ],
    "Moments of inertia about the centre of mass of what they describe.",
);

const PROFILE: Key = key(
    "profile",
    Choice(PROFILE_NAMES),
    Refused,
    "The generating curve.",
);

/// Names of the generating curves, as [`crate::launch::parts`] reads them.
pub const PROFILE_NAMES: &[&str] = &[
    "conical",
    "tangent ogive",
    "secant ogive",
    "elliptical",
    "power",
    "parabolic",
    "von karman",
    "haack",
];

const PARAMETER: Key = quantity(
    "parameter",
    Number,
    Between(0.0, 1.0),
    Means("power 0.5, parabolic 1, haack 1/3"),
    "Shape parameter: n of `power`, K of `parabolic`, C of `haack` (0 is von Kármán, 1/3 LV-Haack).",
);

const ARC_RADIUS: Key = quantity(
    "arc_radius",
    Length,
    UpTo(10_000.0),
    Means("needed for a secant ogive"),
    "Radius of the arc of a secant ogive.",
);

const WALL: Key = quantity("wall", Length, UpTo(1.0), Means("solid"), "Wall thickness.");

static PARTS: Section = Section {
    path: "rocket.parts",
    doc: "One part of the drawing. Give it `material`, `density` or `mass`, unless `rocket.mass` is given: then a part \
          without any counts for the air only. A nose, tube or transition without `position` follows the one before \
          it; fins without one end flush with the nose, tube or transition before them; everything else says where it is.",
    keys: &[
        key("type", Choice(PART_TYPES), Refused, "What it is."),
        key(
            "name",
            Text,
            Means("its type and number"),
            "What it is called; no two alike.",
        ),
        quantity(
            "position",
            Length,
            Between(-WIDE, ROCKET),
            Means("see above"),
            "Forward end, from the nose tip; for fins, of the root chord.",
        ),
        key(
            "material",
            Choice(MATERIAL_NAMES),
            Means("none"),
            "What it is made of: see [materials](#materials).",
        ),
        quantity(
            "density",
            Density,
            UpTo(25_000.0),
            Means("the material's"),
            "Density of what it is made of, instead of `material`.",
        ),
        quantity(
            "mass",
            Mass,
            NotNegative,
            Means("from `material` or `density`"),
            "Mass of the whole part (all fins of a set together).",
        ),
        key(
            "finish",
            Choice(FINISH_NAMES),
            Means("the rocket's"),
            "Finish of its surface.",
        ),
        quantity(
            "roughness",
            Length,
            Between(0.0, 0.01),
            Means("the finish's"),
            "Height of its surface roughness, instead of `finish`.",
        ),
        quantity(
            "center_of_mass",
            Length,
            Between(-WIDE, ROCKET),
            Means("from the drawing"),
            "Its centre of mass, from the nose tip.",
        ),
        key(
            "inertia",
            Table(&INERTIA),
            Means("from the drawing"),
            "Its moments of inertia, about its own centre of mass.",
        ),
        key(
            "normal_force_slope",
            MachCurve(PerAngle),
            Means("from the drawing"),
            "Its slope of normal force on the rocket's reference area, against Mach number.",
        ),
        key(
            "center_of_pressure",
            MachCurve(Length),
            Means("from the drawing"),
            "Its centre of pressure, from the nose tip, against Mach number.",
        ),
        key(
            "drag",
            MachCurve(Number),
            Means("from the drawing"),
            "Its drag coefficient on the rocket's reference area, against Mach number.",
        ),
    ],
    variants: &[
        Variant {
            name: "nose",
            doc: "A nose cone.",
            keys: &[
                PROFILE,
                quantity(
                    "length",
                    Length,
                    UpTo(ROCKET),
                    Refused,
                    "From tip to base (of the blunted nose, if blunted).",
                ),
                quantity(
                    "diameter",
                    Length,
                    UpTo(WIDE),
                    Refused,
                    "Diameter of the base.",
                ),
                quantity(
                    "tip_radius",
                    Length,
                    Between(0.0, WIDE),
                    Means("0 m, sharp"),
                    "Radius of a spherical tip.",
                ),
                WALL,
                PARAMETER,
                ARC_RADIUS,
            ],
        },
        Variant {
            name: "tube",
            doc: "A cylindrical body section.",
            keys: &[
                quantity("length", Length, UpTo(ROCKET), Refused, "Length."),
                quantity("diameter", Length, UpTo(WIDE), Refused, "Outer diameter."),
                quantity(
                    "inner_diameter",
                    Length,
                    Between(0.0, WIDE),
                    Means("from `wall`"),
                    "Inner diameter; zero is a solid rod.",
                ),
                quantity(
                    "wall",
                    Length,
                    UpTo(1.0),
                    Means("from `inner_diameter`; one of both is needed"),
                    "Wall thickness.",
                ),
            ],
        },
        Variant {
            name: "transition",
            doc: "A change of diameter: a shoulder when it widens aft, a boat-tail when it narrows.",
            keys: &[
                key(
                    "profile",
                    Choice(PROFILE_NAMES),
                    Means("\"conical\""),
                    "The generating curve.",
                ),
                quantity("length", Length, UpTo(ROCKET), Refused, "Length."),
                quantity(
                    "fore_diameter",
                    Length,
                    UpTo(WIDE),
                    Refused,
                    "Diameter of its forward end.",
                ),
                quantity(
                    "aft_diameter",
                    Length,
                    UpTo(WIDE),
                    Refused,
                    "Diameter of its aft end.",
                ),
                WALL,
                PARAMETER,
                ARC_RADIUS,
            ],
        },
        Variant {
            name: "fins",
            doc: "A set of like fins, evenly spaced around the body.",
            keys: &[
                key("count", Count, Refused, "How many."),
                key(
                    "planform",
                    Choice(&["trapezoidal", "elliptical", "freeform"]),
                    Means("\"freeform\" with `points`, else \"trapezoidal\""),
                    "The outline of one.",
                ),
                quantity(
                    "root_chord",
                    Length,
                    UpTo(ROCKET),
                    Means("needed unless freeform"),
                    "Chord at the body.",
                ),
                quantity(
                    "tip_chord",
                    Length,
                    Between(0.0, ROCKET),
                    Means("needed for a trapezoid"),
                    "Chord at the tip.",
                ),
                quantity(
                    "span",
                    Length,
                    UpTo(WIDE),
                    Means("needed unless freeform"),
                    "From the body to the tip.",
                ),
                quantity(
                    "sweep_length",
                    Length,
                    Between(-WIDE, ROCKET),
                    Means("from `sweep_angle`; one of both is needed for a trapezoid"),
                    "How far the tip's leading edge lies aft of the root's.",
                ),
                quantity(
                    "sweep_angle",
                    Angle,
                    Between(-85.0 * DEGREE, 85.0 * DEGREE),
                    Means("from `sweep_length`"),
                    "Angle of the leading edge from square to the body.",
                ),
                key(
                    "points",
                    Points,
                    Means("needed if freeform"),
                    "The outline: points (aft of the root's forward end, out from the body), the first [0, 0], the last on the body again.",
                ),
                quantity("thickness", Length, UpTo(1.0), Refused, "Thickness."),
                key(
                    "section",
                    Choice(SECTION_NAMES),
                    Means("\"square\""),
                    "Cross-section along the flow.",
                ),
                quantity(
                    "thickest_at",
                    Number,
                    Between(0.01, 0.99),
                    Means("0.5"),
                    "Where a double wedge is thickest, as a fraction of the chord.",
                ),
                quantity(
                    "leading_bevel",
                    Number,
                    Between(0.0, 1.0),
                    Means("needed if hexagonal"),
                    "Leading bevel of a hexagonal section, as a fraction of the chord.",
                ),
                quantity(
                    "trailing_bevel",
                    Number,
                    Between(0.0, 1.0),
                    Means("needed if hexagonal"),
                    "Trailing bevel of a hexagonal section, as a fraction of the chord.",
                ),
                quantity(
                    "cant",
                    Angle,
                    Between(-45.0 * DEGREE, 45.0 * DEGREE),
                    Means("0 deg"),
                    "Cant: positive rolls the rocket right-handed about its forward axis.",
                ),
                quantity(
                    "body_diameter",
                    Length,
                    UpTo(WIDE),
                    Means("the drawn body's there"),
                    "Diameter of the body at the root.",
                ),
            ],
        },
        Variant {
            name: "lug",
            doc: "A launch lug: a small tube along the body. It guides the rocket along its rail at both ends.",
            keys: &[
                quantity(
                    "length",
                    Length,
                    UpTo(ROCKET),
                    Refused,
                    "Length along the body.",
                ),
                quantity("diameter", Length, UpTo(1.0), Refused, "Outer diameter."),
                quantity(
                    "inner_diameter",
                    Length,
                    Between(0.0, 1.0),
                    Means("nine tenths of the outer"),
                    "Inner diameter.",
                ),
            ],
        },
        Variant {
            name: "rail button",
            doc: "A rail button. It guides the rocket along its rail.",
            keys: &[
                quantity("diameter", Length, UpTo(1.0), Refused, "Diameter."),
                quantity(
                    "height",
                    Length,
                    UpTo(1.0),
                    Refused,
                    "Height above the skin.",
                ),
            ],
        },
        Variant {
            name: "mass",
            doc: "Anything inside: electronics, recovery gear, ballast. Give it a `mass`.",
            keys: &[
                quantity(
                    "length",
                    Length,
                    Between(0.0, ROCKET),
                    Means("0 m, a point"),
                    "Length along the axis.",
                ),
                quantity(
                    "diameter",
                    Length,
                    Between(0.0, WIDE),
                    Means("0 m, a point"),
                    "Diameter.",
                ),
            ],
        },
    ],
};

/// The types of parts.
pub const PART_TYPES: &[&str] = &[
    "nose",
    "tube",
    "transition",
    "fins",
    "lug",
    "rail button",
    "mass",
];

/// Names of fin sections, as [`crate::launch::parts`] reads them.
pub const SECTION_NAMES: &[&str] = &[
    "square",
    "rounded",
    "airfoil",
    "double wedge",
    "hexagonal",
    "single wedge",
    "biconvex",
];

static MOTOR: Section = section(
    "motor",
    &[
        key(
            "file",
            File("motors/J570W.eng"),
            Means("`thrust`, `length` and masses are given here"),
            "A RASP `.eng` or RockSim `.rse` file. Any key below replaces what it says.",
        ),
        key(
            "designation",
            Text,
            Means("the only motor of the file"),
            "Which motor, if the file has several.",
        ),
        key("name", Text, Means("the designation"), "What it is called."),
        key(
            "thrust",
            Curve("time", Time, "force", Dimension::Force),
            Means("the file's"),
            "Thrust against time since ignition.",
        ),
        quantity(
            "length",
            Length,
            UpTo(ROCKET),
            Means("the file's"),
            "From the forward end to the nozzle exit.",
        ),
        quantity(
            "diameter",
            Length,
            UpTo(WIDE),
            Means("the file's"),
            "Outer diameter.",
        ),
        quantity(
            "propellant_mass",
            Mass,
            Positive,
            Means("the file's, or from `grains` or `tables`"),
            "Mass of the propellant before ignition.",
        ),
        quantity(
            "dry_mass",
            Mass,
            NotNegative,
            Means("the file's"),
            "Mass of everything else: case, nozzle, closures.",
        ),
        quantity(
            "dry_center",
            Length,
            Between(-ROCKET, ROCKET),
            Means("the middle of the motor"),
            "Centre of the dry mass, from the motor's forward end.",
        ),
        key(
            "dry_inertia",
            Table(&INERTIA),
            Means("that of a thin tube of its length and diameter"),
            "Inertia of the dry motor about its own centre.",
        ),
        key(
            "grains",
            Table(&GRAINS),
            Means("a default documented in the core"),
            "The grains, where their geometry is known.",
        ),
        key(
            "tables",
            Or(&Table(&TABLES), &File("motor.csv")),
            Means("none"),
            "Propellant against time, where it was measured or computed (hybrids and liquids fit in here): curves, or one CSV file with all columns.",
        ),
        quantity(
            "nozzle_exit_area",
            Area,
            UpTo(10.0),
            Means("thrust is not corrected for pressure"),
            "Area of the nozzle exit: given, thrust is corrected for the ambient pressure.",
        ),
        quantity(
            "nozzle_exit_diameter",
            Length,
            UpTo(3.0),
            Means("see `nozzle_exit_area`"),
            "Diameter of the nozzle exit, instead of its area.",
        ),
        quantity(
            "reference_pressure",
            Pressure,
            Between(0.0, 115_000.0),
            Means("101325 Pa"),
            "Ambient pressure at which the thrust was measured.",
        ),
        quantity(
            "ignition_delay",
            Time,
            Between(0.0, 1000.0),
            Means("0 s"),
            "From launch to ignition.",
        ),
        quantity(
            "burn_time_factor",
            Number,
            Between(0.1, 10.0),
            Means("1"),
            "The burn takes this many times as long, at the same impulse.",
        ),
        quantity(
            "impulse_factor",
            Number,
            Between(0.1, 10.0),
            Means("1"),
            "The motor delivers this many times its impulse, from the same propellant.",
        ),
        quantity(
            "position",
            Length,
            Between(0.0, ROCKET),
            Means("the nozzle exit stands at the aft end"),
            "Forward end of the motor, from the nose tip.",
        ),
    ],
    "The motor: from a file, or written here. Distances inside it count from its forward end, positive aft.",
);

static GRAINS: Section = section(
    "motor.grains",
    &[
        key("count", Count, Refused, "How many."),
        quantity(
            "density",
            Density,
            UpTo(25_000.0),
            Refused,
            "Density of the propellant.",
        ),
        quantity(
            "outer_diameter",
            Length,
            UpTo(WIDE),
            Refused,
            "Outer diameter.",
        ),
        quantity(
            "core_diameter",
            Length,
            Between(0.0, WIDE),
            Refused,
            "Diameter of the core before ignition.",
        ),
        quantity(
            "length",
            Length,
            UpTo(ROCKET),
            Refused,
            "Length of one grain before ignition.",
        ),
        quantity(
            "separation",
            Length,
            Between(0.0, WIDE),
            Means("0 m"),
            "Gap between grains.",
        ),
        quantity(
            "center",
            Length,
            Between(-ROCKET, ROCKET),
            Means("the middle of the motor"),
            "Centre of the row, from the motor's forward end.",
        ),
        key(
            "ends_inhibited",
            Boolean,
            Means("false"),
            "Whether only the core burns.",
        ),
    ],
    "Equal hollow cylinders in a row (BATES) that burn on the core and, unless inhibited, on their ends.",
);

static TABLES: Section = section(
    "motor.tables",
    &[
        key(
            "mass",
            Curve("time", Time, "mass", Mass),
            Refused,
            "Mass of the propellant.",
        ),
        key(
            "center",
            Curve("time", Time, "length", Length),
            Refused,
            "Its centre, from the motor's forward end.",
        ),
        key(
            "axial",
            Curve("time", Time, "inertia", Inertia),
            Refused,
            "Its moment of inertia about the axis.",
        ),
        key(
            "transverse",
            Curve("time", Time, "inertia", Inertia),
            Refused,
            "Its moment of inertia across the axis, about its own centre.",
        ),
    ],
    "The propellant against time since ignition.",
);

static PARACHUTES: Section = section(
    "parachutes",
    &[
        key("name", Text, Means("its number"), "What it is called."),
        quantity(
            "drag_area",
            Area,
            UpTo(10_000.0),
            Means("from `drag_coefficient` and `diameter`"),
            "Drag coefficient times area.",
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
        ),
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
            "Whether earlier parachutes stay (`true`) or are let go as this one opens.",
        ),
    ],
    "A parachute or streamer. Several open in any order, each by its own trigger.",
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

static SETTINGS: Section = section(
    "settings",
    &[
        quantity(
            "relative_tolerance",
            Number,
            Between(1e-14, 0.01),
            Means("1e-6"),
            "Error allowed per step, relative to each quantity.",
        ),
        quantity(
            "absolute_tolerance",
            Length,
            Between(1e-12, 10.0),
            Means("1 mm"),
            "Error allowed per step in position.",
        ),
        quantity(
            "max_time",
            Time,
            UpTo(1e7),
            Means("43200 s"),
            "The flight is given up after this long.",
        ),
    ],
    "How the flight is computed.",
);

#[cfg(test)]
mod tests {
    use super::*;

    /// The reader's words and the table's words are one list.
    #[test]
    fn every_part_type_has_its_keys() {
        let variants: Vec<&str> = PARTS.variants.iter().map(|each| each.name).collect();
        assert_eq!(variants, PART_TYPES);
    }

    #[test]
    fn no_key_stands_twice() {
        for section in LAUNCH.all() {
            let types: Vec<Option<&str>> = match section.variants {
                [] => vec![None],
                variants => variants.iter().map(|each| Some(each.name)).collect(),
            };
            for each in types {
                let mut names: Vec<&str> = section.keys_of(each).map(|key| key.name).collect();
                let count = names.len();
                names.sort_unstable();
                names.dedup();
                assert_eq!(names.len(), count, "{} {each:?}", section.path);
            }
        }
    }

    #[test]
    fn ranges_hold_their_ends() {
        assert!(Positive.holds(1e-300) && !Positive.holds(0.0) && !Range::Any.holds(f64::NAN));
        assert!(
            UpTo(1.0).holds(1.0) && Between(0.0, 1.0).holds(0.0) && !NotNegative.holds(-1e-300)
        );
    }
}
