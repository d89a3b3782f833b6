//! Ground to keep out of: houses, roads, whatever nothing may come down on.
//!
//! A place lies in a feature when it is inside it (a polygon) or no further from it over the ground than a distance: a
//! house as a point with a radius, a road as a line with half its width. Edges are straight in longitude and latitude,
//! as everywhere in this room.
//!
//! The nearest point of a feature is found in the plane of the metres that a degree of longitude and of latitude have at
//! the place (radii of curvature of the ellipsoid, Snyder 1987, "Map Projections: A Working Manual", eqs. 4-19 and 4-20),
//! and its distance then is that of the geodesic. What the plane does to the choice of the nearest point is of second
//! order: within [`MOST_DISTANCE`] and 80° of latitude it makes a distance too long by less than one part in a thousand.

use super::build::on_earth;
use super::elsewhere;
use super::position::short_way;
use super::{Area, Polygon};
use crate::earth::{Earth, inverse_geodesic};
use crate::error::Fault;
use crate::text;

/// The greatest distance from a feature that counts as within it, m: what reaches further is drawn as a polygon.
pub const MOST_DISTANCE: f64 = 10e3;

/// A distance in the plane may be shorter than the geodesic by this share, and is looked at closer.
const CLOSER: f64 = 1.1;

/// Named ground that nothing may come down on.
///
/// ```
/// use downrange::area::{KeepOut, KeepOutFeature, KeepOutGeometry};
/// let at = |latitude: f64, longitude: f64| (latitude.to_radians(), longitude.to_radians());
/// let house = KeepOutFeature::new(KeepOutGeometry::Point(at(33.0, -107.0)), 20.0)?;
/// let house = KeepOut::new("farm", vec![house])?;
/// // 0.0001° of latitude are 11 m, and 0.0002° are 22 m.
/// assert!(house.contains(33.0001_f64.to_radians(), -107_f64.to_radians()));
/// assert!(!house.contains(33.0002_f64.to_radians(), -107_f64.to_radians()));
/// # Ok::<(), downrange::error::Fault>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct KeepOut {
    name: String,
    features: Vec<KeepOutFeature>,
}

/// A shape on the ground and how far around it counts.
#[derive(Debug, Clone, PartialEq)]
pub struct KeepOutFeature {
    geometry: KeepOutGeometry,
    distance: f64,
    /// Latitudes beyond which nothing lies within the distance, rad.
    south: f64,
    north: f64,
}

/// A shape on the ground; positions are geodetic latitude and longitude, rad.
#[derive(Debug, Clone, PartialEq)]
pub enum KeepOutGeometry {
    /// What a ring encloses.
    Polygon(Polygon),
    /// A line from position to position.
    Line(Vec<(f64, f64)>),
    /// A position.
    Point((f64, f64)),
}

impl KeepOutGeometry {
    /// Its lines: a point is one of a single position.
    pub fn lines(&self) -> &[Vec<(f64, f64)>] {
        match self {
            Self::Polygon(polygon) => polygon.rings(),
            Self::Line(line) => std::slice::from_ref(line),
            Self::Point(_) => &[],
        }
    }

    /// Its positions.
    pub fn positions(&self) -> impl Iterator<Item = (f64, f64)> {
        let point = match self {
            Self::Point(place) => Some(*place),
            _ => None,
        };
        self.lines().iter().flatten().copied().chain(point)
    }
}

impl KeepOutFeature {
    /// A shape with all that is no further from it than a distance, m.
    ///
    /// # Errors
    /// A distance below zero or above [`MOST_DISTANCE`], or none around a line or a point, which enclose nothing; a line of
    /// fewer than two positions; a position that is not on the Earth.
    pub fn new(geometry: KeepOutGeometry, distance: f64) -> Result<Self, Fault> {
        if !(0.0..=MOST_DISTANCE).contains(&distance) {
            return Err(Fault::new(
                "",
                format!("a distance of {distance} m, expected from 0 to {MOST_DISTANCE} m"),
            )
            .hint("draw what reaches further as a polygon"));
        }
        let what = match &geometry {
            KeepOutGeometry::Polygon(_) => None,
            KeepOutGeometry::Line(line) => {
                if line.len() < 2 {
                    return Err(Fault::new("", "a line of fewer than two positions"));
                }
                for (index, position) in line.iter().enumerate() {
                    on_earth(*position).map_err(|fault| fault.inside(&format!("[{index}]")))?;
                }
                Some("line")
            }
            KeepOutGeometry::Point(place) => {
                on_earth(*place)?;
                Some("point")
            }
        };
        if let (Some(what), true) = (what, distance <= 0.0) {
            let message = format!("a {what} without a distance around it encloses nothing");
            return Err(Fault::new("", message));
        }
        let latitudes = || geometry.positions().map(|(latitude, _)| latitude);
        // The least radius of curvature of a meridian, that at the equator, makes the widest band.
        let band = distance / radii(0.0).0;
        let south = latitudes().fold(f64::INFINITY, f64::min) - band;
        let north = latitudes().fold(f64::NEG_INFINITY, f64::max) + band;
        Ok(Self {
            geometry,
            distance,
            south,
            north,
        })
    }

    /// Its shape.
    pub fn geometry(&self) -> &KeepOutGeometry {
        &self.geometry
    }

    /// How far around its shape counts, m.
    pub fn distance(&self) -> f64 {
        self.distance
    }

    /// Whether a geodetic latitude and longitude, rad, lie in it; what is no number does not.
    pub fn contains(&self, latitude: f64, longitude: f64) -> bool {
        let inside = match &self.geometry {
            KeepOutGeometry::Polygon(polygon) => polygon.contains(latitude, longitude),
            _ => false,
        };
        inside || self.distance > 0.0 && self.is_near((latitude, longitude))
    }

    /// Whether a place is no further than the distance from its lines or its point.
    fn is_near(&self, place: (f64, f64)) -> bool {
        if !(self.south..=self.north).contains(&place.0) || !place.1.is_finite() {
            return false;
        }
        let near = |nearest: (f64, f64)| inverse_geodesic(place, nearest).distance <= self.distance;
        if let KeepOutGeometry::Point(point) = &self.geometry {
            return near(*point);
        }
        let (meridian, parallel) = radii(place.0);
        let reach = CLOSER * self.distance;
        let edges = self.geometry.lines().iter();
        edges.flat_map(|line| line.windows(2)).any(|edge| {
            // Radians of the edge from the place, by the short way.
            let from = [short_way(edge[0].1 - place.1), edge[0].0 - place.0];
            let step = [short_way(edge[1].1 - edge[0].1), edge[1].0 - edge[0].0];
            let metres = |[east, north]: [f64; 2]| [east * parallel, north * meridian];
            let (start, way) = (metres(from), metres(step));
            let length = way[0] * way[0] + way[1] * way[1];
            let along = -(start[0] * way[0] + start[1] * way[1]);
            let part = match length > 0.0 {
                true => (along / length).clamp(0.0, 1.0),
                false => 0.0,
            };
            let [east, north] = [0, 1].map(|axis| start[axis] + part * way[axis]);
            east.hypot(north) <= reach
                && near((edge[0].0 + part * step[1], edge[0].1 + part * step[0]))
        })
    }
}

impl KeepOut {
    /// Ground of features, in whichever order, which may touch and overlap.
    ///
    /// # Errors
    /// Without a feature, or with a name that cannot be.
    pub fn new(name: impl Into<String>, features: Vec<KeepOutFeature>) -> Result<Self, Fault> {
        let name = name.into();
        if let Err(fault) = Fault::named(&name) {
            let shown = text::visible(&name);
            let message = format!("the keep-out area `{shown}`: {}", fault.message);
            return Err(Fault::new("", message));
        }
        if features.is_empty() {
            let message = format!("the keep-out area `{name}` has no feature");
            return Err(Fault::new("", message));
        }
        Ok(Self { name, features })
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its features.
    pub fn features(&self) -> &[KeepOutFeature] {
        &self.features
    }

    /// Whether a geodetic latitude and longitude, rad, lie in any of its features; what is no number does not.
    pub fn contains(&self, latitude: f64, longitude: f64) -> bool {
        let mut features = self.features.iter();
        features.any(|feature| feature.contains(latitude, longitude))
    }

    /// Whether it is ground that a launch from this place (latitude and longitude, rad) can mean.
    ///
    /// # Errors
    /// As [`Area::check_against`](super::Area::check_against).
    pub fn check_against(&self, launch: (f64, f64)) -> Result<(), Fault> {
        let what = format!("the keep-out area `{}`", self.name);
        elsewhere::check(&what, launch, |from| {
            if self.contains(from.0, from.1) {
                return 0.0;
            }
            let features = self.features.iter();
            let positions = features.flat_map(|feature| feature.geometry.positions());
            elsewhere::nearest(from, positions)
        })
    }
}

/// Whether something should not come down at a place, latitude and longitude in rad: outside every area, if there are any, or in
/// a keep-out area.
pub fn out_of_bounds(areas: &[Area], keep_outs: &[KeepOut], place: (f64, f64)) -> bool {
    let (latitude, longitude) = place;
    let outside = || !areas.iter().any(|area| area.contains(latitude, longitude));
    !areas.is_empty() && outside()
        || keep_outs
            .iter()
            .any(|keep_out| keep_out.contains(latitude, longitude))
}

/// Radius of curvature of the meridian, and radius of the parallel, at a latitude, m.
fn radii(latitude: f64) -> (f64, f64) {
    let earth = Earth::WGS84;
    let (sine, cosine) = libm::sincos(latitude);
    let squared = 1.0 - earth.eccentricity_squared * sine * sine;
    let prime_vertical = earth.equatorial_radius / squared.sqrt();
    let meridian = prime_vertical * (1.0 - earth.eccentricity_squared) / squared;
    (meridian, prime_vertical * cosine)
}
