//! A probability that was counted.

use super::beta::inverse_incomplete_beta;
use super::{Estimate, Interval};

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Proportion {
    /// How often it happened.
    pub hits: u64,
    /// How often it could have.
    pub trials: u64,
}

impl Proportion {
    /// Counts how often something holds.
    pub fn count(outcomes: impl IntoIterator<Item = bool>) -> Self {
        let mut proportion = Self::default();
        for outcome in outcomes {
            proportion.trials += 1;
            proportion.hits += u64::from(outcome);
        }
        proportion
    }

    /// Both counts together, of other samples.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            hits: self.hits + other.hits,
            trials: self.trials + other.trials,
        }
    }

    /// The share, with the exact interval of Clopper & Pearson (1934), *Biometrika* 26, 404–413: it holds the true
    /// probability at least as often as the confidence says, whatever it is. Without a trial it is 0 to 1, and the
    /// value is 0.
    ///
    /// ```
    /// use downrange::dispersion::statistics::Proportion;
    /// // None outside in a million flights: the probability is below 3.7 in a million.
    /// let outside = Proportion { hits: 0, trials: 1_000_000 }.estimate(0.95);
    /// assert_eq!((outside.value, outside.interval.low), (0.0, 0.0));
    /// assert!((outside.interval.high - 3.689e-6).abs() < 1e-9);
    /// ```
    pub fn estimate(&self, confidence: f64) -> Estimate {
        let hits = self.hits.min(self.trials);
        let (k, n) = (hits as f64, self.trials as f64);
        let tail = 0.5 * (1.0 - confidence);
        // The largest p that gives as few, the smallest that gives as many, each with the probability of a tail.
        let low = match hits {
            0 => 0.0,
            _ => inverse_incomplete_beta(k, n - k + 1.0, tail),
        };
        let high = match self.trials - hits {
            0 => 1.0,
            _ => inverse_incomplete_beta(k + 1.0, n - k, 1.0 - tail),
        };
        Estimate {
            value: if self.trials == 0 { 0.0 } else { k / n },
            interval: Interval { low, high },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Defends the interval: 7 of 50 as in SciPy's documentation of `BinomTestResult.proportion_ci`, the others by the
    /// same equations at 45 digits.
    #[test]
    fn meets_published_intervals() {
        for (hits, trials, low, high) in [
            (0, 10, 0.0, 0.308_497_107_818_760_8),
            (1, 10, 0.002_528_578_544_461_787, 0.445_016_117_028_195_4),
            (5, 10, 0.187_086_028_447_398_57, 0.812_913_971_552_601_4),
            (7, 50, 0.058_191_700_340_372_1, 0.267_396_002_497_008_4),
            (0, 1_000_000, 0.0, 3.688_872_650_206_488e-6),
            (
                100,
                1_000_000,
                8.136_470_874_160_142e-5,
                1.216_254_785_712_454_7e-4,
            ),
            (
                500_000,
                1_000_000,
                0.499_019_519_195_311_8,
                0.500_980_480_804_688_2,
            ),
        ] {
            let interval = Proportion { hits, trials }.estimate(0.95).interval;
            assert!(
                (interval.low - low).abs() <= 1e-12 * low,
                "{hits}/{trials}: {interval:?}"
            );
            assert!(
                (interval.high / high - 1.0).abs() < 1e-12,
                "{hits}/{trials}: {interval:?}"
            );
            // None failing is all succeeding.
            let other = Proportion {
                hits: trials - hits,
                trials,
            }
            .estimate(0.95)
            .interval;
            assert!((other.low - (1.0 - high)).abs() < 1e-12);
        }
        let nothing = Proportion::default().estimate(0.95);
        assert_eq!(
            (nothing.value, nothing.interval),
            (
                0.0,
                Interval {
                    low: 0.0,
                    high: 1.0
                }
            )
        );
    }

    /// Defends that parts make the whole.
    #[test]
    fn parts_add_up() {
        let count = |range: std::ops::Range<u32>| Proportion::count(range.map(|i| i % 7 == 0));
        assert_eq!(count(0..50).and(count(50..99)), count(0..99));
        assert_eq!(count(0..99).hits, 15);
    }
}
