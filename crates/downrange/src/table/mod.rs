//! Tables: curves as people give them, and uniform grids of cubic coefficients as flights read them.

mod axis;
mod cell;
mod cubics;
mod curve;
mod extensible;
mod grid;
mod node_index;
mod node_table;
mod slopes;
mod surface;

pub use cell::TableCell;
pub(crate) use cubics::{Cubics, hermite, shifted, smooth, straight};
pub use curve::Curve;
pub(crate) use curve::CurveWalk;
pub use extensible::ExtensibleTable;
pub use grid::Table;
pub use node_table::NodeTable;
pub use surface::Table2d;
