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
            system.write_rate(&origin, now(stage), state, &mut next[0]);
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
