//! The normal distribution between bounds.

use super::checks::crossing;
use crate::dispersion::normal;
use crate::error::Fault;

/// A normal distribution between bounds.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Truncated {
    pub mean: f64,
    pub sigma: f64,
    pub min: f64,
    pub max: f64,
    /// Whether probabilities are counted from above, where both bounds lie above the mean and they keep more digits.
    mirrored: bool,
    /// Probability beyond the two bounds, counted from one side.
    ends: [f64; 2],
}

impl Truncated {
    pub fn new(mean: f64, sigma: f64, min: f64, max: f64) -> Result<Self, Fault> {
        crossing(min, max)?;
        let (a, b) = ((min - mean) / sigma, (max - mean) / sigma);
        let mirrored = a > 0.0;
        let side = if mirrored { -1.0 } else { 1.0 };
        let ends = [normal::cumulative(side * a), normal::cumulative(side * b)];
        if (ends[1] - ends[0]).abs() < 1e-12 {
            let message = format!(
                "nothing of a normal distribution with mean {mean} and sigma {sigma} lies between {min} and {max}"
            );
            return Err(Fault::new("", message).hint("move the bounds towards the mean"));
        }
        Ok(Self {
            mean,
            sigma,
            min,
            max,
            mirrored,
            ends,
        })
    }

    pub fn quantile(&self, u: f64) -> f64 {
        let z = normal::quantile(self.ends[0] + u * (self.ends[1] - self.ends[0]));
        let z = if self.mirrored { -z } else { z };
        (self.mean + self.sigma * z).clamp(self.min, self.max)
    }

    /// Mean and standard deviation, by Simpson's rule over what lies within nine sigma beyond the nearer end, about its
    /// middle: the closed form loses its digits between close bounds.
    pub fn moments(&self) -> (f64, f64) {
        let low = ((self.min - self.mean) / self.sigma).max(-9.0);
        let high = ((self.max - self.mean) / self.sigma).min(low.max(0.0) + 9.0);
        let low = low.max(high.min(0.0) - 9.0);
        let (half, intervals) = (0.5 * (high - low), 2000);
        let mut sums = [0.0; 3];
        for i in 0..=intervals {
            let x = half * (2.0 * f64::from(i) / f64::from(intervals) - 1.0);
            let end = i == 0 || i == intervals;
            let weight = if end { 1.0 } else { f64::from(2 + 2 * (i % 2)) };
            // Relative to the density at the middle, which may be tiny.
            let weight = weight * libm::exp(-x * (0.5 * x + low + half));
            sums = [
                sums[0] + weight,
                sums[1] + weight * x,
                sums[2] + weight * x * x,
            ];
        }
        let shift = sums[1] / sums[0];
        let variance = (sums[2] / sums[0] - shift * shift).max(0.0);
        (
            self.mean + self.sigma * (low + half + shift),
            self.sigma * variance.sqrt(),
        )
    }
}
