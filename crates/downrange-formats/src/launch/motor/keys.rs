//! `[motor]`.

use downrange::quantity::Dimension::{
    self, Angle, Area, Density, Inertia, Length, Mass, Number, Pressure, Time,
};

use crate::launch::common::INERTIA;
use crate::launch::limits::{MAX_LENGTH, MAX_WIDTH};
use crate::toml_file::keys::Absent::{Means, Refused};
use crate::toml_file::keys::Kind::{Boolean, Count, Curve, File, List, Or, Table, Text};
use crate::toml_file::keys::Section;
use crate::toml_file::keys::{key, quantity, section};
use crate::toml_file::range::Range::{Between, NotNegative, Positive, UpTo};
use crate::toml_file::range::TURN;

pub static MOTOR: Section = section(
    "motor",
    &[
        key(
            "file",
            File("motors/J570W.eng"),
            Means(
                "`thrust`, `length` and masses are given here, or `designation` names a motor of the motor library",
            ),
            "A RASP `.eng` or RockSim `.rse` file. Any key below replaces what it says, before the motor is judged.",
        ),
        key(
            "designation",
            Text,
            Means("the only motor of the file"),
            "Which motor, if the file has several; without `file`, which motor of the motor library (`downrange motors`). With its maker in brackets if two are called alike. Of several that may be one motor, the one with the most points is taken, and that is told.",
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
            UpTo(MAX_LENGTH),
            Means("the file's"),
            "From the forward end to the nozzle exit.",
        ),
        quantity(
            "diameter",
            Length,
            UpTo(MAX_WIDTH),
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
            Between(-MAX_LENGTH, MAX_LENGTH),
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
            Means("the file's, or unknown"),
            "Area of the nozzle exit. Known, the jet relieves that part of the base of its drag while the motor burns.",
        ),
        quantity(
            "nozzle_exit_diameter",
            Length,
            UpTo(3.0),
            Means("see `nozzle_exit_area`"),
            "Diameter of the nozzle exit, instead of its area.",
        )
        .of_field("nozzle_exit_area"),
        quantity(
            "reference_pressure",
            Pressure,
            Between(0.0, 115_000.0),
            Means("thrust is the same at any height"),
            "Ambient pressure at which the thrust was measured, `\"1 atm\"` at sea level: given, thrust is corrected for the \
             ambient pressure, by the difference times the area of the nozzle exit, which has to be known.",
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
            Between(0.0, MAX_LENGTH),
            Means("the nozzle exit stands at the aft end"),
            "Forward end of the motor, from the nose tip; in [[stages]], from the stage's forward end.",
        ),
        key(
            "count",
            Count(1000),
            Means("1"),
            "How many equal motors side by side: a cluster, which lights together.",
        ),
        quantity(
            "cluster_radius",
            Length,
            Between(0.0, MAX_WIDTH),
            Means("0 m"),
            "Distance of each motor's axis from the rocket's. Several stand evenly around it and are called `1`, `2`, `3`, … toward growing angles; at 0 m it is not known where they stand. A single one stands off the axis.",
        ),
        quantity(
            "cluster_angle",
            Angle,
            Between(-TURN, TURN),
            Means("0 deg"),
            "Roll angle at which the first of them stands: zero is to the right of the rail seen along its heading, a quarter turn is down.",
        ),
        key(
            "cluster",
            List(&CLUSTER, 1000),
            Means("`count` motors at `cluster_radius`"),
            "Where each motor stands, if not evenly around the axis; in any order. `count` may be left out.",
        ),
    ],
    "The motor: from a file, or written here. Distances inside it count from its forward end, positive aft.",
);

pub static CLUSTER: Section = section(
    "motor.cluster[]",
    &[
        key("name", Text, Refused, "What it is called; no two alike."),
        quantity(
            "radius",
            Length,
            Between(0.0, MAX_WIDTH),
            Refused,
            "Distance of its axis from the rocket's.",
        ),
        quantity(
            "angle",
            Angle,
            Between(-TURN, TURN),
            Refused,
            "Roll angle at which it stands, as `cluster_angle`.",
        ),
    ],
    "Where one motor of a cluster stands off the axis. Offsets that do not balance set the thrust line and the centre of mass off the axis.",
);

pub static GRAINS: Section = section(
    "motor.grains",
    &[
        key("count", Count(1000), Refused, "How many."),
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
            UpTo(MAX_WIDTH),
            Refused,
            "Outer diameter.",
        ),
        quantity(
            "core_diameter",
            Length,
            Between(0.0, MAX_WIDTH),
            Refused,
            "Diameter of the core before ignition.",
        ),
        quantity(
            "length",
            Length,
            UpTo(MAX_LENGTH),
            Refused,
            "Length of one grain before ignition.",
        ),
        quantity(
            "separation",
            Length,
            Between(0.0, MAX_WIDTH),
            Means("0 m"),
            "Gap between grains.",
        ),
        quantity(
            "center",
            Length,
            Between(-MAX_LENGTH, MAX_LENGTH),
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

pub static TABLES: Section = section(
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
