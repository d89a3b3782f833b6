//! One quantity over two: bicubic patches that join with equal value and slopes.
//!
//! The tensor product of the cubic Hermite of [`Table`](super::Table): value, both slopes and the mixed slope at
//! the corners give the sixteen coefficients of a patch.

use super::axis::{Axis, axis, locate};
use super::cubics::hermite;
use super::slopes::limited_unless_smooth;

/// A function of two variables over a uniform grid (the first may be stretched as in [`Table`](super::Table)).
#[derive(Debug, Clone, PartialEq)]
pub struct Table2d {
    x: Axis,
    y: Axis,
    /// Of each cell in x those in y, one after the other.
    columns: usize,
    patches: Vec<[[f64; 4]; 4]>,
}

/// The number at a node of a grid.
fn node([start, per_cell, stretch, _]: Axis, node: usize) -> f64 {
    let u = start + node as f64 / per_cell;
    u / (1.0 - stretch * u)
}

impl Table2d {
    /// Samples a function over a range and number of cells in x (with its stretch) and in y. Slopes are
    /// the mean of the neighbouring secants, held to them as in [`Table`](super::Table). Outside, the edge is held.
    pub fn sampled(
        x: (f64, f64, usize, f64),
        y: (f64, f64, usize),
        function: impl Fn(f64, f64) -> f64,
    ) -> Self {
        let (rows, columns) = (x.2, y.2);
        let (x, y) = (axis(x.0, x.1, rows, x.3), axis(y.0, y.1, columns, 0.0));
        let at_nodes = |value: &dyn Fn(usize, usize) -> f64| -> Vec<Vec<f64>> {
            (0..=rows)
                .map(|i| (0..=columns).map(|j| value(i, j)).collect())
                .collect()
        };
        let values = at_nodes(&|i, j| function(node(x, i), node(y, j)));
        let along_y = at_nodes(&|i, j| slope(j, columns, |j| values[i][j]));
        let along_x = at_nodes(&|i, j| slope(i, rows, |i| values[i][j]));
        let mixed = at_nodes(&|i, j| slope(i, rows, |i| along_y[i][j]));
        let patches = (0..rows * columns)
            .map(|patch| {
                let (i, j) = (patch / columns, patch % columns);
                // Hermite in y at the four x-quantities (value and slope at both ends), then in x.
                let along = |values: &[f64], slopes: &[f64]| {
                    let end = |j: usize| ([values[j]], [slopes[j]]);
                    hermite(1.0, &[end(j), end(j + 1)])[0]
                };
                let row = |i: usize| {
                    let value = along(&values[i], &along_y[i]);
                    (value, along(&along_x[i], &mixed[i]))
                };
                hermite(1.0, &[row(i), row(i + 1)])
            })
            .collect();
        Self {
            x,
            y,
            columns,
            patches,
        }
    }

    /// The patch that holds `(x, y)`, the edge's beyond it, and where in it, 0 to 1: coefficients by their power of the
    /// second number, and in each by that of the first.
    #[inline(always)]
    pub(crate) fn locate(&self, x: f64, y: f64) -> (&[[f64; 4]; 4], f64, f64) {
        let (i, v) = locate(self.x, x);
        let (j, w) = locate(self.y, y);
        (&self.patches[i * self.columns + j], v, w)
    }

    /// Its grids.
    #[inline(always)]
    pub(crate) fn axes(&self) -> [Axis; 2] {
        [self.x, self.y]
    }

    /// A patch; the last for what lies beyond.
    #[inline(always)]
    pub(crate) fn patch(&self, i: usize, j: usize) -> &[[f64; 4]; 4] {
        &self.patches[(i * self.columns + j).min(self.patches.len() - 1)]
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
            let plane = Table2d::sampled((0.0, 2.0, 7, 0.0), (-1.0, 1.0, 5), |x, y| 1.0 + 2.0 * x - 3.0 * y + x * y);
            prop_assert!((plane.at(x, y) - (1.0 + 2.0 * x - 3.0 * y + x * y)).abs() < 1e-12);
            let smooth = Table2d::sampled((0.0, 2.0, 40, 0.2), (-1.0, 1.0, 40), |x, y| libm::sin(x) * libm::cos(y));
            prop_assert!((smooth.at(x, y) - x.sin() * y.cos()).abs() < 5e-4);
            prop_assert_eq!(smooth.at(5.0, y), smooth.at(2.0, y));
        }
    }
}
