//! Statistics of the landing points of one body.

use crate::area::out_of_bounds;
use crate::dispersion::statistics::{
    Contour, Distances, KernelDensity, LandingScatter, Point, hull,
};
use crate::earth::{Geodesic, from_east_north, inverse_geodesic, to_east_north};

use super::info::RunInfo;

/// Shares of the landings that the contours enclose.
pub const SHARES: [f64; 4] = [0.5, 0.9, 0.99, 0.999];

/// At most so many landings are drawn: the first, which are as random as any others and stay when flights are added.
pub const DRAWN: usize = 4_000;
/// Where fewer of them than this lie outside every area or in a keep-out area, further ones are drawn up to it: they are what is looked for.
const DRAWN_OUTSIDE: usize = 200;

/// Where one body came down. Points are m east and north of [`LandingStatistics::center`], in the azimuthal equidistant projection
/// about it, so that north is north there and lengths are true to a millionth within 15 km of it.
#[derive(Debug, Clone, PartialEq)]
pub struct LandingStatistics {
    /// The mean landing point, latitude and longitude, rad.
    pub mean: (f64, f64),
    /// The way there from the launch point.
    pub way: Geodesic,
    /// The origin of the plane, latitude and longitude, rad: near the mean.
    pub center: (f64, f64),
    /// Mean and covariance; none of one landing.
    pub landing: Option<LandingScatter>,
    /// Distances from the mean.
    pub from_mean: Option<Distances>,
    /// The corners of the convex hull.
    pub hull: Vec<Point>,
    /// Contours of [`SHARES`].
    pub contours: Vec<Contour>,
    /// Some landings, latitude and longitude, rad.
    pub cloud: Vec<(f64, f64)>,
    /// How many there are.
    pub count: u64,
}

impl LandingStatistics {
    /// Computes them from landing points, latitude and longitude in rad; what is not finite is left out. None without a
    /// landing.
    pub fn new(run: &RunInfo, places: &[(f64, f64)]) -> Option<Self> {
        let finite = |place: &&(f64, f64)| place.0.is_finite() && place.1.is_finite();
        let places: Vec<(f64, f64)> = places.iter().filter(finite).copied().collect();
        let first = *places.first()?;
        // The plane's origin need not be the mean, only near it.
        let some: Vec<Point> = places
            .iter()
            .take(1_000)
            .map(|place| to_east_north(first, *place))
            .collect();
        let center = LandingScatter::new(&some)
            .map_or(first, |landing| from_east_north(first, landing.mean));
        let points: Vec<Point> = places
            .iter()
            .map(|place| to_east_north(center, *place))
            .collect();
        let landing = LandingScatter::new(&points);
        let mean = landing.map_or(first, |landing| from_east_north(center, landing.mean));
        let density = KernelDensity::new(&points);
        let outside = |place: &&(f64, f64)| out_of_bounds(&run.areas, &run.keep_outs, **place);
        let (shown, others) = places.split_at(DRAWN.min(places.len()));
        let missing = DRAWN_OUTSIDE.saturating_sub(shown.iter().filter(outside).count());
        let others = others.iter().filter(outside).take(missing);
        Some(Self {
            mean,
            way: inverse_geodesic(run.site, mean),
            center,
            from_mean: landing.and_then(|landing| Distances::from(landing.mean, &points)),
            landing,
            hull: hull(&points),
            contours: density.map_or_else(Vec::new, |density| density.contours(&SHARES)),
            cloud: shown.iter().chain(others).copied().collect(),
            count: places.len() as u64,
        })
    }
}
