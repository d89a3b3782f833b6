//! Distances and bearings over the ground: Karney (2013), "Algorithms for geodesics", J. Geodesy 87, by
//! `geographiclib-rs`; good to 15 nm on WGS-84.

use geographiclib_rs::{DirectGeodesic, Geodesic as Ellipsoid, InverseGeodesic};

/// A geodesic: the shortest line on the ellipsoid between two points, by its start.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Geodesic {
    /// Length, m.
    pub distance: f64,
    /// Azimuth at the start, rad clockwise from north, 0 to 2π.
    pub bearing: f64,
}

/// Inverse geodesic problem on WGS-84: length and starting azimuth between two points, each geodetic latitude and
/// longitude, rad.
///
/// ```
/// use downrange::earth::inverse_geodesic;
/// // One degree of longitude along the equator: a · π/180.
/// let east = inverse_geodesic((0.0, 0.0), (0.0, 1f64.to_radians()));
/// assert!((east.distance - 6_378_137.0 * 1f64.to_radians()).abs() < 1e-6);
/// assert!((east.bearing - 90f64.to_radians()).abs() < 1e-12);
/// ```
pub fn inverse_geodesic(from: (f64, f64), to: (f64, f64)) -> Geodesic {
    let (distance, azimuth, _, _): (f64, f64, f64, f64) = Ellipsoid::wgs84().inverse(
        from.0.to_degrees(),
        from.1.to_degrees(),
        to.0.to_degrees(),
        to.1.to_degrees(),
    );
    Geodesic {
        distance,
        bearing: azimuth.to_radians().rem_euclid(std::f64::consts::TAU),
    }
}

/// Direct geodesic problem on WGS-84: end point of a geodesic, geodetic latitude and longitude, rad (longitude from −π
/// to π).
///
/// ```
/// use downrange::earth::{inverse_geodesic, direct_geodesic};
/// let pad = (0.6, -1.9);
/// let way = inverse_geodesic(pad, (0.61, -1.88));
/// let (latitude, longitude) = direct_geodesic(pad, way);
/// assert!((latitude - 0.61).abs() < 1e-14 && (longitude + 1.88).abs() < 1e-14);
/// ```
pub fn direct_geodesic(from: (f64, f64), geodesic: Geodesic) -> (f64, f64) {
    let (latitude, longitude): (f64, f64) = Ellipsoid::wgs84().direct(
        from.0.to_degrees(),
        from.1.to_degrees(),
        geodesic.bearing.to_degrees(),
        geodesic.distance,
    );
    (latitude.to_radians(), longitude.to_radians())
}

/// Position of a point relative to a centre, m east and m north: its distance over the ground, in its direction.
///
/// This is the azimuthal equidistant projection on WGS-84. Distances and directions from the centre are true however far;
/// across them it stretches by `(d/R)²/6`, 0.4 m in 10 km at 100 km from the centre (Snyder 1987, USGS Professional Paper
/// 1395, on this projection).
///
/// ```
/// use downrange::earth::{to_east_north, from_east_north};
/// let pad = (0.6, -1.9);
/// let (latitude, longitude) = from_east_north(pad, [3_000.0, -4_000.0]);
/// let [east, north] = to_east_north(pad, (latitude, longitude));
/// assert!((east - 3_000.0).abs() < 1e-6 && (north + 4_000.0).abs() < 1e-6);
/// ```
pub fn to_east_north(center: (f64, f64), place: (f64, f64)) -> [f64; 2] {
    let way = inverse_geodesic(center, place);
    let (sine, cosine) = libm::sincos(way.bearing);
    [way.distance * sine, way.distance * cosine]
}

/// Latitude and longitude, rad, of the point some metres east and north of a centre: the inverse of [`to_east_north`].
pub fn from_east_north(center: (f64, f64), [east, north]: [f64; 2]) -> (f64, f64) {
    let way = Geodesic {
        distance: libm::hypot(east, north),
        bearing: libm::atan2(east, north),
    };
    direct_geodesic(center, way)
}
