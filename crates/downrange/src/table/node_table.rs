//! Columns over time (or height), as cubics or straight lines between nodes where they are needed: a thrust curve keeps
//! its own points, a wind its own heights.
//!
//! In the cell that starts at a node, with s the time since it, a column is `c0 + c1 s + c2 s² + c3 s³` (cubic Hermite).
//! The kinks of what is tabled are nodes, so that nothing is rounded off; an integrator ends its steps there.

use super::TableCell;
use super::cubics::{Cubics, hermite, shifted, straight};
use super::node_index::NodeIndex;
use super::slopes::limited;

/// Width of a cell beyond an end, more than anything flies.
const BEYOND: f64 = 1e12;

/// `C` columns over time.
#[derive(Debug, Clone, PartialEq)]
pub struct NodeTable<const C: usize> {
    /// Rising; infinities follow, so that the index may look beyond.
    padded: Vec<f64>,
    cells: Vec<Cubics<C>>,
    index: NodeIndex,
}

impl<const C: usize> NodeTable<C> {
    /// From rising node times (at least two) and, at each, values and slopes (per second), held to the secants beside
    /// them where these are flatter.
    pub fn new(nodes: Vec<f64>, columns: &[([f64; C], [f64; C])]) -> Self {
        let secants: Vec<[f64; C]> = nodes
            .windows(2)
            .zip(columns.windows(2))
            .map(|(times, ends)| {
                let width = times[1] - times[0];
                std::array::from_fn(|c| (ends[1].0[c] - ends[0].0[c]) / width)
            })
            .collect();
        let last = secants.len() - 1;
        let held = |node: usize| {
            let (values, slopes) = columns[node];
            let (before, after) = (&secants[node.max(1) - 1], &secants[node.min(last)]);
            let slopes = std::array::from_fn(|c| limited(slopes[c], before[c], after[c]));
            (values, slopes)
        };
        let mut start = held(0);
        let cells = nodes.windows(2).enumerate().map(|(cell, times)| {
            let end = held(cell + 1);
            hermite(
                times[1] - times[0],
                &[std::mem::replace(&mut start, end), end],
            )
        });
        let cells = cells.collect();
        Self::of_cubics(nodes, cells)
    }

    /// From rising node times (at least two) and the values there, joined by straight lines.
    pub fn straight(nodes: Vec<f64>, values: &[[f64; C]]) -> Self {
        let cells = nodes
            .windows(2)
            .zip(values.windows(2))
            .map(|(times, ends)| straight(times[1] - times[0], [&ends[0], &ends[1]]))
            .collect();
        Self::of_cubics(nodes, cells)
    }

    /// From cells that follow each other, at least one: their start, the end of the last, and of each values and slopes at
    /// both of its ends. Where two meet the slope may jump.
    pub(crate) fn of_cells(nodes: Vec<f64>, ends: &[[([f64; C], [f64; C]); 2]]) -> Self {
        let cells = nodes.windows(2).zip(ends);
        let cells = cells.map(|(heights, ends)| hermite(heights[1] - heights[0], ends));
        let cells = cells.collect();
        Self::of_cubics(nodes, cells)
    }

    /// From cells that follow each other, at least one: their start, the end of the last, and the cubics of each.
    pub(crate) fn of_cubics(nodes: Vec<f64>, cells: Vec<Cubics<C>>) -> Self {
        let index = NodeIndex::new(&nodes);
        let mut padded = nodes;
        padded.resize(padded.len() + index.padding(), f64::INFINITY);
        Self {
            padded,
            cells,
            index,
        }
    }

    /// The times of its nodes.
    #[inline(always)]
    pub(crate) fn nodes(&self) -> &[f64] {
        &self.padded[..=self.cells.len()]
    }

    /// The cell that holds a time (the end cell beyond the ends) and the time since its start, held at the ends.
    #[inline(always)]
    pub(crate) fn locate(&self, time: f64) -> (&Cubics<C>, f64) {
        let (time, cell) = self.place(time);
        (&self.cells[cell], time - self.padded[cell])
    }

    /// A time held at the ends, and the cell that holds it.
    #[inline(always)]
    fn place(&self, time: f64) -> (f64, usize) {
        let count = self.cells.len();
        let time = time.max(self.padded[0]).min(self.padded[count]);
        (time, self.index.before(&self.padded, time).min(count - 1))
    }

    /// The cell that holds a time; beyond the ends one in which nothing changes.
    #[inline(always)]
    pub(crate) fn cell(&self, time: f64) -> TableCell<f64, C> {
        let (held, index) = self.place(time);
        let ends = [self.padded[index], self.padded[index + 1]];
        if held == time {
            let columns = self.cells[index];
            return TableCell { columns, ends };
        }
        let end = shifted(&self.cells[index], held - ends[0]);
        TableCell {
            columns: end.map(|[value, ..]| [value, 0.0, 0.0, 0.0]),
            ends: match held == ends[1] {
                true => [held, held + BEYOND],
                false => [held - BEYOND, held],
            },
        }
    }

    /// The next node below a time, or above it, that is not as good as reached: none nearer than a share of the cell, or so near.
    pub(crate) fn next_node(&self, time: f64, rising: bool, share: f64, most: f64) -> Option<f64> {
        let (held, index) = self.place(time);
        let nodes = self.nodes();
        let (start, end) = (nodes[index], nodes[index + 1]);
        let near = (share * (end - start)).min(most);
        let beyond = |way: f64| way.abs() > near;
        if rising {
            let ahead = if held > time && beyond(held - time) {
                index
            } else {
                index + 1
            };
            let ahead = ahead + usize::from(!beyond(nodes[ahead] - time));
            nodes.get(ahead).copied().filter(|node| *node > time)
        } else {
            let ahead = if held < time && beyond(held - time) {
                index + 1
            } else {
                index
            };
            let ahead = ahead.checked_sub(usize::from(!beyond(nodes[ahead] - time)))?;
            nodes.get(ahead).copied().filter(|node| *node < time)
        }
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
            let table = NodeTable::new(nodes, &columns);
            let time = -0.5 + share * (last + 0.5);
            let ([v], [s]) = f64::look_up_with_slope(&table, time);
            let size = 1.0 + value(last).abs();
            // Rising throughout, and never three times as steep as its own secants: nothing is held back.
            prop_assert!((v - value(time)).abs() < 1e-10 * size && (s - slope(time)).abs() < 1e-7 * size);
        }
    }

    /// The next node lies ahead, none that is as good as reached; a cell goes on as its table does, and beyond the ends stays.
    #[test]
    fn the_next_node_lies_ahead() {
        let table = NodeTable::straight(vec![0.0, 1.0, 3.0], &[[0.0], [1.0], [5.0]]);
        let next = |time: f64, rising: bool| table.next_node(time, rising, 0.01, 1.0);
        for (time, above, below) in [
            (-1.0, Some(0.0), None),
            (-0.005, Some(1.0), None),
            (0.5, Some(1.0), Some(0.0)),
            (0.995, Some(3.0), Some(0.0)),
            (1.005, Some(3.0), Some(0.0)),
            (1.5, Some(3.0), Some(1.0)),
            (3.01, None, Some(1.0)),
            (4.0, None, Some(3.0)),
        ] {
            assert_eq!(next(time, true), above, "above {time}");
            assert_eq!(next(time, false), below, "below {time}");
        }
        for time in [-7.0, 0.3, 1.0, 2.5, 3.0, 9.0] {
            let [value] = f64::look_up_with_slope(&table, time).0;
            assert_eq!(table.cell(time).at(0, time), value, "{time}");
        }
        let outside = table.cell(2.0).excess(0.5, 2.5, 0.1, 1.0);
        assert!((outside - 2.5).abs() < 1e-12, "{outside}");
    }
}
