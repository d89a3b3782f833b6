//! What sampling and statistics cost: one draw of twenty inputs, the winds of a sample, and the figures of a million
//! landings.

#![allow(missing_docs, clippy::unwrap_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use downrange::dispersion::statistics::{
    KernelDensity, Moments, Proportion, Quantiles, hull, sensitivity,
};
use downrange::dispersion::{
    Correlation, Distribution, Gusts, Input, RandomStream, Severity, Target, Uncertainty,
    WindError, WindUncertainty,
};
use downrange::table::Curve;
use std::hint::black_box;

/// Twenty inputs of all kinds, two pairs of them correlated.
fn twenty() -> Uncertainty {
    let kinds = [
        Distribution::normal(1.0, 0.1).unwrap(),
        Distribution::truncated(1.0, 0.1, Some(0.8), None).unwrap(),
        Distribution::uniform(0.0, 1.0).unwrap(),
        Distribution::log_normal(1.0, 0.1).unwrap(),
        Distribution::triangular(0.0, 0.5, 1.0).unwrap(),
    ];
    let input = |i: usize| Input {
        name: format!("input {i}"),
        target: Target::Number(format!("rocket.parts[{i}].mass")),
        distribution: kinds[i % kinds.len()].clone(),
    };
    let correlation = |a: usize, b: usize| Correlation {
        inputs: [a, b].map(|i| format!("input {i}")),
        coefficient: 0.5,
    };
    let correlations = [correlation(0, 1), correlation(5, 12)];
    Uncertainty::new(
        (0..20).map(input).collect(),
        &correlations,
        WindUncertainty::default(),
    )
    .unwrap()
}

fn sampling(criterion: &mut Criterion) {
    let uncertainty = twenty();
    let mut values = [0.0; 20];
    let mut sample = 0;
    criterion.bench_function("a sample of twenty inputs", |b| {
        b.iter(|| {
            sample += 1;
            uncertainty.fill(1, black_box(sample), &mut values);
            values[19]
        });
    });
    let error = WindError::new(&Curve::constant(2.0), 1_000.0, 5_000.0).unwrap();
    criterion.bench_function("a wind error up to 5 km", |b| {
        b.iter(|| error.draw(1, black_box(4711)));
    });
    let gusts = Gusts::new(Severity::Light, None, 5_000.0).unwrap();
    criterion.bench_function("gusts up to 5 km", |b| {
        b.iter(|| gusts.draw(1, black_box(4711)));
    });
}

fn figures(criterion: &mut Criterion) {
    let column = |name: &str, n: u64| -> Vec<f64> {
        let stream = RandomStream::named(name);
        (0..n)
            .map(|i| 1_000.0 * stream.normals(1, i).draw())
            .collect()
    };
    let (east, north) = (column("east", 1_000_000), column("north", 1_000_000));
    let points: Vec<[f64; 2]> = east.iter().zip(&north).map(|(e, n)| [*e, *n]).collect();
    let mut group = criterion.benchmark_group("a million");
    group.sample_size(10);
    group.bench_function("moments", |b| {
        b.iter(|| Moments::new(black_box(&east)).sigma())
    });
    group.bench_function("order", |b| {
        b.iter(|| Quantiles::new(black_box(&east)).unwrap().quantile(0.99))
    });
    group.bench_function("convex hull", |b| b.iter(|| hull(black_box(&points)).len()));
    group.bench_function("density and four contours", |b| {
        b.iter(|| {
            KernelDensity::new(black_box(&points))
                .unwrap()
                .contours(&[0.5, 0.9, 0.99, 0.999])
        });
    });
    group.bench_function("Clopper-Pearson", |b| {
        let half = Proportion {
            hits: 500_000,
            trials: 1_000_000,
        };
        b.iter(|| black_box(half).estimate(0.95));
    });
    group.bench_function("influence of one input (of a hundred thousand)", |b| {
        b.iter(|| sensitivity(black_box(&east[..100_000]), &north[..100_000], 0.95));
    });
    group.finish();
}

criterion_group!(benches, sampling, figures);
criterion_main!(benches);
