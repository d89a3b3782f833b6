//! Tracks that begin at one place, watched as to whether they leave.

use super::Area;
use super::region::turns;
use std::f64::consts::PI;

/// An area as seen from a launch point.
///
/// Round the launch point it knows a disc that lies inside as a whole, so that the many points of a track that stay
/// near cost a few multiplications each. The disc is one in the plane of longitude and latitude, in which the edges are
/// straight: nothing is approximated.
#[derive(Debug, Clone)]
pub struct AreaMonitor<'a> {
    area: &'a Area,
    center: (f64, f64),
    /// Cosine of the latitude of the centre, which makes the disc about round on the ground.
    shrink: f64,
    radius_squared: f64,
}

impl<'a> AreaMonitor<'a> {
    /// Watches tracks from a latitude and longitude, rad.
    pub fn new(area: &'a Area, center: (f64, f64)) -> Self {
        let shrink = libm::cos(center.0);
        let nearest = area.polygons.iter().flat_map(|polygon| {
            // Half a turn each way: no disc that counts reaches further.
            turns(center.1, polygon.west - PI, polygon.east + PI).map(|longitude| {
                polygon
                    .edges
                    .distance_squared([longitude, center.0], shrink)
            })
        });
        let radius_squared = match area.contains(center.0, center.1) {
            true => nearest.fold((PI * shrink).powi(2), f64::min),
            false => 0.0,
        };
        Self {
            area,
            center,
            shrink,
            radius_squared,
        }
    }

    /// Whether a track, given by latitudes and longitudes in rad in order, leaves the area on its way: its points and
    /// the straight lines between them.
    pub fn leaves(&self, track: impl IntoIterator<Item = (f64, f64)>) -> bool {
        let mut before = None;
        for place in track {
            let near = self.near(place);
            let left = match before {
                // Lines between points of a disc stay in it.
                Some((_, true)) if near => false,
                Some((from, _)) => self.area.leaves_between(from, place),
                None => !near && !self.area.contains(place.0, place.1),
            };
            if left {
                return true;
            }
            before = Some((place, near));
        }
        false
    }

    /// Whether a place, latitude and longitude in rad, lies inside or on the edge.
    pub fn contains(&self, place: (f64, f64)) -> bool {
        self.near(place) || self.area.contains(place.0, place.1)
    }

    #[inline]
    fn near(&self, (latitude, longitude): (f64, f64)) -> bool {
        let north = latitude - self.center.0;
        let east = self.shrink * (longitude - self.center.1);
        north * north + east * east < self.radius_squared
    }
}
