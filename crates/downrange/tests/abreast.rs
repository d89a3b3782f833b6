//! Flights abreast are the flights alone, to the last bit.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../benches/common/mod.rs"]
mod calisto;
#[path = "common/staged.rs"]
mod staged;

use downrange::flight::observer::TrackRecorder;
use downrange::flight::{
    BodyTrajectory, FlightError, Model, Start, Vehicle, fly_batch, fly_model, outcome,
};
use downrange::rocket::Rocket;

/// Calistos on other rails, of other masses, in other winds, some under one canopy only.
fn models(count: usize) -> Vec<Model> {
    (0..count)
        .map(|k| {
            let mut launch = calisto::calisto();
            let share = ((k * 7 + 3) % count) as f64 / count as f64;
            if let Start::Rail(rail) = &mut launch.start {
                rail.elevation_angle -= 0.2 * share;
                rail.heading = 6.0 * share;
            }
            if let Vehicle::Rocket(own) = &launch.vehicle {
                let mut description = own.description().clone();
                description.given.mass = Some(13.0 + 4.0 * share);
                description.parachutes[1].lag = share;
                if k % 3 == 0 {
                    description.parachutes.truncate(1);
                }
                launch.vehicle = Vehicle::Rocket(Rocket::new(description).unwrap());
            }
            Model::new(&launch)
        })
        .collect()
}

fn bits(model: &Model, flown: &BodyTrajectory<TrackRecorder>) -> Vec<u64> {
    let figures = outcome(model, flown).unwrap();
    let mut all = vec![
        figures.apogee_altimeter,
        figures.max_speed.value,
        figures.max_mach.value,
        figures.max_acceleration.value,
        figures.max_dynamic_pressure.value,
    ];
    all.extend(figures.min_static_margin.iter().map(|peak| peak.value));
    all.extend(figures.max_static_margin.iter().map(|peak| peak.value));
    for raw_event in &flown.raw_events {
        all.push(raw_event.time);
        all.extend(raw_event.state);
        all.extend([
            raw_event.evaluation.airspeed,
            raw_event.evaluation.density,
            raw_event.evaluation.thrust,
        ]);
    }
    for point in &flown.observer.recorder.points {
        all.extend(point.0);
    }
    let mut bits: Vec<u64> = all.into_iter().map(f64::to_bits).collect();
    let solver = flown.solver;
    bits.extend([solver.evaluations, solver.accepted, solver.rejected]);
    bits
}

fn track() -> TrackRecorder {
    TrackRecorder {
        enabled: true,
        points: Vec::new(),
    }
}

/// Every event, state and summit, and how hard the integrator worked: the same bits as alone, in any company.
fn fly_as_alone(models: &[Model]) {
    let fly = |model| bits(model, &fly_model(model, track()).unwrap());
    let alone: Vec<Vec<u64>> = models.iter().map(fly).collect();
    for take in [1, 2, 5, models.len()] {
        let company: Vec<&Model> = models.iter().rev().take(take).collect();
        for (k, flown) in fly_batch(&company, true).into_iter().enumerate() {
            assert_eq!(
                bits(company[k], &flown.unwrap()),
                alone[models.len() - 1 - k],
                "{take}: {k}"
            );
        }
    }
}

#[test]
fn abreast_as_alone() {
    fly_as_alone(&models(23));
}

/// Vehicles of three stages in lanes beside single rockets, then what has left them: tumbling, or with attitude and a canopy.
#[test]
fn stages_abreast_as_alone() {
    let mut all = models(5);
    for k in 0..12 {
        let mut launch = staged::launch(staged::three());
        if let Start::Rail(rail) = &mut launch.start {
            rail.elevation_angle -= 0.02 * f64::from(k);
        }
        all.push(Model::new(&launch));
    }
    fly_as_alone(&all);
    let left: Vec<Model> = all
        .iter()
        .flat_map(|model| {
            let flown = fly_model(model, track()).unwrap();
            let bodies = flown.separated.into_iter();
            bodies.map(|body| model.for_separated(&body).unwrap())
        })
        .collect();
    assert_eq!(left.len(), 24);
    fly_as_alone(&left);
}

/// A flight that takes more evaluations than it may fails by name, with when and in which phase, and does so in lanes as
/// alone; one that stays within them is not touched. The rocket here takes some 3,000, and comes down after 1,000.
#[test]
fn a_flight_without_end_ends() {
    let with = |most: u64| {
        let mut models = models(6);
        for model in &mut models {
            model.settings.max_evaluations = most;
        }
        models
    };
    let few = with(1000);
    let together = fly_batch(&few.iter().collect::<Vec<_>>(), false);
    for (model, flown) in few.iter().zip(together) {
        let alone = fly_model(
            model,
            TrackRecorder {
                enabled: false,
                points: Vec::new(),
            },
        );
        let error = alone.unwrap_err();
        assert_eq!(Some(&error), flown.err().as_ref());
        let FlightError::Numerical { time, reason, .. } = error else {
            unreachable!("{error}")
        };
        assert!(time > 0.0 && time < 300.0, "{time}");
        let start = "coming down, the flight takes more than 1000 evaluations";
        assert!(reason.starts_with(start), "{reason}");
    }
    let enough = with(100_000);
    assert!(
        fly_batch(&enough.iter().collect::<Vec<_>>(), false)
            .iter()
            .all(Result::is_ok)
    );
}
