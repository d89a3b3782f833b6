//! `[object]`.

use downrange::quantity::Dimension::{Area, Inertia, Length, Mass, Number, PerAngle};

use crate::launch::limits::MAX_LENGTH;
use crate::toml_file::keys::Absent::{Means, Refused};
use crate::toml_file::keys::Kind::{MachCurve, Table, Text};
use crate::toml_file::keys::Section;
use crate::toml_file::keys::{key, quantity, section};
use crate::toml_file::range::Range::{Any, Positive, UpTo};

pub static OBJECT: Section = section(
    "object",
    &[
        key(
            "name",
            Text,
            Means("the name of the launch"),
            "What it is called.",
        ),
        quantity("mass", Mass, Positive, Refused, "Mass."),
        key(
            "inertia",
            Table(&TENSOR),
            Refused,
            "Moments and products of inertia about the centre of mass.",
        ),
        quantity(
            "area",
            Area,
            UpTo(10_000.0),
            Means("the disc of `diameter`"),
            "Area that the coefficients refer to.",
        ),
        quantity(
            "diameter",
            Length,
            UpTo(MAX_LENGTH),
            Means("`area` is given"),
            "Diameter of a disc of that area.",
        ),
        quantity(
            "span",
            Length,
            UpTo(MAX_LENGTH),
            Means("`diameter`; needed for moments in roll and yaw"),
            "Length that the moments in roll and yaw refer to.",
        ),
        quantity(
            "chord",
            Length,
            UpTo(MAX_LENGTH),
            Means("`diameter`; needed for moments in pitch"),
            "Length that the moments in pitch refer to.",
        ),
        key(
            "reference_point",
            Table(&POINT),
            Means("the centre of mass"),
            "Where the coefficients' moments are about, and their forces act, seen from the centre of mass.",
        ),
        key(
            "drag",
            MachCurve(Number),
            Means("0"),
            "Drag coefficient, against the velocity through the air.",
        ),
        key(
            "axial",
            MachCurve(Number),
            Means("0"),
            "Axial-force coefficient, aft, at no angle; with the cosine of the angle of attack.",
        ),
        key(
            "side_slope",
            MachCurve(PerAngle),
            Means("0"),
            "Slope of the side force, to the right, with the angle of sideslip (negative for most).",
        ),
        key(
            "normal_slope",
            MachCurve(PerAngle),
            Means("0"),
            "Slope of the normal force, up, with the angle of attack.",
        ),
        key(
            "roll",
            MachCurve(Number),
            Means("0"),
            "Roll-moment coefficient at no angle, right side down.",
        ),
        key(
            "roll_slope",
            MachCurve(PerAngle),
            Means("0"),
            "Slope of the roll moment with the angle of sideslip.",
        ),
        key(
            "pitch",
            MachCurve(Number),
            Means("0"),
            "Pitch-moment coefficient at no angle, nose up.",
        ),
        key(
            "pitch_slope",
            MachCurve(PerAngle),
            Means("0"),
            "Slope of the pitch moment with the angle of attack; negative steadies.",
        ),
        key(
            "yaw_slope",
            MachCurve(PerAngle),
            Means("0"),
            "Slope of the yaw moment, nose right, with the angle of sideslip; positive steadies.",
        ),
        key(
            "roll_damping",
            MachCurve(PerAngle),
            Means("0"),
            "Roll damping Clp of p `span` / (2 V); negative damps.",
        ),
        key(
            "pitch_damping",
            MachCurve(PerAngle),
            Means("0"),
            "Pitch damping Cmq of q `chord` / (2 V); negative damps.",
        ),
        key(
            "yaw_damping",
            MachCurve(PerAngle),
            Means("0"),
            "Yaw damping Cnr of r `span` / (2 V); negative damps.",
        ),
    ],
    "A body that is no rocket: a ball, a brick, a capsule, a spent stage with measured coefficients. Its axes are \
     forward, right and down. The angles of attack and of sideslip count as their sines, w/V and v/V, with v to the \
     right and w downward of the velocity V through the air; damping is of rates relative to the turning ground.",
);

static TENSOR: Section = section(
    "object.inertia",
    &[
        quantity("xx", Inertia, Positive, Refused, "About the forward axis."),
        quantity(
            "yy",
            Inertia,
            Positive,
            Refused,
            "About the axis to the right.",
        ),
        quantity("zz", Inertia, Positive, Refused, "About the axis down."),
        quantity(
            "xy",
            Inertia,
            Any,
            Means("0"),
            "Product ∫ x y dm, forward and right (the tensor's element is its negative).",
        ),
        quantity(
            "xz",
            Inertia,
            Any,
            Means("0"),
            "Product ∫ x z dm, forward and down.",
        ),
        quantity(
            "yz",
            Inertia,
            Any,
            Means("0"),
            "Product ∫ y z dm, right and down.",
        ),
    ],
    "Moments and products of inertia about the centre of mass, in the object's axes.",
);

static POINT: Section = section(
    "object.reference_point",
    &[
        quantity(
            "forward",
            Length,
            Any,
            Means("0 m"),
            "Ahead of the centre of mass.",
        ),
        quantity(
            "right",
            Length,
            Any,
            Means("0 m"),
            "To the right of the centre of mass.",
        ),
        quantity(
            "down",
            Length,
            Any,
            Means("0 m"),
            "Below the centre of mass.",
        ),
    ],
    "A point of the object, seen from its centre of mass.",
);
