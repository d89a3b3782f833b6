//! An adaptive explicit Runge–Kutta integrator with dense output, generic over the number type, on the stack.
//!
//! The pair is Tsitouras 5(4) (file `tsitouras`). A step is accepted when the estimated error of every component is
//! within `absolute + relative * |component|` (the greatest ratio counts, not a mean: the tolerances mean what they
//! say). The next step follows the proportional-integral rule of Gustafsson as given by Hairer, Nørsett and Wanner
//! (1993), *Solving Ordinary Differential Equations I*, §II.4 and §IV.2 of volume II, whose exponents −0.17 and 0.04 are
//! taken to the next 128th, so that square roots, which lanes take together, give them:
//! `h ← h · 0.9 · error^(−22/128) · previous^(5/128)`, between a fifth and ten times.

pub(super) mod bracket;
pub(super) mod extrapolation;
pub(super) mod golden;
mod hermite;
mod stages;
mod tsitouras;

pub use hermite::Hermite;
pub use stages::Stages;

use crate::number::Number;
use tsitouras::{C, STAGES};

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

    /// Writes the rate alone: what is not asked for is not computed.
    #[inline]
    fn write_rate(&self, origin: &Self::Origin, time: T, state: &[T; N], rate: &mut [T; N]) {
        *rate = self.rate_within(origin, time, state).0;
    }

    /// The rate of change of a state at a time, s since launch.
    #[inline]
    fn rate(&self, time: T, state: &[T; N]) -> ([T; N], Self::Output) {
        self.rate_within(&self.origin(T::zero(), state), time, state)
    }
}

/// Stages inside a step: all but the first and the last two.
pub const INNER_STAGES: usize = STAGES - 3;

/// When they are, as shares of the step, in their order.
pub const STAGE_TIMES: [f64; INNER_STAGES] = [C[1], C[2], C[3], C[4]];

/// The error allowed in a step, component by component.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tolerance<const N: usize> {
    /// Relative to the size of each component.
    pub relative: f64,
    /// Absolute; infinite for a component that does not count.
    pub absolute: [f64; N],
}

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

    /// The longest step that the tables of a lane allow, s, from a height, m above the ellipsoid, and its rate, m/s.
    fn longest_step(&self, lane: usize, height: f64, vertical_speed: f64) -> f64;
}

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
    ) -> Step<T, N, Self::Output> {
        Step::attempt(self, time, length, before, known, tolerance)
    }

    #[inline(always)]
    fn longest_step(&self, _: usize, _: f64, _: f64) -> f64 {
        f64::INFINITY
    }
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
pub struct Step<T, const N: usize, S, D = Stages<T, N>> {
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

/// The powers of an error by which steps are chosen: the 22nd and the 5th 128th.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ErrorPowers<T> {
    main: T,
    memory: T,
}

impl<T: Number> ErrorPowers<T> {
    /// Of an error; one below 1e-10 counts as that.
    #[inline(always)]
    pub fn new(error: T) -> Self {
        let fourth = error.max(T::splat(1e-10)).sqrt().sqrt();
        let eighth = fourth.sqrt();
        let thirty_second = eighth.sqrt().sqrt();
        let sixty_fourth = thirty_second.sqrt();
        Self {
            main: eighth * thirty_second * sixty_fourth,
            memory: thirty_second * sixty_fourth.sqrt(),
        }
    }

    /// One lane of it.
    pub fn lane(&self, lane: usize) -> ErrorPowers<f64> {
        ErrorPowers {
            main: self.main.lane(lane),
            memory: self.memory.lane(lane),
        }
    }
}

/// Chooses step lengths from errors.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Controller {
    previous: f64,
    rejected: bool,
}

/// 1e-4 to the 5th 128th: an error is remembered as at least that.
const LEAST_MEMORY: f64 = 0.697_830_584_859_866_4;

impl Default for Controller {
    fn default() -> Self {
        Self {
            previous: LEAST_MEMORY,
            rejected: false,
        }
    }
}

impl Controller {
    /// Whether a step with this error ratio is accepted, and by how much to change its length.
    pub fn decide(&mut self, error: f64, powers: ErrorPowers<f64>) -> (bool, f64) {
        let factor = 0.9 / powers.main;
        if error <= 1.0 {
            let most = if self.rejected { 1.0 } else { 10.0 };
            let factor = factor * self.previous;
            self.previous = powers.memory.max(LEAST_MEMORY);
            self.rejected = false;
            (true, factor.clamp(0.2, most))
        } else {
            self.rejected = true;
            // NaN: as if the error were boundless.
            let factor = if error.is_finite() { factor } else { 0.2 };
            (false, factor.clamp(0.2, 1.0))
        }
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

    fn step(length: f64) -> Step<f64, 2, ()> {
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

    /// The powers are what they say.
    #[test]
    fn powers_of_an_error() {
        let powers = ErrorPowers::new(0.3);
        assert!((powers.main - 0.3f64.powf(22.0 / 128.0)).abs() < 1e-15);
        assert!((powers.memory - 0.3f64.powf(5.0 / 128.0)).abs() < 1e-15);
        assert_eq!(ErrorPowers::new(1e-4).memory, LEAST_MEMORY);
    }

    /// A state that is not a number is never accepted, and the step shrinks.
    #[test]
    fn rejects_what_is_no_number() {
        let (accepted, factor) = Controller::default().decide(f64::NAN, ErrorPowers::new(f64::NAN));
        assert!(!accepted && factor == 0.2);
        let tolerance = Tolerance {
            relative: 0.0,
            absolute: [1.0; 2],
        };
        let broken = [f64::NAN, 0.0];
        let tried = Step::attempt(&Oscillator, 0.0, 0.1, broken, (broken, ()), &tolerance);
        assert!(tried.error.is_nan());
    }
}
