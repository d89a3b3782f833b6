//! How a system is integrated.

use super::step::{Interpolant, Step, System, Tolerance};
use crate::number::Number;

/// A system together with the method that integrates it.
pub trait Solver<T: Number, const N: usize>: System<T, N> {
    /// The state inside a step.
    type Interpolant: Interpolant<T, N>;

    /// What a step costs, in evaluations of the system.
    const EVALUATIONS: u64;

    /// Tries a step from a state whose rate is known.
    fn attempt(
        &self,
        time: T,
        length: T,
        before: [T; N],
        known: ([T; N], Self::Output),
        tolerance: &Tolerance<N>,
    ) -> Step<T, N, Self::Output, Self::Interpolant>;

    /// The longest step that the tables of a lane allow, s, from a height, m above the ellipsoid, its rate and the rate of that.
    fn longest_step(&self, lane: usize, height: [f64; 3]) -> f64;
}
