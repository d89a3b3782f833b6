//! Where may it come down?
//!
//! **Areas**: the polygons on a map within which everything has to stay ([`Area`], [`Watch`]).

mod area;

pub use area::{Area, Polygon, Watch};
