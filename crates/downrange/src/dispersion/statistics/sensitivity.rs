//! How much one input moves one outcome.
//!
//! **Rank correlation**: Spearman's (1904), ties with their mean rank. Its interval is Fisher's z with the standard
//! error of Bonett & Wright (2000), "Sample size requirements for estimating Pearson, Kendall and Spearman
//! correlations", *Psychometrika* 65: `√((1 + ρ²/2)/(n − 3))`.
//!
//! **Explained variance**: the share of the outcome's variance that would vanish if the input were known, `S = Var
//! E[Y|X]/Var Y` (the correlation ratio of Pearson 1905; the first-order index of Saltelli et al. 2008, *Global
//! Sensitivity Analysis*). McKay (1995), *Evaluating Prediction Uncertainty* (NUREG/CR-6311), estimates it by means
//! over groups of samples with like inputs. Here a straight line is fitted in each of up to sixteen groups of equal
//! count, so that a linear effect is not lost within the groups and one that is not monotone, such as a wind
//! direction's, is seen, where a rank correlation would be blind to it. What lines explain by chance is taken off, as
//! in the adjusted coefficient of determination: `S = 1 − (Q/(n − p))/(T/(n − 1))`, with p parameters, residual sum Q
//! and total sum T. Its interval is a jackknife that leaves out one of twenty runs of samples at a time (Shao & Tu
//! 1995, *The Jackknife and Bootstrap*), with Student's t.

use super::beta::student_t_quantile;
use super::{Estimate, Interval};
use crate::dispersion::normal;

/// Most groups of samples with like inputs.
const GROUPS: usize = 16;
/// Samples for one group.
const SAMPLES: usize = 40;
/// Runs of the jackknife.
const RUNS: usize = 20;

/// How much one input moves one outcome.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Sensitivity {
    /// Spearman's rank correlation, −1 to 1.
    pub rank_correlation: Estimate,
    /// Share of the outcome's variance, 0 to 1.
    pub explained_variance: Estimate,
}

/// The influence of an input on an outcome, from columns in the order of the samples; samples where either is not
/// finite are left out. None with fewer than 50 others, or where the input or the outcome is the same in all.
///
/// A hundred thousand samples take some 6 ms and leave an interval of ±0.006: a ranking needs no more.
pub fn sensitivity(input: &[f64], outcome: &[f64], confidence: f64) -> Option<Sensitivity> {
    let pairs: Vec<[f64; 2]> = input
        .iter()
        .zip(outcome)
        .map(|(x, y)| [*x, *y])
        .filter(|pair| pair.iter().all(|value| value.is_finite()))
        .collect();
    if pairs.len() < 50 {
        return None;
    }
    let x = Ranks::of(pairs.iter().map(|pair| pair[0]));
    let y = Ranks::of(pairs.iter().map(|pair| pair[1]));
    let rank_correlation = spearman(&x, &y, confidence)?;
    let explained_variance = explained(&pairs, &x, confidence)?;
    Some(Sensitivity {
        rank_correlation,
        explained_variance,
    })
}

/// A column by the size of its entries.
struct Ranks {
    /// Entries and their places, rising.
    sorted: Vec<(f64, usize)>,
    /// The rank at each place, from 0, ties with their mean.
    ranks: Vec<f64>,
}

impl Ranks {
    fn of(column: impl Iterator<Item = f64>) -> Self {
        let mut sorted: Vec<(f64, usize)> = column.enumerate().map(|(i, v)| (v, i)).collect();
        sorted.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut ranks = vec![0.0; sorted.len()];
        let mut rank = 0;
        for tied in sorted.chunk_by(|a, b| a.0 == b.0) {
            let mean = rank as f64 + 0.5 * (tied.len() - 1) as f64;
            for (_, place) in tied {
                ranks[*place] = mean;
            }
            rank += tied.len();
        }
        Self { sorted, ranks }
    }
}

fn spearman(x: &Ranks, y: &Ranks, confidence: f64) -> Option<Estimate> {
    let n = x.ranks.len() as f64;
    let middle = 0.5 * (n - 1.0);
    let [mut xx, mut yy, mut xy] = [0.0; 3];
    for (a, b) in x.ranks.iter().zip(&y.ranks) {
        let (a, b) = (a - middle, b - middle);
        xx += a * a;
        yy += b * b;
        xy += a * b;
    }
    if xx == 0.0 || yy == 0.0 {
        return None;
    }
    let value = (xy / (xx * yy).sqrt()).clamp(-1.0, 1.0);
    let half =
        normal::quantile(0.5 + 0.5 * confidence) * ((1.0 + 0.5 * value * value) / (n - 3.0)).sqrt();
    let z = libm::atanh(value);
    Some(Estimate {
        value,
        interval: Interval {
            low: libm::tanh(z - half),
            high: libm::tanh(z + half),
        },
    })
}

fn explained(pairs: &[[f64; 2]], x: &Ranks, confidence: f64) -> Option<Estimate> {
    let n = pairs.len();
    let mean = |axis: usize| pairs.iter().map(|pair| pair[axis]).sum::<f64>() / n as f64;
    let center = [mean(0), mean(1)];
    let groups = (n / SAMPLES).clamp(1, GROUPS);
    let mut sums = vec![[Sums::default(); RUNS]; groups];
    let mut group = 0;
    for (place, tied) in x.sorted.chunk_by(|a, b| a.0 == b.0).scan(0, |place, tied| {
        let here = *place;
        *place += tied.len();
        Some((here, tied))
    }) {
        // Equal inputs stay together: the group is that of their middle.
        group = group
            .max((place + tied.len() / 2) * groups / n)
            .min(groups - 1);
        for (_, index) in tied {
            let [x, y] = [0, 1].map(|axis| pairs[*index][axis] - center[axis]);
            sums[group][index * RUNS / n].add(x, y);
        }
    }
    let share = |left_out: Option<usize>| {
        let mut total = Sums::default();
        let (mut residual, mut parameters) = (0.0, 0.0);
        for runs in &sums {
            let kept = runs
                .iter()
                .enumerate()
                .filter(|(run, _)| Some(*run) != left_out);
            let group = kept.fold(Sums::default(), |sum, (_, run)| sum.plus(run));
            if group.n > 0.0 {
                let (left, used) = group.residual();
                residual += left;
                parameters += used;
                total = total.plus(&group);
            }
        }
        let all = total.yy - total.y * total.y / total.n;
        let free = total.n - parameters;
        let usable = all > 0.0 && free > 0.0;
        usable.then(|| 1.0 - residual / free * (total.n - 1.0) / all)
    };
    let value = share(None)?;
    let parts: Vec<f64> = (0..RUNS)
        .map(|run| share(Some(run)))
        .collect::<Option<_>>()?;
    let runs = RUNS as f64;
    let mean = parts.iter().sum::<f64>() / runs;
    let spread: f64 = parts.iter().map(|part| (part - mean) * (part - mean)).sum();
    let error = ((runs - 1.0) / runs * spread).sqrt();
    let half = student_t_quantile(confidence, runs - 1.0) * error;
    Some(Estimate {
        value: value.clamp(0.0, 1.0),
        interval: Interval {
            low: (value - half).clamp(0.0, 1.0),
            high: (value + half).clamp(0.0, 1.0),
        },
    })
}

/// Sums over samples.
#[derive(Clone, Copy, Default)]
struct Sums {
    n: f64,
    x: f64,
    y: f64,
    xx: f64,
    xy: f64,
    yy: f64,
}

impl Sums {
    fn add(&mut self, x: f64, y: f64) {
        self.n += 1.0;
        self.x += x;
        self.y += y;
        self.xx += x * x;
        self.xy += x * y;
        self.yy += y * y;
    }

    fn plus(self, other: &Self) -> Self {
        Self {
            n: self.n + other.n,
            x: self.x + other.x,
            y: self.y + other.y,
            xx: self.xx + other.xx,
            xy: self.xy + other.xy,
            yy: self.yy + other.yy,
        }
    }

    /// The sum of squares that is left beside the best straight line, and its number of parameters; where all inputs
    /// are the same, beside the mean.
    fn residual(&self) -> (f64, f64) {
        let xx = self.xx - self.x * self.x / self.n;
        let xy = self.xy - self.x * self.y / self.n;
        let yy = self.yy - self.y * self.y / self.n;
        // Rounding of the sums leaves as much where nothing spreads.
        if xx <= 1e-12 * self.xx || self.n < 3.0 {
            return (yy.max(0.0), 1.0);
        }
        ((yy - xy * xy / xx).max(0.0), 2.0)
    }
}
