//! Sine and cosine by arithmetic alone, so that lanes take them together and each gets what a scalar gets.
//!
//! The angle is brought to ±π/4 by three parts of π/2 (Cody and Waite 1980, *Software Manual for the Elementary
//! Functions*, with fused multiply-add), and the polynomials there are those of fdlibm (Sun Microsystems 1993,
//! `k_sin.c`, `k_cos.c`). Between ±10⁶ rad the error is at most 2e-16 of one (test `as_good_as_libm`); rockets roll less far.

use super::Number;

/// 1.5 · 2⁵²: adding and taking it away again rounds to a whole number.
const ROUND: f64 = 6_755_399_441_055_744.0;
/// π/2 in three parts, each the rounding of what the ones before leave.
const QUARTER: [f64; 3] = [
    std::f64::consts::FRAC_PI_2,
    6.123_233_995_736_766e-17,
    -1.497_384_904_859_183_3e-33,
];
/// Of sin x / x − 1 in x², from the highest power (fdlibm S6 to S1).
const SINE: [f64; 6] = [
    1.589_690_995_211_55e-10,
    -2.505_076_025_340_686_3e-8,
    2.755_731_370_707_006_8e-6,
    -1.984_126_982_985_795e-4,
    8.333_333_333_322_49e-3,
    -1.666_666_666_666_663_2e-1,
];
/// Of cos x − 1 + x²/2 in x², from the highest power (fdlibm C6 to C1).
const COSINE: [f64; 6] = [
    -1.135_964_755_778_819_5e-11,
    2.087_572_321_298_175e-9,
    -2.755_731_435_139_066_3e-7,
    2.480_158_728_947_673e-5,
    -1.388_888_888_887_411e-3,
    4.166_666_666_666_66e-2,
];

/// Sine and cosine of an angle, rad.
#[inline(always)]
pub fn sin_cos<T: Number>(angle: T) -> (T, T) {
    let round = |x: T| (x + T::splat(ROUND)) - T::splat(ROUND);
    let turns = round(angle * T::splat(std::f64::consts::FRAC_2_PI));
    let mut x = angle;
    for part in QUARTER {
        x = (-turns).mul_add(T::splat(part), x);
    }
    let z = x * x;
    let [first, others @ ..] = SINE;
    let series = others
        .iter()
        .fold(T::splat(first), |sum, c| sum.mul_add(z, T::splat(*c)));
    let sine = (x * z).mul_add(series, x);
    let [first, others @ ..] = COSINE;
    let series = others
        .iter()
        .fold(T::splat(first), |sum, c| sum.mul_add(z, T::splat(*c)));
    let cosine = (z * z).mul_add(series, T::one() - T::splat(0.5) * z);

    // Which quarter turn: 0, ¼, ±½, −¼ of a whole one.
    let share = T::splat(0.25) * turns;
    let quarter = share - round(share);
    let odd = (quarter.abs() - T::splat(0.25)).abs().less(T::splat(0.1));
    let (s, c) = (T::select(odd, cosine, sine), T::select(odd, sine, cosine));
    let beyond = |limit: f64| T::splat(limit).less(quarter);
    let before = |limit: f64| quarter.less(T::splat(limit));
    // Sine is negative in the third and fourth quarter, cosine in the second and third.
    let s = T::select(beyond(0.4), -s, T::select(before(-0.1), -s, s));
    let c = T::select(before(-0.4), -c, T::select(beyond(0.1), -c, c));
    (s, c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Nowhere farther from libm's than two roundings of one.
        #[test]
        fn as_good_as_libm(angle in prop_oneof![-1e6..1e6f64, -10.0..10.0f64]) {
            let (sine, cosine) = sin_cos(angle);
            prop_assert!((sine - libm::sin(angle)).abs() <= 2.3e-16, "{angle}: {sine}");
            prop_assert!((cosine - libm::cos(angle)).abs() <= 2.3e-16, "{angle}: {cosine}");
        }
    }

    /// The quarters themselves.
    #[test]
    fn at_quarters() {
        for quarter in -9..=9 {
            let angle = f64::from(quarter) * std::f64::consts::FRAC_PI_2;
            let (sine, cosine) = sin_cos(angle);
            assert!(
                (sine - libm::sin(angle)).abs() < 1e-16
                    && (cosine - libm::cos(angle)).abs() < 1e-16
            );
        }
    }
}
