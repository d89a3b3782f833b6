//! Kind and parameters of a distribution, as plain numbers.

use super::Distribution;
use super::kinds::{DistributionShape, probabilities};

/// Kind and parameters of a [`Distribution`], as plain numbers: what a record of a run holds, and what readers are shown.
/// Of many samples only their number and their ends are kept.
#[derive(Debug, Clone, PartialEq)]
pub enum DistributionSummary {
    /// Normal.
    Normal {
        /// Mean.
        mean: f64,
        /// Standard deviation.
        sigma: f64,
    },
    /// Normal between two bounds; an infinite one bounds nothing.
    Truncated {
        /// Mean without the bounds.
        mean: f64,
        /// Standard deviation without the bounds.
        sigma: f64,
        /// Lower bound.
        min: f64,
        /// Upper bound.
        max: f64,
    },
    /// Uniform.
    Uniform {
        /// Least value.
        min: f64,
        /// Greatest value.
        max: f64,
    },
    /// Triangular.
    Triangular {
        /// Least value.
        min: f64,
        /// Most probable value.
        mode: f64,
        /// Greatest value.
        max: f64,
    },
    /// Log-normal.
    LogNormal {
        /// Mean of the values themselves.
        mean: f64,
        /// Standard deviation of the values themselves.
        sigma: f64,
    },
    /// One of many values, each as probable as the others.
    Samples {
        /// How many.
        count: usize,
        /// Least value.
        min: f64,
        /// Greatest value.
        max: f64,
    },
    /// One of a few values.
    Choice {
        /// The values, rising.
        values: Vec<f64>,
        /// The probability of each.
        probabilities: Vec<f64>,
    },
}

impl Distribution {
    /// Kind and parameters as plain numbers.
    pub fn summary(&self) -> DistributionSummary {
        match &self.shape {
            DistributionShape::Normal { mean, sigma } => DistributionSummary::Normal {
                mean: *mean,
                sigma: *sigma,
            },
            DistributionShape::Truncated(cut) => DistributionSummary::Truncated {
                mean: cut.mean,
                sigma: cut.sigma,
                min: cut.min,
                max: cut.max,
            },
            DistributionShape::Uniform { min, max } => DistributionSummary::Uniform {
                min: *min,
                max: *max,
            },
            DistributionShape::Triangular { min, mode, max } => DistributionSummary::Triangular {
                min: *min,
                mode: *mode,
                max: *max,
            },
            DistributionShape::LogNormal { .. } => {
                let (mean, sigma) = self.moments();
                DistributionSummary::LogNormal { mean, sigma }
            }
            DistributionShape::Samples(values) => DistributionSummary::Samples {
                count: values.len(),
                min: values[0],
                max: values[values.len() - 1],
            },
            DistributionShape::Choice { values, shares } => DistributionSummary::Choice {
                values: values.clone(),
                probabilities: probabilities(shares).collect(),
            },
        }
    }
}

impl Distribution {
    /// The distribution in words, see [`DistributionSummary::describe`].
    pub fn describe(
        &self,
        value: impl Fn(f64) -> String,
        difference: impl Fn(f64) -> String,
    ) -> String {
        self.summary().describe(value, difference)
    }
}

impl DistributionSummary {
    /// The distribution in words; values and differences of values are written by the two functions, in a unit, say.
    ///
    /// ```
    /// use downrange::dispersion::Distribution;
    /// let angle = Distribution::uniform(0.0, 0.1)?.summary();
    /// let degrees = |radians: f64| format!("{:.2} deg", radians.to_degrees());
    /// assert_eq!(angle.describe(degrees, degrees), "uniform from 0.00 deg to 5.73 deg");
    /// # Ok::<(), downrange::error::Fault>(())
    /// ```
    pub fn describe(
        &self,
        value: impl Fn(f64) -> String,
        difference: impl Fn(f64) -> String,
    ) -> String {
        match self {
            Self::Normal { mean, sigma } => {
                format!("normal, {} ± {}", value(*mean), difference(*sigma))
            }
            Self::Truncated {
                mean,
                sigma,
                min,
                max,
            } => {
                let bounds = match (min.is_finite(), max.is_finite()) {
                    (true, true) => format!(", from {} to {}", value(*min), value(*max)),
                    (true, false) => format!(", at least {}", value(*min)),
                    (false, true) => format!(", at most {}", value(*max)),
                    (false, false) => String::new(),
                };
                format!("normal, {} ± {}{bounds}", value(*mean), difference(*sigma))
            }
            Self::Uniform { min, max } => {
                format!("uniform from {} to {}", value(*min), value(*max))
            }
            Self::Triangular { min, mode, max } => format!(
                "triangular from {} over {} to {}",
                value(*min),
                value(*mode),
                value(*max)
            ),
            Self::LogNormal { mean, sigma } => {
                format!("log-normal, {} ± {}", value(*mean), difference(*sigma))
            }
            Self::Samples { count, min, max } => format!(
                "one of {count} samples from {} to {}",
                value(*min),
                value(*max)
            ),
            Self::Choice {
                values,
                probabilities,
            } => {
                let one = values.iter().zip(probabilities);
                let one = one.map(|(v, share)| format!("{} ({:.3} %)", value(*v), 100.0 * share));
                one.collect::<Vec<_>>().join(" or ")
            }
        }
    }
}
