//! A curve as people give it: points joined by straight lines.

use crate::error::Fault;

/// Points `(x, y)` with x strictly rising, joined by straight lines, held constant beyond both ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    points: Vec<(f64, f64)>,
    /// The integral from the first point to each.
    integrals: Vec<f64>,
}

impl Curve {
    /// A curve through points.
    ///
    /// # Errors
    /// When there is no point, when one is not finite, or when x does not strictly rise.
    ///
    /// ```
    /// use downrange::table::Curve;
    /// let curve = Curve::new(vec![(0.0, 1.0), (2.0, 3.0)]).unwrap();
    /// assert_eq!(curve.at(1.0), 2.0);
    /// assert_eq!(curve.at(9.0), 3.0);
    /// assert!(Curve::new(vec![(1.0, 0.0), (1.0, 1.0)]).is_err());
    /// ```
    pub fn new(points: Vec<(f64, f64)>) -> Result<Self, Fault> {
        if points.is_empty() {
            return Err(Fault::new("", "a curve needs at least one point"));
        }
        if let Some(index) = points
            .iter()
            .position(|(x, y)| !x.is_finite() || !y.is_finite())
        {
            return Err(Fault::new(
                format!("[{index}]"),
                "a point of a curve is not a number",
            ));
        }
        if let Some(index) = points.windows(2).position(|pair| pair[0].0 >= pair[1].0) {
            return Err(Fault::new(
                format!("[{}]", index + 1),
                format!(
                    "{} follows {}, but the first column must rise",
                    points[index + 1].0,
                    points[index].0
                ),
            ));
        }
        Ok(Self::through(points))
    }

    fn through(points: Vec<(f64, f64)>) -> Self {
        let mut integrals = Vec::with_capacity(points.len());
        let mut sum = 0.0;
        integrals.push(sum);
        for pair in points.windows(2) {
            let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
            sum += 0.5 * (y0 + y1) * (x1 - x0);
            integrals.push(sum);
        }
        Self { points, integrals }
    }

    /// The same value everywhere.
    pub fn constant(value: f64) -> Self {
        Self::through(vec![(0.0, value)])
    }

    /// The same curve from (0, 0) on, where it begins after x = 0.
    pub(crate) fn led_up_from_zero(mut self) -> Self {
        if self.range().0 > 0.0 {
            self.points.insert(0, (0.0, 0.0));
            return Self::through(self.points);
        }
        self
    }

    /// The points.
    pub fn points(&self) -> &[(f64, f64)] {
        &self.points
    }

    /// The first and the last x.
    pub fn range(&self) -> (f64, f64) {
        (self.points[0].0, self.points[self.points.len() - 1].0)
    }

    /// The value at x.
    pub fn at(&self, x: f64) -> f64 {
        let after = self.points.partition_point(|point| point.0 <= x);
        if after == 0 {
            return self.points[0].1;
        }
        if after == self.points.len() {
            return self.points[after - 1].1;
        }
        let ((x0, y0), (x1, y1)) = (self.points[after - 1], self.points[after]);
        y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    }

    /// The integral from the first x to x (trapezoids, exact); zero before the first, constant after the last.
    pub fn integral_to(&self, x: f64) -> f64 {
        let after = self.points.partition_point(|point| point.0 <= x);
        let Some((x0, y0)) = after.checked_sub(1).map(|before| self.points[before]) else {
            return 0.0;
        };
        match after < self.points.len() && x > x0 {
            true => self.integrals[after - 1] + 0.5 * (y0 + self.at(x)) * (x - x0),
            false => self.integrals[after - 1],
        }
    }

    /// Reads it at places that rise.
    pub(crate) fn walk(&self) -> CurveWalk<'_> {
        CurveWalk {
            curve: self,
            after: 0,
        }
    }

    /// The curve in so many equal cells, of the same integral: the value at each end of a cell is the mean around it,
    /// weighted by a triangle that falls to nothing at its neighbours. In between, the integral of `x y` stays too. A
    /// curve that begins or ends at zero still does; what is zero before and after it is left as it is.
    #[must_use]
    pub fn averaged(&self, cells: usize) -> Self {
        let is_zero = |point: &&(f64, f64)| point.1 == 0.0;
        let ahead = self.points.iter().take_while(is_zero).count();
        let behind = self.points.iter().rev().take_while(is_zero).count();
        let last = self.points.len() - 1;
        if cells == 0 || ahead > last {
            return self.clone();
        }
        let (first, end) = (ahead.max(1) - 1, last + 1 - behind.max(1));
        let (start, stop) = (self.points[first].0, self.points[end].0);
        let width = (stop - start) / cells as f64;
        if width <= 0.0 {
            return self.clone();
        }
        let node = |cell: usize| match cell == cells {
            true => stop,
            false => start + width * cell as f64,
        };
        // Of each node the integral of the curve under its triangle.
        let mut shares = vec![0.0; cells + 1];
        let mut cell = 0;
        for pair in self.points[first..=end].windows(2) {
            let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
            let value = |x: f64| y0 + (y1 - y0) * (x - x0) / (x1 - x0);
            let mut from = x0;
            while from < x1 {
                let to = match cell + 1 < cells {
                    true => x1.min(node(cell + 1)),
                    false => x1,
                };
                // Simpson's rule is exact for the product of two straight lines.
                for (x, weight) in [(from, 1.0), (0.5 * (from + to), 4.0), (to, 1.0)] {
                    let share = ((x - node(cell)) / width).clamp(0.0, 1.0);
                    let part = value(x) * weight / 6.0 * (to - from);
                    shares[cell] += (1.0 - share) * part;
                    shares[cell + 1] += share * part;
                }
                from = to;
                if cell + 1 < cells && to >= node(cell + 1) {
                    cell += 1;
                }
            }
        }
        let mut weights = vec![width; cells + 1];
        (weights[0], weights[cells]) = (0.5 * width, 0.5 * width);
        // An end at zero hands its share to its neighbour.
        for (outer, inner, point) in [(0, 1, first), (cells, cells - 1, end)] {
            if self.points[point].1 == 0.0 && cells > 1 {
                shares[inner] += shares[outer];
                shares[outer] = 0.0;
            }
        }
        let inside = (0..=cells).map(|cell| (node(cell), shares[cell] / weights[cell]));
        let before = self.points[..first].iter().copied();
        let after = self.points[end + 1..].iter().copied();
        Self::through(before.chain(inside).chain(after).collect())
    }
}

/// A curve read at places that rise: no search for each.
#[derive(Debug, Clone)]
pub(crate) struct CurveWalk<'c> {
    curve: &'c Curve,
    /// The first point after the last place.
    after: usize,
}

/// What a curve is at a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct CurvePoint {
    /// Its value there.
    pub value: f64,
    /// Its slope before and after: two at a point of the curve.
    pub slopes: [f64; 2],
    /// Its integral from the first point.
    pub integral: f64,
}

impl CurveWalk<'_> {
    /// Goes to a place that is not before the last. Points within `reach` of it count as if they lay there.
    pub(crate) fn to(&mut self, x: f64, reach: f64) -> CurvePoint {
        let Curve { points, integrals } = self.curve;
        while points.get(self.after).is_some_and(|point| point.0 <= x) {
            self.after += 1;
        }
        let slope = |after: usize| match (after.checked_sub(1), points.get(after)) {
            (Some(before), Some(end)) => {
                let start = points[before];
                (end.1 - start.1) / (end.0 - start.0)
            }
            _ => 0.0,
        };
        let (mut near, mut far) = (self.after, self.after);
        while near > 0 && points[near - 1].0 >= x - reach {
            near -= 1;
        }
        while points.get(far).is_some_and(|point| point.0 <= x + reach) {
            far += 1;
        }
        let (value, integral) = match (self.after.checked_sub(1), points.get(self.after)) {
            (None, _) => (points[0].1, 0.0),
            (Some(last), None) => (points[last].1, integrals[last]),
            (Some(start), Some((x1, y1))) => {
                let (x0, y0) = points[start];
                let value = y0 + (y1 - y0) * (x - x0) / (x1 - x0);
                let more = match x > x0 {
                    true => 0.5 * (y0 + value) * (x - x0),
                    false => 0.0,
                };
                (value, integrals[start] + more)
            }
        };
        CurvePoint {
            value,
            slopes: [slope(near), slope(far)],
            integral,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// A walk reads what a search finds, to the bit, and the slopes on both sides of each place.
        #[test]
        fn a_walk_reads_the_curve(
            gaps in prop::collection::vec((1e-3..1.0f64, -5.0..5.0f64), 1..30),
            places in prop::collection::vec(-0.5..32.0f64, 1..30),
        ) {
            let points: Vec<(f64, f64)> = gaps
                .iter()
                .scan(0.0, |x, (gap, y)| { *x += gap; Some((*x, *y)) })
                .collect();
            let mut places: Vec<f64> = places.into_iter().chain(points.iter().map(|point| point.0)).collect();
            places.sort_by(f64::total_cmp);
            let curve = Curve::new(points).unwrap();
            let mut walk = curve.walk();
            for x in places {
                let read = walk.to(x, 1e-6);
                prop_assert_eq!((read.value, read.integral), (curve.at(x), curve.integral_to(x)));
                // Where a point lies near, but not within the reach, the secant is of two lines.
                let bends = |point: &(f64, f64)| (1e-6..2e-4).contains(&(point.0 - x).abs());
                if curve.points().iter().any(bends) {
                    continue;
                }
                for (slope, to) in read.slopes.into_iter().zip([-1e-4, 1e-4]) {
                    let (from, to) = (x + 0.02 * to, x + to);
                    let secant = (curve.at(to) - curve.at(from)) / (to - from);
                    prop_assert!((slope - secant).abs() < 1e-9 * (1.0 + slope.abs()) / 1e-4, "{} {}", slope, secant);
                }
            }
        }

        /// An averaged curve has the integral of the curve, ends where it does, and lies within its values where these
        /// are not handed on by an end.
        #[test]
        fn averaging_keeps_the_integral(
            gaps in prop::collection::vec((1e-3..1.0f64, 0.0..5.0f64), 2..300),
            quiet in 0..3usize,
            cells in 2..40usize,
        ) {
            let mut x = 0.0;
            let mut points = vec![(0.0, 0.0)];
            for (gap, y) in &gaps {
                x += gap;
                points.push((x, *y));
            }
            for _ in 0..quiet {
                x += 0.5;
                points.push((x, 0.0));
            }
            let curve = Curve::new(points).unwrap();
            let averaged = curve.averaged(cells);
            let whole = curve.integral_to(x);
            prop_assert!((averaged.integral_to(x) - whole).abs() < 1e-12 * (1.0 + whole));
            prop_assert_eq!(averaged.range(), curve.range());
            prop_assert_eq!(averaged.points()[0].1, 0.0);
            prop_assert!(Curve::new(averaged.points().to_vec()).is_ok());
            prop_assert!(averaged.points().iter().all(|point| (0.0..10.0).contains(&point.1)));
        }

        /// The integral to a place is the sum of the trapezoids up to it.
        #[test]
        fn an_integral_is_its_trapezoids(
            gaps in prop::collection::vec((1e-3..1.0f64, -5.0..5.0f64), 1..30),
            share in -0.2..1.2f64,
        ) {
            let points: Vec<(f64, f64)> = gaps
                .iter()
                .scan(0.0, |x, (gap, y)| { *x += gap; Some((*x, *y)) })
                .collect();
            let curve = Curve::new(points.clone()).unwrap();
            let (first, last) = curve.range();
            let x = first + share * (last - first);
            let mut sum = 0.0;
            for pair in points.windows(2) {
                let end = x.clamp(pair[0].0, pair[1].0);
                sum += 0.5 * (pair[0].1 + curve.at(end)) * (end - pair[0].0);
            }
            prop_assert!((curve.integral_to(x) - sum).abs() < 1e-12 * (1.0 + sum.abs()));
        }
    }

    /// A straight line stays one, and so does its mean time.
    #[test]
    fn a_line_stays_a_line() {
        let line: Vec<(f64, f64)> = (0..=1000)
            .map(|i| (f64::from(i), 2.0 + f64::from(i)))
            .collect();
        let averaged = Curve::new(line).unwrap().averaged(10);
        assert_eq!(averaged.points().len(), 11);
        for (x, y) in &averaged.points()[1..10] {
            assert!((y - 2.0 - x).abs() < 1e-9, "{x} {y}");
        }
    }
}
