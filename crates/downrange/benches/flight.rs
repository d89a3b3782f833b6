//! What a flight costs in time, and one evaluation of the equations of motion with one number and with four lanes.
//!
//! `cargo bench`; instructions, which do not depend on the machine's mood, are counted by the bench `instructions`.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use criterion::{Criterion, criterion_group, criterion_main};
use downrange::dispersion::{Ensemble, Sampler, fly_samples};
use downrange::flight::equations::descent::{Descent, OpenCanopy};
use downrange::flight::equations::free::Motion;
use downrange::flight::integrator::{Step, System, Tolerance};
use downrange::flight::model::Model;
use downrange::flight::observer::NoRecorder;
use downrange::flight::{BurnPhase, STATE_LEN, fly_batch, fly_model};
use downrange::number::{Lanes, Number};
use std::hint::black_box;

fn flights(criterion: &mut Criterion) {
    let launch = common::calisto();
    let model = Model::new(&launch);
    criterion.bench_function("compile a launch into a model", |b| {
        b.iter(|| Model::new(black_box(&launch)))
    });
    criterion.bench_function("a flight, rail to landing, no record", |b| {
        b.iter(|| fly_model(black_box(&model), NoRecorder).unwrap().solver)
    });
}

fn abreast(criterion: &mut Criterion) {
    let launch = common::calisto();
    let base = Model::new(&launch);
    let models: Vec<Model> = (0..256)
        .map(|k| {
            let share = f64::from((k * 7 + 3) % 256) / 256.0;
            let mut model = base.clone();
            model.canopies[1].lag = share;
            model.burn.nozzle += 0.01 * share;
            model
        })
        .collect();
    let models: Vec<&Model> = models.iter().collect();
    let mut group = criterion.benchmark_group("many");
    group.throughput(criterion::Throughput::Elements(256));
    group.bench_function("256 flights abreast", |b| {
        b.iter(|| fly_batch(black_box(&models), false).len())
    });
    let (uncertainty, build) = common::dispersed();
    let sampler = Sampler {
        nominal: &launch,
        uncertainty: &uncertainty,
        ensemble: &Ensemble::None,
        builder: &build,
    };
    group.bench_function("256 samples of 20 inputs and wind", |b| {
        b.iter(|| fly_samples(&sampler, &base, 1, black_box(0..256), false).len())
    });
    group.bench_function("256 launches of 20 inputs and wind, not flown", |b| {
        b.iter(|| {
            (0..256)
                .filter(|i| sampler.sample(1, *i).launch.is_ok())
                .count()
        })
    });
    let launches: Vec<_> = (0..256)
        .map(|i| sampler.sample(1, i).launch.unwrap())
        .collect();
    group.bench_function("256 launches compiled like another", |b| {
        b.iter(|| {
            let models = launches.iter().map(|other| base.recompile(&launch, other));
            models.filter(|model| model.elevation > 0.0).count()
        })
    });
    group.finish();
}

fn evaluations(criterion: &mut Criterion) {
    let model = Model::new(&common::calisto());
    let state = common::in_flight(&model);
    let lane_state: [Lanes; STATE_LEN] = state.map(Lanes::splat);
    for (phase, power) in [
        ("under thrust", BurnPhase::Burning),
        ("coasting", BurnPhase::After),
    ] {
        let scalar = Motion::<f64>::new(|_| &model, power);
        let lanes = Motion::<Lanes>::new(|_| &model, power);
        criterion.bench_function(&format!("an evaluation {phase}, f64"), |b| {
            b.iter(|| scalar.rate(black_box(2.0), black_box(&state)).0)
        });
        criterion.bench_function(&format!("an evaluation {phase}, four lanes"), |b| {
            b.iter(|| {
                lanes
                    .rate(black_box(Lanes::splat(2.0)), black_box(&lane_state))
                    .0
            })
        });
    }
    let open = [OpenCanopy {
        drag_area: 1.0,
        since: 0.0,
        filling_rate: 1e9,
    }];
    let descent = Descent {
        frame: model.frame,
        air: &*model.air,
        wind: &*model.wind,
        mass: 16.0,
        burn: None,
        canopies: &open,
        overshoot: 0.3,
    };
    criterion.bench_function("an evaluation under a canopy, f64", |b| {
        b.iter(|| {
            descent
                .rate(
                    black_box(30.0),
                    black_box(&[5.0, 20.0, 300.0, 1.0, 2.0, -18.0]),
                )
                .0
        })
    });
    let tolerance = Tolerance {
        relative: 1e-6,
        absolute: [1e-3; STATE_LEN],
    };
    let scalar = Motion::<f64>::new(|_| &model, BurnPhase::Burning);
    let lanes = Motion::<Lanes>::new(|_| &model, BurnPhase::Burning);
    let (scalar_start, lane_start) = (
        scalar.rate(2.0, &state),
        lanes.rate(Lanes::splat(2.0), &lane_state),
    );
    criterion.bench_function("a step of six evaluations, f64", |b| {
        b.iter(|| {
            Step::attempt(
                &scalar,
                black_box(2.0),
                0.05,
                state,
                scalar_start,
                &tolerance,
            )
            .error
        })
    });
    criterion.bench_function("a step of six evaluations, four lanes", |b| {
        let (time, length) = (Lanes::splat(2.0), Lanes::splat(0.05));
        b.iter(|| {
            Step::attempt(
                &lanes,
                black_box(time),
                length,
                lane_state,
                lane_start,
                &tolerance,
            )
            .error
        })
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(30);
    targets = flights, abreast, evaluations
}
criterion_main!(benches);
