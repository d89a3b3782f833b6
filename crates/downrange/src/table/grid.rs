//! Columns over one uniform grid, as cubics that join with equal value and slope.
//!
//! In the cell that starts at node i, with w from 0 to 1 across it, a column is
//! `c0 + c1 w + c2 w² + c3 w³` (cubic Hermite: value and slope at both nodes). For a smooth function the error is
//! h⁴/384 times its fourth derivative. Cells lie one after the other, columns of a cell side by side: one look-up
//! touches 32 bytes a column (see `speed.md` of the design: tables).
//!
//! A grid may be **stretched**: uniform in `u = x / (1 + k x)` instead of x, so that heights to space or Mach
//! numbers to orbit fit one grid whose cells grow as `(1 + k x)²`.

use super::axis::{Axis, locate};
use super::cubics::hermite;
use super::slopes::limited_unless_smooth;

/// `C` columns over one grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<const C: usize> {
    first: f64,
    axis: Axis,
    cells: Vec<[[f64; 4]; C]>,
}

impl<const C: usize> Table<C> {
    /// Samples a function over `first..=last` in a number of cells (at least one). Slopes at the nodes are
    /// central differences over a thousandth of a cell, so that a kink at one node does not ring in its
    /// neighbours, and held to the secants beside them, so that a step between nodes does not either. Outside, the value
    /// at the end is held.
    pub fn sampled(
        first: f64,
        last: f64,
        cells: usize,
        stretch: f64,
        function: impl Fn(f64) -> [f64; C],
    ) -> Self {
        let squeeze = |x: f64| x / (1.0 + stretch * x);
        let (start, end) = (squeeze(first), squeeze(last));
        let step = (end - start) / cells as f64;
        let unsqueeze = |u: f64| u / (1.0 - stretch * u);
        let reach = 1e-3;
        let nodes = (0..=cells).map(|node| {
            let at = |offset: f64| function(unsqueeze(start + step * (node as f64 + offset)));
            let (before, value, after) = (at(-reach), at(0.0), at(reach));
            let slope: [f64; C] =
                std::array::from_fn(|column| (after[column] - before[column]) / (2.0 * reach));
            (value, slope)
        });
        let mut nodes: Vec<_> = nodes.collect();
        let values: Vec<[f64; C]> = nodes.iter().map(|node| node.0).collect();
        for (node, (_, slopes)) in nodes.iter_mut().enumerate() {
            for (column, slope) in slopes.iter_mut().enumerate() {
                // Beyond the ends the function goes on as in the end cells.
                let secant = |from: usize| {
                    let from = from.saturating_sub(2).min(cells - 1);
                    values[from + 1][column] - values[from][column]
                };
                *slope = limited_unless_smooth(*slope, [0, 1, 2, 3].map(|k| secant(node + k)));
            }
        }
        let cells: Vec<[[f64; 4]; C]> = nodes
            .windows(2)
            .map(|pair| hermite(1.0, &[pair[0], pair[1]]))
            .collect();
        Self {
            first,
            axis: [start, 1.0 / step, stretch, cells.len() as f64],
            cells,
        }
    }

    /// The cell that holds `x` (the end cell beyond the ends) and where in it, 0 to 1.
    #[inline(always)]
    pub(crate) fn locate(&self, x: f64) -> (&[[f64; 4]; C], f64) {
        let (cell, w) = locate(self.axis, self.held(x));
        (&self.cells[cell], w)
    }

    /// A number, or the first node: far below that the stretch would turn over and come back from the other end.
    #[inline(always)]
    fn held(&self, x: f64) -> f64 {
        x.max(self.first)
    }

    /// Its first node and its grid.
    #[inline(always)]
    pub(crate) fn axis(&self) -> (f64, Axis) {
        (self.first, self.axis)
    }

    /// A cell; the last for what lies beyond.
    #[inline(always)]
    pub(crate) fn cell(&self, index: usize) -> &[[f64; 4]; C] {
        &self.cells[index.min(self.cells.len() - 1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Number;
    use proptest::prelude::*;

    proptest! {
        /// The stated error: h⁴/384 of the fourth derivative, stretched or not (a factor 4 for the stretch).
        #[test]
        fn interpolates_to_fourth_order(x in 0.0..6.0f64, stretched in any::<bool>()) {
            let stretch = if stretched { 0.1 } else { 0.0 };
            let table = Table::sampled(0.0, 6.0, 60, stretch, |x| [libm::sin(x), libm::exp(-x)]);
            let [sine, decay] = f64::look_up(&table, x);
            let bound = 4.0 * 0.1f64.powi(4) / 384.0 * if stretched { 6.0 } else { 1.0 } + 1e-7;
            prop_assert!((sine - x.sin()).abs() < bound);
            prop_assert!((decay - (-x).exp()).abs() < bound);
        }

        /// A step anywhere, however steep, is bridged within its cells: nothing leaves the range of the samples by more
        /// than a hundredth of the step.
        #[test]
        fn a_step_does_not_ring(at in 0.0..1.0f64, width in 1e-9..0.2f64) {
            let step = |x: f64| ((x - at) / width).clamp(0.0, 1.0);
            let table = Table::sampled(0.0, 1.0, 20, 0.0, |x| [step(x)]);
            for i in 0..=1000 {
                let [value] = f64::look_up(&table, f64::from(i) / 1000.0);
                prop_assert!((-0.01..=1.01).contains(&value), "{value}");
            }
        }

        /// Values and slopes do not step anywhere, and the ends are held.
        #[test]
        fn joins_without_a_step(node in 1usize..20) {
            let table = Table::sampled(0.0, 1.0, 20, 0.0, |x| [libm::sin(20.0 * x)]);
            let x = node as f64 / 20.0;
            let at = |offset: f64| f64::look_up(&table, x + offset)[0];
            prop_assert!((at(-1e-9) - at(1e-9)).abs() < 1e-7);
            let (before, after) = ((at(0.0) - at(-1e-6)) / 1e-6, (at(1e-6) - at(0.0)) / 1e-6);
            prop_assert!((before - after).abs() < 1e-2);
            prop_assert_eq!(f64::look_up(&table, -3.0), f64::look_up(&table, 0.0));
            prop_assert_eq!(f64::look_up(&table, 3.0), f64::look_up(&table, 1.0));
        }

        /// However far below a stretched grid, its first value is held: a step that looks far underground sees air.
        #[test]
        fn below_a_stretched_grid_its_first_value_is_held(x in -1e4..1.0f64) {
            let table = Table::sampled(1.0, 9.0, 20, 0.01, |x| [libm::sin(x)]);
            prop_assert_eq!(f64::look_up(&table, x), f64::look_up(&table, 1.0));
        }
    }
}
