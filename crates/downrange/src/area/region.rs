//! Areas and their polygons, and what lies inside.

use super::elsewhere;
use super::position::short_way;
use super::slabs::Slabs;
use crate::error::Fault;
use crate::text;
use std::f64::consts::{FRAC_PI_2, TAU};

/// A named part of the ground.
///
/// ```
/// use downrange::area::{Area, Polygon};
/// let ring = [(32.9, -107.0), (32.9, -106.8), (33.1, -106.8), (33.1, -107.0), (32.9, -107.0)];
/// let ring = ring.map(|(latitude, longitude): (f64, f64)| (latitude.to_radians(), longitude.to_radians()));
/// let range = Area::new("range", vec![Polygon::new(&[ring.to_vec()])?])?;
/// assert!(range.contains(33_f64.to_radians(), -106.9_f64.to_radians()));
/// assert!(!range.contains(33_f64.to_radians(), -106.7_f64.to_radians()));
/// # Ok::<(), downrange::error::Fault>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    name: String,
    pub(super) polygons: Vec<Polygon>,
}

/// A ring with holes in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Polygon {
    /// As given: latitude and longitude, rad, the first ring outside, the last position like the first.
    pub(super) rings: Vec<Vec<(f64, f64)>>,
    /// Longitudes between which its edges stand, at most one turn apart, rad.
    pub(super) west: f64,
    pub(super) east: f64,
    pub(super) edges: Slabs,
}

impl Area {
    /// An area of polygons, which may touch and overlap.
    ///
    /// # Errors
    /// Without a polygon.
    pub fn new(name: impl Into<String>, polygons: Vec<Polygon>) -> Result<Self, Fault> {
        let name = name.into();
        if let Err(fault) = Fault::named(&name) {
            let shown = text::visible(&name);
            return Err(Fault::new(
                "",
                format!("the area `{shown}`: {}", fault.message),
            ));
        }
        if polygons.is_empty() {
            return Err(Fault::new("", format!("the area `{name}` has no polygon")));
        }
        Ok(Self { name, polygons })
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its polygons.
    pub fn polygons(&self) -> &[Polygon] {
        &self.polygons
    }

    /// Whether a geodetic latitude and longitude, rad, lie inside; what is no number lies outside.
    pub fn contains(&self, latitude: f64, longitude: f64) -> bool {
        self.polygons
            .iter()
            .any(|polygon| polygon.contains(latitude, longitude))
    }

    /// Whether the straight line in longitude and latitude between two places, rad, leaves the area: whether any
    /// point of it lies outside.
    pub fn leaves_between(&self, from: (f64, f64), to: (f64, f64)) -> bool {
        if !self.contains(from.0, from.1) || !self.contains(to.0, to.1) {
            return true;
        }
        let step = short_way(to.1 - from.1);
        let mut crossed = Vec::new();
        for polygon in &self.polygons {
            let (east, west) = (polygon.east + step.abs(), polygon.west - step.abs());
            for longitude in turns(from.1, west, east) {
                let (from, to) = ([longitude, from.0], [longitude + step, to.0]);
                polygon.edges.crossed_by(from, to, &mut crossed);
            }
        }
        // What lies between two crossings lies inside or outside as a whole.
        crossed.sort_by(f64::total_cmp);
        let ends = crossed.iter().copied().chain([1.0]);
        let starts = [0.0].into_iter().chain(crossed.iter().copied());
        starts.zip(ends).any(|(start, end)| {
            let middle = 0.5 * (start + end);
            end - start > 1e-12
                && !self.contains(from.0 + middle * (to.0 - from.0), from.1 + middle * step)
        })
    }

    /// Whether the area is one that a launch from this place (latitude and longitude, rad) can mean.
    ///
    /// # Errors
    /// When it lies in another part of the world (beyond 5,000 km), or beyond 1,000 km where the same numbers with
    /// latitude and longitude swapped, or with another sign, would hold the launch point or lie beside it.
    pub fn check_against(&self, launch: (f64, f64)) -> Result<(), Fault> {
        let what = format!("the area `{}`", self.name);
        elsewhere::check(&what, launch, |from| {
            if self.contains(from.0, from.1) {
                return 0.0;
            }
            let positions = self.polygons.iter().flat_map(|p| p.rings.iter().flatten());
            elsewhere::nearest(from, positions.copied())
        })
    }
}

impl Polygon {
    /// Its rings as they were given: latitude and longitude, rad, the first outside, the others holes.
    pub fn rings(&self) -> &[Vec<(f64, f64)>] {
        &self.rings
    }

    /// Whether a geodetic latitude and longitude, rad, lie inside.
    #[inline]
    pub fn contains(&self, latitude: f64, longitude: f64) -> bool {
        // The edge to the north does not belong to a polygon; the pole does, which has nothing north of it.
        let latitude = latitude.min(FRAC_PI_2.next_down());
        // A polygon is at most one turn wide: what comes after the first is the first again.
        turns(longitude, self.west, self.east)
            .next()
            .is_some_and(|longitude| self.edges.odd([longitude, latitude]))
    }
}

/// A longitude and those whole turns from it, as far as they lie between two others, rad.
#[inline]
pub(super) fn turns(longitude: f64, low: f64, high: f64) -> impl Iterator<Item = f64> {
    let first = longitude + ((low - longitude) / TAU).ceil() * TAU;
    (0..4)
        .map(move |turn| first + f64::from(turn) * TAU)
        .take_while(move |longitude| *longitude <= high)
}
