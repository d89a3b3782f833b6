//! A curve as people give it: points joined by straight lines.

use crate::error::Fault;

/// Points `(x, y)` with x strictly rising, joined by straight lines, held constant beyond both ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    points: Vec<(f64, f64)>,
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
        Ok(Self { points })
    }

    /// The same value everywhere.
    pub fn constant(value: f64) -> Self {
        Self {
            points: vec![(0.0, value)],
        }
    }

    /// The same curve from (0, 0) on, where it begins after x = 0.
    pub(crate) fn led_up_from_zero(mut self) -> Self {
        if self.range().0 > 0.0 {
            self.points.insert(0, (0.0, 0.0));
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
        let mut sum = 0.0;
        for pair in self.points.windows(2) {
            let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
            if x < x1 {
                if x > x0 {
                    sum += 0.5 * (y0 + self.at(x)) * (x - x0);
                }
                break;
            }
            sum += 0.5 * (y0 + y1) * (x1 - x0);
        }
        sum
    }
}
