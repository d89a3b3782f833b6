//! How wrong the wind is: an error that grows with height and is correlated over height.
//!
//! East and north each have the error `σ(h) x(h)`, with x a stationary Gauss–Markov process (Uhlenbeck & Ornstein
//! 1930, *Physical Review* 36, 823–841; as a shaping filter Gelb 1974, *Applied Optimal Estimation*): normal with
//! variance one and
//!
//! `E[x(h₁) x(h₂)] = exp(−|h₁ − h₂|/L)`.
//!
//! It is drawn from the ground up by the exact recursion `x ← ρ x + √(1 − ρ²) g`, `ρ = exp(−Δh/L)`, so that variance
//! and correlation hold on the levels for any step (`variance_and_correlation_are_as_said`). Levels are a tenth of L
//! apart; halfway between two, the straight line between them has a standard deviation 2.5 % less. L and σ(h) are the
//! user's: they depend on how old and how far away the sounding or forecast is.

use super::{RandomStream, WindProfile};
use crate::error::Fault;
use crate::table::Curve;

/// Levels in a correlation height.
const LEVELS: f64 = 10.0;
/// A greater standard deviation than this, m/s, is taken for a mistake: errors of forecasts reach some 15 m/s, and the
/// fastest winds twice this.
const MOST_SIGMA: f64 = 100.0;
/// More levels than this are taken for a mistake.
const MOST_LEVELS: f64 = 20_000.0;

/// A random error of the wind against height.
#[derive(Debug, Clone, PartialEq)]
pub struct WindError {
    /// Heights above the ground, m, and the standard deviation there of each component, m/s.
    levels: Vec<(f64, f64)>,
    correlation_height: f64,
    east: RandomStream,
    north: RandomStream,
}

impl WindError {
    /// An error with a standard deviation of each component, m/s, against height above the ground, m, correlated over
    /// `correlation_height`, m (where the correlation has fallen to 1/e), up to the height `top`, m; above, it stays.
    ///
    /// # Errors
    /// At `sigma` a standard deviation below zero or above 100 m/s; at `correlation_height` or `top` what is not above zero, and a
    /// correlation height so small that a profile would have more than 20,000 levels.
    pub fn new(sigma: &Curve, correlation_height: f64, top: f64) -> Result<Self, Fault> {
        if let Some(index) = sigma.points().iter().position(|point| point.1 < 0.0) {
            let message = format!("{} m/s; zero or more was expected", sigma.points()[index].1);
            return Err(Fault::new(format!("sigma[{index}]"), message));
        }
        if let Some(index) = sigma.points().iter().position(|p| p.1 > MOST_SIGMA) {
            let (height, sigma) = sigma.points()[index];
            let message = format!(
                "{sigma} m/s at {height} m; at most {MOST_SIGMA} m/s was expected, which no wind departs by"
            );
            return Err(Fault::new(format!("sigma[{index}]"), message)
                .hint("heights come first, standard deviations second; check their units"));
        }
        for (key, height) in [("correlation_height", correlation_height), ("top", top)] {
            if height.is_nan() || height <= 0.0 || height.is_infinite() {
                let message = format!("{height} m; a height above zero was expected");
                return Err(Fault::new(key, message));
            }
        }
        let steps = (LEVELS * top / correlation_height).ceil();
        if steps > MOST_LEVELS {
            let message = format!("{correlation_height} m is too small to follow up to {top} m");
            return Err(Fault::new("correlation_height", message)
                .hint("errors of a sounding or a forecast are correlated over kilometres"));
        }
        let heights = (0..=steps as u32).map(|i| f64::from(i) * top / steps);
        Ok(Self {
            levels: heights.map(|height| (height, sigma.at(height))).collect(),
            correlation_height,
            // No input is called so.
            east: RandomStream::named("\0wind error east"),
            north: RandomStream::named("\0wind error north"),
        })
    }

    /// Heights above the ground, m, rising, and the standard deviation of each component there, m/s.
    pub fn levels(&self) -> &[(f64, f64)] {
        &self.levels
    }

    /// The height over which the correlation falls to 1/e, m.
    pub fn correlation_height(&self) -> f64 {
        self.correlation_height
    }

    /// The error in a sample.
    pub fn draw(&self, seed: u64, sample: u64) -> WindProfile {
        let mut numbers = [self.east, self.north].map(|stream| stream.normals(seed, sample));
        let mut state = numbers.each_mut().map(|normals| normals.draw());
        let mut below = 0.0;
        let mut factors = (0.0, 0.0, 0.0);
        let mut profile = Vec::with_capacity(self.levels.len());
        for (height, sigma) in &self.levels {
            let step = height - below;
            if step > 0.0 {
                if (step - factors.0).abs() > 1e-9 * step {
                    let ratio = step / self.correlation_height;
                    factors = (step, libm::exp(-ratio), (-libm::expm1(-2.0 * ratio)).sqrt());
                }
                for (x, normals) in state.iter_mut().zip(&mut numbers) {
                    *x = factors.1 * *x + factors.2 * normals.draw();
                }
            }
            below = *height;
            profile.push((*height, [sigma * state[0], sigma * state[1], 0.0]));
        }
        profile
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn example() -> WindError {
        let sigma = Curve::new(vec![(0.0, 1.0), (5_000.0, 6.0)]).unwrap();
        WindError::new(&sigma, 1_000.0, 5_000.0).unwrap()
    }

    /// Defends the process: variance at three heights, correlation over three distances, independent components, from
    /// 4,000 profiles; five standard errors.
    #[test]
    fn variance_and_correlation_are_as_said() {
        let error = example();
        let n = 4_000u64;
        let profiles: Vec<WindProfile> = (0..n).map(|i| error.draw(5, i)).collect();
        let mean = |f: &dyn Fn(&WindProfile) -> f64| profiles.iter().map(f).sum::<f64>() / n as f64;
        let limit = 5.0 / (n as f64).sqrt();
        for (level, sigma) in [(0, 1.0f64), (20, 3.0), (50, 6.0)] {
            for axis in [0, 1] {
                let variance = mean(&|p| p[level].1[axis].powi(2));
                // The variance of a square of a normal number is twice its variance squared.
                assert!(
                    (variance / sigma.powi(2) - 1.0).abs() < limit * 2f64.sqrt(),
                    "{level}: {variance}"
                );
            }
        }
        for (lower, upper, distance) in [(0, 1, 0.1f64), (5, 15, 1.0), (10, 40, 3.0)] {
            let scale = error.levels[lower].1 * error.levels[upper].1;
            let correlation = mean(&|p| p[lower].1[0] * p[upper].1[0]) / scale;
            assert!(
                (correlation - (-distance).exp()).abs() < limit * 2f64.sqrt(),
                "{distance}: {correlation}"
            );
            let across = mean(&|p| p[lower].1[0] * p[upper].1[1]) / scale;
            assert!(across.abs() < limit, "{across}");
        }
    }

    /// Defends common ground: a higher top adds levels and leaves those below as they were.
    #[test]
    fn a_higher_top_only_adds() {
        let sigma = Curve::constant(2.0);
        let low = WindError::new(&sigma, 1_000.0, 2_000.0).unwrap().draw(1, 7);
        let high = WindError::new(&sigma, 1_000.0, 4_000.0).unwrap().draw(1, 7);
        for (a, b) in low.iter().zip(&high) {
            assert!((a.1[0] - b.1[0]).abs() < 1e-12 && (a.1[1] - b.1[1]).abs() < 1e-12);
        }
        assert_eq!((low.len(), high.len()), (21, 41));
    }

    /// Defends the refusals.
    #[test]
    fn refuses_what_cannot_be() {
        let one = Curve::constant(1.0);
        let refused =
            |sigma: &Curve, height, top| WindError::new(sigma, height, top).unwrap_err().place;
        assert_eq!(refused(&Curve::constant(-1.0), 1.0, 1.0), "sigma[0]");
        assert_eq!(refused(&Curve::constant(101.0), 1.0, 1.0), "sigma[0]");
        assert_eq!(refused(&one, 0.0, 1.0), "correlation_height");
        assert_eq!(refused(&one, 1.0, 1e6), "correlation_height");
        assert_eq!(refused(&one, 1.0, f64::NAN), "top");
    }
}
