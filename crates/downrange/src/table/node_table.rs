//! Columns over time (or height), as cubics or straight lines between nodes where they are needed: a thrust curve keeps
//! its own points, a wind its own heights.
//!
//! In the cell that starts at a node, with s the time since it, a column is `c0 + c1 s + c2 s² + c3 s³` (cubic Hermite).
//! The kinks of what is tabled are nodes, so that nothing is rounded off; an integrator ends its steps there.

use super::Cell;
use super::slopes::limited;
use crate::number::Number;

/// `C` columns over time.
#[derive(Debug, Clone, PartialEq)]
pub struct NodeTable<const C: usize> {
    nodes: Vec<f64>,
    cells: Vec<[[f64; 4]; C]>,
    /// For each of a uniform row of buckets, the first cell that reaches into it.
    buckets: Vec<u32>,
    per_bucket: f64,
}

/// Width of a cell beyond an end, more than anything flies.
const BEYOND: f64 = 1e12;

/// Buckets a cell: most look-ups find their cell at once.
const BUCKETS_A_CELL: usize = 4;

impl<const C: usize> NodeTable<C> {
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

    /// From rising node times (at least two) and the values there, joined smoothly: slopes are those of the parabola
    /// through a node and its neighbours, held to the secants beside it.
    pub fn smooth(nodes: Vec<f64>, values: &[[f64; C]]) -> Self {
        let secant = |from: usize, c: usize| {
            (values[from + 1][c] - values[from][c]) / (nodes[from + 1] - nodes[from])
        };
        let last = nodes.len() - 1;
        let columns: Vec<_> = values
            .iter()
            .enumerate()
            .map(|(node, value)| {
                let slope = |c: usize| {
                    if node == 0 {
                        return secant(0, c);
                    }
                    if node == last {
                        return secant(last - 1, c);
                    }
                    let (before, after) =
                        (nodes[node] - nodes[node - 1], nodes[node + 1] - nodes[node]);
                    (secant(node - 1, c) * after + secant(node, c) * before) / (before + after)
                };
                (*value, std::array::from_fn(slope))
            })
            .collect();
        Self::new(nodes, &columns)
    }

    /// From cells that follow each other, at least one: their start, the end of the last, and of each values and slopes at
    /// both of its ends. Where two meet the slope may jump.
    pub(crate) fn of_cells(nodes: Vec<f64>, ends: &[[([f64; C], [f64; C]); 2]]) -> Self {
        let cells = nodes.windows(2).zip(ends);
        let cells = cells.map(|(heights, ends)| cubics(heights[1] - heights[0], ends));
        let cells = cells.collect();
        Self::indexed(nodes, cells)
    }

    /// The sum of two, at the nodes of both; beyond its ends each stays as there.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let mut nodes: Vec<f64> = self.nodes.iter().chain(&other.nodes).copied().collect();
        nodes.sort_by(f64::total_cmp);
        nodes.dedup();
        let cells = nodes.windows(2).map(|ends| {
            let (a, b) = (self.piece(ends), other.piece(ends));
            std::array::from_fn(|c| std::array::from_fn(|power| a[c][power] + b[c][power]))
        });
        let cells = cells.collect();
        Self::indexed(nodes, cells)
    }

    /// The cubic between two times that no node lies between, from the first of them.
    fn piece(&self, ends: &[f64]) -> [[f64; 4]; C] {
        let middle = 0.5 * (ends[0] + ends[1]);
        let (cell, _) = self.locate(middle);
        if middle < self.nodes[0] || middle > self.nodes[self.nodes.len() - 1] {
            let (_, s) = self.locate(middle);
            return cell.map(|[c0, c1, c2, c3]| {
                [
                    c3.mul_add(s, c2).mul_add(s, c1).mul_add(s, c0),
                    0.0,
                    0.0,
                    0.0,
                ]
            });
        }
        let (_, s) = self.locate(ends[0]);
        cell.map(|[c0, c1, c2, c3]| {
            [
                c3.mul_add(s, c2).mul_add(s, c1).mul_add(s, c0),
                (3.0 * c3).mul_add(s, 2.0 * c2).mul_add(s, c1),
                (3.0 * c3).mul_add(s, c2),
                c3,
            ]
        })
    }

    fn joined(nodes: Vec<f64>, columns: &[([f64; C], [f64; C])]) -> Self {
        let cells: Vec<_> = nodes
            .windows(2)
            .zip(columns.windows(2))
            .map(|(times, ends)| cubics(times[1] - times[0], &[ends[0], ends[1]]))
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
        let cell = self.index(time);
        (&self.cells[cell], time - self.nodes[cell])
    }

    /// Which cell holds a time; beyond the ends the end cell.
    #[inline(always)]
    fn index(&self, time: f64) -> usize {
        let bucket = ((time - self.nodes[0]) * self.per_bucket) as usize;
        let mut cell = self.buckets[bucket.min(self.buckets.len() - 1)] as usize;
        while cell + 1 < self.cells.len() && self.nodes[cell + 1] <= time {
            cell += 1;
        }
        cell
    }

    /// The cell that holds a time; beyond the ends one in which nothing changes.
    #[inline(always)]
    pub(crate) fn cell(&self, time: f64) -> Cell<f64, C> {
        let (first, last) = (self.nodes[0], self.nodes[self.nodes.len() - 1]);
        let index = self.index(time);
        if time >= first && time <= last {
            return Cell {
                columns: self.cells[index],
                ends: [self.nodes[index], self.nodes[index + 1]],
            };
        }
        let (values, _) = f64::look_up_with_slope(self, time);
        Cell {
            columns: values.map(|value| [value, 0.0, 0.0, 0.0]),
            ends: if time > last {
                [last, last + BEYOND]
            } else {
                [first - BEYOND, first]
            },
        }
    }

    /// The next node below a time, or above it, that is not as good as reached: none nearer than a share of the cell.
    pub(crate) fn next_node(&self, time: f64, rising: bool, share: f64) -> Option<f64> {
        let index = self.index(time);
        let (start, end) = (self.nodes[index], self.nodes[index + 1]);
        let near = share * (end - start);
        let node = |at: Option<usize>| at.and_then(|at| self.nodes.get(at)).copied();
        let beyond = if rising {
            time < start - near
        } else {
            time > end + near
        };
        match (rising, beyond) {
            (true, true) => Some(start),
            (true, false) if end - time > near => Some(end),
            (true, false) => node(Some(index + 2)).filter(|node| *node > time),
            (false, true) => Some(end),
            (false, false) if time - start > near => Some(start),
            (false, false) => node(index.checked_sub(1)).filter(|node| *node < time),
        }
    }
}

/// The cubics over a cell of a width from values and slopes at both of its ends.
fn cubics<const C: usize>(h: f64, ends: &[([f64; C], [f64; C]); 2]) -> [[f64; 4]; C] {
    let [(a, da), (b, db)] = ends;
    std::array::from_fn(|c| {
        let rise = (b[c] - a[c]) / h;
        let second = (3.0 * rise - 2.0 * da[c] - db[c]) / h;
        let third = (da[c] + db[c] - 2.0 * rise) / (h * h);
        [a[c], da[c], second, third]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Number;
    use proptest::prelude::*;

    proptest! {
        /// A sum is the sum, value and slope, inside and beyond the ends of either.
        #[test]
        fn a_sum_is_the_sum(gaps in prop::collection::vec(0.01..1.0f64, 2..20), from in -2.0..2.0f64, time in -3.0..12.0f64) {
            let nodes = |start: f64| {
                let ends = gaps.iter().scan(start, |at, gap| { *at += gap; Some(*at) });
                std::iter::once(start).chain(ends).collect::<Vec<f64>>()
            };
            let values = |nodes: &[f64]| nodes.iter().map(|t| [libm::sin(3.0 * t)]).collect::<Vec<_>>();
            let a = NodeTable::smooth(nodes(from), &values(&nodes(from)));
            let b = NodeTable::straight(nodes(0.0), &values(&nodes(0.0)));
            let sum = a.plus(&b);
            let at = |table: &NodeTable<1>| f64::look_up_with_slope(table, time).0[0];
            prop_assert!((at(&sum) - at(&a) - at(&b)).abs() < 1e-11, "{} {} {}", at(&sum), at(&a), at(&b));
        }

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
            let table = NodeTable::new(nodes, &columns);
            let time = -0.5 + share * (last + 0.5);
            let ([v], [s]) = f64::look_up_with_slope(&table, time);
            let size = 1.0 + value(last).abs();
            // Rising throughout, and never three times as steep as its own secants: nothing is held back.
            prop_assert!((v - value(time)).abs() < 1e-10 * size && (s - slope(time)).abs() < 1e-7 * size);
        }
    }
}
