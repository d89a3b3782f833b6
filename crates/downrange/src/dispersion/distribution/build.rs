//! Distributions as they are described, and what they refuse.

use super::Distribution;
use super::checks::crossing;
use super::kinds::DistributionShape;
use super::truncated::Truncated;
use crate::error::Fault;

impl Distribution {
    /// Normal.
    ///
    /// # Errors
    /// When the mean is not a number or sigma is below zero.
    ///
    /// ```
    /// use downrange::dispersion::Distribution;
    /// let mass = Distribution::normal(5.6, 0.05)?;
    /// assert_eq!(mass.quantile(0.5), 5.6);
    /// assert!(Distribution::normal(5.6, -0.05).is_err());
    /// # Ok::<(), downrange::error::Fault>(())
    /// ```
    pub fn normal(mean: f64, sigma: f64) -> Result<Self, Fault> {
        finite("mean", mean)?;
        not_negative(sigma)?;
        Ok(DistributionShape::Normal { mean, sigma }.into())
    }

    /// Normal, of which only what lies between the bounds occurs; mean and sigma are those before the cut. A bound
    /// that is `None` is not there.
    ///
    /// # Errors
    /// When a value is not a number, sigma is not above zero, the bounds cross, or less than one part in a million
    /// million of the normal distribution lies between them.
    pub fn truncated(
        mean: f64,
        sigma: f64,
        min: Option<f64>,
        max: Option<f64>,
    ) -> Result<Self, Fault> {
        finite("mean", mean)?;
        not_negative(sigma)?;
        if sigma == 0.0 {
            let message = "0 together with bounds; a sigma above zero was expected";
            return Err(Fault::new("sigma", message));
        }
        for (key, bound) in [("min", min), ("max", max)] {
            finite(key, bound.unwrap_or(0.0))?;
        }
        let cut = Truncated::new(
            mean,
            sigma,
            min.unwrap_or(f64::NEG_INFINITY),
            max.unwrap_or(f64::INFINITY),
        )?;
        Ok(DistributionShape::Truncated(cut).into())
    }

    /// All values between two equally likely.
    ///
    /// # Errors
    /// When a bound is not a number or they cross.
    pub fn uniform(min: f64, max: f64) -> Result<Self, Fault> {
        finite("min", min)?;
        finite("max", max)?;
        crossing(min, max)?;
        spread(min, max)?;
        Ok(DistributionShape::Uniform { min, max }.into())
    }

    /// A density that rises linearly from `min` to `mode` and falls linearly to `max`.
    ///
    /// # Errors
    /// When a value is not a number, the bounds cross, or the mode is not between them.
    pub fn triangular(min: f64, mode: f64, max: f64) -> Result<Self, Fault> {
        finite("min", min)?;
        finite("max", max)?;
        crossing(min, max)?;
        spread(min, max)?;
        if !(min..=max).contains(&mode) {
            let message = format!("{mode} is not between {min} and {max}");
            return Err(Fault::new("mode", message));
        }
        Ok(DistributionShape::Triangular { min, mode, max }.into())
    }

    /// A positive number whose logarithm is normal, by the mean and the standard deviation of the number itself.
    ///
    /// # Errors
    /// When the mean is not above zero or sigma is below zero.
    pub fn log_normal(mean: f64, sigma: f64) -> Result<Self, Fault> {
        finite("mean", mean)?;
        not_negative(sigma)?;
        if mean <= 0.0 {
            let message = format!("{mean}; the mean of a log-normal number is above zero");
            return Err(Fault::new("mean", message));
        }
        let variance = libm::log1p((sigma / mean) * (sigma / mean));
        if !variance.is_finite() {
            let message = format!("{sigma} is too great for a mean of {mean}");
            return Err(Fault::new("sigma", message));
        }
        Ok(DistributionShape::LogNormal {
            mean: libm::log(mean) - 0.5 * variance,
            sigma: variance.sqrt(),
        }
        .into())
    }

    /// One of measured values, each as likely as the others.
    ///
    /// # Errors
    /// When there is none, or one is not a number.
    pub fn samples(mut values: Vec<f64>) -> Result<Self, Fault> {
        all_finite("samples", &values)?;
        values.sort_by(f64::total_cmp);
        Ok(DistributionShape::Samples(values).into())
    }

    /// One of some values, each as likely as its weight says.
    ///
    /// # Errors
    /// When there is none, a value is not a number, there are not as many weights as values, or a weight is not above
    /// zero.
    pub fn choice(values: &[f64], weights: &[f64]) -> Result<Self, Fault> {
        all_finite("values", values)?;
        if values.len() != weights.len() {
            let message = format!("{} weights for {} values", weights.len(), values.len());
            return Err(Fault::new("weights", message));
        }
        let total: f64 = weights.iter().sum();
        if let Some(index) = weights
            .iter()
            .position(|weight| weight.is_nan() || *weight <= 0.0)
        {
            let message = format!("{}; a weight above zero was expected", weights[index]);
            return Err(Fault::new(format!("weights[{index}]"), message)
                .hint("leave out a value that does not occur"));
        }
        // Only their ratios count: what sums to more than a number can be is scaled first.
        let greatest = weights.iter().copied().fold(0.0, f64::max);
        finite("weights", greatest)?;
        let scale = match total.is_finite() {
            true => 1.0,
            false => 1.0 / (greatest * weights.len() as f64),
        };
        let total: f64 = weights.iter().map(|weight| weight * scale).sum();
        let scaled = weights.iter().map(|weight| weight * scale);
        let mut pairs: Vec<(f64, f64)> = values.iter().copied().zip(scaled).collect();
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut sum = 0.0;
        let shares = pairs.iter().map(|pair| {
            sum += pair.1;
            sum / total
        });
        let shares = shares.collect();
        let values = pairs.into_iter().map(|pair| pair.0).collect();
        Ok(DistributionShape::Choice { values, shares }.into())
    }

    /// Whether something happens, 1 or 0, of a probability.
    ///
    /// # Errors
    /// When the probability is not between 0 and 1.
    pub fn event(probability: f64) -> Result<Self, Fault> {
        if !(0.0..=1.0).contains(&probability) {
            let message = format!("a probability of {probability} is not between 0 and 1");
            return Err(Fault::new("", message));
        }
        Ok(DistributionShape::Choice {
            values: vec![0.0, 1.0],
            shares: vec![1.0 - probability, 1.0],
        }
        .into())
    }
}

fn finite(place: &str, value: f64) -> Result<(), Fault> {
    match value.is_finite() {
        true => Ok(()),
        false => Err(Fault::new(place, format!("{value}; a number was expected"))),
    }
}

fn all_finite(place: &str, values: &[f64]) -> Result<(), Fault> {
    if values.is_empty() {
        return Err(Fault::new(place, "one value at least was expected"));
    }
    match values.iter().position(|value| !value.is_finite()) {
        None => Ok(()),
        Some(index) => finite(&format!("{place}[{index}]"), values[index]),
    }
}

fn not_negative(sigma: f64) -> Result<(), Fault> {
    finite("sigma", sigma)?;
    match sigma >= 0.0 {
        true => Ok(()),
        false => Err(Fault::new(
            "sigma",
            format!("{sigma}; a standard deviation of zero or more was expected"),
        )),
    }
}

/// What lies between two numbers is a number, and so is its square: variances are taken of it.
fn spread(min: f64, max: f64) -> Result<(), Fault> {
    let width = max - min;
    match (width * width).is_finite() {
        true => Ok(()),
        false => Err(Fault::new(
            "max",
            format!("{max} is too far above the minimum, {min}"),
        )),
    }
}
