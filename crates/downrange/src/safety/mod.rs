//! Where may it come down?
//!
//! **Footprints**: where things came down, as it is drawn ([`LandingMap`]).

mod landing_map;

pub use landing_map::{Footprint, LandingMap, Outline, OutlineKind};
