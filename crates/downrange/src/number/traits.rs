//! What physics asks of a number.

use crate::table::{ExtensibleTable, NodeTable, Table, Table2d, TableCell};
use std::fmt::Debug;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A number of the physics: one value, or several side by side.
pub trait Number:
    Copy
    + Debug
    + PartialEq
    + Send
    + Sync
    + 'static
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + AddAssign
    + SubAssign
{
    /// How many flights one number holds.
    const LANES: usize;

    /// Truth, lane by lane.
    type Mask: Copy + Debug;

    /// One `A` for each lane: a table for each flight, say.
    type Each<A: Copy>: Copy;

    /// The same value in all lanes.
    fn splat(value: f64) -> Self;

    /// From a function of the lane.
    fn from_lanes(value: impl FnMut(usize) -> f64) -> Self;

    /// One lane's value.
    fn lane(self, lane: usize) -> f64;

    /// One `A` a lane from a function of the lane.
    fn each<A: Copy>(item: impl FnMut(usize) -> A) -> Self::Each<A>;

    /// One lane's `A`.
    fn of_lane<A: Copy>(each: Self::Each<A>, lane: usize) -> A;

    /// The same number with one lane replaced.
    #[must_use]
    fn with_lane(self, lane: usize, value: f64) -> Self {
        Self::from_lanes(|i| if i == lane { value } else { self.lane(i) })
    }

    /// A function of `f64`, lane by lane.
    fn map(self, function: impl Fn(f64) -> f64) -> Self {
        Self::from_lanes(|lane| function(self.lane(lane)))
    }

    /// `self * factor + term`, rounded once.
    fn mul_add(self, factor: Self, term: Self) -> Self;

    /// Square root.
    fn sqrt(self) -> Self;

    /// Absolute value.
    fn abs(self) -> Self;

    /// The greater of both.
    fn max(self, other: Self) -> Self;

    /// The lesser of both.
    fn min(self, other: Self) -> Self;

    /// Where `self < other`.
    fn less(self, other: Self) -> Self::Mask;

    /// `yes` where the mask holds, else `no`.
    fn select(mask: Self::Mask, yes: Self, no: Self) -> Self;

    /// Whether the mask holds in a lane.
    fn holds(mask: Self::Mask, lane: usize) -> bool;

    /// Whether the mask holds in any lane.
    fn any(mask: Self::Mask) -> bool;

    /// Sine and cosine, of angles up to a million rad.
    fn sin_cos(self) -> (Self, Self);

    /// All columns of a table at `x`.
    fn look_up<const C: usize>(table: Self::Each<&Table<C>>, x: Self) -> [Self; C];

    /// All columns of a timeline at a time, and their rates of change.
    fn look_up_with_slope<const C: usize>(
        table: Self::Each<&NodeTable<C>>,
        time: Self,
    ) -> ([Self; C], [Self; C]);

    /// All columns of a table that is made as far as it is needed, at `x`.
    fn look_up_extensible<const C: usize>(
        table: Self::Each<&ExtensibleTable<C>>,
        x: Self,
    ) -> [Self; C];

    /// The cell of a timeline that holds a time.
    fn cell<const C: usize>(table: Self::Each<&NodeTable<C>>, time: Self) -> TableCell<Self, C>;

    /// The cell that holds `x` of a table that is made as far as it is needed.
    fn cell_extensible<const C: usize>(
        table: Self::Each<&ExtensibleTable<C>>,
        x: Self,
    ) -> TableCell<Self, C>;

    /// A surface at `(x, y)`.
    fn look_up_surface(surface: Self::Each<&Table2d>, x: Self, y: Self) -> Self;

    /// Zero.
    fn zero() -> Self {
        Self::splat(0.0)
    }

    /// One.
    fn one() -> Self {
        Self::splat(1.0)
    }
}
