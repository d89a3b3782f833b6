//! Where they come down most: contours that enclose a share of the landings, whatever the shape of their cloud.
//!
//! The density is a kernel estimate: every landing is a small normal hill. The hills lie along the principal axes of
//! the cloud (Wand & Jones 1995, *Kernel Smoothing*, chapter 4: the full bandwidth matrix proportional to the
//! covariance), and along each axis they are as wide as the normal reference rule says for two dimensions,
//!
//! `h = A n^(−1/6)`, `A = min(σ, interquartile range/1.349)`
//!
//! (Scott 1992, *Multivariate Density Estimation*, chapter 6; the robust spread A from Silverman 1986, *Density
//! Estimation*, chapter 3). The rule is the best for a normal cloud, and smooths one of several separate parts
//! more than would be best for it.
//!
//! Landings are spread over a grid of cells a third of h wide (linear binning, Wand 1994, *J. Comput. Graph. Stat.*
//! 3) and smoothed along one axis, then the other, so that the time hardly depends on the number of landings. No
//! more than 1,024 cells are taken an axis; where far outliers make cells wider than h, h is a cell.
//!
//! A contour is that of the highest-density region (Hyndman 1996, "Computing and graphing highest density regions",
//! *The American Statistician* 50): the smallest area that holds the given share of the estimate. The hills widen the
//! cloud by about `1 + n^(−1/3)` in area, so contours up to 99 % err to the outside; beyond, they depend on the few
//! landings there are. New landings of a normal cloud, on average over 20 clouds (`encloses_the_share_it_says`):
//!
//! | flights | in the contour of 50 % | 90 % | 99 % | 99.9 % |
//! |---|---|---|---|---|
//! | 1,000 | 52.3 % | 91.7 % | 99.10 % | 99.77 % |
//! | 20,000 | 51.2 % | 90.7 % | 99.11 % | 99.87 % |
//!
//! Levels chosen so that the share of the very landings lies inside err to the inside: 98.99 % in that of 99.9 % after
//! 1,000. What must not be left is better counted than drawn: [`super::Proportion`]. Outlines are drawn by the crate
//! `contour` (marching squares).

use super::{LandingScatter, Point, Quantiles};
use contour::ContourBuilder;

/// Cells in a bandwidth.
const CELLS: f64 = 3.0;
/// Least and most cells an axis.
const SIZE: (f64, f64) = (32.0, 1024.0);
/// Bandwidths at which a hill ends.
const REACH: f64 = 4.0;
/// No outline has fewer points.
const FEWEST_POINTS: usize = 20;

/// The density of landings on the ground.
#[derive(Debug, Clone, PartialEq)]
pub struct KernelDensity {
    /// The axes of the grid: of the landings' principal axes, the shorter and the longer.
    axes: [Axis; 2],
    center: Point,
    /// Landings per square metre, row by row along the first axis.
    values: Vec<f64>,
}

/// One axis of the grid.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Axis {
    /// Unit vector.
    direction: Point,
    /// Coordinate of the first node, m from the center.
    start: f64,
    /// Distance of nodes, m.
    cell: f64,
    /// Number of nodes.
    size: usize,
    /// Standard deviation of a hill, m.
    bandwidth: f64,
}

/// The outline of where the density is above a level.
#[derive(Debug, Clone, PartialEq)]
pub struct Contour {
    /// The share of the density it encloses.
    pub share: f64,
    /// The density on it, share of the landings per square metre.
    pub level: f64,
    /// Its parts.
    pub polygons: Vec<ContourPolygon>,
}

/// An outline with holes. Every ring is closed (its last point is its first) and has twenty points or more; the outer
/// one runs counter-clockwise as seen from above, holes clockwise, as GeoJSON wants them.
#[derive(Debug, Clone, PartialEq)]
pub struct ContourPolygon {
    /// The outer ring.
    pub outer: Vec<Point>,
    /// Holes.
    pub holes: Vec<Vec<Point>>,
}

impl KernelDensity {
    /// Of points; what is not finite is left out. None when there are fewer than three, or all are one.
    pub fn new(points: &[Point]) -> Option<Self> {
        let landing = LandingScatter::new(points).filter(|landing| landing.count > 2)?;
        let (sin, cos) = libm::sincos(landing.ellipse(1.0).azimuth);
        // To the right of the longer axis, and along it: a turned pair of east and north.
        let directions = [[cos, -sin], [sin, cos]];
        let along = directions.map(|direction| {
            let coordinate = |p: &Point| project(*p, landing.mean, direction);
            Quantiles::new(&points.iter().map(coordinate).collect::<Vec<f64>>())
        });
        let spreads = along
            .each_ref()
            .map(|ordered| ordered.as_ref().map_or(0.0, spread));
        let widest = spreads[0].max(spreads[1]);
        if widest.is_nan() || widest <= 0.0 {
            return None;
        }
        let shrink = libm::pow(landing.count as f64, -1.0 / 6.0);
        let [first, second] = [0, 1].map(|i| {
            // A cloud that is a line is given a thousandth of its length as width.
            let bandwidth = shrink * spreads[i].max(1e-3 * widest);
            along[i]
                .as_ref()
                .map(|ordered| Axis::over(ordered, directions[i], bandwidth))
        });
        let mut density = Self {
            axes: [first?, second?],
            center: landing.mean,
            values: Vec::new(),
        };
        density.bin(points, landing.count);
        density.smooth();
        Some(density)
    }

    /// The standard deviations of the hills, m, across and along the longer axis of the cloud.
    pub fn bandwidths(&self) -> [f64; 2] {
        self.axes.map(|axis| axis.bandwidth)
    }

    /// The density at a point, share of the landings per square metre; linear between the nodes of the grid, zero
    /// outside.
    pub fn at(&self, point: Point) -> f64 {
        let Some((index, weights)) = self.node(point) else {
            return 0.0;
        };
        let row = self.axes[0].size;
        [index, index + 1, index + row, index + row + 1]
            .iter()
            .zip(weights)
            .map(|(i, weight)| weight * self.values[*i])
            .sum()
    }

    /// Contours that enclose shares (0 to 1) of it.
    pub fn contours(&self, shares: &[f64]) -> Vec<Contour> {
        let mut falling = self.values.clone();
        falling.sort_unstable_by(|a, b| b.total_cmp(a));
        let total: f64 = falling.iter().sum();
        let one = |share: &f64| {
            let mut left = share.clamp(0.0, 1.0) * total;
            let reached = falling.iter().find(|value| {
                left -= **value;
                left <= 0.0
            });
            // All of it: the least density there is.
            let least = falling.iter().rev().find(|value| **value > 0.0);
            let level = reached.filter(|value| **value > 0.0).or(least).copied();
            let level = level.unwrap_or(f64::INFINITY);
            Contour {
                share: *share,
                level,
                polygons: self.outlines(level),
            }
        };
        shares.iter().map(one).collect()
    }

    /// Outlines at a level.
    fn outlines(&self, level: f64) -> Vec<ContourPolygon> {
        let [u, v] = &self.axes;
        let builder = ContourBuilder::new(u.size, v.size, true);
        // It only fails where the number of values is not that of the grid.
        let Ok(found) = builder.contours(&self.values, &[level]) else {
            return Vec::new();
        };
        let ring = |ring: &geo_types::LineString<f64>, outer: bool| {
            let place = |c: &geo_types::Coord<f64>| {
                // A node stands in the middle of the crate's cells.
                let (x, y) = (
                    u.start + (c.x - 0.5) * u.cell,
                    v.start + (c.y - 0.5) * v.cell,
                );
                [
                    self.center[0] + x * u.direction[0] + y * v.direction[0],
                    self.center[1] + x * u.direction[1] + y * v.direction[1],
                ]
            };
            let mut points: Vec<Point> = ring.0.iter().map(place).collect();
            if (doubled_area(&points) > 0.0) != outer {
                points.reverse();
            }
            with_enough_points(points)
        };
        let polygons = found.iter().flat_map(|contour| contour.geometry().iter());
        let polygons = polygons.map(|polygon| ContourPolygon {
            outer: ring(polygon.exterior(), true),
            holes: polygon
                .interiors()
                .iter()
                .map(|hole| ring(hole, false))
                .collect(),
        });
        polygons.collect()
    }

    /// Shares every point out among the four nodes around it.
    fn bin(&mut self, points: &[Point], count: u64) {
        let [u, v] = self.axes;
        let mut values = vec![0.0; u.size * v.size];
        let unit = 1.0 / (count as f64 * u.cell * v.cell);
        for point in points {
            if let Some((index, weights)) = self.node(*point) {
                let places = [index, index + 1, index + u.size, index + u.size + 1];
                for (place, weight) in places.iter().zip(weights) {
                    values[*place] += unit * weight;
                }
            }
        }
        self.values = values;
    }

    /// The node before a point on both axes and the weights of it and the three after it.
    fn node(&self, point: Point) -> Option<(usize, [f64; 4])> {
        let [u, v] = &self.axes;
        let (i, x) = u.place(project(point, self.center, u.direction))?;
        let (j, y) = v.place(project(point, self.center, v.direction))?;
        let weights = [(1.0 - x) * (1.0 - y), x * (1.0 - y), (1.0 - x) * y, x * y];
        Some((j * u.size + i, weights))
    }

    /// Makes every entry a hill, along one axis and then along the other.
    fn smooth(&mut self) {
        let [u, v] = self.axes;
        let kernel = u.kernel();
        let mut line = vec![0.0; u.size];
        for row in self.values.chunks_exact_mut(u.size) {
            line.fill(0.0);
            for (i, value) in row.iter().enumerate().filter(|(_, value)| **value != 0.0) {
                for (offset, weight) in kernel.iter().enumerate() {
                    // The grid ends a hill's reach beyond every landing.
                    if let Some(place) = (i + offset).checked_sub(kernel.len() / 2)
                        && let Some(place) = line.get_mut(place)
                    {
                        *place += weight * value;
                    }
                }
            }
            row.copy_from_slice(&line);
        }
        let kernel = v.kernel();
        let rows = std::mem::take(&mut self.values);
        let mut smoothed = vec![0.0; rows.len()];
        for (j, row) in rows.chunks_exact(u.size).enumerate() {
            for (offset, weight) in kernel.iter().enumerate() {
                let Some(place) = (j + offset).checked_sub(kernel.len() / 2) else {
                    continue;
                };
                let Some(target) = smoothed.get_mut(place * u.size..(place + 1) * u.size) else {
                    continue;
                };
                for (sum, value) in target.iter_mut().zip(row) {
                    *sum += weight * value;
                }
            }
        }
        self.values = smoothed;
    }
}

impl Axis {
    /// A grid over values, with room for a hill on both sides.
    fn over(values: &Quantiles, direction: Point, bandwidth: f64) -> Self {
        let (low, high) = (values.quantile(0.0), values.quantile(1.0));
        let room = |bandwidth: f64| high - low + 2.0 * REACH * bandwidth;
        let cells = (room(bandwidth) * CELLS / bandwidth)
            .ceil()
            .clamp(SIZE.0, SIZE.1);
        // Where the cells are as wide as that, so are the hills; the room for these is part of the range.
        let widest = (high - low) / (SIZE.1 - 2.0 * REACH);
        let bandwidth = bandwidth.max(widest);
        let cell = room(bandwidth) / cells;
        Self {
            direction,
            start: low - REACH * bandwidth - 2.0 * cell,
            cell,
            size: cells as usize + 5,
            bandwidth,
        }
    }

    /// The node before a coordinate and the part of the cell up to it.
    fn place(&self, coordinate: f64) -> Option<(usize, f64)> {
        let place = (coordinate - self.start) / self.cell;
        let inside = place >= 0.0 && place < (self.size - 1) as f64;
        inside.then(|| (place as usize, place - place.floor()))
    }

    /// A hill on the nodes, of sum one.
    fn kernel(&self) -> Vec<f64> {
        let reach = (REACH * self.bandwidth / self.cell).ceil() as i32;
        let value = |i: i32| {
            let z = f64::from(i) * self.cell / self.bandwidth;
            libm::exp(-0.5 * z * z)
        };
        let values: Vec<f64> = (-reach..=reach).map(value).collect();
        let sum: f64 = values.iter().sum();
        values.into_iter().map(|value| value / sum).collect()
    }
}

/// The robust spread A; where more than half of the values are the same, their standard deviation.
fn spread(values: &Quantiles) -> f64 {
    let sigma = super::Moments::new(values.values()).sigma().unwrap_or(0.0);
    // The interquartile range of a normal distribution is 1.349 of its standard deviations.
    let middle = (values.quantile(0.75) - values.quantile(0.25)) / 1.349;
    if middle > 0.0 {
        sigma.min(middle)
    } else {
        sigma
    }
}

fn project(point: Point, center: Point, direction: Point) -> f64 {
    (point[0] - center[0]) * direction[0] + (point[1] - center[1]) * direction[1]
}

/// Twice the area inside a closed ring, positive counter-clockwise.
fn doubled_area(ring: &[Point]) -> f64 {
    let Some(origin) = ring.first() else {
        return 0.0;
    };
    let about = |p: &Point| [p[0] - origin[0], p[1] - origin[1]];
    ring.windows(2)
        .map(|pair| {
            let (a, b) = (about(&pair[0]), about(&pair[1]));
            a[0] * b[1] - a[1] * b[0]
        })
        .sum()
}

/// The same ring with points added on its edges until there are enough.
fn with_enough_points(ring: Vec<Point>) -> Vec<Point> {
    let edges = ring.len().saturating_sub(1);
    if edges == 0 || ring.len() >= FEWEST_POINTS {
        return ring;
    }
    let parts = FEWEST_POINTS.div_ceil(edges);
    let mut points = Vec::with_capacity(edges * parts + 1);
    for pair in ring.windows(2) {
        for part in 0..parts {
            let fraction = part as f64 / parts as f64;
            points.push([0, 1].map(|i| pair[0][i] + fraction * (pair[1][i] - pair[0][i])));
        }
    }
    points.extend(ring.last());
    points
}
