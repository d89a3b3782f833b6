//! Distances and bearings over the ground: Karney (2013), "Algorithms for geodesics", J. Geodesy 87, by
//! `geographiclib-rs`; good to 15 nm on WGS-84.

use geographiclib_rs::{Geodesic, InverseGeodesic};

/// The shortest way over the ground from one place to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Course {
    /// Length, m.
    pub distance: f64,
    /// Azimuth at the start, rad clockwise from north, 0 to 2π.
    pub bearing: f64,
}

/// The course on WGS-84 between two places given by geodetic latitude and longitude, rad.
///
/// ```
/// use downrange::earth::course;
/// // One degree of longitude along the equator: a · π/180.
/// let east = course((0.0, 0.0), (0.0, 1f64.to_radians()));
/// assert!((east.distance - 6_378_137.0 * 1f64.to_radians()).abs() < 1e-6);
/// assert!((east.bearing - 90f64.to_radians()).abs() < 1e-12);
/// ```
pub fn course(from: (f64, f64), to: (f64, f64)) -> Course {
    let (distance, azimuth, _, _): (f64, f64, f64, f64) = Geodesic::wgs84().inverse(
        from.0.to_degrees(),
        from.1.to_degrees(),
        to.0.to_degrees(),
        to.1.to_degrees(),
    );
    Course {
        distance,
        bearing: azimuth.to_radians().rem_euclid(std::f64::consts::TAU),
    }
}
