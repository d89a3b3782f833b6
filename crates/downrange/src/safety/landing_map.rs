//! Where very many flights came down, as it is drawn: one description for maps, Google Earth and GeoJSON.
//!
//! Places are geodetic latitude and longitude, rad. A ring is a closed line; whether its last place repeats its first
//! does not matter, nor which way it turns.

use crate::area::{Area, KeepOut};
use crate::dispersion::LandingKind;

/// The ground about a launch.
#[derive(Debug, Clone, PartialEq)]
pub struct LandingMap {
    /// What was launched.
    pub name: String,
    /// Where it was launched.
    pub launch: (f64, f64),
    /// Where things may come down.
    pub areas: Vec<Area>,
    /// Where nothing may.
    pub keep_outs: Vec<KeepOut>,
    /// Where they did: a body each, and where a body came down in both ways, once more each way apart.
    pub footprints: Vec<Footprint>,
}

/// Where one body came down.
#[derive(Debug, Clone, PartialEq)]
pub struct Footprint {
    /// The body.
    pub body: String,
    /// Which of its landings these are; none for all of them.
    pub landing: Option<LandingKind>,
    /// The mean of its landing points.
    pub mean: Option<(f64, f64)>,
    /// Ellipses, contours, the hull.
    pub outlines: Vec<Outline>,
    /// Landing points, thinned to what a picture can show.
    pub cloud: Vec<(f64, f64)>,
}

impl Footprint {
    /// The body, and in which way it came down where the ways are apart.
    pub fn title(&self) -> String {
        match self.landing {
            Some(LandingKind::Parachute) => format!("{}, under a parachute", self.body),
            Some(LandingKind::Ballistic) => format!("{}, ballistic", self.body),
            None => self.body.clone(),
        }
    }
}

/// Closed lines on the ground that say one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// What it says, for example `3 sigma` or `99 %`.
    pub name: String,
    /// What it is.
    pub kind: OutlineKind,
    /// Its rings. What lies in an odd number of them is inside, so that a ring in a ring is a hole.
    pub rings: Vec<Vec<(f64, f64)>>,
}

/// What an outline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutlineKind {
    /// An ellipse of a covariance.
    Ellipse,
    /// A line of equal density that holds a share of all landing points.
    Contour,
    /// The convex hull of all landing points.
    Hull,
}

impl OutlineKind {
    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ellipse => "ellipse",
            Self::Contour => "contour",
            Self::Hull => "hull",
        }
    }
}
