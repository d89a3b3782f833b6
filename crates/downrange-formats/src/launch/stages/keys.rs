//! `[[stages]]`.

use downrange::quantity::Dimension::{Area, Impulse, Length, Mass, Time};

use crate::launch::common::INERTIA;
use crate::launch::limits::{MAX_LENGTH, MAX_WIDTH, MOST_PARACHUTES, MOST_PARTS};
use crate::launch::motor::keys::MOTOR;
use crate::launch::object::keys::OBJECT;
use crate::launch::parachutes::keys::PARACHUTES;
use crate::launch::parts::keys::PARTS;
use crate::launch::rocket::keys::{
    CENTER_OF_PRESSURE, DRAG, FINISH, NORMAL_FORCE_SLOPE, PITCH_DAMPING, ROCKET_KEYS, ROLL_DAMPING,
    ROLL_FORCING, ROUGHNESS,
};
use crate::toml_file::keys::Absent::{Means, Refused};
use crate::toml_file::keys::Kind::{Choice, Count, List, Or, Table, Text};
use crate::toml_file::keys::Section;
use crate::toml_file::keys::{key, quantity, section};
use crate::toml_file::range::Range::{Between, Positive, UpTo};

pub static STAGES: Section = section(
    "stages[]",
    &[
        key("name", Text, Refused, "What it is called; no two alike."),
        key(
            "parts",
            List(&PARTS, MOST_PARTS),
            Means("nothing is drawn: mass, air forces and length are given"),
            "Its own drawing, and only its own; positions count from its forward end.",
        ),
        quantity(
            "mass",
            Mass,
            Positive,
            Means("the sum of its parts"),
            "Its own mass without motor; of `copies`, of each.",
        ),
        quantity(
            "center_of_mass",
            Length,
            Between(0.0, MAX_LENGTH),
            Means("from its parts"),
            "Its own centre of mass without motor, from its forward end.",
        ),
        key(
            "inertia",
            Table(&INERTIA),
            Means("from its parts"),
            "Its own moments of inertia without motor, about that centre.",
        ),
        quantity(
            "length",
            Length,
            UpTo(MAX_LENGTH),
            Means("the drawing's"),
            "Its own length.",
        ),
        quantity(
            "diameter",
            Length,
            UpTo(MAX_WIDTH),
            Means("the largest body diameter drawn"),
            "Its own diameter.",
        ),
        FINISH,
        ROUGHNESS,
        quantity(
            "position",
            Length,
            Between(0.0, MAX_LENGTH),
            Means("it follows those above it; of `copies`, their aft ends stand level"),
            "Its forward end, from the nose tip of the whole vehicle.",
        ),
        key(
            "copies",
            Count(1000),
            Means("1, a serial stage"),
            "How many equal bodies leave together, evenly around the axis: parallel boosters. Everything here is \
             said of one of them.",
        ),
        quantity(
            "distance",
            Length,
            Between(0.0, MAX_WIDTH),
            Means("0 m"),
            "Distance of the axis of each copy from that of the vehicle.",
        ),
        key(
            "motor",
            Table(&MOTOR),
            Means("it has none, as a payload"),
            "Its motor, or a cluster of equal ones.",
        ),
        key(
            "ignition",
            Or(
                &Choice(&["launch", "burnout", "separation", "never"]),
                &Table(&IGNITION),
            ),
            Means("the first stage lights at launch; another with a motor needs it"),
            "When its motor lights: at launch, as the stage before it burns out or leaves, or never.",
        ),
        key(
            "separation",
            Table(&SEPARATION),
            Means("it never leaves; nor does the last"),
            "When and how it leaves. A stage leaves only after those before it have.",
        ),
        key(
            "alone",
            Table(&ALONE),
            Means("it tumbles"),
            "How it falls once it has left.",
        ),
        key(
            "parachutes",
            List(&PARACHUTES, MOST_PARACHUTES),
            Means("it comes down without one"),
            "What brings it down softly once it has left; of the last stage, what brings the payload down.",
        ),
        key(
            "vehicle",
            Table(&VEHICLE),
            Means("from the drawings and masses of the stages attached"),
            "The vehicle as it flies until this stage leaves.",
        ),
    ],
    "A vehicle that comes apart, instead of [rocket] and [motor]. The stages stand in the order in which they leave: the \
     lowest first, and last the one that carries the payload and stays. Each is described by itself; the vehicle is put \
     together from them, the last on top.",
);

static IGNITION: Section = section(
    "stages.ignition",
    &[
        quantity(
            "launch",
            Time,
            Between(0.0, 1e5),
            Means("another key is given"),
            "This long after launch.",
        ),
        quantity(
            "burnout",
            Time,
            Between(0.0, 1e5),
            Means("another key is given"),
            "This long after the stage before it has burnt out.",
        ),
        quantity(
            "separation",
            Time,
            Between(0.0, 1e5),
            Means("another key is given"),
            "This long after the stage before it has left.",
        ),
        quantity(
            "height",
            Length,
            UpTo(1e6),
            Means("another key is given"),
            "At this height above the site, on the way up.",
        ),
    ],
    "When a stage lights: one of these keys, or a word. The motor's own `ignition_delay` comes on top.",
);

static SEPARATION: Section = section(
    "stages.separation",
    &[
        key(
            "when",
            Or(&Choice(&["burnout", "apogee"]), &Table(&WHEN)),
            Refused,
            "What sets it off.",
        ),
        quantity(
            "impulse",
            Impulse,
            Between(0.0, 1e7),
            Means("0 N s"),
            "Impulse that drives both apart along the axis.",
        ),
    ],
    "How a stage leaves.",
);

static WHEN: Section = section(
    "stages.separation.when",
    &[
        quantity(
            "burnout",
            Time,
            Between(0.0, 1e5),
            Means("another key is given"),
            "This long after its own motor has burnt out.",
        ),
        quantity(
            "time",
            Time,
            Between(0.0, 1e5),
            Means("another key is given"),
            "This long after launch.",
        ),
        quantity(
            "height",
            Length,
            UpTo(1e6),
            Means("another key is given"),
            "At this height above the site, on the way up.",
        ),
    ],
    "What sets a separation off: one of these keys, or the words \"burnout\" or \"apogee\".",
);

static ALONE: Section = section(
    "stages.alone",
    &[
        key(
            "fall",
            Choice(&["tumbling", "ballistic"]),
            Means("\"tumbling\", or as `object` says"),
            "End over end, as a point with a drag area; or with the attitude and air forces of its own drawing, or of \
             the coefficients below.",
        ),
        quantity(
            "drag_area",
            Area,
            UpTo(10_000.0),
            Means(
                "from its drawing: 0.56 of the side view and 1.42 of some fins (Niskanen 2013, §3.5)",
            ),
            "Drag area of each copy tumbling.",
        ),
        DRAG,
        NORMAL_FORCE_SLOPE,
        CENTER_OF_PRESSURE,
        PITCH_DAMPING,
        ROLL_DAMPING,
        ROLL_FORCING,
        key(
            "object",
            Table(&OBJECT),
            Means("as `fall` says"),
            "Any body: its mass, inertia and coefficients, instead of `fall`. Its mass has to be what leaves.",
        ),
    ],
    "How a stage falls once it has left, until a parachute opens. The coefficients are those of it alone, as in [rocket]; \
     a centre of pressure counts from its forward end.",
);

static VEHICLE: Section = section(
    "stages.vehicle",
    ROCKET_KEYS,
    "What is given of the vehicle as it flies until this stage leaves, everything still attached: the keys of [rocket], \
     in place of what follows from the stages. Mass, centre and inertia are those without any motor; positions count \
     from its nose tip.",
);
