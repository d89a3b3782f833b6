//! The place of a number on a uniform grid, or on one that is stretched.

/// A grid: where it starts (squeezed, see [`Table`](super::Table)), cells per unit, its stretch, and how many cells.
pub(crate) type Axis = [f64; 4];

/// A grid over `first..=last`.
pub(super) fn axis(first: f64, last: f64, cells: usize, stretch: f64) -> Axis {
    let squeeze = |x: f64| x / (1.0 + stretch * x);
    let count = cells as f64;
    let per_cell = count / (squeeze(last) - squeeze(first));
    [squeeze(first), per_cell, stretch, count]
}

/// The cell of a number, held at the ends, and where in it, 0 to 1.
#[inline(always)]
pub(super) fn locate([start, per_cell, stretch, count]: Axis, x: f64) -> (usize, f64) {
    let squeezed = x / (1.0 + stretch * x);
    let place = ((squeezed - start) * per_cell).max(0.0).min(count);
    let cell = (place as usize).min(count as usize - 1);
    (cell, place - cell as f64)
}
