//! A step of the explicit pair, and its dense output.

use super::solver::Solver;
use super::step::{INNER_STAGES, Interpolant, Step, System, Tolerance};
use super::tsitouras::{A, C, ERROR, STAGES, interpolant};
use crate::number::Number;

/// The rates at the stages of a step.
#[derive(Debug, Clone, Copy)]
pub struct Stages<T, const N: usize>([[T; N]; STAGES]);

/// A system that the explicit pair integrates.
pub trait Explicit {}

impl<T: Number, const N: usize, S: System<T, N> + Explicit> Solver<T, N> for S {
    type Interpolant = Stages<T, N>;

    const EVALUATIONS: u64 = STAGES as u64 - 1;

    #[inline]
    fn attempt(
        &self,
        time: T,
        length: T,
        before: [T; N],
        known: ([T; N], Self::Output),
        tolerance: &Tolerance<N>,
    ) -> Step<T, N, Self::Output, Stages<T, N>> {
        Step::attempt(self, time, length, before, known, tolerance)
    }

    #[inline(always)]
    fn longest_step(&self, _: usize, _: [f64; 3]) -> f64 {
        f64::INFINITY
    }
}

impl<T: Number, const N: usize, S: Copy> Step<T, N, S, Stages<T, N>> {
    /// Tries a step from a state whose rate is known. Seven stages, of which the first is that rate and the last is
    /// the rate at the end: six evaluations.
    #[inline]
    pub fn attempt(
        system: &impl System<T, N, Output = S>,
        time: T,
        length: T,
        before: [T; N],
        (rate, output): ([T; N], S),
        tolerance: &Tolerance<N>,
    ) -> Self {
        let origin = system.origin(length, &before);
        let (output, error) = (output, T::zero());
        let dense = Stages([rate; STAGES]);
        let mut step = Self {
            time,
            length,
            before,
            after: before,
            error,
            output,
            dense,
        };
        let now = |stage: usize| length.mul_add(T::splat(C[stage]), time);
        let Stages(stages) = &mut step.dense;
        let state = &mut step.after;
        for stage in 1..STAGES - 1 {
            let (known, next) = stages.split_at_mut(stage);
            write_partway(length, &before, known, state);
            next[0] = system.rate_within(&origin, now(stage), state).0;
        }
        let last = STAGES - 1;
        write_partway(length, &before, &stages[..last], state);
        (stages[last], step.output) = system.rate_within(&origin, now(last), state);
        step.error = tolerance.ratio(&before, &step.after, |i| {
            let mut estimate = T::splat(ERROR[0]) * stages[0][i];
            for (stage, weight) in stages[1..].iter().zip(&ERROR[1..]) {
                estimate = stage[i].mul_add(T::splat(*weight), estimate);
            }
            estimate * length
        });
        step
    }
}

/// Writes the state in which the stage after the known ones looks at the system.
#[inline(always)]
fn write_partway<T: Number, const N: usize>(
    length: T,
    before: &[T; N],
    known: &[[T; N]],
    state: &mut [T; N],
) {
    let weights = &A[known.len()];
    for i in 0..N {
        let mut sum = T::splat(weights[0]) * known[0][i];
        for (earlier, weight) in known[1..].iter().zip(&weights[1..]) {
            sum = earlier[i].mul_add(T::splat(*weight), sum);
        }
        state[i] = sum.mul_add(length, before[i]);
    }
}

impl<T: Number, const N: usize> Interpolant<T, N> for Stages<T, N> {
    /// The fourth-order interpolant of the pair.
    fn at<U: Number, const M: usize>(
        &self,
        (length, before, _): (T, &[T; N], &[T; N]),
        theta: U,
        pick: impl Fn(T) -> U,
    ) -> [U; M] {
        let weights = interpolant(theta);
        let mut state = [U::zero(); M];
        for (i, number) in state.iter_mut().enumerate() {
            let mut sum = weights[0] * pick(self.0[0][i]);
            for (stage, weight) in self.0[1..].iter().zip(&weights[1..]) {
                sum = pick(stage[i]).mul_add(*weight, sum);
            }
            *number = sum.mul_add(pick(length), pick(before[i]));
        }
        state
    }

    fn rate_after(&self) -> [T; N] {
        self.0[STAGES - 1]
    }

    #[inline(always)]
    fn inner_accelerations(&self) -> [T; INNER_STAGES] {
        std::array::from_fn(|stage| {
            let acceleration = &self.0[stage + 1][3..6];
            let sum = acceleration[0] * acceleration[0];
            let sum = acceleration[1].mul_add(acceleration[1], sum);
            acceleration[2].mul_add(acceleration[2], sum)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Oscillator;

    impl System<f64, 2> for Oscillator {
        type Output = ();
        type Origin = ();
        fn origin(&self, _: f64, _: &[f64; 2]) {}
        fn rate_within(&self, _: &(), _: f64, state: &[f64; 2]) -> ([f64; 2], ()) {
            ([state[1], -state[0]], ())
        }
    }

    fn step(length: f64) -> Step<f64, 2, (), Stages<f64, 2>> {
        let before = [1.0, 0.0];
        let tolerance = Tolerance {
            relative: 0.0,
            absolute: [1.0; 2],
        };
        Step::attempt(
            &Oscillator,
            0.0,
            length,
            before,
            Oscillator.rate(0.0, &before),
            &tolerance,
        )
    }

    /// Halving a step divides its error by 2⁶, its estimated error by 2⁵ and the interpolant's by 2⁵.
    #[test]
    fn has_the_orders_it_claims() {
        let fall = |error: &dyn Fn(f64) -> f64| libm::log2(error(0.2) / error(0.1));
        assert!((fall(&|h| (step(h).after[0] - h.cos()).abs()) - 6.0).abs() < 0.3);
        assert!((fall(&|h| step(h).error) - 5.0).abs() < 0.3);
        assert!((fall(&|h| (step(h).at(0.4)[1] + (0.4 * h).sin()).abs()) - 5.0).abs() < 0.3);
    }

    /// The error of a state that is not a number is none.
    #[test]
    fn the_error_of_no_number_is_none() {
        let tolerance = Tolerance {
            relative: 0.0,
            absolute: [1.0; 2],
        };
        let broken = [f64::NAN, 0.0];
        let tried = Step::attempt(&Oscillator, 0.0, 0.1, broken, (broken, ()), &tolerance);
        assert!(tried.error.is_nan());
    }
}
