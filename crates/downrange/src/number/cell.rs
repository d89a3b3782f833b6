//! What a cell of a table says, in lanes as alone.

use super::traits::Number;
use crate::table::TableCell;

impl<T: Number, const C: usize> TableCell<T, C> {
    /// A column there, as its cubic goes on beyond the ends.
    #[inline(always)]
    pub fn at(&self, column: usize, x: T) -> T {
        let s = x - self.ends[0];
        let [c0, c1, c2, c3] = self.columns[column];
        c3.mul_add(s, c2).mul_add(s, c1).mul_add(s, c0)
    }

    /// How far something that reaches from `low` to `high` is outside, over what is allowed: a share of the width, and at most
    /// so much.
    #[inline(always)]
    pub fn excess(&self, low: T, high: T, share: f64, most: T) -> T {
        let [start, end] = self.ends;
        (start - low).max(high - end) / (T::splat(share) * (end - start)).min(most)
    }
}
