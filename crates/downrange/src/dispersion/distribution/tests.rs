//! Distributions against closed forms and against 45-digit integrals.

#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;
use crate::dispersion::normal;

/// One of each kind.
fn all() -> Vec<Distribution> {
    vec![
        Distribution::normal(3.0, 0.5).unwrap(),
        Distribution::truncated(0.0, 1.0, Some(-1.0), Some(2.0)).unwrap(),
        Distribution::truncated(1.0, 2.0, None, Some(0.0)).unwrap(),
        Distribution::uniform(-1.0, 4.0).unwrap(),
        Distribution::triangular(0.0, 0.2, 1.0).unwrap(),
        Distribution::triangular(0.0, 0.0, 1.0).unwrap(),
        Distribution::log_normal(2.0, 0.4).unwrap(),
        Distribution::samples(vec![3.0, 1.0, 2.0, 2.0]).unwrap(),
        Distribution::choice(&[5.0, 1.0, 2.0], &[1.0, 2.0, 1.0]).unwrap(),
        Distribution::event(0.3).unwrap(),
    ]
}

/// Defends mean and standard deviation of every kind against its own quantile function: the midpoint rule over
/// 200,000 probabilities, whose error is largest in the normal tails, below 1e-4.
#[test]
fn moments_are_those_of_what_is_drawn() {
    for distribution in all() {
        let n = 200_000;
        let values = (0..n).map(|i| distribution.quantile((f64::from(i) + 0.5) / f64::from(n)));
        let values: Vec<f64> = values.collect();
        assert!(values.is_sorted(), "{distribution}");
        let mean = values.iter().sum::<f64>() / f64::from(n);
        let variance = values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / f64::from(n);
        let (m, s) = (distribution.mean(), distribution.sigma());
        assert!((mean - m).abs() < 1e-4, "{distribution}: {mean} {m}");
        assert!(
            (variance.sqrt() - s).abs() < 1e-4,
            "{distribution}: {} {s}",
            variance.sqrt()
        );
    }
}

/// Defends the truncated normal far out and between close bounds: integrals at 45 digits (mpmath 1.3).
/// Mean and standard deviation are for people to read, and need eight digits.
#[test]
fn truncated_meets_45_digits() {
    let infinity = f64::INFINITY;
    for (min, max, mean, sigma, at_30_percent, tolerance) in [
        (
            -1.0,
            2.0,
            0.229_637_179_091_329,
            0.720_945_586_859_045_8,
            -0.242_403_817_889_226_8,
            1e-12,
        ),
        (
            1.0,
            infinity,
            1.525_135_276_160_981,
            0.446_203_614_474_769_6,
            1.220_917_242_076_627,
            1e-11,
        ),
        (
            6.0,
            infinity,
            6.158_482_604_544_599,
            0.154_879_426_616_858_2,
            6.057_652_623_034_66,
            1e-10,
        ),
        (
            0.5,
            0.500001,
            0.500_000_499_999_958_3,
            2.886_751_346_031_073e-7,
            0.500_000_299_999_947_5,
            1e-12,
        ),
    ] {
        let max = Some(max).filter(|max: &f64| max.is_finite());
        let cut = Distribution::truncated(0.0, 1.0, Some(min), max).unwrap();
        assert!((cut.mean() - mean).abs() < 5e-9, "{cut}: {}", cut.mean());
        assert!(
            (cut.sigma() / sigma - 1.0).abs() < 1e-7,
            "{cut}: {}",
            cut.sigma()
        );
        assert!(
            (cut.quantile(0.3) - at_30_percent).abs() < tolerance,
            "{cut}: {}",
            cut.quantile(0.3)
        );
        // Mirrored, it is the same below.
        let mirror = Distribution::truncated(0.0, 1.0, max.map(|max| -max), Some(-min)).unwrap();
        assert!(
            (mirror.quantile(0.7) + at_30_percent).abs() < tolerance,
            "{mirror}"
        );
    }
}

/// Defends that a value of a normal number is the quantile of its probability, so that correlated and uncorrelated
/// inputs have the same distribution.
#[test]
fn of_normal_is_the_quantile() {
    for distribution in all() {
        for z in [-3.1, -0.4, 0.0, 0.7, 2.9] {
            let quantile = distribution.quantile(normal::cumulative(z));
            let value = distribution.from_standard_normal(z);
            assert!((value - quantile).abs() < 1e-12, "{distribution} at {z}");
        }
    }
}

/// Defends the ends: no distribution gives what is no number, or a value outside its bounds, at the extreme draws.
#[test]
fn the_extreme_draws_stay_inside() {
    let ends = [2f64.powi(-53), 1.0 - 2f64.powi(-53)];
    for distribution in all() {
        assert!(
            distribution.from_standard_normal(40.0).is_finite(),
            "{distribution}"
        );
        for u in ends {
            assert!(
                distribution.quantile(u).is_finite(),
                "{distribution} at {u}"
            );
        }
    }
    let cut = Distribution::truncated(0.0, 1.0, Some(-1.0), Some(2.0)).unwrap();
    assert_eq!(
        ends.map(|u| cut.quantile(u) >= -1.0 && cut.quantile(u) <= 2.0),
        [true; 2]
    );
}

/// Defends choices: each value as often as its weight says, whatever the order they were given in.
#[test]
fn choices_follow_their_weights() {
    let choice = Distribution::choice(&[5.0, 1.0, 2.0], &[1.0, 2.0, 1.0]).unwrap();
    let drawn = [0.0, 0.49, 0.51, 0.74, 0.76, 0.999].map(|u| choice.quantile(u));
    assert_eq!(drawn, [1.0, 1.0, 2.0, 2.0, 5.0, 5.0]);
    assert_eq!(
        choice.to_string(),
        "1 (50.000 %) or 2 (25.000 %) or 5 (25.000 %)"
    );
    let never = Distribution::event(0.0).unwrap();
    let always = Distribution::event(1.0).unwrap();
    for u in [1e-16, 0.5, 1.0 - 1e-16] {
        assert_eq!((never.quantile(u), always.quantile(u)), (0.0, 1.0));
    }
}

/// Defends the messages of what is refused: they say what was read, and where.
#[test]
fn refuses_what_cannot_be() {
    let message = |result: Result<Distribution, crate::error::Fault>| match result {
        Ok(distribution) => panic!("{distribution} was accepted"),
        Err(fault) => fault.to_string(),
    };
    let cases = [
        (
            Distribution::normal(1.0, -0.1),
            "sigma: -0.1; a standard deviation of zero or more was expected",
        ),
        (
            Distribution::normal(f64::NAN, 0.1),
            "mean: NaN; a number was expected",
        ),
        (
            Distribution::truncated(0.0, 1.0, Some(2.0), Some(1.0)),
            "max: 1 is not above the minimum, 2",
        ),
        (
            Distribution::truncated(0.0, 1.0, Some(20.0), None),
            "nothing of a normal distribution with mean 0 and sigma 1 lies between 20 and inf (move the bounds towards the mean)",
        ),
        (
            Distribution::truncated(0.0, 0.0, Some(-1.0), None),
            "sigma: 0 together with bounds; a sigma above zero was expected",
        ),
        (
            Distribution::uniform(1.0, 1.0),
            "max: 1 is not above the minimum, 1",
        ),
        (
            Distribution::triangular(0.0, 3.0, 1.0),
            "mode: 3 is not between 0 and 1",
        ),
        (
            Distribution::log_normal(0.0, 1.0),
            "mean: 0; the mean of a log-normal number is above zero",
        ),
        (
            Distribution::samples(vec![]),
            "samples: one value at least was expected",
        ),
        (
            Distribution::samples(vec![1.0, f64::INFINITY]),
            "samples[1]: inf; a number was expected",
        ),
        (
            Distribution::choice(&[1.0, 2.0], &[1.0]),
            "weights: 1 weights for 2 values",
        ),
        (
            Distribution::choice(&[1.0, 2.0], &[1.0, 0.0]),
            "weights[1]: 0; a weight above zero was expected (leave out a value that does not occur)",
        ),
        (
            Distribution::event(1.5),
            "a probability of 1.5 is not between 0 and 1",
        ),
    ];
    for (result, expected) in cases {
        assert_eq!(message(result), expected);
    }
}
