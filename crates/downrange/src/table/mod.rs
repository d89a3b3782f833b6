//! Tables: curves as given, and uniform grids of cubic coefficients as flown.

mod curve;

pub use curve::Curve;
