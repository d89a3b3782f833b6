//! What it costs to make the launch of one sample: its draw, its description, all of it.

#![allow(missing_docs, clippy::unwrap_used)]

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use downrange::dispersion::{LaunchBuilder, Target};
use downrange_formats::{read_dispersed, read_launch};

fn samples(criterion: &mut Criterion) {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rockets/calisto-dispersed/launch.toml");
    let dispersed = read_dispersed(&path).unwrap();
    let sampler = dispersed.sampler();
    let inputs = dispersed.uncertainty.inputs().iter();
    let values: Vec<f64> = inputs
        .filter(|input| matches!(input.target, Target::Number(_)))
        .map(|input| input.distribution.mean())
        .collect();
    criterion.bench_function("read the file", |b| {
        b.iter(|| read_launch(black_box(&path)).unwrap())
    });
    criterion.bench_function("vary the description", |b| {
        b.iter(|| dispersed.build(black_box(&values)).unwrap())
    });
    criterion.bench_function("copy the nominal launch", |b| {
        b.iter(|| black_box(&dispersed.launch).clone())
    });
    let mut index = 0;
    criterion.bench_function("draw a sample", |b| {
        b.iter(|| {
            index += 1;
            dispersed.uncertainty.draw(1, index)
        })
    });
    criterion.bench_function("a sample, draw to launch", |b| {
        b.iter(|| {
            index += 1;
            sampler.sample(1, index).launch.unwrap()
        })
    });
}

criterion_group!(benches, samples);
criterion_main!(benches);
