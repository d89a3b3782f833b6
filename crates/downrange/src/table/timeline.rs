//! Columns over time (or height), as cubics or straight lines between nodes where they are needed: a thrust curve keeps
//! its own points, a wind its own heights.
//!
//! In the cell that starts at a node, with s the time since it, a column is `c0 + c1 s + c2 s² + c3 s³` (cubic Hermite).
//! The kinks of what is tabled are nodes, so that nothing is rounded off; an integrator ends its steps there.

use super::limited;

/// `C` columns over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline<const C: usize> {
    nodes: Vec<f64>,
    cells: Vec<[[f64; 4]; C]>,
    /// For each of a uniform row of buckets, the first cell that reaches into it.
    buckets: Vec<u32>,
    per_bucket: f64,
}

/// Buckets a cell: most look-ups find their cell at once.
const BUCKETS_A_CELL: usize = 4;

impl<const C: usize> Timeline<C> {
    /// From rising node times (at least two) and, at each, values and slopes (per second), held to the secants beside
    /// them where these are flatter.
    pub fn new(nodes: Vec<f64>, columns: &[([f64; C], [f64; C])]) -> Self {
        let last = nodes.len() - 2;
        let secant = |from: usize, c: usize| {
            (columns[from + 1].0[c] - columns[from].0[c]) / (nodes[from + 1] - nodes[from])
        };
        let held: Vec<([f64; C], [f64; C])> = columns
            .iter()
            .enumerate()
            .map(|(node, (values, slopes))| {
                let (before, after) = (node.max(1) - 1, node.min(last));
                let slopes = std::array::from_fn(|c| {
                    limited(slopes[c], secant(before, c), secant(after, c))
                });
                (*values, slopes)
            })
            .collect();
        Self::joined(nodes, &held)
    }

    /// From rising node times (at least two) and the values there, joined by straight lines.
    pub fn straight(nodes: Vec<f64>, values: &[[f64; C]]) -> Self {
        let cells = nodes
            .windows(2)
            .zip(values.windows(2))
            .map(|(times, ends)| {
                std::array::from_fn(|c| {
                    [
                        ends[0][c],
                        (ends[1][c] - ends[0][c]) / (times[1] - times[0]),
                        0.0,
                        0.0,
                    ]
                })
            })
            .collect();
        Self::indexed(nodes, cells)
    }

    fn joined(nodes: Vec<f64>, columns: &[([f64; C], [f64; C])]) -> Self {
        let cells: Vec<_> = nodes
            .windows(2)
            .zip(columns.windows(2))
            .map(|(times, ends)| {
                let h = times[1] - times[0];
                let ((a, da), (b, db)) = (ends[0], ends[1]);
                std::array::from_fn(|c| {
                    let rise = (b[c] - a[c]) / h;
                    let second = (3.0 * rise - 2.0 * da[c] - db[c]) / h;
                    let third = (da[c] + db[c] - 2.0 * rise) / (h * h);
                    [a[c], da[c], second, third]
                })
            })
            .collect();
        Self::indexed(nodes, cells)
    }

    fn indexed(nodes: Vec<f64>, cells: Vec<[[f64; 4]; C]>) -> Self {
        let count = cells.len() * BUCKETS_A_CELL;
        let (first, last) = (nodes[0], nodes[nodes.len() - 1]);
        let width = (last - first) / count as f64;
        let buckets = (0..count)
            .map(|bucket| {
                let start = first + width * bucket as f64;
                (nodes
                    .partition_point(|node| *node <= start)
                    .clamp(1, cells.len())
                    - 1) as u32
            })
            .collect();
        Self {
            nodes,
            cells,
            buckets,
            per_bucket: 1.0 / width,
        }
    }

    /// The times of its nodes.
    pub(crate) fn nodes(&self) -> &[f64] {
        &self.nodes
    }

    /// The cell that holds a time (the end cell beyond the ends) and the time since its start, held at the ends.
    #[inline(always)]
    pub(crate) fn locate(&self, time: f64) -> (&[[f64; 4]; C], f64) {
        let last = self.nodes[self.nodes.len() - 1];
        let time = time.max(self.nodes[0]).min(last);
        let bucket = ((time - self.nodes[0]) * self.per_bucket) as usize;
        let mut cell = self.buckets[bucket.min(self.buckets.len() - 1)] as usize;
        while cell + 1 < self.cells.len() && self.nodes[cell + 1] <= time {
            cell += 1;
        }
        (&self.cells[cell], time - self.nodes[cell])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Number;
    use proptest::prelude::*;

    proptest! {
        /// A cubic comes back exactly from any nodes, value and slope, and both are found in the right cell.
        #[test]
        fn a_cubic_comes_back(gaps in prop::collection::vec(1e-4..1.0f64, 1..40), share in 0.0..1.0f64) {
            let mut nodes = vec![-0.5];
            for gap in gaps {
                nodes.push(nodes[nodes.len() - 1] + gap);
            }
            let value = |t: f64| 1.0 + t * (2.0 + t * (-0.5 + 0.1 * t));
            let slope = |t: f64| 2.0 + t * (-1.0 + 0.3 * t);
            let columns: Vec<_> = nodes.iter().map(|t| ([value(*t)], [slope(*t)])).collect();
            let last = nodes[nodes.len() - 1];
            let table = Timeline::new(nodes, &columns);
            let time = -0.5 + share * (last + 0.5);
            let ([v], [s]) = f64::look_up_with_slope(&table, time);
            let size = 1.0 + value(last).abs();
            // Rising throughout, and never three times as steep as its own secants: nothing is held back.
            prop_assert!((v - value(time)).abs() < 1e-10 * size && (s - slope(time)).abs() < 1e-7 * size);
        }
    }
}
