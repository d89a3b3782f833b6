//! A step of the explicit pair, and its dense output.

use super::tsitouras::{A, C, ERROR, STAGES, interpolant};
use super::{INNER_STAGES, Interpolant, Step, System, Tolerance};
use crate::number::Number;

/// The rates at the stages of a step.
#[derive(Debug, Clone, Copy)]
pub struct Stages<T, const N: usize>([[T; N]; STAGES]);

impl<T: Number, const N: usize, S: Copy> Step<T, N, S> {
    /// Tries a step from a state whose rate is known. Seven stages, of which the first is that rate and the last is
    /// the rate at the end: six evaluations.
    #[inline]
    pub fn attempt(
        system: &impl System<T, N, Output = S>,
        time: T,
        length: T,
        before: [T; N],
        (rate, _): ([T; N], S),
        tolerance: &Tolerance<N>,
    ) -> Self {
        let mut stages = [rate; STAGES];
        let origin = system.origin(length, &before);
        let state = |stage: usize, stages: &[[T; N]; STAGES]| {
            let mut after = before;
            for i in 0..N {
                let mut sum = T::splat(A[stage][0]) * stages[0][i];
                for (earlier, weight) in stages[1..stage].iter().zip(&A[stage][1..stage]) {
                    sum = earlier[i].mul_add(T::splat(*weight), sum);
                }
                after[i] = sum.mul_add(length, before[i]);
            }
            after
        };
        let now = |stage: usize| length.mul_add(T::splat(C[stage]), time);
        for stage in 1..STAGES - 1 {
            stages[stage] = system.rate_only(&origin, now(stage), &state(stage, &stages));
        }
        let last = STAGES - 1;
        let after = state(last, &stages);
        let output;
        (stages[last], output) = system.rate_within(&origin, now(last), &after);
        let error = tolerance.ratio(&before, &after, |i| {
            let mut estimate = T::splat(ERROR[0]) * stages[0][i];
            for (stage, weight) in stages[1..].iter().zip(&ERROR[1..]) {
                estimate = stage[i].mul_add(T::splat(*weight), estimate);
            }
            estimate * length
        });
        Self {
            time,
            length,
            before,
            after,
            error,
            output,
            dense: Stages(stages),
        }
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
        std::array::from_fn(|i| {
            let mut sum = weights[0] * pick(self.0[0][i]);
            for (stage, weight) in self.0[1..].iter().zip(&weights[1..]) {
                sum = pick(stage[i]).mul_add(*weight, sum);
            }
            sum.mul_add(pick(length), pick(before[i]))
        })
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
