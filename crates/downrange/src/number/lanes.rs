//! Four flights side by side.

use super::Number;
use super::fused::multiply_add_each;
use super::trig;
use crate::table::{ExtensibleTable, NodeTable, Table, Table2d, TableCell};
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};
use wide::f64x4;

/// Four numbers side by side, one for each of four flights.
///
/// Each lane gets the digits that `f64` gets: see the test `lanes_count_as_scalars`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lanes(f64x4);

impl Add for Lanes {
    type Output = Self;
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Lanes {
    type Output = Self;
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Mul for Lanes {
    type Output = Self;
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        Self(self.0 * other.0)
    }
}

impl Div for Lanes {
    type Output = Self;
    #[inline(always)]
    fn div(self, other: Self) -> Self {
        Self(self.0 / other.0)
    }
}

impl Neg for Lanes {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl AddAssign for Lanes {
    #[inline(always)]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Lanes {
    #[inline(always)]
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Number for Lanes {
    const LANES: usize = 4;
    type Mask = f64x4;
    type Each<A: Copy> = [A; 4];

    #[inline(always)]
    fn splat(value: f64) -> Self {
        Self(f64x4::splat(value))
    }

    #[inline(always)]
    fn from_lanes(mut value: impl FnMut(usize) -> f64) -> Self {
        Self(f64x4::from([value(0), value(1), value(2), value(3)]))
    }

    #[inline(always)]
    fn lane(self, lane: usize) -> f64 {
        self.0.to_array()[lane]
    }

    #[inline(always)]
    fn each<A: Copy>(mut item: impl FnMut(usize) -> A) -> [A; 4] {
        [item(0), item(1), item(2), item(3)]
    }

    #[inline(always)]
    fn of_lane<A: Copy>(each: [A; 4], lane: usize) -> A {
        each[lane]
    }

    #[inline(always)]
    fn mul_add(self, factor: Self, term: Self) -> Self {
        // `wide` rounds twice where the processor has no fused instruction; the digits must not depend on it.
        if cfg!(target_feature = "fma") {
            Self(self.0.mul_add(factor.0, term.0))
        } else {
            let [a, b, c] = [self, factor, term].map(|lanes| lanes.0.to_array());
            Self(f64x4::new(multiply_add_each(a, b, c)))
        }
    }

    #[inline(always)]
    fn sqrt(self) -> Self {
        Self(self.0.sqrt())
    }

    #[inline(always)]
    fn abs(self) -> Self {
        Self(self.0.abs())
    }

    #[inline(always)]
    fn max(self, other: Self) -> Self {
        Self::select(other.less(self), self, other)
    }

    #[inline(always)]
    fn min(self, other: Self) -> Self {
        Self::select(self.less(other), self, other)
    }

    #[inline(always)]
    fn less(self, other: Self) -> f64x4 {
        self.0.simd_lt(other.0)
    }

    #[inline(always)]
    fn select(mask: f64x4, yes: Self, no: Self) -> Self {
        Self(mask.select(yes.0, no.0))
    }

    #[inline(always)]
    fn holds(mask: f64x4, lane: usize) -> bool {
        mask.to_bitmask() >> lane & 1 == 1
    }

    #[inline(always)]
    fn any(mask: f64x4) -> bool {
        mask.to_bitmask() != 0
    }

    #[inline(always)]
    fn sin_cos(self) -> (Self, Self) {
        trig::sin_cos(self)
    }

    #[inline(always)]
    fn look_up<const C: usize>(table: [&Table<C>; 4], x: Self) -> [Self; C] {
        let [a, b, c, d] = table.map(Table::axis);
        let first = Self(f64x4::from([a.0, b.0, c.0, d.0]));
        let axis = across([a.1, b.1, c.1, d.1]);
        let ([i, j, k, l], w) = cells(axis, x.max(first));
        let cells = [
            table[0].cell(i),
            table[1].cell(j),
            table[2].cell(k),
            table[3].cell(l),
        ];
        cubics(cells, w)
    }

    #[inline(always)]
    fn look_up_extensible<const C: usize>(table: [&ExtensibleTable<C>; 4], x: Self) -> [Self; C] {
        let [x0, x1, x2, x3] = x.0.to_array();
        let (a, b, c, d) = (
            table[0].locate(x0),
            table[1].locate(x1),
            table[2].locate(x2),
            table[3].locate(x3),
        );
        let w = Self(f64x4::from([a.1, b.1, c.1, d.1]));
        cubics([a.0, b.0, c.0, d.0], w)
    }

    #[inline(always)]
    fn look_up_with_slope<const C: usize>(
        table: [&NodeTable<C>; 4],
        time: Self,
    ) -> ([Self; C], [Self; C]) {
        let [t0, t1, t2, t3] = time.0.to_array();
        let (a, b, c, d) = (
            table[0].locate(t0),
            table[1].locate(t1),
            table[2].locate(t2),
            table[3].locate(t3),
        );
        let s = Self(f64x4::from([a.1, b.1, c.1, d.1]));
        let (three, two) = (Self::splat(3.0), Self::splat(2.0));
        let (mut values, mut slopes) = ([Self::zero(); C], [Self::zero(); C]);
        for column in 0..C {
            let [c0, c1, c2, c3] = across([a.0[column], b.0[column], c.0[column], d.0[column]]);
            values[column] = c3.mul_add(s, c2).mul_add(s, c1).mul_add(s, c0);
            slopes[column] = (three * c3).mul_add(s, two * c2).mul_add(s, c1);
        }
        (values, slopes)
    }

    #[inline(always)]
    fn cell<const C: usize>(table: [&NodeTable<C>; 4], time: Self) -> TableCell<Self, C> {
        let times = time.0.to_array();
        let cell = |lane: usize| table[lane].cell(times[lane]);
        together([cell(0), cell(1), cell(2), cell(3)])
    }

    #[inline(always)]
    fn cell_extensible<const C: usize>(
        table: [&ExtensibleTable<C>; 4],
        x: Self,
    ) -> TableCell<Self, C> {
        let xs = x.0.to_array();
        let cell = |lane: usize| table[lane].cell(xs[lane]);
        together([cell(0), cell(1), cell(2), cell(3)])
    }

    #[inline(always)]
    fn look_up_surface(surface: [&Table2d; 4], x: Self, y: Self) -> Self {
        let [a, b, c, d] = surface.map(Table2d::axes);
        let along_x = across([a[0], b[0], c[0], d[0]]);
        let along_y = across([a[1], b[1], c[1], d[1]]);
        let (rows, v) = cells(along_x, x);
        let (columns, w) = cells(along_y, y);
        let w = w.0.to_array();
        // Each lane's four rows at once, then the four lanes at once.
        let row = |lane: usize| {
            let [p0, p1, p2, p3] = surface[lane].patch(rows[lane], columns[lane]);
            let power = |power: &[f64; 4]| Self(f64x4::from(*power));
            let w = Self::splat(w[lane]);
            let sum = power(p3).mul_add(w, power(p2)).mul_add(w, power(p1));
            sum.mul_add(w, power(p0)).0
        };
        let [r0, r1, r2, r3] = f64x4::transpose([row(0), row(1), row(2), row(3)]).map(Self);
        r3.mul_add(v, r2).mul_add(v, r1).mul_add(v, r0)
    }
}

/// Cells of four lanes as one.
#[inline(always)]
fn together<const C: usize>(cells: [TableCell<f64, C>; 4]) -> TableCell<Lanes, C> {
    TableCell {
        columns: std::array::from_fn(|column| across(cells.map(|cell| cell.columns[column]))),
        ends: [0, 1].map(|end| Lanes(f64x4::from(cells.map(|cell| cell.ends[end])))),
    }
}

/// 2⁵²: added to a whole number it leaves that number in the lowest bits.
const WHOLE: f64 = 4_503_599_627_370_496.0;

/// The cells of numbers on their grids, held at the ends, and where in them, 0 to 1: what each grid finds alone.
#[inline(always)]
fn cells([start, per_cell, stretch, count]: [Lanes; 4], x: Lanes) -> ([usize; 4], Lanes) {
    let squeezed = x / (Lanes::one() + stretch * x);
    let place = (squeezed - start) * per_cell;
    let place = place.max(Lanes::zero()).min(count);
    let cell = Lanes(place.0.floor()).min(count - Lanes::one());
    let [a, b, c, d] = (cell + Lanes::splat(WHOLE)).0.to_array();
    let index = |number: f64| number.to_bits() as u32 as usize;
    ([index(a), index(b), index(c), index(d)], place - cell)
}

/// All columns, each lane in its own cell and as far into it as is said.
#[inline(always)]
fn cubics<const C: usize>([a, b, c, d]: [&[[f64; 4]; C]; 4], w: Lanes) -> [Lanes; C] {
    let mut values = [Lanes::zero(); C];
    for (column, value) in values.iter_mut().enumerate() {
        let [c0, c1, c2, c3] = across([a[column], b[column], c[column], d[column]]);
        *value = c3.mul_add(w, c2).mul_add(w, c1).mul_add(w, c0);
    }
    values
}

/// The four coefficients of one column, each across the lanes.
#[inline(always)]
fn across([a, b, c, d]: [[f64; 4]; 4]) -> [Lanes; 4] {
    let [c0, c1, c2, c3] = f64x4::transpose([
        f64x4::from(a),
        f64x4::from(b),
        f64x4::from(c),
        f64x4::from(d),
    ]);
    [Lanes(c0), Lanes(c1), Lanes(c2), Lanes(c3)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// A flight is the same bytes in any lane: each operation gives each lane what `f64` gets.
        #[test]
        fn lanes_count_as_scalars(a in prop::array::uniform4(-1e9..1e9f64), b in prop::array::uniform4(-1e3..1e3f64)) {
            let (la, lb) = (Lanes::from_lanes(|i| a[i]), Lanes::from_lanes(|i| b[i]));
            let (sines, cosines) = la.sin_cos();
            for i in 0..4 {
                let (x, y) = (a[i], b[i]);
                prop_assert_eq!((la + lb).lane(i).to_bits(), (x + y).to_bits());
                prop_assert_eq!((la / lb).lane(i).to_bits(), (x / y).to_bits());
                prop_assert_eq!(la.mul_add(lb, la).lane(i).to_bits(), Number::mul_add(x, y, x).to_bits());
                prop_assert_eq!(la.abs().sqrt().lane(i).to_bits(), x.abs().sqrt().to_bits());
                prop_assert_eq!(la.max(lb).lane(i).to_bits(), Number::max(x, y).to_bits());
                prop_assert_eq!(la.min(lb).lane(i).to_bits(), Number::min(x, y).to_bits());
                prop_assert_eq!(Lanes::holds(la.less(lb), i), x < y);
                prop_assert_eq!((sines.lane(i), cosines.lane(i)), Number::sin_cos(x));
            }
        }

        /// Tables give each lane what they give a scalar.
        #[test]
        fn lanes_look_up_as_scalars(x in prop::array::uniform4(-5.0..15.0f64)) {
            let function = |x: f64| [x * x, libm::sin(x)];
            let table = Table::sampled(-2.0, 10.0, 24, 0.1, function);
            let nodes: Vec<f64> = (0..9).map(|i| f64::from(i * i) * 0.15).collect();
            let columns: Vec<_> = nodes.iter().map(|t| (function(*t), [2.0 * t, libm::cos(*t)])).collect();
            let timeline = NodeTable::new(nodes, &columns);
            let surface = Table2d::sampled((-2.0, 10.0, 12, 0.1), (-3.0, 8.0, 9), |x, y| y.iter().map(|y| libm::sin(x) * (y + 1.0)).collect());
            let lanes = Lanes::from_lanes(|i| x[i]);
            let values = Lanes::look_up([&table; 4], lanes);
            let above = Lanes::look_up_surface([&surface; 4], lanes, lanes * Lanes::splat(0.7));
            let (in_time, rates) = Lanes::look_up_with_slope([&timeline; 4], lanes);
            for (i, x) in x.into_iter().enumerate() {
                let value = f64::look_up(&table, x);
                let (now, rate) = f64::look_up_with_slope(&timeline, x);
                prop_assert_eq!(above.lane(i).to_bits(), surface.at(x, x * 0.7).to_bits());
                for c in 0..2 {
                    prop_assert_eq!(values[c].lane(i).to_bits(), value[c].to_bits());
                    prop_assert_eq!(in_time[c].lane(i).to_bits(), now[c].to_bits());
                    prop_assert_eq!(rates[c].lane(i).to_bits(), rate[c].to_bits());
                }
            }
        }
    }
}
