//! Figures against theory, and intervals against how often they hold the truth.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::dispersion::{
    Correlation, Distribution, Input, RandomStream, Target, Uncertainty, WindUncertainty, normal,
};
use std::f64::consts::PI;

/// Runs for a coverage: the share that holds the truth has a standard error of 0.7 %, so that 93 to 97 % is nearly
/// three of them to both sides of 95 %.
const REPEATED: u64 = 1_000;

/// How often an interval holds the truth, over repeated runs.
fn coverage(holds: impl Fn(u64) -> bool) -> f64 {
    (0..REPEATED).filter(|run| holds(*run)).count() as f64 / REPEATED as f64
}

/// Normal numbers of a run.
pub(super) fn normals(name: &str, run: u64, n: usize) -> Vec<f64> {
    let mut normals = RandomStream::named(name).normals(run, 0);
    (0..n).map(|_| normals.draw()).collect()
}

/// A cloud of points with standard deviations 300 and 100 m along axes turned 30° clockwise from north.
pub(super) fn cloud(run: u64, n: usize) -> Vec<Point> {
    let (along, across) = (normals("along", run, n), normals("across", run, n));
    let (sin, cos) = (PI / 6.0).sin_cos();
    let point = |(a, b): (&f64, &f64)| {
        let (a, b) = (300.0 * a, 100.0 * b);
        [1_000.0 + a * sin + b * cos, -500.0 + a * cos - b * sin]
    };
    along.iter().zip(&across).map(point).collect()
}

/// Defends moments against sums by hand, and that batches joined in order give the same to rounding.
#[test]
fn moments_meet_the_definitions() {
    let column: Vec<f64> = normals("skew", 1, 2_000)
        .iter()
        .map(|z| 1e6 + z.exp())
        .collect();
    let whole = Moments::new(&column);
    let n = column.len() as f64;
    let mean = column.iter().map(|v| v - 1e6).sum::<f64>() / n;
    let power = |k: i32| column.iter().map(|v| (v - 1e6 - mean).powi(k)).sum::<f64>();
    // The last digit of a million is 1e-10, and is rounded two thousand times.
    assert!((whole.mean().unwrap() - 1e6 - mean).abs() < 1e-8);
    assert!((whole.sigma().unwrap() / (power(2) / (n - 1.0)).sqrt() - 1.0).abs() < 1e-9);
    let skewness = power(3) / n / (power(2) / n).powf(1.5);
    assert!((whole.skewness().unwrap() / skewness - 1.0).abs() < 1e-8);
    let parts = column
        .chunks(300)
        .map(Moments::new)
        .fold(Moments::default(), Moments::merge);
    assert_eq!(parts.count(), 2_000);
    assert!((parts.skewness().unwrap() / skewness - 1.0).abs() < 1e-8);
    assert!((parts.sigma().unwrap() / whole.sigma().unwrap() - 1.0).abs() < 1e-9);
    assert_eq!(Moments::new(&[]).mean_estimate(0.95), None);
    assert_eq!(Moments::new(&[2.0, 2.0]).skewness(), Some(0.0));
}

/// Defends the interval of the mean: 25 flights each.
#[test]
fn the_mean_lies_in_its_interval_as_often_as_said() {
    let holds = |run| {
        let column: Vec<f64> = normals("mean", run, 25)
            .iter()
            .map(|z| 3.0 + 2.0 * z)
            .collect();
        Moments::new(&column)
            .mean_estimate(0.95)
            .unwrap()
            .interval
            .contains(3.0)
    };
    let share = coverage(holds);
    assert!((0.93..=0.97).contains(&share), "{share}");
}

/// Defends intervals of percentiles, which hold at least as often as said: two discrete entries cannot hit 95 %.
#[test]
fn percentiles_lie_in_their_intervals_as_often_as_said() {
    for (p, n, most) in [(0.5, 101, 0.98), (0.05, 200, 0.99), (0.95, 400, 0.985)] {
        let truth = normal::quantile(p);
        let holds = |run| {
            let ordered = Quantiles::new(&normals("percentile", run, n)).unwrap();
            ordered.interval(p, 0.95).unwrap().contains(truth)
        };
        let share = coverage(holds);
        assert!((0.94..=most).contains(&share), "{p}: {share}");
    }
}

/// Defends the ranks chosen against tables of the binomial distribution (n = 10, p = 1/2: entries 2 and 9), and that
/// too few entries give none.
#[test]
fn percentiles_need_enough_entries() {
    let column: Vec<f64> = (1..=10).map(f64::from).collect();
    let ordered = Quantiles::new(&column).unwrap();
    let interval = ordered.interval(0.5, 0.95).unwrap();
    assert_eq!((interval.low, interval.high), (2.0, 9.0));
    assert_eq!(ordered.interval(0.99, 0.95), None);
    let enough = |n: u32| {
        let column: Vec<f64> = (0..n).map(f64::from).collect();
        Quantiles::new(&column)
            .unwrap()
            .interval(0.99, 0.95)
            .is_some()
    };
    assert!(enough(368) && !enough(367));
    assert_eq!(Quantiles::new(&[f64::NAN]), None);
}

/// Defends the exact interval of a probability: never less often than said, at any probability.
#[test]
fn probabilities_lie_in_their_intervals_at_least_as_often_as_said() {
    for (p, n) in [(0.02, 100), (0.3, 50), (0.5, 1_000)] {
        let stream = RandomStream::named("hit");
        let holds = |run| {
            let count = Proportion::count((0..n).map(|i| stream.uniform(run, i) < p));
            count.estimate(0.95).interval.contains(p)
        };
        let share = coverage(holds);
        // At least 95 %, less two standard errors of the count.
        assert!(share >= 0.936, "{p}: {share}");
    }
}

/// Defends landing statistics on a linear problem of known covariance: 20,000 points, five standard errors.
#[test]
fn landing_meets_the_known_covariance() {
    let points = cloud(4, 20_000);
    let landing = LandingScatter::new(&points).unwrap();
    let limit = 5.0 / (20_000f64).sqrt();
    // Variances of 300² and 100² turned by 30°: east 300² sin² + 100² cos², north 300² cos² + 100² sin².
    let (east, north) = (30_000f64.sqrt(), 70_000f64.sqrt());
    assert!((landing.mean[0] - 1_000.0).abs() < limit * east);
    assert!((landing.mean[1] + 500.0).abs() < limit * north);
    assert!((landing.sigma_east / east - 1.0).abs() < limit);
    assert!((landing.sigma_north / north - 1.0).abs() < limit);
    let correlation = (90_000.0 - 10_000.0) * 0.5 * 0.75f64.sqrt() / (east * north);
    assert!((landing.correlation - correlation).abs() < limit);
    let ellipse = landing.ellipse(1.0);
    assert!((ellipse.semi_major / 300.0 - 1.0).abs() < limit);
    assert!((ellipse.semi_minor / 100.0 - 1.0).abs() < limit);
    assert!((ellipse.azimuth - PI / 6.0).abs() < limit);
    for k in [1.0, 2.0, 3.0] {
        let ellipse = landing.ellipse(k);
        let inside = points.iter().filter(|p| ellipse.contains(**p)).count() as f64 / 20_000.0;
        let share = containment(k);
        assert!(
            (inside - share).abs() < 5.0 * (share * (1.0 - share) / 20_000.0).sqrt(),
            "{k}: {inside}"
        );
        let outline = ellipse.outline(36);
        assert_eq!((outline.len(), outline[0]), (37, outline[36]));
        let mut larger = ellipse;
        larger.semi_major *= 1.0 + 1e-9;
        larger.semi_minor *= 1.0 + 1e-9;
        assert!(outline.iter().all(|p| larger.contains(*p)));
    }
}

/// Defends the whole way from correlated inputs to a covariance: landings that are linear in three inputs, of a
/// covariance known as A Σ Aᵀ; 20,000 samples, five standard errors.
#[test]
fn a_linear_problem_lands_as_theory_says() {
    let sigmas = [2.0, 0.05, 3.0];
    let names = ["wind", "mass", "tilt"];
    let inputs = [0, 1, 2].map(|i| Input {
        name: names[i].to_owned(),
        target: Target::Number(names[i].to_owned()),
        distribution: Distribution::normal(1.0, sigmas[i]).unwrap(),
    });
    let coefficient = 0.6;
    let correlation = Correlation {
        inputs: ["tilt".to_owned(), "wind".to_owned()],
        coefficient,
    };
    let uncertainty =
        Uncertainty::new(inputs.to_vec(), &[correlation], WindUncertainty::default()).unwrap();
    // Metres to the east and to the north for a unit of each input.
    let effect = [[100.0, 0.0, 40.0], [20.0, -3_000.0, 10.0]];
    let n = 20_000;
    let land = |sample| {
        let values = uncertainty.draw(7, sample).values;
        effect.map(|row| row.iter().zip(&values).map(|(a, x)| a * x).sum::<f64>())
    };
    let points: Vec<Point> = (0..n).map(land).collect();
    let landing = LandingScatter::new(&points).unwrap();
    let covariance = |a: [f64; 3], b: [f64; 3]| {
        let own: f64 = (0..3).map(|i| a[i] * b[i] * sigmas[i] * sigmas[i]).sum();
        own + coefficient * sigmas[0] * sigmas[2] * (a[0] * b[2] + a[2] * b[0])
    };
    let (east, north) = (
        covariance(effect[0], effect[0]),
        covariance(effect[1], effect[1]),
    );
    let correlation = covariance(effect[0], effect[1]) / (east * north).sqrt();
    let limit = 5.0 / (n as f64).sqrt();
    assert!((landing.sigma_east / east.sqrt() - 1.0).abs() < limit);
    assert!((landing.sigma_north / north.sqrt() - 1.0).abs() < limit);
    assert!((landing.correlation - correlation).abs() < limit);
}

/// Defends containment against a circle: of a round cloud, the share within r is Rayleigh's 1 − exp(−r²/2σ²), and the
/// exact interval holds it as often as said.
#[test]
fn a_circle_holds_rayleighs_share() {
    let radius = 1.8f64;
    let share = 1.0 - (-0.5 * radius * radius).exp();
    let holds = |run| {
        let (x, y) = (normals("x", run, 300), normals("y", run, 300));
        let inside = x
            .iter()
            .zip(&y)
            .map(|(x, y)| x * x + y * y <= radius * radius);
        Proportion::count(inside)
            .estimate(0.95)
            .interval
            .contains(share)
    };
    let covered = coverage(holds);
    assert!((0.94..=0.975).contains(&covered), "{covered}");
    assert!((containment(radius) - share).abs() < 1e-15);
    assert!((radius_that_contains(share) - radius).abs() < 1e-12);
    let (x, y) = (normals("x", 1, 100_000), normals("y", 1, 100_000));
    let points: Vec<Point> = x.iter().zip(&y).map(|(x, y)| [*x, *y]).collect();
    let distances = Distances::from([0.0; 2], &points).unwrap();
    for (figure, share) in [
        (distances.p50, 0.5),
        (distances.p95, 0.95),
        (distances.p99, 0.99),
    ] {
        assert!(
            (figure / radius_that_contains(share) - 1.0).abs() < 0.01,
            "{share}: {figure}"
        );
    }
    // Rayleigh's mean.
    assert!((distances.mean / (0.5 * PI).sqrt() - 1.0).abs() < 0.01);
}

/// A linear problem of five inputs, one of which does nothing, and an interval's truth for each: coefficients 1, −2,
/// 0.5, 0, with noise, of a variance of 6.25.
const COEFFICIENTS: [f64; 4] = [1.0, -2.0, 0.5, 0.0];

fn linear(run: u64, n: usize) -> ([Vec<f64>; 4], Vec<f64>) {
    let inputs = ["a", "b", "c", "d"].map(|name| normals(name, run, n));
    let outcome = normals("noise", run, n)
        .iter()
        .enumerate()
        .map(|(i, noise)| {
            noise
                + COEFFICIENTS
                    .iter()
                    .zip(&inputs)
                    .map(|(c, x)| c * x[i])
                    .sum::<f64>()
        })
        .collect();
    (inputs, outcome)
}

/// Defends the ranking and its intervals on the linear problem, 500 samples a run: the rank correlation of normal
/// numbers of correlation r is 6/π asin(r/2), the explained variance is r².
#[test]
fn influence_lies_in_its_intervals_as_often_as_said() {
    let mut hits = [[0u32; 2]; 4];
    for run in 0..REPEATED {
        let (inputs, outcome) = linear(run, 500);
        for ((input, coefficient), hits) in inputs.iter().zip(COEFFICIENTS).zip(&mut hits) {
            let found = sensitivity(input, &outcome, 0.95).unwrap();
            let r = coefficient / 6.25f64.sqrt();
            let ranks = 6.0 / PI * (0.5 * r).asin();
            hits[0] += u32::from(found.rank_correlation.interval.contains(ranks));
            hits[1] += u32::from(found.explained_variance.interval.contains(r * r));
        }
    }
    let shares = hits.map(|hits| hits.map(|hits| f64::from(hits) / REPEATED as f64));
    for (shares, coefficient) in shares.iter().zip(COEFFICIENTS) {
        assert!(
            (0.93..=0.97).contains(&shares[0]),
            "{coefficient}: {shares:?}"
        );
        // Where nothing is explained, the interval begins at zero and always holds it.
        let most = if coefficient == 0.0 { 1.0 } else { 0.97 };
        assert!(
            (0.93..=most).contains(&shares[1]),
            "{coefficient}: {shares:?}"
        );
    }
}

/// Defends what ranks are blind to: a wind from any direction moves a landing north by its cosine, and an event of two
/// values explains what it explains.
#[test]
fn influence_sees_what_is_not_monotone() {
    let n = 4_000;
    let direction: Vec<f64> = (0..n)
        .map(|i| RandomStream::named("from").uniform(1, i) * 2.0 * PI)
        .collect();
    let noise = normals("noise", 1, n as usize);
    let north: Vec<f64> = direction
        .iter()
        .zip(&noise)
        .map(|(d, z)| d.cos() + 0.5 * z)
        .collect();
    let found = sensitivity(&direction, &north, 0.95).unwrap();
    // Variances of 1/2 and 1/4.
    assert!((found.explained_variance.value - 2.0 / 3.0).abs() < 0.02);
    assert!(found.rank_correlation.value.abs() < 0.05);
    let event: Vec<f64> = (0..n).map(|i| f64::from(i % 10 == 0)).collect();
    let range: Vec<f64> = event
        .iter()
        .zip(&noise)
        .map(|(e, z)| 10.0 * e + z)
        .collect();
    let found = sensitivity(&event, &range, 0.95).unwrap();
    // 0.09 · 100 of 10.
    assert!((found.explained_variance.value - 0.9).abs() < 0.01);
    assert_eq!(sensitivity(&vec![1.0; 100], &range[..100], 0.95), None);
    assert_eq!(sensitivity(&event[..49], &range[..49], 0.95), None);
    let mut missing = range.clone();
    missing[17] = f64::NAN;
    assert!(sensitivity(&event, &missing, 0.95).is_some());
}
