//! Colours of bodies, areas, and what lies outside them.

use downrange::safety::{Footprint, LandingMap};

use crate::page::palette::{AMBER, BLUE, GREEN, ORANGE, RED, TEAL, VIOLET};

/// Colours of bodies.
const BODIES: [&str; 6] = [BLUE, AMBER, GREEN, VIOLET, TEAL, ORANGE];

/// Colour of landing points outside every area.
pub const OUTSIDE: &str = RED;

/// Colour of an area's boundary.
pub const BOUNDARY: &str = RED;

/// Each body with its colour.
pub fn colored(ground: &LandingMap) -> impl Iterator<Item = (&Footprint, &'static str)> {
    ground.footprints.iter().zip(BODIES.into_iter().cycle())
}
