//! The place of a number on a uniform grid, or on one that is stretched.

use crate::number::Number;

/// A grid: where it starts (squeezed, see [`Table`](super::Table)), cells per unit, its stretch, and how many cells.
pub(crate) type Axis<T> = [T; 4];

/// A grid over `first..=last`.
pub(super) fn axis(first: f64, last: f64, cells: usize, stretch: f64) -> Axis<f64> {
    let squeeze = |x: f64| x / (1.0 + stretch * x);
    let count = cells as f64;
    let per_cell = count / (squeeze(last) - squeeze(first));
    [squeeze(first), per_cell, stretch, count]
}

/// How many cells from its start a number lies, held at the ends.
#[inline(always)]
pub(crate) fn place<T: Number>([start, per_cell, stretch, count]: Axis<T>, x: T) -> T {
    let squeezed = x / (T::one() + stretch * x);
    let place = (squeezed - start) * per_cell;
    place.max(T::zero()).min(count)
}

/// The cell of a place, and where in it, 0 to 1.
#[inline(always)]
pub(crate) fn cell(place: f64, cells: usize) -> (usize, f64) {
    let cell = (place as usize).min(cells - 1);
    (cell, place - cell as f64)
}
