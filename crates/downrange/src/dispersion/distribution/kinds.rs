//! The kinds of distributions, their moments and their quantiles.

use super::truncated::Truncated;
use crate::dispersion::normal;
use crate::dispersion::stream::LOWEST;
use std::fmt;

/// A number that is not known exactly.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    pub(super) shape: DistributionShape,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum DistributionShape {
    Normal {
        mean: f64,
        sigma: f64,
    },
    Truncated(Truncated),
    Uniform {
        min: f64,
        max: f64,
    },
    Triangular {
        min: f64,
        mode: f64,
        max: f64,
    },
    /// Mean and standard deviation of the logarithm.
    LogNormal {
        mean: f64,
        sigma: f64,
    },
    /// Rising.
    Samples(Vec<f64>),
    /// Rising values, and the share of the weight up to and with each.
    Choice {
        values: Vec<f64>,
        shares: Vec<f64>,
    },
}

impl Distribution {
    /// The value below which the number lies with probability u, 0 < u < 1.
    pub fn quantile(&self, u: f64) -> f64 {
        match &self.shape {
            DistributionShape::Normal { mean, sigma } => mean + sigma * normal::quantile(u),
            DistributionShape::Truncated(cut) => cut.quantile(u),
            DistributionShape::Uniform { min, max } => (min + u * (max - min)).clamp(*min, *max),
            DistributionShape::Triangular { min, mode, max } => {
                let (width, rise) = (max - min, mode - min);
                let value = if u * width < rise {
                    min + (u * width * rise).sqrt()
                } else {
                    max - ((1.0 - u) * width * (max - mode)).sqrt()
                };
                value.clamp(*min, *max)
            }
            DistributionShape::LogNormal { mean, sigma } => {
                libm::exp(mean + sigma * normal::quantile(u))
            }
            DistributionShape::Samples(values) => {
                let index = (u * values.len() as f64) as usize;
                values[index.min(values.len() - 1)]
            }
            DistributionShape::Choice { values, shares } => {
                let index = shares.partition_point(|share| *share <= u);
                values[index.min(values.len() - 1)]
            }
        }
    }

    /// The value that stands where a standard normal number stands: of the same probability below.
    pub fn from_standard_normal(&self, z: f64) -> f64 {
        match &self.shape {
            DistributionShape::Normal { mean, sigma } => mean + sigma * z,
            DistributionShape::LogNormal { mean, sigma } => libm::exp(mean + sigma * z),
            _ => {
                let probability = normal::cumulative(z);
                self.quantile(probability.clamp(LOWEST, 1.0 - LOWEST))
            }
        }
    }

    /// The mean.
    pub fn mean(&self) -> f64 {
        self.moments().0
    }

    /// The standard deviation.
    pub fn sigma(&self) -> f64 {
        self.moments().1
    }

    pub(super) fn moments(&self) -> (f64, f64) {
        match &self.shape {
            DistributionShape::Normal { mean, sigma } => (*mean, *sigma),
            DistributionShape::Truncated(cut) => cut.moments(),
            DistributionShape::Uniform { min, max } => {
                (0.5 * (min + max), (max - min) / 12f64.sqrt())
            }
            DistributionShape::Triangular { min, mode, max } => {
                let (a, b) = (mode - min, max - mode);
                (
                    (min + mode + max) / 3.0,
                    ((a * a + a * b + b * b) / 18.0).sqrt(),
                )
            }
            DistributionShape::LogNormal { mean, sigma } => {
                let center = libm::exp(mean + 0.5 * sigma * sigma);
                (center, center * libm::expm1(sigma * sigma).sqrt())
            }
            DistributionShape::Samples(values) => {
                let weight = 1.0 / values.len() as f64;
                weighted(values.iter().map(|value| (*value, weight)))
            }
            DistributionShape::Choice { values, shares } => {
                weighted(values.iter().copied().zip(probabilities(shares)))
            }
        }
    }
}

impl From<DistributionShape> for Distribution {
    fn from(shape: DistributionShape) -> Self {
        Self { shape }
    }
}

impl fmt::Display for Distribution {
    /// In SI units.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = |value: f64| value.to_string();
        f.write_str(&self.describe(plain, plain))
    }
}

/// Probability of each value of a choice, from the shares up to and with each.
pub(super) fn probabilities(shares: &[f64]) -> impl Iterator<Item = f64> + Clone {
    let before = std::iter::once(&0.0).chain(shares);
    shares.iter().zip(before).map(|(to, from)| to - from)
}

/// Mean and standard deviation of values with weights that sum to one.
pub(super) fn weighted(pairs: impl Iterator<Item = (f64, f64)> + Clone) -> (f64, f64) {
    let mean: f64 = pairs.clone().map(|(value, weight)| value * weight).sum();
    let variance: f64 = pairs
        .map(|(value, weight)| weight * (value - mean) * (value - mean))
        .sum();
    (mean, variance.sqrt())
}
