//! Where may it come down?
//!
//! **Areas**: the polygons on a map within which everything has to stay ([`Area`], [`Watch`]). **Footprints**:
//! where things came down, as it is drawn ([`Ground`]).

mod area;
mod ground;

pub use area::{Area, Polygon, Watch};
pub use ground::{Footprint, Ground, Outline, OutlineKind};
