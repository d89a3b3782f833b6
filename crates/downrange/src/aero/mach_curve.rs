//! Coefficients against Mach number without steps or kinks.
//!
//! Piecewise cubic through points with slopes that keep each span monotone (F. N. Fritsch and J. Butland, SIAM J.
//! Sci. Stat. Comput. 5, 1984: harmonic mean of the neighbouring secants, zero at extremes). It never overshoots
//! its points, so that a join over the transonic range invents no peak that neither side has.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, LazyLock};

/// A C1 monotone cubic through points; held constant beyond both ends. The value at a point is computed when somebody first
/// looks beside it: of a rocket that stays subsonic nobody pays for the rest.
#[derive(Clone)]
pub(super) struct Smooth {
    curve: Arc<LazyPoints>,
    factor: f64,
}

struct LazyPoints {
    machs: Arc<[f64]>,
    /// Value and slope at each.
    known: Box<[[Memo; 2]]>,
    value: Box<dyn Fn(usize, f64) -> f64 + Send + Sync>,
}

/// A number that is computed when it is first asked for; by several threads perhaps, which all come to the same.
#[derive(Default)]
struct Memo(AtomicU64);

impl Memo {
    fn get(&self, compute: impl FnOnce() -> f64) -> f64 {
        // Bits are kept inverted, so that zero stands for none: inverted it is a NaN which no operation yields.
        match self.0.load(Relaxed) {
            0 => {
                let value = compute();
                self.0.store(!value.to_bits(), Relaxed);
                value
            }
            bits => f64::from_bits(!bits),
        }
    }
}

impl LazyPoints {
    fn value(&self, i: usize) -> f64 {
        self.known[i][0].get(|| (self.value)(i, self.machs[i]))
    }

    fn slope(&self, i: usize) -> f64 {
        self.known[i][1].get(|| {
            if i == 0 || i + 1 == self.machs.len() {
                return 0.0;
            }
            let [h0, h1] = [i - 1, i].map(|k| self.machs[k + 1] - self.machs[k]);
            let [y0, y1, y2] = [i - 1, i, i + 1].map(|k| self.value(k));
            let (before, after) = ((y1 - y0) / h0, (y2 - y1) / h1);
            if before * after > 0.0 {
                let (w0, w1) = (2.0 * h1 + h0, h1 + 2.0 * h0);
                (w0 + w1) / (w0 / before + w1 / after)
            } else {
                0.0
            }
        })
    }
}

impl Smooth {
    /// Through points `(x, y)` with x strictly rising (others are dropped).
    pub fn new(points: impl IntoIterator<Item = (f64, f64)>) -> Self {
        let (mut machs, mut values): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
        for (x, y) in points {
            if machs.last().is_none_or(|last| x > *last) {
                machs.push(x);
                values.push(y);
            }
        }
        Self::lazy(machs.into(), move |i, _| values[i])
    }

    /// Through a function sampled at Mach numbers that rise strictly (others are dropped).
    pub fn over(
        machs: impl IntoIterator<Item = f64>,
        value: impl Fn(f64) -> f64 + Send + Sync + 'static,
    ) -> Self {
        let mut rising: Vec<f64> = Vec::with_capacity(GRID.len() + 2);
        for mach in machs {
            if rising.last().is_none_or(|last| mach > *last) {
                rising.push(mach);
            }
        }
        Self::lazy(rising.into(), move |_, mach| value(mach))
    }

    /// Through a function sampled at the [`grid`], except between two Mach numbers, over which it is joined.
    pub fn joined(from: f64, to: f64, value: impl Fn(f64) -> f64 + Send + Sync + 'static) -> Self {
        let below = grid().filter(move |mach| *mach < from);
        let above = grid().filter(move |mach| *mach > to);
        Self::over(below.chain([from, to]).chain(above), value)
    }

    /// Through a function sampled at the [`grid`].
    pub fn sampled(value: impl Fn(f64) -> f64 + Send + Sync + 'static) -> Self {
        Self::lazy(Arc::clone(&GRID), move |_, mach| value(mach))
    }

    fn lazy(machs: Arc<[f64]>, value: impl Fn(usize, f64) -> f64 + Send + Sync + 'static) -> Self {
        Self {
            curve: Arc::new(LazyPoints {
                known: machs.iter().map(|_| Default::default()).collect(),
                machs,
                value: Box::new(value),
            }),
            factor: 1.0,
        }
    }

    /// The same curve with all values multiplied.
    pub fn times(mut self, factor: f64) -> Self {
        self.factor *= factor;
        self
    }

    /// The value at x.
    pub fn at(&self, x: f64) -> f64 {
        let machs = &*self.curve.machs;
        let value = |i: usize| self.curve.value(i) * self.factor;
        let slope = |i: usize| self.curve.slope(i) * self.factor;
        let after = machs.partition_point(|mach| *mach <= x);
        let Some(before) = after.checked_sub(1) else {
            return machs.first().map_or(0.0, |_| value(0));
        };
        let start = machs[before];
        let Some(end) = machs.get(after).filter(|_| x > start) else {
            return value(before);
        };
        let h = end - start;
        let t = (x - start) / h;
        let (t2, t3) = (t * t, t * t * t);
        value(before) * (2.0 * t3 - 3.0 * t2 + 1.0)
            + value(after) * (3.0 * t2 - 2.0 * t3)
            + h * (slope(before) * (t3 - 2.0 * t2 + t) + slope(after) * (t3 - t2))
    }
}

impl fmt::Debug for Smooth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Smooth");
        shown
            .field("machs", &self.curve.machs)
            .field("factor", &self.factor);
        shown.finish_non_exhaustive()
    }
}

static GRID: LazyLock<Arc<[f64]>> = LazyLock::new(|| {
    let span = |from: u32, to: u32, step: f64| (from..to).map(move |i| f64::from(i) * step);
    let spans = span(0, 80, 0.02).chain(span(16, 50, 0.1));
    spans.chain(span(10, 21, 0.5)).collect()
});

/// Mach numbers at which closed forms are sampled: every 0.02 to 1.6, every 0.1 to 5, every 0.5 to 10.
pub(super) fn grid() -> impl Iterator<Item = f64> {
    GRID.iter().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_through_its_points_and_never_beyond() {
        let curve = Smooth::new([(0.0, 0.0), (1.0, 1.0), (2.0, 1.0), (3.0, 5.0)]);
        for i in 0..=300 {
            let x = 0.01 * f64::from(i);
            let y = curve.at(x);
            assert!((0.0..=5.0).contains(&y));
            assert!(!(1.0..2.0).contains(&x) || (y - 1.0).abs() < 1e-12);
        }
        assert_eq!((curve.at(-1.0), curve.at(9.0)), (0.0, 5.0));
    }

    /// Who looks at low speed pays for no supersonic theory, and nobody pays twice.
    #[test]
    fn only_what_is_looked_at_is_computed() {
        let computed = Arc::new(AtomicU64::new(0));
        let count = Arc::clone(&computed);
        let curve = Smooth::sampled(move |mach| {
            assert!(mach < 0.5, "nobody looked at {mach}");
            count.fetch_add(1, Relaxed);
            mach * mach
        });
        for _ in 0..3 {
            let _ = curve.at(0.41);
        }
        assert_eq!(computed.load(Relaxed), 4);
    }

    #[test]
    fn a_sampled_parabola_is_met_between_the_samples() {
        let curve = Smooth::joined(0.9, 1.1, |m| m * m);
        // Third-order interpolation at a spacing of 0.02.
        assert!((curve.at(0.433) - 0.433 * 0.433).abs() < 1e-5);
        assert!((curve.at(3.333) - 3.333 * 3.333).abs() < 1e-3);
    }
}
