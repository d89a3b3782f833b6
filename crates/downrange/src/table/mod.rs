//! Tables: curves as people give them, and uniform grids of cubic coefficients as flights read them.

mod curve;
mod grid;
mod slopes;
mod surface;
mod timeline;

pub use curve::Curve;
pub use grid::Table;
pub use surface::Surface;
pub use timeline::Timeline;
