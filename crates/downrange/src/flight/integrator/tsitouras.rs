//! The pair of Tsitouras (2011), "Runge–Kutta pairs of order 5(4) satisfying only the first column simplifying
//! assumption", Computers & Mathematics with Applications 62: coefficients of its table 1 and the free fourth-order
//! interpolant of its section 4. The tests below check the order conditions, so a slip of a digit cannot hide.

// Printed to more digits than a double holds, as in the paper.
#![allow(clippy::excessive_precision)]

use crate::number::Number;

/// Stages; the last is the first of the next step.
pub const STAGES: usize = 7;

/// Nodes.
pub const C: [f64; STAGES] = [0.0, 0.161, 0.327, 0.9, 0.980_025_540_904_509_7, 1.0, 1.0];

/// Weights of earlier stages.
pub const A: [[f64; 6]; STAGES] = [
    [0.0; 6],
    [0.161, 0.0, 0.0, 0.0, 0.0, 0.0],
    [
        -0.008_480_655_492_356_989,
        0.335_480_655_492_357,
        0.0,
        0.0,
        0.0,
        0.0,
    ],
    [
        2.897_153_057_105_493_5,
        -6.359_448_489_975_075,
        4.362_295_432_869_581_5,
        0.0,
        0.0,
        0.0,
    ],
    [
        5.325_864_828_439_257,
        -11.748_883_564_062_828,
        7.495_539_342_889_836_5,
        -0.092_495_066_361_755_25,
        0.0,
        0.0,
    ],
    [
        5.861_455_442_946_42,
        -12.920_969_317_847_11,
        8.159_367_898_576_159,
        -0.071_584_973_281_401,
        -0.028_269_050_394_068_383,
        0.0,
    ],
    [
        0.096_460_766_818_065_23,
        0.01,
        0.479_889_650_414_499_6,
        1.379_008_574_103_742,
        -3.290_069_515_436_081,
        2.324_710_524_099_774,
    ],
];

/// Weights of the difference between the fifth- and the fourth-order result.
pub const ERROR: [f64; STAGES] = [
    -0.001_780_011_052_225_777_1,
    -0.000_816_434_459_656_746_9,
    0.007_880_878_010_261_995,
    -0.144_711_007_173_262_9,
    0.582_357_165_452_555_2,
    -0.458_082_105_929_186_97,
    0.015_151_515_151_515_152,
];

/// Weights of the stages at a share of the step.
pub fn interpolant<T: Number>(theta: T) -> [T; STAGES] {
    let t = theta;
    let square = t * t;
    let c = T::splat;
    let quadratic = |scale: f64, a: f64, b: f64| c(scale) * square * (square - c(a) * t + c(b));
    let product = |scale: f64, a: f64, b: f64| c(scale) * square * (t - c(a)) * (t - c(b));
    [
        c(-1.053_088_497_729_021_6)
            * t
            * (t - c(1.329_989_018_975_141_2))
            * (square - c(1.436_402_854_171_635_1) * t + c(0.713_981_691_707_420_9)),
        quadratic(0.1017, 2.196_656_833_824_975_4, 1.294_985_250_737_463_1),
        quadratic(
            2.490_627_285_651_252_8,
            2.385_356_454_720_616_6,
            1.578_034_682_080_924_9,
        ),
        product(
            -16.548_102_889_244_903,
            1.217_129_272_955_332_4,
            0.616_204_060_378_000_9,
        ),
        product(
            47.379_521_962_819_28,
            1.203_071_208_372_362_6,
            0.658_047_292_653_547_4,
        ),
        product(-34.870_657_861_496_61, 1.2, 2.0 / 3.0),
        product(2.5, 1.0, 0.6),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows sum to the nodes, and the weights meet the quadrature conditions of order five; the error weights those
    /// of order four with zero; the interpolant those of order four at any share.
    #[test]
    fn meets_the_order_conditions() {
        for stage in 1..STAGES {
            let sum: f64 = A[stage].iter().sum();
            assert!((sum - C[stage]).abs() < 1e-14);
        }
        let moment = |weights: &[f64], power: i32| -> f64 {
            weights.iter().zip(C).map(|(w, c)| w * c.powi(power)).sum()
        };
        for power in 0..5 {
            assert!((moment(&A[6], power) - 1.0 / f64::from(power + 1)).abs() < 1e-14);
        }
        for power in 0..4 {
            assert!(moment(&ERROR, power).abs() < 1e-14);
            for theta in [0.0, 0.3, 0.77, 1.0f64] {
                let expected = theta.powi(power + 1) / f64::from(power + 1);
                assert!((moment(&interpolant(theta), power) - expected).abs() < 1e-14);
            }
        }
    }
}
