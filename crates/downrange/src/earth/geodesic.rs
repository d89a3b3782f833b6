//! Distances and bearings over the ground: Karney (2013), "Algorithms for geodesics", J. Geodesy 87, by
//! `geographiclib-rs`; good to 15 nm on WGS-84.

use geographiclib_rs::{DirectGeodesic, Geodesic, InverseGeodesic};

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

/// Where a course from a place leads: geodetic latitude and longitude on WGS-84, rad, longitude from −π to π.
///
/// ```
/// use downrange::earth::{course, destination};
/// let pad = (0.6, -1.9);
/// let way = course(pad, (0.61, -1.88));
/// let (latitude, longitude) = destination(pad, way);
/// assert!((latitude - 0.61).abs() < 1e-14 && (longitude + 1.88).abs() < 1e-14);
/// ```
pub fn destination(from: (f64, f64), course: Course) -> (f64, f64) {
    let (latitude, longitude): (f64, f64) = Geodesic::wgs84().direct(
        from.0.to_degrees(),
        from.1.to_degrees(),
        course.bearing.to_degrees(),
        course.distance,
    );
    (latitude.to_radians(), longitude.to_radians())
}

/// Where a place lies as seen from a centre, m east and m north: its distance over the ground, in its direction.
///
/// This is the azimuthal equidistant projection on WGS-84. Distances and directions from the centre are true however far;
/// across them it stretches by `(d/R)²/6`, 0.4 m in 10 km at 100 km from the centre (Snyder 1987, USGS Professional Paper
/// 1395, on this projection).
///
/// ```
/// use downrange::earth::{east_north, place_at};
/// let pad = (0.6, -1.9);
/// let (latitude, longitude) = place_at(pad, [3_000.0, -4_000.0]);
/// let [east, north] = east_north(pad, (latitude, longitude));
/// assert!((east - 3_000.0).abs() < 1e-6 && (north + 4_000.0).abs() < 1e-6);
/// ```
pub fn east_north(center: (f64, f64), place: (f64, f64)) -> [f64; 2] {
    let way = course(center, place);
    let (sine, cosine) = libm::sincos(way.bearing);
    [way.distance * sine, way.distance * cosine]
}

/// The place that lies so many metres east and north of a centre: the inverse of [`east_north`].
pub fn place_at(center: (f64, f64), [east, north]: [f64; 2]) -> (f64, f64) {
    let way = Course {
        distance: libm::hypot(east, north),
        bearing: libm::atan2(east, north),
    };
    destination(center, way)
}
