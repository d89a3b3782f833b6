//! `[[rocket.parts]]`.

use downrange::quantity::Dimension::{Angle, Density, Length, Mass, Number, PerAngle};
use downrange::rocket::shape::FinSet;

use crate::launch::common::INERTIA;
use crate::launch::limits::{MAX_LENGTH, MAX_WIDTH};
use crate::launch::materials::{FINISH_NAMES, MATERIAL_NAMES};
use crate::toml_file::keys::Absent::{Means, Refused};
use crate::toml_file::keys::Kind::{Certain, Choice, Count, MachCurve, Points, Table, Text};
use crate::toml_file::keys::{Key, Section, Variant};
use crate::toml_file::keys::{key, quantity};
use crate::toml_file::range::Range::{Between, NotNegative, UpTo};
use crate::toml_file::range::{DEGREE, TURN};

pub const PROFILE: Key = key(
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

pub const PARAMETER: Key = quantity(
    "parameter",
    Number,
    Between(0.0, 1.0),
    Means("power 0.5, parabolic 1, haack 1/3"),
    "Shape parameter: n of `power`, K of `parabolic`, C of `haack` (0 is von Kármán, 1/3 LV-Haack).",
);

pub const ARC_RADIUS: Key = quantity(
    "arc_radius",
    Length,
    UpTo(10_000.0),
    Means("needed for a secant ogive"),
    "Radius of the arc of a secant ogive.",
);

pub const WALL: Key = quantity("wall", Length, UpTo(1.0), Means("solid"), "Wall thickness.");

pub static PARTS: Section = Section {
    path: "rocket.parts[]",
    doc: "One part of the drawing. Give it `material`, `density` or `mass`, unless `rocket.mass` is given: then a part \
          without any counts for the air only. A nose, tube or transition without `position` follows the one before \
          it; fins without one end flush with the nose, tube or transition before them; everything else says where it is.",
    keys: &[
        key("type", Choice(PART_TYPES), Refused, "What it is.").of_field("shape"),
        key(
            "name",
            Text,
            Means("its type and number"),
            "What it is called; no two alike.",
        ),
        quantity(
            "position",
            Length,
            Between(-MAX_WIDTH, MAX_LENGTH),
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
            "Mass of the whole part (all fins of a set together); 0 is there for the air only.",
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
            Between(-MAX_WIDTH, MAX_LENGTH),
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
    either: &[],
    variants: &[
        Variant {
            name: "nose",
            doc: "A nose cone.",
            keys: &[
                PROFILE,
                quantity(
                    "length",
                    Length,
                    UpTo(MAX_LENGTH),
                    Refused,
                    "From tip to base (of the blunted nose, if blunted).",
                ),
                quantity(
                    "diameter",
                    Length,
                    UpTo(MAX_WIDTH),
                    Refused,
                    "Diameter of the base.",
                )
                .of_field("base_diameter"),
                quantity(
                    "tip_radius",
                    Length,
                    Between(0.0, MAX_WIDTH),
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
                quantity("length", Length, UpTo(MAX_LENGTH), Refused, "Length."),
                quantity(
                    "diameter",
                    Length,
                    UpTo(MAX_WIDTH),
                    Refused,
                    "Outer diameter.",
                )
                .of_field("outer_diameter"),
                quantity(
                    "inner_diameter",
                    Length,
                    Between(0.0, MAX_WIDTH),
                    Means("from `wall`"),
                    "Inner diameter; zero is a solid rod.",
                ),
                quantity(
                    "wall",
                    Length,
                    UpTo(1.0),
                    Means("from `inner_diameter`; one of both is needed"),
                    "Wall thickness.",
                )
                .of_field("inner_diameter"),
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
                quantity("length", Length, UpTo(MAX_LENGTH), Refused, "Length."),
                quantity(
                    "fore_diameter",
                    Length,
                    UpTo(MAX_WIDTH),
                    Refused,
                    "Diameter of its forward end.",
                ),
                quantity(
                    "aft_diameter",
                    Length,
                    UpTo(MAX_WIDTH),
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
                key(
                    "count",
                    Count(FinSet::MOST),
                    Refused,
                    "How many. The lift of one or two depends on the roll angle: flown is the mean over the roll, with a warning.",
                ),
                key(
                    "planform",
                    Choice(&["trapezoidal", "elliptical", "freeform"]),
                    Means("\"freeform\" with `points`, else \"trapezoidal\""),
                    "The outline of one.",
                ),
                quantity(
                    "root_chord",
                    Length,
                    UpTo(MAX_LENGTH),
                    Means("needed unless freeform"),
                    "Chord at the body.",
                ),
                quantity(
                    "tip_chord",
                    Length,
                    Between(0.0, MAX_LENGTH),
                    Means("needed for a trapezoid"),
                    "Chord at the tip.",
                ),
                quantity(
                    "span",
                    Length,
                    UpTo(MAX_WIDTH),
                    Means("needed unless freeform"),
                    "From the body to the tip.",
                ),
                quantity(
                    "sweep_length",
                    Length,
                    Between(-MAX_WIDTH, MAX_LENGTH),
                    Means("from `sweep_angle`; one of both is needed for a trapezoid"),
                    "How far the tip's leading edge lies aft of the root's.",
                ),
                quantity(
                    "sweep_angle",
                    Angle,
                    Between(-85.0 * DEGREE, 85.0 * DEGREE),
                    Means("from `sweep_length`"),
                    "Angle of the leading edge from square to the body.",
                )
                .of_field("sweep_length"),
                key(
                    "points",
                    Points,
                    Means("needed if freeform"),
                    "The outline: points (aft of the root's forward end, out from the body), the first [0, 0], the last on the body again: below zero where it narrows under the root.",
                ),
                quantity("thickness", Length, UpTo(1.0), Refused, "Thickness."),
                key(
                    "section",
                    Choice(SECTION_NAMES),
                    Means("\"rounded\""),
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
                    "leading_edge_radius",
                    Length,
                    Between(0.0, 0.5),
                    Means("0: sharp"),
                    "Radius of the leading edge of a double wedge, hexagonal, single wedge or biconvex section, at most half the thickness.",
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
                    UpTo(MAX_WIDTH),
                    Means("the drawn body's there"),
                    "Diameter of the body at the root.",
                ),
                key(
                    "angle",
                    Certain(Angle, Between(-TURN, TURN)),
                    Means("none hides another from the side"),
                    "Roll angle at which the first stands, as `cluster_angle`. Drawings show it; flown is the mean over the roll.",
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
                    UpTo(MAX_LENGTH),
                    Refused,
                    "Length along the body.",
                ),
                quantity("diameter", Length, UpTo(1.0), Refused, "Outer diameter.")
                    .of_field("outer_diameter"),
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
                    Between(0.0, MAX_LENGTH),
                    Means("0 m, a point"),
                    "Length along the axis.",
                ),
                quantity(
                    "diameter",
                    Length,
                    Between(0.0, MAX_WIDTH),
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

/// The section of fins that do not say: of 24 rockets whose flights were measured, the edges of 23 are nearer to it than to square ones.
pub const DEFAULT_SECTION: &str = "rounded";

/// One that drags more, which such fins may have.
pub const BLUNTER_SECTION: &str = "square";

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
