//! Where may it come down?
//!
//! **Footprints**: where things came down, as it is drawn ([`Ground`]).

mod ground;

pub use ground::{Footprint, Ground, Outline, OutlineKind};
