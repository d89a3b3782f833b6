//! Step lengths from errors.

use crate::number::Number;

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

    /// The powers are what they say.
    #[test]
    fn powers_of_an_error() {
        let powers = ErrorPowers::new(0.3);
        assert!((powers.main - 0.3f64.powf(22.0 / 128.0)).abs() < 1e-15);
        assert!((powers.memory - 0.3f64.powf(5.0 / 128.0)).abs() < 1e-15);
        assert_eq!(ErrorPowers::new(1e-4).memory, LEAST_MEMORY);
    }

    /// An error that is not a number is never accepted, and the step shrinks.
    #[test]
    fn rejects_what_is_no_number() {
        let (accepted, factor) = Controller::default().decide(f64::NAN, ErrorPowers::new(f64::NAN));
        assert!(!accepted && factor == 0.2);
    }
}
