//! Failures are changes of the description: each does what it says, and the flight names it.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "../benches/common/mod.rs"]
mod calisto;
#[path = "common/staged.rs"]
mod staged;

use calisto::calisto;
use downrange::flight::{
    Failure, Flight, Launch, NamedFailure, ParachuteFailure, Recording, Vehicle, fly,
};
use downrange::rocket::{PartMass, PartShape, Rocket};
use staged::{event, launch, three};

fn failing(mut launch: Launch, failure: Failure) -> Launch {
    launch.failures = vec![NamedFailure {
        name: "it".to_owned(),
        failure,
    }];
    launch
}

fn fail(launch: Launch, failure: Failure) -> Flight {
    let failed = failing(launch, failure).with_failure("it").unwrap();
    let flight = fly(&failed, Recording::None).unwrap();
    assert_eq!(flight.failure.as_deref(), Some("it"));
    flight
}

fn parachute(name: &str, goes: ParachuteFailure) -> Failure {
    Failure::Parachute {
        parachute: name.to_owned(),
        stage: None,
        goes,
    }
}

#[test]
fn parachutes_fail() {
    let shut = fail(calisto(), parachute("main", ParachuteFailure::StaysShut));
    assert!(
        shut.events
            .iter()
            .all(|event| !event.name.starts_with("main"))
    );
    let planned = fly(&calisto(), Recording::None).unwrap();
    assert!(planned.failure.is_none());
    assert!(shut.outcome.landing.speed > 2.0 * planned.outcome.landing.speed);
    let late = fail(calisto(), parachute("main", ParachuteFailure::Late(3.0)));
    let opens = |flight: &Flight| event(flight, "main opens");
    assert!((opens(&late) - opens(&planned) - 3.0).abs() < 1e-9);
    let early = fail(calisto(), parachute("main", ParachuteFailure::AtApogee));
    assert!((event(&early, "main triggered") - event(&early, "apogee")).abs() < 1e-12);
    assert!(early.outcome.landing.distance > planned.outcome.landing.distance);
}

/// Two bodies have a parachute called main: which must be said.
#[test]
fn a_parachute_of_a_body_that_left_fails_alone() {
    let of = |stage: Option<&str>| Failure::Parachute {
        parachute: "main".to_owned(),
        stage: stage.map(str::to_owned),
        goes: ParachuteFailure::StaysShut,
    };
    let ambiguous = failing(launch(three()), of(None)).with_failure("it");
    assert_eq!(ambiguous.unwrap_err().place, "failures[0].parachute");
    let planned = fly(&launch(three()), Recording::None).unwrap();
    let failed = fail(launch(three()), of(Some("sustainer")));
    assert_eq!(failed.bodies[0], planned.bodies[0]);
    assert_eq!(failed.bodies[1], planned.bodies[1]);
    assert!(failed.bodies[2].landing.speed > 5.0 * planned.bodies[2].landing.speed);
    let warned = failed
        .warnings
        .iter()
        .any(|w| w.rule == "ballistic" && w.message.starts_with("sustainer: "));
    assert!(warned);
}

#[test]
fn a_stage_stays_cold() {
    let failure = Failure::NoIgnition {
        stage: "sustainer".to_owned(),
    };
    let flight = fail(launch(three()), failure);
    assert!(
        flight
            .events
            .iter()
            .all(|event| event.name != "sustainer ignition")
    );
    let planned = fly(&launch(three()), Recording::None).unwrap();
    assert!(flight.outcome.apogee_agl < 0.5 * planned.outcome.apogee_agl);
    // Its two kilograms of propellant are still aboard as it comes down.
    assert!((flight.bodies[2].mass - planned.bodies[2].mass - 2.0).abs() < 1e-12);
}

/// Cut after half its burn a motor of constant thrust keeps half its propellant.
#[test]
fn a_motor_goes_out() {
    let failure = Failure::EarlyBurnout {
        stage: Some("booster".to_owned()),
        after: 1.0,
    };
    let flight = fail(launch(three()), failure);
    assert!(
        (event(&flight, "booster burnout") - event(&flight, "booster ignition") - 1.0).abs()
            < 1e-12
    );
    let planned = fly(&launch(three()), Recording::None).unwrap();
    assert!((flight.bodies[1].mass - planned.bodies[1].mass - 2.0).abs() < 1e-9);
    let plain = Failure::EarlyBurnout {
        stage: None,
        after: 2.0,
    };
    let out = fail(calisto(), plain).outcome;
    assert_eq!(out.burnout_time, Some(2.0));
}

/// Of four fins three stay: three quarters of their normal force, and so a smaller margin; the mass that is missing on
/// one side turns the rocket while it burns, away from where it would go.
#[test]
fn a_fin_comes_off() {
    let mut heavy = calisto();
    let mut description = heavy.vehicle.rocket().unwrap().description().clone();
    for part in &mut description.parts {
        if part.name == "fins" {
            part.stuff = PartMass::Mass(0.8);
        }
    }
    heavy.vehicle = Vehicle::Rocket(Rocket::new(description).unwrap());
    let lost = Failure::LostFin {
        fins: "fins".to_owned(),
    };
    let failed = failing(heavy.clone(), lost.clone())
        .with_failure("it")
        .unwrap();
    let description = failed.vehicle.rocket().unwrap().description();
    let fins = description
        .parts
        .iter()
        .find(|part| part.name == "fins")
        .unwrap();
    assert!(matches!(&fins.shape, PartShape::Fins(set) if set.count == 3));
    assert!(matches!(fins.stuff, PartMass::Mass(mass) if (mass - 0.6).abs() < 1e-12));
    // 0.2 kg whose centre stands (c_r + 2 c_t) / (c_r + c_t) · s/3 = 48.9 mm out from the boat-tail's side (63.5 mm
    // where the root begins), of 19.2 kg in all: 1.17 mm.
    assert!(
        (description.thrust_offset - 1.17e-3).abs() < 2e-5,
        "{}",
        description.thrust_offset
    );
    let (planned, flight) = (fly(&heavy, Recording::None).unwrap(), fail(heavy, lost));
    let margin = |flight: &Flight| flight.outcome.rail_exit.unwrap().static_margin;
    assert!(margin(&flight) < margin(&planned) - 0.3);
    assert!((flight.outcome.landing.distance - planned.outcome.landing.distance).abs() > 1.0);
}

/// The only fin of a set comes off: nothing of the set stays, and its mass is gone.
#[test]
fn the_only_fin_comes_off() {
    let mut launch = calisto();
    let mut description = launch.vehicle.rocket().unwrap().description().clone();
    for part in &mut description.parts {
        if let PartShape::Fins(set) = &mut part.shape {
            set.count = 1;
            part.stuff = PartMass::Mass(0.2);
        }
    }
    let parts = description.parts.len();
    launch.vehicle = Vehicle::Rocket(Rocket::new(description).unwrap());
    let lost = Failure::LostFin {
        fins: "fins".to_owned(),
    };
    let failed = failing(launch, lost).with_failure("it").unwrap();
    let description = failed.vehicle.rocket().unwrap().description();
    assert_eq!(description.parts.len(), parts - 1);
    assert!(description.parts.iter().all(|part| part.name != "fins"));
}

/// What is not there cannot fail, and the fault says where it stands.
#[test]
fn what_is_not_there_does_not_fail() {
    let place = |launch: Launch, failure: Failure| {
        failing(launch, failure)
            .with_failure("it")
            .unwrap_err()
            .place
    };
    let fins = |name: &str| Failure::LostFin {
        fins: name.to_owned(),
    };
    assert_eq!(place(calisto(), fins("wings")), "failures[0].fins");
    assert_eq!(
        place(calisto(), parachute("reserve", ParachuteFailure::StaysShut)),
        "failures[0].parachute"
    );
    let cold = |stage: &str| Failure::NoIgnition {
        stage: stage.to_owned(),
    };
    assert_eq!(place(calisto(), cold("upper")), "failures[0].stage");
    assert_eq!(place(launch(three()), cold("upper")), "failures[0].stage");
    let unknown = calisto().with_failure("that").unwrap_err();
    assert_eq!(
        (unknown.place.as_str(), unknown.hint.as_deref()),
        ("failures", Some("this launch describes none"))
    );
}
