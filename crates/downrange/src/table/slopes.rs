//! Slopes at the nodes of tables.

/// A node's slope, held to three times the smaller of the secants beside it: next to a step or a corner the cubics then
/// stay with their nodes (Fritsch and Carlson 1980, SIAM J. Numer. Anal. 17).
pub(super) fn limited(slope: f64, before: f64, after: f64) -> f64 {
    let bound = 3.0 * before.abs().min(after.abs());
    // Not `clamp`, which panics where values are so large that their differences are no numbers: who flies those is told.
    slope.max(-bound).min(bound)
}

/// The same on a uniform grid, with the two secants on either side: where the second differences are alike the function
/// is smooth, and a summit is not flattened (the idea of Colella and Sekora 2008, J. Comput. Phys. 227).
pub(super) fn limited_unless_smooth(slope: f64, [a, b, c, d]: [f64; 4]) -> f64 {
    let bends = [b - a, c - b, d - c];
    let (least, greatest) = bends
        .iter()
        .fold((f64::INFINITY, 0.0_f64), |(least, greatest), bend| {
            (least.min(bend.abs()), greatest.max(bend.abs()))
        });
    let alike = bends[0] * bends[1] > 0.0 && bends[1] * bends[2] > 0.0 && least > 0.25 * greatest;
    if alike { slope } else { limited(slope, b, c) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::smooth;

    /// Defends that numbers whose differences overflow make no panic: found by running the command line on mutated inputs.
    #[test]
    fn a_bound_that_is_no_number_is_no_panic() {
        assert_eq!(limited(1.0, f64::NAN, f64::NAN), 1.0);
        assert_eq!(limited(1.0, 0.1, f64::NAN), 3.0 * 0.1);
        let _ = smooth(&[0.0, 1.0, 1e308], &[[0.0], [1e308], [-1e308]]);
    }
}
