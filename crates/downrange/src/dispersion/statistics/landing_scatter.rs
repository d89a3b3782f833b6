//! Where they come down: mean, covariance and ellipses of points on the ground.

use super::{Point, Quantiles};
use std::f64::consts::{PI, TAU};

/// Landing points together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LandingScatter {
    /// How many there are.
    pub count: u64,
    /// The mean point.
    pub mean: Point,
    /// Standard deviation to the east, m (n − 1).
    pub sigma_east: f64,
    /// Standard deviation to the north, m.
    pub sigma_north: f64,
    /// Correlation of east and north; zero where one of them does not spread.
    pub correlation: f64,
}

impl LandingScatter {
    /// Of points; what is not finite is left out. None with fewer than two.
    pub fn new(points: &[Point]) -> Option<Self> {
        let finite = || {
            points
                .iter()
                .filter(|p| p[0].is_finite() && p[1].is_finite())
        };
        let count = finite().count();
        if count < 2 {
            return None;
        }
        // About the first, so that an origin far away costs no digits.
        let origin = *finite().next()?;
        let mut sums = [0.0; 2];
        for point in finite() {
            sums = [
                sums[0] + (point[0] - origin[0]),
                sums[1] + (point[1] - origin[1]),
            ];
        }
        let n = count as f64;
        let mean = [origin[0] + sums[0] / n, origin[1] + sums[1] / n];
        let [mut east, mut north, mut mixed] = [0.0; 3];
        for point in finite() {
            let (x, y) = (point[0] - mean[0], point[1] - mean[1]);
            east += x * x;
            north += y * y;
            mixed += x * y;
        }
        let scale = (east * north).sqrt();
        Some(Self {
            count: count as u64,
            mean,
            sigma_east: (east / (n - 1.0)).sqrt(),
            sigma_north: (north / (n - 1.0)).sqrt(),
            correlation: if scale > 0.0 {
                (mixed / scale).clamp(-1.0, 1.0)
            } else {
                0.0
            },
        })
    }

    /// The ellipse at k standard deviations: in every direction, the projection of the ellipse reaches k times the
    /// standard deviation in that direction. It is **not** where a share of landings lies that is known from one
    /// dimension: of normal landings the ellipses at 1, 2 and 3 contain 39.3, 86.5 and 98.9 % ([`containment`]).
    ///
    /// Axes and azimuth are those of the covariance matrix (eigenvalues and eigenvectors in closed form).
    pub fn ellipse(&self, k: f64) -> Ellipse {
        let (east, north) = (
            self.sigma_east * self.sigma_east,
            self.sigma_north * self.sigma_north,
        );
        let mixed = self.correlation * self.sigma_east * self.sigma_north;
        let half_sum = 0.5 * (east + north);
        let radius = libm::hypot(0.5 * (north - east), mixed);
        let azimuth = 0.5 * libm::atan2(2.0 * mixed, north - east);
        Ellipse {
            center: self.mean,
            semi_major: k * (half_sum + radius).sqrt(),
            semi_minor: k * (half_sum - radius).max(0.0).sqrt(),
            azimuth: if azimuth < 0.0 { azimuth + PI } else { azimuth },
        }
    }
}

/// The share of normal landings inside the ellipse at k standard deviations: `1 − exp(−k²/2)` (Rayleigh's
/// distribution).
///
/// ```
/// use downrange::dispersion::statistics::{containment, radius_that_contains};
/// assert!((containment(3.0) - 0.98889).abs() < 1e-5);
/// assert!((radius_that_contains(0.5) - 1.17741).abs() < 1e-5);
/// ```
pub fn containment(k: f64) -> f64 {
    -libm::expm1(-0.5 * k * k)
}

/// The k of the ellipse that contains a share of normal landings; the inverse of [`containment`].
pub fn radius_that_contains(share: f64) -> f64 {
    (-2.0 * libm::log1p(-share)).sqrt()
}

/// An ellipse on the ground.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ellipse {
    /// Its center.
    pub center: Point,
    /// The longer half axis, m.
    pub semi_major: f64,
    /// The shorter half axis, m.
    pub semi_minor: f64,
    /// Direction of the longer axis, rad clockwise from north, 0 to π.
    pub azimuth: f64,
}

impl Ellipse {
    /// Points on it, counter-clockwise as seen from above, the last the same as the first.
    pub fn outline(&self, points: usize) -> Vec<Point> {
        let (sin, cos) = libm::sincos(self.azimuth);
        let at = |i: usize| {
            let (s, c) = libm::sincos(TAU * (i % points) as f64 / points as f64);
            // Along the major axis and to its left.
            let (along, left) = (self.semi_major * c, self.semi_minor * s);
            [
                self.center[0] + along * sin - left * cos,
                self.center[1] + along * cos + left * sin,
            ]
        };
        (0..=points).map(at).collect()
    }

    /// Whether a point lies inside or on it.
    pub fn contains(&self, point: Point) -> bool {
        let (sin, cos) = libm::sincos(self.azimuth);
        let (x, y) = (point[0] - self.center[0], point[1] - self.center[1]);
        let (along, left) = (x * sin + y * cos, y * sin - x * cos);
        let (a, b) = (self.semi_major, self.semi_minor);
        along * along * b * b + left * left * a * a <= a * a * b * b
    }
}

/// How far from a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Distances {
    /// Mean, m.
    pub mean: f64,
    /// Half of them lie nearer, m; from the mean point this is the circular error probable.
    pub p50: f64,
    /// 95 % lie nearer, m.
    pub p95: f64,
    /// 99 % lie nearer, m.
    pub p99: f64,
    /// The farthest, m.
    pub max: f64,
}

impl Distances {
    /// Of points from a place; what is not finite is left out. None without a point.
    pub fn from(place: Point, points: &[Point]) -> Option<Self> {
        let distance = |p: &Point| libm::hypot(p[0] - place[0], p[1] - place[1]);
        let column: Vec<f64> = points.iter().map(distance).collect();
        let ordered = Quantiles::new(&column)?;
        Some(Self {
            mean: super::Moments::new(&column).mean()?,
            p50: ordered.quantile(0.5),
            p95: ordered.quantile(0.95),
            p99: ordered.quantile(0.99),
            max: ordered.quantile(1.0),
        })
    }
}
