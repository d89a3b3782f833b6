//! The points of a grid, of whatever projection, and what of them lies around a site.
//!
//! A grid is known by the places of its points alone: a cell is four of them, in which a place is found by inverse bilinear
//! interpolation in latitude and longitude, and the way its rows run there is the direction between neighbours. So a
//! Lambert grid needs no formula of its own, and winds along its rows are turned by the angle between them and the east, which is the
//! convergence of its meridians.

/// Points of a grid at most: the latitudes and longitudes of so many take 200 MB.
pub const MOST_POINTS: usize = 12_000_000;

/// The points of a grid.
#[derive(Debug, Clone)]
pub struct GridPoints {
    columns: usize,
    /// Latitude and longitude of each point, deg, row after row.
    places: Vec<(f64, f64)>,
    /// Where each point's number stands among the numbers of a field; `None` where they stand row after row.
    order: Option<Vec<u32>>,
    /// Whether rows run toward smaller x: the wind along them counts toward greater x.
    backward: bool,
}

/// The four points around a site.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stencil {
    /// Where their numbers stand among those of a field.
    pub points: [usize; 4],
    /// How much of each.
    pub weights: [f64; 4],
    /// Angle from east to the direction of the grid's x, rad, counter-clockwise.
    pub turn: f64,
    /// Places of two neighbours in a row, deg.
    pub neighbours: [(f64, f64); 2],
}

impl Stencil {
    /// The number at the site, of those at the points.
    pub fn interpolate(&self, values: [f64; 4]) -> f64 {
        let pairs = values.iter().zip(&self.weights);
        // A point that counts for nothing may be missing.
        pairs
            .filter(|(_, weight)| **weight != 0.0)
            .map(|(value, weight)| value * weight)
            .sum()
    }

    /// A wind along the grid's axes as one to the east and north.
    pub fn turned(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let (sine, cosine) = self.turn.sin_cos();
        [x * cosine - y * sine, x * sine + y * cosine]
    }
}

impl GridPoints {
    /// The grid of all pairs of some latitudes and longitudes, deg.
    pub fn of_axes(latitudes: &[f64], longitudes: &[f64]) -> Option<Self> {
        let count = latitudes.len().checked_mul(longitudes.len())?;
        let place = |latitude: &f64| {
            longitudes
                .iter()
                .map(move |longitude| (*latitude, *longitude))
                .collect::<Vec<_>>()
        };
        (count <= MOST_POINTS).then(|| Self {
            columns: longitudes.len(),
            places: latitudes.iter().flat_map(place).collect(),
            order: None,
            backward: false,
        })
    }

    /// The grid of points in the order of their numbers: column, row, and latitude and longitude, deg.
    pub fn of_points(
        (columns, rows): (usize, usize),
        points: impl Iterator<Item = ((usize, usize), (f64, f64))>,
        backward: bool,
    ) -> Option<Self> {
        let count = columns
            .checked_mul(rows)
            .filter(|count| *count <= MOST_POINTS)?;
        let mut places = vec![(f64::NAN, f64::NAN); count];
        let mut order = vec![0; count];
        for (number, ((column, row), place)) in points.take(count).enumerate() {
            let at = row.checked_mul(columns)?.checked_add(column)?;
            *places.get_mut(at)? = place;
            *order.get_mut(at)? = u32::try_from(number).ok()?;
        }
        Some(Self {
            columns,
            places,
            order: Some(order),
            backward,
        })
    }

    /// The place of a point, deg.
    fn place(&self, column: usize, row: usize) -> Option<(f64, f64)> {
        (column < self.columns).then(|| self.places.get(row * self.columns + column).copied())?
    }

    /// The points around a place, deg; none outside the grid.
    pub fn around(&self, latitude: f64, longitude: f64) -> Option<Stencil> {
        let cosine = latitude.to_radians().cos();
        let offset =
            |(there, along): (f64, f64)| [wrapped(along - longitude) * cosine, there - latitude];
        let distance = |place: &(f64, f64)| {
            let [east, north] = offset(*place);
            let square = east * east + north * north;
            if square.is_nan() {
                f64::INFINITY
            } else {
                square
            }
        };
        let measured = self
            .places
            .iter()
            .enumerate()
            .map(|(at, place)| (at, distance(place)));
        let (nearest, _) = measured.min_by(|a, b| a.1.total_cmp(&b.1))?;
        let (column, row) = (nearest % self.columns, nearest / self.columns);
        let wraps = self.wraps(row);
        let before = match (column, wraps) {
            (0, true) => Some(self.columns - 1),
            (0, false) => None,
            _ => Some(column - 1),
        };
        let cells = [Some(column), before].into_iter().flatten();
        let rows = [Some(row), row.checked_sub(1)].into_iter().flatten();
        let mut cells = cells.flat_map(|column| rows.clone().map(move |row| (column, row)));
        cells.find_map(|(left, low)| {
            let right = if wraps && left + 1 == self.columns {
                0
            } else {
                left + 1
            };
            let corners = [(left, low), (right, low), (left, low + 1), (right, low + 1)];
            self.inside(corners, offset, cosine)
        })
    }

    /// Whether the last point of a row is a neighbour of its first.
    fn wraps(&self, row: usize) -> bool {
        let at = |column| self.place(column, row).map(|place| place.1);
        let (first, second, last) = (at(0), at(1), at(self.columns.wrapping_sub(1)));
        match (first, second, last) {
            (Some(first), Some(second), Some(last)) if self.columns > 2 => {
                let step = wrapped(second - first);
                let gap = wrapped(first - last);
                step * gap > 0.0 && gap.abs() < 1.5 * step.abs()
            }
            _ => false,
        }
    }

    /// The four points, if the place from which offsets count lies between them.
    fn inside(
        &self,
        corners: [(usize, usize); 4],
        offset: impl Fn((f64, f64)) -> [f64; 2],
        cosine: f64,
    ) -> Option<Stencil> {
        let mut places = [(0.0, 0.0); 4];
        for (place, (column, row)) in places.iter_mut().zip(corners) {
            *place = self.place(column, row)?;
        }
        let [s, t] = inverse_bilinear(places.map(offset))?;
        let [left_low, right_low, left_high, right_high] = places;
        // The mean direction of the cell's two rows.
        let east = wrapped(right_low.1 - left_low.1) + wrapped(right_high.1 - left_high.1);
        let north = right_low.0 - left_low.0 + right_high.0 - left_high.0;
        let back = if self.backward { -1.0 } else { 1.0 };
        let number = |(column, row): (usize, usize)| {
            let at = row * self.columns + column;
            match &self.order {
                Some(order) => order.get(at).map_or(usize::MAX, |number| *number as usize),
                None => at,
            }
        };
        Some(Stencil {
            points: corners.map(number),
            weights: [(1.0 - s) * (1.0 - t), s * (1.0 - t), (1.0 - s) * t, s * t],
            turn: (back * north).atan2(back * east * cosine),
            neighbours: [left_low, right_low],
        })
    }
}

/// A difference of longitudes, deg, from -180 to 180.
fn wrapped(degrees: f64) -> f64 {
    (degrees + 180.0).rem_euclid(360.0) - 180.0
}

/// Where the origin lies in a cell of four corners: from 0 to 1 along its rows and across them; none outside. Newton's method on
/// the bilinear map, which is linear in a parallelogram.
fn inverse_bilinear([a, b, c, d]: [[f64; 2]; 4]) -> Option<[f64; 2]> {
    /// A place on an edge is in the cell.
    const EDGE: f64 = 1e-6;
    let (mut s, mut t) = (0.5, 0.5);
    for _ in 0..20 {
        let at = |axis: usize| {
            (1.0 - s) * (1.0 - t) * a[axis]
                + s * (1.0 - t) * b[axis]
                + (1.0 - s) * t * c[axis]
                + s * t * d[axis]
        };
        let along = |axis: usize| (1.0 - t) * (b[axis] - a[axis]) + t * (d[axis] - c[axis]);
        let across = |axis: usize| (1.0 - s) * (c[axis] - a[axis]) + s * (d[axis] - b[axis]);
        let determinant = along(0) * across(1) - along(1) * across(0);
        if determinant == 0.0 || !determinant.is_finite() {
            return None;
        }
        let (x, y) = (at(0), at(1));
        let (ds, dt) = (
            (x * across(1) - y * across(0)) / determinant,
            (along(0) * y - along(1) * x) / determinant,
        );
        s -= ds;
        t -= dt;
        if ds.abs() + dt.abs() < 1e-14 {
            break;
        }
    }
    let range = -EDGE..=1.0 + EDGE;
    (range.contains(&s) && range.contains(&t)).then(|| [s.clamp(0.0, 1.0), t.clamp(0.0, 1.0)])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Defends bilinear interpolation: on axes in either order, across the date line and around the globe, it is that of the
    /// formula; outside there is none; at a point, the point.
    #[test]
    fn cells_are_found_on_axes() {
        let field =
            |latitude: f64, longitude: f64| 3.0 * latitude + latitude * wrapped(longitude - 100.0);
        for (latitudes, longitudes) in [
            (vec![30.0, 30.25, 30.5], vec![252.5, 252.75, 253.0]),
            (vec![30.5, 30.25, 30.0], vec![-107.5, -107.25, -107.0]),
        ] {
            let grid = GridPoints::of_axes(&latitudes, &longitudes).unwrap();
            let values: Vec<f64> = grid
                .places
                .iter()
                .map(|(lat, lon)| field(*lat, *lon))
                .collect();
            for (latitude, longitude) in [
                (30.1, -107.3),
                (30.25, -107.25),
                (30.5, -107.0),
                (30.26, 252.51),
            ] {
                let around = grid.around(latitude, longitude).unwrap();
                let found = around.interpolate(around.points.map(|point| values[point]));
                assert!((found - field(latitude, longitude)).abs() < 1e-9);
                assert!(around.turn.abs() < 1e-12);
            }
            assert_eq!(grid.around(30.6, -107.2), None);
            assert_eq!(grid.around(30.2, -106.9), None);
        }
        let around_the_globe: Vec<f64> = (0..360).map(f64::from).collect();
        let grid = GridPoints::of_axes(&[10.0, 9.0], &around_the_globe).unwrap();
        let stencil = grid.around(9.5, -0.25).unwrap();
        assert_eq!(stencil.points.map(|point| point % 360), [359, 0, 359, 0]);
        assert!((stencil.weights[1] - 0.375).abs() < 1e-9);
    }

    /// Defends turned winds: on a Lambert grid the angle is the convergence `n (λ - λ0)` with `n` the sine of the standard
    /// parallel (Snyder 1987, eqs. 15-3 and 15-4), to what it changes by within a cell of 3 km.
    #[test]
    fn rows_of_a_lambert_grid_turn_by_the_convergence() {
        // HRRR: tangent at 38.5 N, central meridian 262.5 E, sphere of 6371229 m.
        let (n, radius) = (38.5_f64.to_radians().sin(), 6_371_229.0);
        let cone = |latitude: f64| (std::f64::consts::FRAC_PI_4 + 0.5 * latitude).tan().powf(n);
        let scale = radius * 38.5_f64.to_radians().cos() * cone(38.5_f64.to_radians()) / n;
        let inverse = |x: f64, y: f64| {
            let rho = x.hypot(scale / cone(38.5_f64.to_radians()) - y);
            let theta = x.atan2(scale / cone(38.5_f64.to_radians()) - y);
            let latitude = 2.0 * (scale / rho).powf(1.0 / n).atan() - std::f64::consts::FRAC_PI_2;
            (latitude.to_degrees(), 262.5 + (theta / n).to_degrees())
        };
        let (columns, rows) = (40, 40);
        let points = (0..columns * rows).map(|number| {
            let (column, row) = (number % columns, number / columns);
            let place = inverse(
                -1_000_000.0 + 3000.0 * column as f64,
                200_000.0 + 3000.0 * row as f64,
            );
            ((column, row), place)
        });
        let grid = GridPoints::of_points((columns, rows), points, false).unwrap();
        let (latitude, longitude) = inverse(-1_000_000.0 + 52_000.0, 200_000.0 + 70_000.0);
        let stencil = grid.around(latitude, longitude).unwrap();
        // West of the central meridian north leans to the right, and so does east: the grid's x points to the north of it.
        let convergence = n * (longitude - 262.5).to_radians();
        assert!(
            (stencil.turn + convergence).abs() < 2e-4,
            "{} {convergence}",
            stencil.turn
        );
        assert!(convergence < -0.1);
        let [east, north] = stencil.turned([10.0, 0.0]);
        assert!((east.hypot(north) - 10.0).abs() < 1e-12 && north > 1.0);
    }
}
