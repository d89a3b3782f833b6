//! What is integrated, how well, and a step of it.

use super::tsitouras::{C, STAGES};
use crate::number::Number;

/// Stages inside a step: all but the first and the last two.
pub const INNER_STAGES: usize = STAGES - 3;

/// When they are, as shares of the step, in their order.
pub const STAGE_TIMES: [f64; INNER_STAGES] = [C[1], C[2], C[3], C[4]];

/// What is integrated: a state's rate of change, and what an evaluation saw on the way.
pub trait System<T: Number, const N: usize> {
    /// What an evaluation sees besides the rate: heights, Mach numbers, …
    type Output: Copy;

    /// What a step finds out once, where it starts.
    type Origin: Copy;

    /// Of a step of this length, s, from a state.
    fn origin(&self, length: T, state: &[T; N]) -> Self::Origin;

    /// The rate of change of a state within a step at a time, s since launch.
    fn rate_within(&self, origin: &Self::Origin, time: T, state: &[T; N])
    -> ([T; N], Self::Output);

    /// The rate of change of a state at a time, s since launch.
    #[inline]
    fn rate(&self, time: T, state: &[T; N]) -> ([T; N], Self::Output) {
        self.rate_within(&self.origin(T::zero(), state), time, state)
    }
}

/// The error allowed in a step, component by component.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tolerance<const N: usize> {
    /// Relative to the size of each component.
    pub relative: f64,
    /// Absolute; infinite for a component that does not count.
    pub absolute: [f64; N],
}

/// The state inside a step.
pub trait Interpolant<T: Number, const N: usize>: Copy {
    /// The first numbers of the state at a share of a step of this length between these states, 0 to 1; `pick` takes one
    /// lane, or all of them.
    fn at<U: Number, const M: usize>(
        &self,
        step: (T, &[T; N], &[T; N]),
        theta: U,
        pick: impl Fn(T) -> U,
    ) -> [U; M];

    /// The rate at the end.
    fn rate_after(&self) -> [T; N];

    /// The squares of the accelerations inside the step, at [`STAGE_TIMES`].
    fn inner_accelerations(&self) -> [T; INNER_STAGES];
}

/// A step that was tried.
#[derive(Debug, Clone, Copy)]
pub struct Step<T, const N: usize, S, D> {
    /// Where it starts, s.
    pub time: T,
    /// Its length, s.
    pub length: T,
    /// The state it starts from.
    pub before: [T; N],
    /// The state it reaches.
    pub after: [T; N],
    /// The greatest ratio of estimated to allowed error.
    pub error: T,
    /// What was seen at its end.
    pub output: S,
    /// What its inside is told from.
    pub dense: D,
}

impl<T: Number, const N: usize, S: Copy, D: Interpolant<T, N>> Step<T, N, S, D> {
    /// The state at a share of the step, 0 to 1.
    pub fn at(&self, theta: T) -> [T; N] {
        let step = (self.length, &self.before, &self.after);
        self.dense.at(step, theta, |value| value)
    }

    /// The first numbers of one lane's state at a share of its step: what [`at`](Self::at) gives it alone.
    pub fn lane_at<const M: usize>(&self, lane: usize, theta: f64) -> [f64; M] {
        let step = (self.length, &self.before, &self.after);
        self.dense.at(step, theta, |value| value.lane(lane))
    }
}

impl<const N: usize> Tolerance<N> {
    /// The greatest ratio of an estimated error to the one allowed between two states.
    #[inline(always)]
    pub(crate) fn ratio<T: Number>(
        &self,
        before: &[T; N],
        after: &[T; N],
        estimate: impl Fn(usize) -> T,
    ) -> T {
        let mut error = T::zero();
        for i in 0..N {
            let size = before[i].abs().max(after[i].abs());
            let allowed = size.mul_add(T::splat(self.relative), T::splat(self.absolute[i]));
            let ratio = estimate(i).abs() / allowed;
            // A NaN must not pass for a small error: the comparison is the way round that keeps it.
            error = T::select(ratio.less(error), error, ratio);
        }
        error
    }
}
