//! Percentiles of a column.

use super::Interval;
use super::beta::binomial_cdf;

/// The entries of a column in rising order.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantiles {
    values: Vec<f64>,
}

impl Quantiles {
    /// Of a column; what is not finite is left out. None without an entry.
    ///
    /// ```
    /// use downrange::dispersion::statistics::Quantiles;
    /// let times = Quantiles::new(&[4.0, 1.0, 3.0, 2.0, 5.0]).unwrap();
    /// assert_eq!(times.quantile(0.5), 3.0);
    /// assert_eq!(times.quantile(0.875), 4.5);
    /// ```
    pub fn new(column: &[f64]) -> Option<Self> {
        let mut values: Vec<f64> = column.iter().copied().filter(|v| v.is_finite()).collect();
        values.sort_unstable_by(f64::total_cmp);
        (!values.is_empty()).then_some(Self { values })
    }

    /// The entries, rising.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The value below which the share p lies, linear between the entries: definition 7 of Hyndman & Fan (1996),
    /// "Sample quantiles in statistical packages", *The American Statistician* 50, which NumPy and R use too.
    pub fn quantile(&self, p: f64) -> f64 {
        let last = self.values.len() - 1;
        let place = p.clamp(0.0, 1.0) * last as f64;
        let below = (place as usize).min(last);
        let above = (below + 1).min(last);
        self.values[below] + (place - below as f64) * (self.values[above] - self.values[below])
    }

    /// An interval that holds the true quantile at p at least as often as the confidence says, whatever the
    /// distribution: two entries, chosen by how often so many of n lie below (David & Nagaraja 2003, *Order
    /// Statistics*, 3rd ed., chapter 7). None when there are too few entries for it: for 95 % at p = 0.99, 368 are
    /// needed.
    pub fn interval(&self, p: f64, confidence: f64) -> Option<Interval> {
        let n = self.values.len() as u64;
        let tail = 0.5 * (1.0 - confidence);
        // How many ranks r, from 1, have P(fewer than r lie below) within the tail: the r-th entry is too high so
        // seldom.
        let low = first(n, |k| binomial_cdf(k, n, p) > tail);
        // The s-th entry is too low as often as s or more lie below.
        let high = first(n, |k| 1.0 - binomial_cdf(k, n, p) <= tail) + 1;
        let entry = |rank: u64| {
            let index = usize::try_from(rank.checked_sub(1)?).ok()?;
            self.values.get(index).copied()
        };
        Some(Interval {
            low: entry(low)?,
            high: entry(high)?,
        })
    }
}

/// The least k in `0..n` from which a condition holds, or n.
fn first(n: u64, holds: impl Fn(u64) -> bool) -> u64 {
    let (mut low, mut high) = (0, n);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}
