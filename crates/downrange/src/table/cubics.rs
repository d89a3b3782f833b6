//! Cubics over the cells between nodes: `c0 + c1 s + c2 s² + c3 s³` with s the distance from the start of the cell.

use super::slopes::limited;

/// The cubic of each of `C` columns over a cell.
pub(crate) type Cubics<const C: usize> = [[f64; 4]; C];

/// The cubics over a cell of a width from values and slopes at both of its ends (Hermite).
pub(crate) fn hermite<const C: usize>(h: f64, ends: &[([f64; C], [f64; C]); 2]) -> Cubics<C> {
    let [(a, da), (b, db)] = ends;
    std::array::from_fn(|c| {
        let rise = (b[c] - a[c]) / h;
        let second = (3.0 * rise - 2.0 * da[c] - db[c]) / h;
        let third = (da[c] + db[c] - 2.0 * rise) / (h * h);
        [a[c], da[c], second, third]
    })
}

/// The straight lines over a cell of a width from the values at both of its ends.
pub(crate) fn straight<const C: usize>(h: f64, [a, b]: [&[f64; C]; 2]) -> Cubics<C> {
    std::array::from_fn(|c| [a[c], (b[c] - a[c]) / h, 0.0, 0.0])
}

/// The cubics between rising nodes (two or more) through the values there, joined smoothly: slopes are those of the
/// parabola through a node and its neighbours, held to the secants beside it.
pub(crate) fn smooth<const C: usize>(nodes: &[f64], values: &[[f64; C]]) -> Vec<Cubics<C>> {
    let widths: Vec<f64> = nodes.windows(2).map(|ends| ends[1] - ends[0]).collect();
    let pairs = values.windows(2).zip(&widths);
    let secants: Vec<[f64; C]> = pairs
        .map(|(ends, width)| std::array::from_fn(|c| (ends[1][c] - ends[0][c]) / width))
        .collect();
    let slope = |node: usize| -> [f64; C] {
        let (Some(before), Some(after)) = (node.checked_sub(1), secants.get(node)) else {
            return secants[node.min(secants.len() - 1)];
        };
        let (widths, before) = ([widths[before], widths[node]], &secants[before]);
        std::array::from_fn(|c| {
            let both = before[c] * widths[1] + after[c] * widths[0];
            limited(both / (widths[0] + widths[1]), before[c], after[c])
        })
    };
    let mut start = slope(0);
    let cells = values.windows(2).zip(&widths).enumerate();
    cells
        .map(|(cell, (ends, width))| {
            let end = slope(cell + 1);
            let from = std::mem::replace(&mut start, end);
            hermite(*width, &[(ends[0], from), (ends[1], end)])
        })
        .collect()
}

/// The same cubics from a place in the cell on.
pub(crate) fn shifted<const C: usize>(cell: &Cubics<C>, s: f64) -> Cubics<C> {
    cell.map(|[c0, c1, c2, c3]| {
        [
            c3.mul_add(s, c2).mul_add(s, c1).mul_add(s, c0),
            (3.0 * c3).mul_add(s, 2.0 * c2).mul_add(s, c1),
            (3.0 * c3).mul_add(s, c2),
            c3,
        ]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(cell: &Cubics<1>, s: f64) -> (f64, f64) {
        let [[c0, c1, c2, c3]] = cell;
        (
            c0 + s * (c1 + s * (c2 + s * c3)),
            c1 + s * (2.0 * c2 + 3.0 * s * c3),
        )
    }

    proptest! {
        /// Smooth cells meet the values and each other's slopes, and bring a parabola back exactly inside.
        #[test]
        fn smooth_cells_join(gaps in prop::collection::vec((0.01..1.0f64, -3.0..3.0f64), 2..20)) {
            let mut nodes = vec![0.5];
            let mut values = vec![[0.0]];
            for (gap, value) in gaps {
                nodes.push(nodes[nodes.len() - 1] + gap);
                values.push([value]);
            }
            let cells = smooth(&nodes, &values);
            let ends = |cell: usize| at(&cells[cell], nodes[cell + 1] - nodes[cell]);
            for cell in 0..cells.len() {
                prop_assert!((ends(cell).0 - values[cell + 1][0]).abs() < 1e-12);
                if let Some(next) = cells.get(cell + 1) {
                    let slope = at(next, 0.0).1;
                    prop_assert!((ends(cell).1 - slope).abs() < 1e-10 * (1.0 + slope.abs()));
                }
            }
            let parabola: Vec<[f64; 1]> = nodes.iter().map(|x| [x * (x + 2.0)]).collect();
            let cells = smooth(&nodes, &parabola);
            for cell in 1..cells.len() - 1 {
                let x = 0.3 * nodes[cell] + 0.7 * nodes[cell + 1];
                prop_assert!((at(&cells[cell], x - nodes[cell]).0 - x * (x + 2.0)).abs() < 1e-9);
            }
        }

        /// A shifted cubic is the cubic.
        #[test]
        fn a_shifted_cubic_is_the_cubic(c in prop::array::uniform4(-2.0..2.0f64), s in 0.0..2.0f64, more in 0.0..2.0f64) {
            let (whole, part) = (at(&[c], s + more), at(&shifted(&[c], s), more));
            prop_assert!((whole.0 - part.0).abs() < 1e-11 && (whole.1 - part.1).abs() < 1e-11);
        }
    }
}
