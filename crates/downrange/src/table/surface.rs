//! One quantity over two: bicubic patches that join with equal value and slopes.
//!
//! The tensor product of the cubic Hermite of [`Table`](super::Table): value, both slopes and the mixed slope at
//! the corners give the sixteen coefficients of a patch.

use super::axis::{Axis, axis, locate};
use super::cubics::hermite;
use super::slopes::limited_unless_smooth;
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Cells in x and in y that are made together.
const TILE: [usize; 2] = [16, 8];

/// A cell's coefficients by their power of the second number, and in each by that of the first.
type Patch = [[f64; 4]; 4];

/// Of one x the values at several y.
type Row = dyn Fn(f64, &[f64]) -> Vec<f64> + Send + Sync;

/// A function of two variables over a uniform grid (the first may be stretched as in [`Table`](super::Table)). Its cells are
/// made, a tile at a time, when somebody first looks there; what they hold does not depend on who looked.
#[derive(Clone)]
pub struct Table2d {
    x: Axis,
    y: Axis,
    /// Of each tile in x those in y, one after the other; in each its cells in the same order.
    tiles: Vec<OnceLock<Vec<Patch>>>,
    row: Arc<Row>,
}

/// The number at a node of a grid.
fn node([start, per_cell, stretch, _]: Axis, node: usize) -> f64 {
    let u = start + node as f64 / per_cell;
    u / (1.0 - stretch * u)
}

impl Table2d {
    /// Samples a function over a range and number of cells in x (with its stretch) and in y: it gives the values at one x and
    /// several y. Slopes are the mean of the neighbouring secants, held to them as in [`Table`](super::Table). Outside, the edge is
    /// held.
    pub fn sampled(
        x: (f64, f64, usize, f64),
        y: (f64, f64, usize),
        row: impl Fn(f64, &[f64]) -> Vec<f64> + Send + Sync + 'static,
    ) -> Self {
        let tiles = x.2.div_ceil(TILE[0]) * y.2.div_ceil(TILE[1]);
        Self {
            x: axis(x.0, x.1, x.2, x.3),
            y: axis(y.0, y.1, y.2, 0.0),
            tiles: vec![OnceLock::new(); tiles],
            row: Arc::new(row),
        }
    }

    /// Cells in x and in y.
    fn counts(&self) -> [usize; 2] {
        [self.x[3] as usize, self.y[3] as usize]
    }

    /// The cells of ranges in x and y.
    #[cold]
    fn made(&self, [across, along]: [Range<usize>; 2]) -> Vec<Patch> {
        let [rows, columns] = self.counts();
        // Slopes see two nodes on either side.
        let seen = |range: &Range<usize>, count: usize| {
            range.start.saturating_sub(2)..(range.end + 2).min(count) + 1
        };
        let (seen_rows, seen_columns) = (seen(&across, rows), seen(&along, columns));
        let (first_row, first_column) = (seen_rows.start, seen_columns.start);
        let ys: Vec<f64> = seen_columns.map(|j| node(self.y, j)).collect();
        let values: Vec<Vec<f64>> = seen_rows
            .map(|i| (self.row)(node(self.x, i), &ys))
            .collect();
        let value = |i: usize, j: usize| values[i - first_row][j - first_column];
        let along_y: Vec<Vec<f64>> = (first_row..first_row + values.len())
            .map(|i| {
                (along.start..=along.end)
                    .map(|j| slope(j, columns, |j| value(i, j)))
                    .collect()
            })
            .collect();
        let along_y = |i: usize, j: usize| along_y[i - first_row][j - along.start];
        // At a node in x, Hermite in y of value and slope in x; then in x.
        let strip = |i: usize| -> Vec<([f64; 4], [f64; 4])> {
            let node = |j: usize| {
                let along_x = slope(i, rows, |i| value(i, j));
                let mixed = slope(i, rows, |i| along_y(i, j));
                ([value(i, j), along_x], [along_y(i, j), mixed])
            };
            let mut start = node(along.start);
            let cells = along.clone().map(|j| {
                let end = node(j + 1);
                let [value, slope] = hermite(1.0, &[std::mem::replace(&mut start, end), end]);
                (value, slope)
            });
            cells.collect()
        };
        let mut before = strip(across.start);
        let mut patches = Vec::with_capacity(across.len() * along.len());
        for i in across {
            let after = strip(i + 1);
            let ends = before.iter().zip(&after);
            patches.extend(ends.map(|(from, to)| hermite(1.0, &[*from, *to])));
            before = after;
        }
        patches
    }

    /// The patch that holds `(x, y)`, the edge's beyond it, and where in it, 0 to 1.
    #[inline(always)]
    pub(crate) fn locate(&self, x: f64, y: f64) -> (&Patch, f64, f64) {
        let (i, v) = locate(self.x, x);
        let (j, w) = locate(self.y, y);
        (self.patch(i, j), v, w)
    }

    /// Its grids.
    #[inline(always)]
    pub(crate) fn axes(&self) -> [Axis; 2] {
        [self.x, self.y]
    }

    /// A patch; the last for what lies beyond.
    #[inline(always)]
    pub(crate) fn patch(&self, i: usize, j: usize) -> &Patch {
        let counts = self.counts();
        let place = [i.min(counts[0] - 1), j.min(counts[1] - 1)];
        let tile = [0, 1].map(|k| place[k] / TILE[k]);
        let made = self.tiles[tile[0] * counts[1].div_ceil(TILE[1]) + tile[1]].get_or_init(|| {
            self.made([0, 1].map(|k| {
                let first = tile[k] * TILE[k];
                first..(first + TILE[k]).min(counts[k])
            }))
        });
        let width = (counts[1] - tile[1] * TILE[1]).min(TILE[1]);
        &made[place[0] % TILE[0] * width + place[1] % TILE[1]]
    }

    /// The value at `(x, y)`.
    #[inline(always)]
    pub fn at(&self, x: f64, y: f64) -> f64 {
        let ([p0, p1, p2, p3], v, w) = self.locate(x, y);
        let row = |k: usize| p3[k].mul_add(w, p2[k]).mul_add(w, p1[k]).mul_add(w, p0[k]);
        row(3)
            .mul_add(v, row(2))
            .mul_add(v, row(1))
            .mul_add(v, row(0))
    }
}

impl fmt::Debug for Table2d {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Table2d");
        shown.field("x", &self.x).field("y", &self.y);
        shown.field("tiles", &self.tiles).finish_non_exhaustive()
    }
}

fn slope(node: usize, cells: usize, value: impl Fn(usize) -> f64) -> f64 {
    let secant = |from: usize| {
        let from = from.saturating_sub(2).min(cells - 1);
        value(from + 1) - value(from)
    };
    let secants = [0, 1, 2, 3].map(|k| secant(node + k));
    limited_unless_smooth(0.5 * (secants[1] + secants[2]), secants)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// A bilinear function comes back exactly, a smooth one to third order, and edges are held.
        #[test]
        fn follows_the_function(x in 0.0..2.0f64, y in -1.0..1.0f64) {
            let plane = Table2d::sampled((0.0, 2.0, 7, 0.0), (-1.0, 1.0, 5), |x, y| y.iter().map(|y| 1.0 + 2.0 * x - 3.0 * y + x * y).collect());
            prop_assert!((plane.at(x, y) - (1.0 + 2.0 * x - 3.0 * y + x * y)).abs() < 1e-12);
            let smooth = Table2d::sampled((0.0, 2.0, 40, 0.2), (-1.0, 1.0, 40), |x, y| y.iter().map(|y| libm::sin(x) * libm::cos(*y)).collect());
            prop_assert!((smooth.at(x, y) - x.sin() * y.cos()).abs() < 5e-4);
            prop_assert_eq!(smooth.at(5.0, y), smooth.at(2.0, y));
        }

        /// Cells are the same whoever looks first and wherever, and join across the borders of what is made at once. The
        /// counts are no multiples of that.
        #[test]
        fn no_cell_depends_on_who_looked_first(looks in prop::collection::vec((0.0..2.0f64, -1.0..1.0f64), 1..20)) {
            let surface = || {
                let row = |x: f64, y: &[f64]| y.iter().map(|y| libm::sin(9.0 * x) * (y - 0.3).abs()).collect();
                Table2d::sampled((0.0, 2.0, 37, 0.2), (-1.0, 1.0, 19), row)
            };
            let (there, back) = (surface(), surface());
            let values: Vec<_> = looks.iter().map(|(x, y)| there.at(*x, *y)).collect();
            for ((x, y), value) in looks.iter().zip(&values).rev() {
                prop_assert_eq!(back.at(*x, *y), *value);
            }
            for (x, y) in &looks {
                let border = node(there.x, TILE[0]);
                prop_assert!((there.at(border - 1e-9, *y) - there.at(border + 1e-9, *y)).abs() < 1e-7);
                let border = node(there.y, TILE[1]);
                prop_assert!((there.at(*x, border - 1e-9) - there.at(*x, border + 1e-9)).abs() < 1e-7);
            }
        }
    }
}
