//! What the tables of keys share.

use std::f64::consts::PI;

use downrange::quantity::Dimension::{self, Inertia};

use super::Absent::Refused;
use super::Kind::Quantity;
use super::Range::NotNegative;
use super::{Absent, Key, Kind, Range, Section};

pub(crate) const DEGREE: f64 = PI / 180.0;

/// No rocket here is longer than this, m: what is, lacks its unit.
pub(crate) const ROCKET: f64 = 100.0;

/// No part here is wider than this, m.
pub(crate) const WIDE: f64 = 10.0;

/// No rocket is drawn from more parts; each may have tables of its own against Mach number.
pub(crate) const MOST_PARTS: usize = 1000;

/// No rocket comes apart so often; before each separation it is a vehicle with tables of its own.
pub(crate) const MOST_STAGES: usize = 32;

/// No body hangs from so many; each is watched for in every step of a flight.
pub(crate) const MOST_PARACHUTES: usize = 100;

pub(crate) const fn key(name: &'static str, kind: Kind, absent: Absent, doc: &'static str) -> Key {
    Key {
        name,
        kind,
        absent,
        doc,
    }
}

pub(crate) const fn quantity(
    name: &'static str,
    dimension: Dimension,
    range: Range,
    absent: Absent,
    doc: &'static str,
) -> Key {
    key(name, Quantity(dimension, range), absent, doc)
}

pub(crate) const fn section(
    path: &'static str,
    keys: &'static [Key],
    doc: &'static str,
) -> Section {
    Section {
        path,
        doc,
        keys,
        variants: &[],
        either: &[],
    }
}

pub(super) static INERTIA: Section = section(
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
