//! Coefficients against Mach number without steps or kinks.
//!
//! Piecewise cubic through points with slopes that keep each span monotone (F. N. Fritsch and J. Butland, SIAM J.
//! Sci. Stat. Comput. 5, 1984: harmonic mean of the neighbouring secants, zero at extremes). It never overshoots
//! its points, so that a join over the transonic range invents no peak that neither side has.

/// A C1 monotone cubic through points; held constant beyond both ends.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Smooth {
    points: Vec<[f64; 3]>,
}

impl Smooth {
    /// Through points `(x, y)` with x strictly rising (others are dropped).
    pub fn new(points: impl IntoIterator<Item = (f64, f64)>) -> Self {
        let mut through: Vec<[f64; 3]> = Vec::new();
        for (x, y) in points {
            if through.last().is_none_or(|last| x > last[0]) {
                through.push([x, y, 0.0]);
            }
        }
        let secant = |a: [f64; 3], b: [f64; 3]| (b[1] - a[1]) / (b[0] - a[0]);
        for i in 1..through.len().saturating_sub(1) {
            let (before, after) = (
                secant(through[i - 1], through[i]),
                secant(through[i], through[i + 1]),
            );
            if before * after > 0.0 {
                let (h0, h1) = (
                    through[i][0] - through[i - 1][0],
                    through[i + 1][0] - through[i][0],
                );
                let (w0, w1) = (2.0 * h1 + h0, h1 + 2.0 * h0);
                through[i][2] = (w0 + w1) / (w0 / before + w1 / after);
            }
        }
        Self { points: through }
    }

    /// Through a function sampled at the [`grid`], except between two Mach numbers, over which it is joined.
    pub fn joined(from: f64, to: f64, value: impl Fn(f64) -> f64) -> Self {
        let mut machs: Vec<f64> = grid().filter(|m| *m < from || *m > to).collect();
        machs.extend([from, to]);
        machs.sort_by(f64::total_cmp);
        Self::new(machs.into_iter().map(|m| (m, value(m))))
    }

    /// Through a function sampled at the [`grid`].
    pub fn sampled(value: impl Fn(f64) -> f64) -> Self {
        Self::new(grid().map(|m| (m, value(m))))
    }

    /// The same curve with all values multiplied.
    pub fn times(mut self, factor: f64) -> Self {
        for point in &mut self.points {
            point[1] *= factor;
            point[2] *= factor;
        }
        self
    }

    /// The value at x.
    pub fn at(&self, x: f64) -> f64 {
        let after = self.points.partition_point(|p| p[0] <= x);
        let (Some(a), Some(b)) = (
            after.checked_sub(1).and_then(|i| self.points.get(i)),
            self.points.get(after),
        ) else {
            let end = if after == 0 {
                self.points.first()
            } else {
                self.points.last()
            };
            return end.map_or(0.0, |p| p[1]);
        };
        let h = b[0] - a[0];
        let t = (x - a[0]) / h;
        let (t2, t3) = (t * t, t * t * t);
        a[1] * (2.0 * t3 - 3.0 * t2 + 1.0)
            + b[1] * (3.0 * t2 - 2.0 * t3)
            + h * (a[2] * (t3 - 2.0 * t2 + t) + b[2] * (t3 - t2))
    }
}

/// Mach numbers at which closed forms are sampled: every 0.02 to 1.6, every 0.1 to 5, every 0.5 to 10.
pub(super) fn grid() -> impl Iterator<Item = f64> {
    let span = |from: u32, to: u32, step: f64| (from..to).map(move |i| f64::from(i) * step);
    span(0, 80, 0.02)
        .chain(span(16, 50, 0.1))
        .chain(span(10, 21, 0.5))
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

    #[test]
    fn a_sampled_parabola_is_met_between_the_samples() {
        let curve = Smooth::joined(0.9, 1.1, |m| m * m);
        // Third-order interpolation at a spacing of 0.02.
        assert!((curve.at(0.433) - 0.433 * 0.433).abs() < 1e-5);
        assert!((curve.at(3.333) - 3.333 * 3.333).abs() < 1e-3);
    }
}
