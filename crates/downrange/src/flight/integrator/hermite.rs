//! Inside a step whose ends are known: polynomials through both.
//!
//! Of a state that is position and velocity: position is the polynomial of degree five that has position, velocity and
//! acceleration at both ends, velocity the one of degree three that has velocity and acceleration (Hermite; Hairer, Nørsett
//! and Wanner 1993, *Solving Ordinary Differential Equations I*, §II.6).

use super::step::{INNER_STAGES, Interpolant, STAGE_TIMES};
use crate::flight::state::POINT_STATE_LEN;
use crate::number::Number;

/// The rates at both ends of a step.
#[derive(Debug, Clone, Copy)]
pub struct Hermite<T> {
    /// At its start.
    pub before: [T; POINT_STATE_LEN],
    /// At its end.
    pub after: [T; POINT_STATE_LEN],
}

impl<T: Number> Interpolant<T, POINT_STATE_LEN> for Hermite<T> {
    fn at<U: Number, const M: usize>(
        &self,
        (length, before, after): (T, &[T; POINT_STATE_LEN], &[T; POINT_STATE_LEN]),
        theta: U,
        pick: impl Fn(T) -> U,
    ) -> [U; M] {
        let c = U::splat;
        let h = pick(length);
        let rates = |i: usize| (h * pick(self.before[i]), h * pick(self.after[i]));
        let mut state = [U::zero(); M];
        for (i, number) in state.iter_mut().enumerate() {
            let (x, rise) = (pick(before[i]), pick(after[i]) - pick(before[i]));
            let (slope, end) = rates(i);
            if i >= 3 {
                let (gap, turn) = (rise - slope, end - slope);
                let third = turn - c(2.0) * gap;
                let second = c(3.0) * gap - turn;
                *number = third
                    .mul_add(theta, second)
                    .mul_add(theta, slope)
                    .mul_add(theta, x);
                continue;
            }
            let (bend, bent) = rates(i + 3);
            let (bend, bent) = (h * bend, h * bent);
            let half = c(0.5) * bend;
            let (gap, turn, twist) = (rise - slope - half, end - slope - bend, bent - bend);
            let third = c(10.0) * gap - c(4.0) * turn + c(0.5) * twist;
            let fourth = c(7.0) * turn - c(15.0) * gap - twist;
            let fifth = c(6.0) * gap - c(3.0) * turn + c(0.5) * twist;
            *number = fifth
                .mul_add(theta, fourth)
                .mul_add(theta, third)
                .mul_add(theta, half)
                .mul_add(theta, slope)
                .mul_add(theta, x);
        }
        state
    }

    fn rate_after(&self) -> [T; POINT_STATE_LEN] {
        self.after
    }

    /// Those of the straight line between the accelerations at the ends.
    #[inline(always)]
    fn inner_accelerations(&self) -> [T; INNER_STAGES] {
        STAGE_TIMES.map(|share| {
            let at = |i: usize| {
                (self.after[i] - self.before[i]).mul_add(T::splat(share), self.before[i])
            };
            let sum = at(3) * at(3);
            let sum = at(4).mul_add(at(4), sum);
            at(5).mul_add(at(5), sum)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A motion of degree five comes back, its velocity of degree four as near as one of degree three can: by `(h/2)⁴/24` of
    /// the fourth derivative.
    #[test]
    fn a_motion_of_degree_five_comes_back() {
        let x = |t: f64| 1.0 + t * (2.0 + t * (-0.5 + t * (0.3 + t * (0.2 - 0.1 * t))));
        let v = |t: f64| 2.0 + t * (-1.0 + t * (0.9 + t * (0.8 - 0.5 * t)));
        let a = |t: f64| -1.0 + t * (1.8 + t * (2.4 - 2.0 * t));
        let state = |t: f64| [x(t), 0.0, 0.0, v(t), 0.0, 0.0];
        let rate = |t: f64| [v(t), 0.0, 0.0, a(t), 0.0, 0.0];
        let inside = Hermite {
            before: rate(0.2),
            after: rate(1.7),
        };
        for theta in [0.0, 0.3, 0.5, 0.9, 1.0] {
            let step = (1.5, &state(0.2), &state(1.7));
            let found: [f64; 6] = inside.at(step, theta, |value| value);
            let time = 0.2 + 1.5 * theta;
            assert!((found[0] - x(time)).abs() < 1e-12, "{theta}");
            assert!((found[3] - v(time)).abs() < 0.16, "{theta}");
        }
    }
}
