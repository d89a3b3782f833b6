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
use super::cubics::{Cubics, hermite};
use super::slopes::limited_unless_smooth;
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Cells that are made together.
const BLOCK: usize = 16;

/// `C` columns over one grid. Its cells are made, sixteen at a time, when somebody first looks there; what they hold does not
/// depend on who looked.
#[derive(Clone)]
pub struct Table<const C: usize> {
    first: f64,
    axis: Axis,
    blocks: Vec<OnceLock<Vec<Cubics<C>>>>,
    function: Arc<dyn Fn(f64) -> [f64; C] + Send + Sync>,
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
        function: impl Fn(f64) -> [f64; C] + Send + Sync + 'static,
    ) -> Self {
        let squeeze = |x: f64| x / (1.0 + stretch * x);
        let (start, end) = (squeeze(first), squeeze(last));
        let step = (end - start) / cells as f64;
        Self {
            first,
            axis: [start, 1.0 / step, stretch, cells as f64],
            blocks: vec![OnceLock::new(); cells.div_ceil(BLOCK)],
            function: Arc::new(move |place| {
                let u = start + step * place;
                function(u / (1.0 - stretch * u))
            }),
        }
    }

    fn count(&self) -> usize {
        self.axis[3] as usize
    }

    /// The cells of a range.
    #[cold]
    fn made(&self, range: Range<usize>) -> Vec<Cubics<C>> {
        let count = self.count();
        let from = range.start.saturating_sub(2);
        let values: Vec<[f64; C]> = (from..=(range.end + 2).min(count))
            .map(|node| (self.function)(node as f64))
            .collect();
        let node = |node: usize| {
            let reach = 1e-3;
            let at = |offset: f64| (self.function)(node as f64 + offset);
            let (before, after) = (at(-reach), at(reach));
            let slope = |column: usize| {
                // Beyond the ends the function goes on as in the end cells.
                let secant = |place: usize| {
                    let place = place.saturating_sub(2).min(count - 1) - from;
                    values[place + 1][column] - values[place][column]
                };
                let slope = (after[column] - before[column]) / (2.0 * reach);
                limited_unless_smooth(slope, [0, 1, 2, 3].map(|k| secant(node + k)))
            };
            (values[node - from], std::array::from_fn(slope))
        };
        let mut start = node(range.start);
        let cells = range.map(|cell| {
            let end = node(cell + 1);
            hermite(1.0, &[std::mem::replace(&mut start, end), end])
        });
        cells.collect()
    }

    /// The cell that holds `x` (the end cell beyond the ends) and where in it, 0 to 1.
    #[inline(always)]
    pub(crate) fn locate(&self, x: f64) -> (&[[f64; 4]; C], f64) {
        let (cell, w) = locate(self.axis, self.held(x));
        (self.cell(cell), w)
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
        let count = self.count();
        let index = index.min(count - 1);
        let block = index / BLOCK;
        let cells = self.blocks[block].get_or_init(|| {
            let first = block * BLOCK;
            self.made(first..(first + BLOCK).min(count))
        });
        &cells[index % BLOCK]
    }
}

impl<const C: usize> fmt::Debug for Table<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Table");
        shown.field("first", &self.first).field("axis", &self.axis);
        shown.field("blocks", &self.blocks).finish_non_exhaustive()
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
            let step = move |x: f64| ((x - at) / width).clamp(0.0, 1.0);
            let table = Table::sampled(0.0, 1.0, 20, 0.0, move |x| [step(x)]);
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

        /// Cells are the same whoever looks first and wherever: no result depends on the order of flights. The count is no
        /// multiple of what is made at once.
        #[test]
        fn no_cell_depends_on_who_looked_first(looks in prop::collection::vec(0.0..6.0f64, 1..20)) {
            let table = || Table::sampled(0.0, 6.0, 61, 0.1, |x| [libm::sin(9.0 * x), (x - 2.0).abs()]);
            let (there, back) = (table(), table());
            let values: Vec<_> = looks.iter().map(|x| f64::look_up(&there, *x)).collect();
            for (x, value) in looks.iter().zip(&values).rev() {
                prop_assert_eq!(f64::look_up(&back, *x), *value);
            }
        }

        /// However far below a stretched grid, its first value is held: a step that looks far underground sees air.
        #[test]
        fn below_a_stretched_grid_its_first_value_is_held(x in -1e4..1.0f64) {
            let table = Table::sampled(1.0, 9.0, 20, 0.01, |x| [libm::sin(x)]);
            prop_assert_eq!(f64::look_up(&table, x), f64::look_up(&table, 1.0));
        }
    }
}
