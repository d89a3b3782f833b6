//! How an outcome spreads: mean, percentiles, histogram, each with what is known of it.

use crate::dispersion::statistics::{Estimate, Interval, Moments, Quantiles};

use super::probabilities::{CONFIDENCE, checkpoints};

/// The percentiles that are told: name and share.
pub const PERCENTILES: [(&str, f64); 5] = [
    ("p01", 0.01),
    ("p05", 0.05),
    ("p50", 0.5),
    ("p95", 0.95),
    ("p99", 0.99),
];

/// One outcome of one body over all flights in which it happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    /// In how many flights it happened.
    pub count: u64,
    /// Mean.
    pub mean: f64,
    /// Standard deviation, of two flights and more.
    pub sigma: Option<f64>,
    /// The interval of the mean.
    pub mean_interval: Option<Interval>,
    /// The percentiles of [`PERCENTILES`], each with its interval where there are flights enough.
    pub percentiles: [(f64, Option<Interval>); PERCENTILES.len()],
    /// The least and the greatest.
    pub ends: (f64, f64),
}

impl Spread {
    /// Computes it from a column; none where it never happened.
    pub fn from_column(column: &[f64]) -> Option<Self> {
        let moments = Moments::new(column);
        let ordered = Quantiles::new(column)?;
        Some(Self {
            count: moments.count(),
            mean: moments.mean()?,
            sigma: moments.sigma(),
            mean_interval: moments.mean_estimate(CONFIDENCE).map(|mean| mean.interval),
            percentiles: PERCENTILES
                .map(|(_, share)| (ordered.quantile(share), ordered.interval(share, CONFIDENCE))),
            ends: (ordered.quantile(0.0), ordered.quantile(1.0)),
        })
    }
}

/// Angles in degrees without a jump: each within half a turn of their mean direction, which lies from `low` on. What
/// needs no turn keeps its digits.
pub fn unwrapped(column: &[f64], low: f64) -> Vec<f64> {
    let finite = column.iter().filter(|angle| angle.is_finite());
    let (sines, cosines) = finite.fold((0.0, 0.0), |(sines, cosines), angle| {
        let (sine, cosine) = angle.to_radians().sin_cos();
        (sines + sine, cosines + cosine)
    });
    let mean = (f64::atan2(sines, cosines).to_degrees() - low).rem_euclid(360.0) + low;
    let near = |angle: &f64| angle + 360.0 * ((mean - angle) / 360.0).round();
    column.iter().map(near).collect()
}

/// Convergence of the mean of a column: number of flights, and the estimate after them.
pub fn convergence(column: &[f64]) -> Vec<(u64, Estimate)> {
    let points = checkpoints(column.len() as u64);
    let mut next = points.into_iter().peekable();
    let mut moments = Moments::default();
    let mut settled = Vec::new();
    for value in column {
        moments.push(*value);
        let flights = moments.count() + moments.missing();
        if next.next_if(|point| *point == flights).is_some() {
            settled.extend(
                moments
                    .mean_estimate(CONFIDENCE)
                    .map(|mean| (flights, mean)),
            );
        }
    }
    settled
}

/// How often an outcome lay where, by failure.
#[derive(Debug, Clone, PartialEq)]
pub struct Histogram {
    /// Where the first bin begins.
    pub start: f64,
    /// How wide each is.
    pub width: f64,
    /// How many flights in each: without a failure, and with one.
    pub counts: [Vec<u64>; 2],
    /// How many lie outside the bins.
    pub beyond: u64,
}

/// Fewest and most bins.
const BINS: (f64, f64) = (10.0, 60.0);

/// What lies further from the 1st and the 99th percentile than this many times their distance is beyond the bins: a few
/// flights would else press all others into one bin.
const REACH: f64 = 0.6;

impl Histogram {
    /// Counts a column, given whether each flight had a failure; none where nothing spreads. The bins are as wide as Freedman
    /// & Diaconis (1981), *Z. Wahrscheinlichkeitstheorie verw. Gebiete* 57, say: twice the interquartile range over the
    /// cube root of the count.
    pub fn from_column(column: &[f64], failure: &[bool]) -> Option<Self> {
        let ordered = Quantiles::new(column)?;
        let [low, high] = [0.01, 0.99].map(|share| ordered.quantile(share));
        let reach = match high > low {
            true => REACH * (high - low),
            false => f64::INFINITY,
        };
        let low = ordered.quantile(0.0).max(low - reach);
        let high = ordered.quantile(1.0).min(high + reach);
        let range = high - low;
        // What differs by rounding alone does not spread.
        if range <= 1e-9 * low.abs().max(high.abs()) {
            return None;
        }
        let middle = ordered.quantile(0.75) - ordered.quantile(0.25);
        let wanted = 2.0 * middle / (ordered.values().len() as f64).cbrt();
        let bins = match wanted > 0.0 {
            true => (range / wanted).ceil().clamp(BINS.0, BINS.1),
            false => BINS.1,
        };
        let (width, bins) = (range / bins, bins as usize);
        let mut histogram = Self {
            start: low,
            width,
            counts: [vec![0; bins], vec![0; bins]],
            beyond: 0,
        };
        let entries = column.iter().zip(failure);
        for (value, failure) in entries.filter(|(value, _)| value.is_finite()) {
            if (low..=high).contains(value) {
                let bin = (((value - low) / width) as usize).min(bins - 1);
                histogram.counts[usize::from(*failure)][bin] += 1;
            } else {
                histogram.beyond += 1;
            }
        }
        Some(histogram)
    }
}
