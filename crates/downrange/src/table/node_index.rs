//! The cell that holds a place, found without a walk.
//!
//! With x the distance from the first node, the leading bits of the number `x + offset` say in which of a row of buckets it
//! lies: its exponent and the first bits of its fraction, so that buckets are even within an octave and each octave has as
//! many. An offset as large as the whole table makes one octave of it, and the buckets even: air, whose cells are alike. A
//! small one makes many octaves, and the buckets grow with x: wind, whose cells grow from centimetres to hundreds of metres.
//! A bucket holds the last cell that begins before it; from there, halving strides (one, where no bucket has more than one
//! node) lead to the cell, without a branch on the place.

/// Buckets a cell, at least: most hold no node at all.
const BUCKETS_A_CELL: usize = 4;

/// How many octaves (as powers of two) the buckets get, and up to which number of first cells in the mean cell.
const OCTAVES: [(f64, u32); 3] = [(4.0, 0), (16.0, 2), (f64::INFINITY, 4)];

/// An index of rising nodes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NodeIndex {
    scale: BucketScale,
    /// The last cell that begins before each bucket does (the first, where none does).
    buckets: Vec<u32>,
    /// The greatest stride, a power of two, or zero where each bucket lies within one cell.
    stride: usize,
}

/// Which bucket a place is in.
#[derive(Debug, Clone, Copy, PartialEq)]
struct BucketScale {
    offset: f64,
    shift: u32,
    base: u64,
    last: u64,
}

impl BucketScale {
    fn new(span: f64, cells: usize, octaves: u32) -> Self {
        let in_all = (cells * BUCKETS_A_CELL).next_power_of_two().ilog2();
        let an_octave = in_all.saturating_sub(octaves);
        let offset = span / f64::from((1_u64 << (1 << octaves)) as u32 - 1);
        let shift = f64::MANTISSA_DIGITS - 1 - an_octave;
        let scale = Self {
            offset,
            shift,
            base: offset.to_bits() >> shift,
            last: 1 << (octaves + an_octave),
        };
        Self {
            last: scale.bucket(span) as u64,
            ..scale
        }
    }

    /// The bucket of a distance from the first node, which is not below zero. It rises with the distance.
    #[inline(always)]
    fn bucket(&self, distance: f64) -> usize {
        let bits = (distance + self.offset).to_bits() >> self.shift;
        bits.saturating_sub(self.base).min(self.last) as usize
    }
}

impl NodeIndex {
    /// From rising nodes, at least two.
    pub(super) fn new(nodes: &[f64]) -> Self {
        let cells = nodes.len() - 1;
        let span = nodes[cells] - nodes[0];
        let graded = span / ((nodes[1] - nodes[0]) * cells as f64);
        let fitting = OCTAVES.iter().find(|(most, _)| graded <= *most);
        let scale = BucketScale::new(span, cells, fitting.map_or(0, |(_, octaves)| *octaves));
        let mut buckets = vec![(cells - 1) as u32; scale.last as usize + 1];
        // No cell begins at the last node, and none is before the first.
        let (mut filled, mut here, mut most) = (0, 0, 0);
        for (cell, node) in nodes[1..cells].iter().enumerate() {
            let end = scale.bucket(node - nodes[0]) + 1;
            match buckets.get_mut(filled..end) {
                Some(before) if end > filled => {
                    before.fill(cell as u32);
                    (filled, here) = (end, 1);
                }
                _ => here += 1,
            }
            most = most.max(here);
        }
        Self {
            scale,
            buckets,
            stride: match most {
                0 => 0,
                most => 1 << usize::ilog2(most),
            },
        }
    }

    /// How many numbers above all nodes have to follow them.
    pub(super) fn padding(&self) -> usize {
        self.stride
    }

    /// The last node at or before a place between the first and the last, of padded nodes.
    #[inline(always)]
    pub(super) fn before(&self, nodes: &[f64], x: f64) -> usize {
        let mut node = self.buckets[self.scale.bucket(x - nodes[0])] as usize;
        let mut stride = self.stride;
        while stride > 0 {
            // All or no bits of the stride: a branch would be guessed wrong as often as not.
            node += stride & usize::from(nodes[node + stride] <= x).wrapping_neg();
            stride >>= 1;
        }
        node
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The cell is found, and strides are as said: one for even and for growing nodes.
    fn finds(nodes: &[f64], xs: impl Iterator<Item = f64>) -> NodeIndex {
        let index = NodeIndex::new(nodes);
        let mut padded = nodes.to_vec();
        padded.resize(nodes.len() + index.padding(), f64::INFINITY);
        for x in xs.chain(nodes.iter().copied()) {
            let found = index.before(&padded, x);
            let expected = nodes.partition_point(|node| *node <= x) - 1;
            // At the last node either cell beside it will do: its caller takes the last.
            assert_eq!(
                found.min(nodes.len() - 2),
                expected.min(nodes.len() - 2),
                "{x}"
            );
        }
        index
    }

    proptest! {
        /// Any rising nodes, however uneven: the cell that holds a place is found.
        #[test]
        fn finds_the_cell(
            start in -1e4..1e4f64,
            gaps in prop::collection::vec(-14.0..4.0f64, 1..150),
            shares in prop::collection::vec(0.0..=1.0f64, 50),
        ) {
            let mut nodes = vec![start];
            for gap in gaps {
                let next = nodes[nodes.len() - 1] + libm::exp10(gap);
                if next > nodes[nodes.len() - 1] {
                    nodes.push(next);
                }
            }
            if nodes.len() > 1 {
                let span = nodes[nodes.len() - 1] - nodes[0];
                finds(&nodes, shares.iter().map(|share| (start + share * span).min(start + span)));
            }
        }
    }

    /// No walk where cells are alike, nor where they grow from centimetres to kilometres; no panic where a difference is
    /// no number.
    #[test]
    fn even_and_growing_cells_need_one_stride() {
        let even: Vec<f64> = (0..=56).map(|i| -2_000.0 + 400.0 * f64::from(i)).collect();
        assert!(finds(&even, [0.0, 3.0, 19_999.0].into_iter()).stride <= 1);
        let ladder = (0..28).map(|k| 1_400.0 + 0.05 * 1.5f64.powi(k));
        let growing: Vec<f64> = std::iter::once(1_400.0).chain(ladder).collect();
        assert!(finds(&growing, [1_400.01, 1_700.0].into_iter()).stride <= 1);
        finds(&[0.0, 1.0], [0.5].into_iter());
        for nodes in [[0.0, 1.0, f64::MAX], [f64::MIN, 0.0, f64::MAX]] {
            finds(&nodes, [0.5, 1e300].into_iter());
        }
        NodeIndex::new(&[0.0, f64::NAN, 1.0, f64::NAN]);
    }
}
