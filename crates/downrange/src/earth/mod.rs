//! Where is it? Ellipsoid, gravity, frames, geodesics.
