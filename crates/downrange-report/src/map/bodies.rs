//! Colours of bodies, areas, and what lies outside them.

use downrange::safety::{Footprint, LandingMap};

use crate::page::palette::{AMBER, BLUE, GREEN, ORANGE, PINK, RED, TEAL, VIOLET};

/// Colours of bodies.
const BODIES: [&str; 6] = [BLUE, AMBER, GREEN, VIOLET, TEAL, ORANGE];

/// Colour of landing points outside every area, or in a keep-out area.
pub const OUTSIDE: &str = RED;

/// Colour of an area's boundary.
pub const BOUNDARY: &str = RED;

/// Colour of what to keep out of.
pub const KEEP_OUT: &str = PINK;

/// Each body with its colour.
pub fn colored(ground: &LandingMap) -> impl Iterator<Item = (&Footprint, &'static str)> {
    ground.footprints.iter().zip(BODIES.into_iter().cycle())
}
