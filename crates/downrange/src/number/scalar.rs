//! One flight at a time.

use super::Number;
use super::fused::multiply_add;
use super::trig;
use crate::table::{ExtensibleTable, NodeTable, Table, Table2d, TableCell};

impl Number for f64 {
    const LANES: usize = 1;
    type Mask = bool;
    type Each<A: Copy> = A;

    #[inline(always)]
    fn splat(value: f64) -> Self {
        value
    }

    #[inline(always)]
    fn from_lanes(mut value: impl FnMut(usize) -> f64) -> Self {
        value(0)
    }

    #[inline(always)]
    fn lane(self, _lane: usize) -> f64 {
        self
    }

    #[inline(always)]
    fn each<A: Copy>(mut item: impl FnMut(usize) -> A) -> A {
        item(0)
    }

    #[inline(always)]
    fn of_lane<A: Copy>(each: A, _: usize) -> A {
        each
    }

    #[inline(always)]
    fn mul_add(self, factor: Self, term: Self) -> Self {
        multiply_add(self, factor, term)
    }

    #[inline(always)]
    fn sqrt(self) -> Self {
        f64::sqrt(self)
    }

    #[inline(always)]
    fn abs(self) -> Self {
        f64::abs(self)
    }

    // A comparison and a choice, not `f64::max`: that is what lanes do, zeros and NaN included.
    #[inline(always)]
    fn max(self, other: Self) -> Self {
        if self > other { self } else { other }
    }

    #[inline(always)]
    fn min(self, other: Self) -> Self {
        if self < other { self } else { other }
    }

    #[inline(always)]
    fn less(self, other: Self) -> bool {
        self < other
    }

    #[inline(always)]
    fn select(mask: bool, yes: Self, no: Self) -> Self {
        if mask { yes } else { no }
    }

    #[inline(always)]
    fn holds(mask: bool, _lane: usize) -> bool {
        mask
    }

    #[inline(always)]
    fn any(mask: bool) -> bool {
        mask
    }

    #[inline(always)]
    fn sin_cos(self) -> (Self, Self) {
        trig::sin_cos(self)
    }

    #[inline(always)]
    fn look_up<const C: usize>(table: &Table<C>, x: Self) -> [Self; C] {
        cubics(table.locate(x))
    }

    #[inline(always)]
    fn look_up_extensible<const C: usize>(table: &ExtensibleTable<C>, x: Self) -> [Self; C] {
        cubics(table.locate(x))
    }

    #[inline(always)]
    fn look_up_with_slope<const C: usize>(
        table: &NodeTable<C>,
        time: Self,
    ) -> ([Self; C], [Self; C]) {
        let (cell, s) = table.locate(time);
        let (mut values, mut slopes) = ([0.0; C], [0.0; C]);
        for (column, [c0, c1, c2, c3]) in cell.iter().enumerate() {
            values[column] = cubic([*c0, *c1, *c2, *c3], s);
            slopes[column] = multiply_add(multiply_add(3.0 * c3, s, 2.0 * c2), s, *c1);
        }
        (values, slopes)
    }

    #[inline(always)]
    fn cell<const C: usize>(table: &NodeTable<C>, time: Self) -> TableCell<Self, C> {
        table.cell(time)
    }

    #[inline(always)]
    fn cell_extensible<const C: usize>(table: &ExtensibleTable<C>, x: Self) -> TableCell<Self, C> {
        table.cell(x)
    }

    #[inline(always)]
    fn look_up_surface(surface: &Table2d, x: Self, y: Self) -> Self {
        surface.at(x, y)
    }
}

/// All columns of a cell at `w` from its start.
#[inline(always)]
fn cubics<const C: usize>((cell, w): (&[[f64; 4]; C], f64)) -> [f64; C] {
    let mut values = [0.0; C];
    for (value, cubic) in values.iter_mut().zip(cell) {
        *value = self::cubic(*cubic, w);
    }
    values
}

#[inline(always)]
fn cubic([c0, c1, c2, c3]: [f64; 4], w: f64) -> f64 {
    multiply_add(multiply_add(multiply_add(c3, w, c2), w, c1), w, c0)
}
