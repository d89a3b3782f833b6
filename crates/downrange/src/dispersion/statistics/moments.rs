//! Mean, standard deviation and skewness of a column.

use super::beta::student_t_quantile;
use super::{Estimate, Interval};

/// Sums of a column, one entry after the other.
///
/// The updates are those of Pébay (2008), "Formulas for robust, one-pass parallel computation of covariances and
/// arbitrary-order statistical moments", Sandia report SAND2008-6212: no digits are lost where the spread is small
/// against the mean. The digits depend on the order of the entries, so they are given in the order of the samples;
/// [`Moments::merge`] joins fixed batches, again in their order.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Moments {
    count: u64,
    missing: u64,
    mean: f64,
    second: f64,
    third: f64,
}

impl Moments {
    /// Of a column.
    ///
    /// ```
    /// use downrange::dispersion::statistics::Moments;
    /// let apogee = Moments::new(&[990.0, 1000.0, f64::NAN, 1010.0]);
    /// assert_eq!((apogee.count(), apogee.missing()), (3, 1));
    /// assert_eq!((apogee.mean(), apogee.sigma()), (Some(1000.0), Some(10.0)));
    /// ```
    pub fn new(column: &[f64]) -> Self {
        let mut moments = Self::default();
        for value in column {
            moments.push(*value);
        }
        moments
    }

    /// One entry more; what is not finite is only counted.
    pub fn push(&mut self, value: f64) {
        if !value.is_finite() {
            self.missing += 1;
            return;
        }
        let before = self.count as f64;
        self.count += 1;
        let n = self.count as f64;
        let delta = value - self.mean;
        let part = delta / n;
        let term = delta * part * before;
        self.mean += part;
        self.third += term * part * (n - 2.0) - 3.0 * part * self.second;
        self.second += term;
    }

    /// Both together.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        let missing = self.missing + other.missing;
        if self.count == 0 || other.count == 0 {
            let one = if self.count == 0 { other } else { self };
            return Self { missing, ..one };
        }
        let (a, b) = (self.count as f64, other.count as f64);
        let n = a + b;
        let delta = other.mean - self.mean;
        Self {
            count: self.count + other.count,
            missing,
            mean: self.mean + delta * b / n,
            second: self.second + other.second + delta * delta * a * b / n,
            third: self.third
                + other.third
                + delta * delta * delta * a * b * (a - b) / (n * n)
                + 3.0 * delta * (a * other.second - b * self.second) / n,
        }
    }

    /// How many entries there are.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// How many were not finite.
    pub fn missing(&self) -> u64 {
        self.missing
    }

    /// The mean, if there is an entry.
    pub fn mean(&self) -> Option<f64> {
        (self.count > 0).then_some(self.mean)
    }

    /// The standard deviation, with n − 1, if there are two entries.
    pub fn sigma(&self) -> Option<f64> {
        (self.count > 1).then(|| (self.second / (self.count - 1) as f64).sqrt())
    }

    /// The skewness, third moment over the cube of the standard deviation (both with n); zero where nothing spreads.
    pub fn skewness(&self) -> Option<f64> {
        (self.count > 1).then(|| match self.second > 0.0 {
            true => (self.count as f64).sqrt() * self.third / (self.second * self.second.sqrt()),
            false => 0.0,
        })
    }

    /// The mean with Student's interval (exact for normal entries, and by the central limit theorem good for many of
    /// any kind), if there are two entries.
    pub fn mean_estimate(&self, confidence: f64) -> Option<Estimate> {
        let (mean, sigma) = (self.mean()?, self.sigma()?);
        let n = self.count as f64;
        let half = student_t_quantile(confidence, n - 1.0) * sigma / n.sqrt();
        Some(Estimate {
            value: mean,
            interval: Interval {
                low: mean - half,
                high: mean + half,
            },
        })
    }
}
