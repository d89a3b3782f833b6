//! Greatest values of a flight, and where they stand in its record.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "../benches/common/mod.rs"]
mod calisto;

use calisto::calisto;
use downrange::flight::{Launch, Recording, Start, Vehicle, fly};
use downrange::rocket::Rocket;

/// Calisto with another mass, kg, without its motor.
fn weighing(mass: f64) -> Launch {
    let mut launch = calisto();
    if let Vehicle::Rocket(rocket) = &launch.vehicle {
        let mut description = rocket.description().clone();
        description.given.mass = Some(mass);
        launch.vehicle = Vehicle::Rocket(Rocket::new(description).unwrap());
    }
    launch
}

/// Greatest speed, Mach number, dynamic pressure and acceleration are those of the dense output: as in a record of every
/// millisecond, to 1e-5.
#[test]
fn peaks_are_those_of_the_dense_output() {
    for (angle, mass) in [(84.0f64, 14.4), (60.0, 10.0), (88.0, 30.0), (45.0, 20.0)] {
        let mut launch = weighing(mass);
        if let Start::Rail(rail) = &mut launch.start {
            rail.elevation_angle = angle.to_radians();
        }
        let flight = fly(&launch, Recording::Every(1e-3)).unwrap();
        let opens = flight
            .events
            .iter()
            .find(|event| event.name.ends_with("opens"));
        let opens = opens.map_or(f64::INFINITY, |event| event.time);
        let most = |of: &dyn Fn(&downrange::flight::TrajectoryPoint) -> f64| {
            flight.trajectory.iter().map(of).fold(0.0, f64::max)
        };
        let outcome = &flight.outcome;
        for (figure, recorded) in [
            (outcome.max_speed, most(&|sample| sample.speed)),
            (outcome.max_mach, most(&|sample| sample.mach)),
            (
                outcome.max_dynamic_pressure,
                most(&|sample| sample.dynamic_pressure),
            ),
            (
                outcome.max_acceleration,
                most(&|sample| {
                    if sample.time < opens {
                        sample.acceleration
                    } else {
                        0.0
                    }
                }),
            ),
        ] {
            // A record of every millisecond may miss a corner by what a millisecond changes.
            let ratio = figure.value / recorded;
            assert!(
                (-1e-5..1e-3).contains(&(ratio - 1.0)),
                "{angle}: {figure:?} {recorded}"
            );
        }
    }
}

/// The record of a flight has a row where each greatest value stands.
#[test]
fn the_record_has_its_peaks() {
    let flight = fly(&calisto(), Recording::Full).unwrap();
    for peak in [flight.outcome.max_speed, flight.outcome.max_mach] {
        let has = |time: f64| flight.trajectory.iter().any(|sample| sample.time == time);
        assert!(has(peak.time), "{peak:?}");
    }
    let most = flight
        .trajectory
        .iter()
        .map(|sample| sample.speed)
        .fold(0.0, f64::max);
    assert!((most / flight.outcome.max_speed.value - 1.0).abs() < 1e-12);
}
