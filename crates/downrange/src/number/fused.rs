//! A fused multiply-add for processors that have none, as WebAssembly has none: the product and the sum are rounded once.
//!
//! S. Boldo, G. Melquiond (2008): "Emulation of a FMA and correctly rounded sums: proved algorithms using rounding to odd", IEEE
//! Transactions on Computers 57 (4), algorithm 5. The exact product is the sum of two numbers (Dekker 1971, with the splitting of
//! Veltkamp), the exact sum of these with the term is the sum of three; of the lower two the sum is rounded to odd, so that the last
//! rounding is right. It holds where nothing overflows or falls below the least normal number; elsewhere the library's slower one
//! is taken. Where relaxed SIMD brings the processor's own instruction into the browser a second module uses that: `web/src/fused.ts`.

/// 2²⁷ + 1 parts a number of 53 bits in two of 26.
const SPLITTER: f64 = 134_217_729.0;

/// Between these magnitudes neither a part of the product nor a sum overflows or loses bits below.
const SAFE: std::ops::Range<f64> = 1e-200..1e200;

/// `a` · `b` + `c`, rounded once: by the processor, or in a browser by [`fused`].
#[cfg(not(all(target_arch = "wasm32", target_feature = "relaxed-simd")))]
#[inline(always)]
pub fn multiply_add(a: f64, b: f64, c: f64) -> f64 {
    match cfg!(target_arch = "wasm32") {
        true => fused(a, b, c),
        false => f64::mul_add(a, b, c),
    }
}

/// `a` · `b` + `c`, rounded once: by the processor, which whoever runs this module has to make sure of, for relaxed SIMD rounds twice on one that has
/// no such instruction.
#[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
#[inline(always)]
pub fn multiply_add(a: f64, b: f64, c: f64) -> f64 {
    use std::arch::wasm32::{f64x2_extract_lane, f64x2_relaxed_madd, f64x2_splat};
    let [a, b, c] = [a, b, c].map(|each| f64x2_splat(each));
    f64x2_extract_lane::<0>(f64x2_relaxed_madd(a, b, c))
}

/// [`multiply_add`] of four.
#[cfg(not(all(target_arch = "wasm32", target_feature = "relaxed-simd")))]
#[inline(always)]
pub fn multiply_add_each(a: [f64; 4], b: [f64; 4], c: [f64; 4]) -> [f64; 4] {
    std::array::from_fn(|i| multiply_add(a[i], b[i], c[i]))
}

/// [`multiply_add`] of four, two by two.
#[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
#[inline(always)]
pub fn multiply_add_each(a: [f64; 4], b: [f64; 4], c: [f64; 4]) -> [f64; 4] {
    use std::arch::wasm32::{f64x2, f64x2_extract_lane, f64x2_relaxed_madd};
    let pairs = |[w, x, y, z]: [f64; 4]| [f64x2(w, x), f64x2(y, z)];
    let ([a0, a1], [b0, b1], [c0, c1]) = (pairs(a), pairs(b), pairs(c));
    let (low, high) = (
        f64x2_relaxed_madd(a0, b0, c0),
        f64x2_relaxed_madd(a1, b1, c1),
    );
    [
        f64x2_extract_lane::<0>(low),
        f64x2_extract_lane::<1>(low),
        f64x2_extract_lane::<0>(high),
        f64x2_extract_lane::<1>(high),
    ]
}

/// `a` · `b` + `c`, rounded once, bit for bit what [`f64::mul_add`] gives.
#[inline]
pub fn fused(a: f64, b: f64, c: f64) -> f64 {
    let product = a * b;
    let is_safe = SAFE.contains(&product.abs())
        && SAFE.contains(&a.abs())
        && SAFE.contains(&b.abs())
        && (c == 0.0 || SAFE.contains(&c.abs()));
    if !is_safe {
        return match a == 0.0 || b == 0.0 {
            true => product + c,
            false => f64::mul_add(a, b, c),
        };
    }
    let low = product_error(a, b, product);
    let (upper, lowest) = two_sum(c, low);
    let (sum, rest) = two_sum(product, upper);
    sum + to_odd(lowest, rest)
}

/// What a product lacks to the exact one.
#[inline]
fn product_error(a: f64, b: f64, product: f64) -> f64 {
    let ([a_high, a_low], [b_high, b_low]) = (split(a), split(b));
    a_low * b_low - (((product - a_high * b_high) - a_low * b_high) - a_high * b_low)
}

#[inline]
fn split(a: f64) -> [f64; 2] {
    let scaled = SPLITTER * a;
    let high = scaled - (scaled - a);
    [high, a - high]
}

/// A sum and what it lacks to the exact one (Knuth).
#[inline]
fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let shadow = sum - a;
    (sum, (a - (sum - shadow)) + (b - shadow))
}

/// A sum rounded to odd: the exact one where it is a number, else of the two neighbours the one whose last bit is set.
#[inline]
fn to_odd(a: f64, b: f64) -> f64 {
    let (sum, error) = two_sum(a, b);
    let bits = sum.to_bits();
    if error == 0.0 || bits & 1 == 1 {
        return sum;
    }
    // Away from zero where what is lacking has the sign of the sum.
    f64::from_bits(match (error > 0.0) == (sum > 0.0) {
        true => bits + 1,
        false => bits - 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn same(a: f64, b: f64, c: f64) -> bool {
        fused(a, b, c).to_bits() == f64::mul_add(a, b, c).to_bits()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        /// Defends that a browser flies to the digits of a processor: of any numbers, of those of one size, and where the sum
        /// cancels but for the last bits, each bit is that of the fused instruction.
        #[test]
        fn it_is_the_fused_instruction(
            any in [any::<f64>(), any::<f64>(), any::<f64>()],
            near in [-10.0..10.0, -10.0..10.0, -10.0..10.0f64],
            bits in -3..3i64,
        ) {
            let ([a, b, c], [x, y, z]) = (any, near);
            prop_assert!(same(a, b, c) || f64::mul_add(a, b, c).is_nan());
            prop_assert!(same(x, y, z));
            let cancels = f64::from_bits((-(x * y)).to_bits().wrapping_add_signed(bits));
            prop_assert!(same(x, y, cancels) || cancels.is_nan());
            prop_assert!(same(x, y, z * 1e-17) && same(x, y, z * 1e17));
        }
    }

    /// Zeros, ends of the range, and what lies half way between two numbers.
    #[test]
    fn corners_are_right() {
        let corners = [
            0.0,
            -0.0,
            1.0,
            -1.0,
            1.0 + f64::EPSILON,
            1.0 - f64::EPSILON / 2.0,
            1e-200,
            1e200,
            1e-308,
            5e-324,
            f64::MAX,
            f64::INFINITY,
            0.5 * f64::EPSILON,
            3.0,
            1.0 / 3.0,
            134_217_729.0,
        ];
        for a in corners {
            for b in corners {
                for c in corners {
                    assert!(
                        same(a, b, c) || f64::mul_add(a, b, c).is_nan(),
                        "{a} {b} {c}"
                    );
                }
            }
        }
    }
}
