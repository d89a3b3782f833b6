//! Extrapolation of a method of first order.
//!
//! A step is taken in one, two, … equal parts; the results are extrapolated to parts of no length by Aitken and Neville's
//! scheme over the harmonic sequence (Hairer, Nørsett and Wanner 1993, *Solving Ordinary Differential Equations I*, §II.9, eq. 9.9;
//! Deuflhard 1985, *SIAM Review* 27, §2): of [`ORDER`] results that of order [`ORDER`], and its difference from that of one order
//! less as the estimate of the error.

use crate::number::Number;

/// How many times a step is taken, and of which order the result is. Orders 3 and 2 take more work for the same error of a
/// landing under canopies.
pub(crate) const ORDER: usize = 4;

/// The extrapolated end of a step, and by how much it differs from the one of an order less; `end` takes the step in so many equal
/// parts.
#[inline(always)]
pub(crate) fn extrapolate<T: Number, const N: usize>(
    mut end: impl FnMut(usize) -> [T; N],
) -> ([T; N], [T; N]) {
    let mut row = [[T::zero(); N]; ORDER];
    let mut difference = [T::zero(); N];
    for parts in 1..=ORDER {
        let mut latest = end(parts);
        for column in 1..parts {
            let weight = T::splat((parts - column) as f64 / column as f64);
            for i in 0..N {
                difference[i] = weight * (latest[i] - row[column - 1][i]);
                row[column - 1][i] = latest[i];
                latest[i] += difference[i];
            }
        }
        row[parts - 1] = latest;
    }
    (row[ORDER - 1], difference)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Implicit Euler on `y' = -y` becomes a method of order four, and says itself by how much it may be wrong.
    #[test]
    fn is_of_order_four() {
        let error = |h: f64| {
            let (end, difference) = extrapolate(|parts| {
                [(0..parts).fold(1.0, |y: f64, _| y / (1.0 + h / parts as f64))]
            });
            let error: f64 = end[0] - libm::exp(-h);
            assert!(error.abs() < difference[0].abs());
            error.abs()
        };
        let order = (error(0.04) / error(0.02)).log2();
        assert!((order - 5.0).abs() < 0.3, "{order}");
    }
}
