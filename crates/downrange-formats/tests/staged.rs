//! Launch files whose vehicle comes apart.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use downrange::flight::{Failure, Launch, ParachuteFailure, Recording, fly};
use downrange::rocket::{Cluster, DescentMode, Ignition, Rocket, SeparationTime, Trigger};
use downrange_formats::{parse_launch, read_launch};

fn files() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files")
}

fn read(name: &str) -> Launch {
    read_launch(&files().join(name))
        .unwrap_or_else(|error| unreachable!("{error}"))
        .launch
}

fn near(read: f64, expected: f64) {
    assert!(
        (read - expected).abs() <= 1e-9 * expected.abs().max(1.0),
        "{read} {expected}"
    );
}

/// Every key of stages and failures is in its place of the description.
#[test]
fn every_key_of_a_stage_arrives() {
    let launch = read("staged.toml");
    let stack = launch.vehicle.stack().unwrap();
    assert_eq!(stack.name(), "staged");
    let [booster, core, second, ring, payload] = stack.stages() else {
        unreachable!()
    };
    assert_eq!((booster.copies, booster.distance), (2, 0.12));
    assert_eq!(booster.ignition, Ignition::Launch { delay: 0.1 });
    let separation = booster.separation.as_ref().unwrap();
    assert_eq!(separation.when, SeparationTime::OwnBurnout { delay: 0.3 });
    assert_eq!(separation.impulse, 20.0);
    near(
        match separation.after.descent {
            DescentMode::Tumbling { drag_area } => drag_area.unwrap(),
            _ => f64::NAN,
        },
        0.02,
    );
    assert_eq!(separation.after.parachutes[0].trigger, Trigger::Time(20.0));
    let whole = booster.rocket.description();
    near(
        whole.given.drag_power_off.as_ref().unwrap().at(1.0, 0.0),
        0.7,
    );
    // 1.9 m to the booster, 0.3 m on to its motor.
    near(whole.motor.as_ref().unwrap().position.unwrap(), 2.2);
    // 0.7 m of payload, the ring, 0.9 m, 1 m.
    near(booster.rocket.length(), 1.9 + 0.8);

    assert_eq!(core.ignition, Ignition::Launch { delay: 0.0 });
    let mounted = core.rocket.description().motor.as_ref().unwrap();
    let Cluster::Ring {
        count,
        radius,
        angle,
    } = &mounted.cluster
    else {
        unreachable!()
    };
    assert_eq!((*count, *radius), (3, 0.025));
    near(angle.to_degrees(), 60.0);
    near(core.rocket.length(), 2.62);
    assert_eq!(
        core.separation.as_ref().unwrap().when,
        SeparationTime::Time(9.0)
    );
    let DescentMode::Rocket { rocket, nose } = &core.separation.as_ref().unwrap().after.descent
    else {
        unreachable!()
    };
    near(*nose, 1.62);
    near(rocket.length(), 1.0);
    assert!(rocket.description().given.drag_power_off.is_none());

    assert_eq!(second.ignition, Ignition::BelowSeparation { delay: 1.5 });
    let mounted = second.rocket.description().motor.as_ref().unwrap();
    let Cluster::Places(places) = &mounted.cluster else {
        unreachable!()
    };
    let names: Vec<&str> = places.iter().map(|each| &*each.name).collect();
    assert_eq!((names, mounted.count()), (vec!["left", "right"], 2));
    assert_eq!((places[0].radius, places[1].radius), (0.03, 0.029));
    near(places[0].angle.to_degrees(), 180.0);
    assert_eq!(
        second.separation.as_ref().unwrap().when,
        SeparationTime::Apogee
    );
    let DescentMode::Rocket { rocket, .. } = &second.separation.as_ref().unwrap().after.descent
    else {
        unreachable!()
    };
    let given = &rocket.description().given;
    near(given.drag_power_off.as_ref().unwrap().at(0.3, 0.0), 0.9);
    near(given.normal_force_slope.as_ref().unwrap().at(1.0, 0.0), 8.5);
    near(given.center_of_pressure.as_ref().unwrap().at(1.0, 0.0), 0.6);
    near(given.pitch_damping.as_ref().unwrap().at(1.0), -200.0);
    near(given.roll_damping.as_ref().unwrap().at(1.0), -10.0);
    near(given.roll_forcing.as_ref().unwrap().at(1.0), 0.0);
    assert_eq!(
        ring.separation.as_ref().unwrap().when,
        SeparationTime::Height(10e3)
    );
    assert!(matches!(
        &ring.separation.as_ref().unwrap().after.descent,
        DescentMode::Object(object) if object.mass == 0.2
    ));
    assert_eq!(payload.ignition, Ignition::Never);
    assert_eq!(payload.rocket.description().parachutes[0].name, "main");

    // Masses and centres add up over the stages; motors stand apart.
    let mass = |rocket: &Rocket| rocket.without_motor().mass;
    near(mass(&booster.rocket) - mass(&core.rocket), 3.0);
    near(mass(&ring.rocket) - mass(&payload.rocket), 0.2);
    let (before, after) = (core.rocket.without_motor(), second.rocket.without_motor());
    let alone = before.minus(after);
    let DescentMode::Rocket { rocket, nose } = &core.separation.as_ref().unwrap().after.descent
    else {
        unreachable!()
    };
    let own = rocket.without_motor().shifted(*nose);
    near(alone.mass, own.mass);
    near(alone.center, own.center);
    near(alone.transverse, own.transverse);

    let failures: Vec<_> = launch.failures.iter().map(|each| &each.failure).collect();
    let parachute = |parachute: &str, stage: Option<&str>, goes| Failure::Parachute {
        parachute: parachute.to_owned(),
        stage: stage.map(str::to_owned),
        goes,
    };
    let expected = [
        parachute("main", Some("payload"), ParachuteFailure::StaysShut),
        parachute("main", Some("second"), ParachuteFailure::Late(4.0)),
        parachute("streamer", None, ParachuteFailure::AtApogee),
        Failure::NoIgnition {
            stage: "second".to_owned(),
        },
        Failure::EarlyBurnout {
            stage: Some("core".to_owned()),
            after: 0.5,
        },
        Failure::MotorOut {
            stage: Some("core".to_owned()),
            motors: vec!["2".to_owned()],
        },
        Failure::MotorOut {
            stage: Some("second".to_owned()),
            motors: vec!["left".to_owned()],
        },
        Failure::LostFin {
            fins: "core fins".to_owned(),
        },
    ];
    assert!(failures.iter().copied().eq(&expected));
    assert_eq!(launch.failures[4].name, "burn-through");
}

/// It flies, as planned and with each failure, and every body lands.
#[test]
fn a_staged_file_flies() {
    let launch = read("staged.toml");
    let flight = fly(&launch, Recording::None).unwrap();
    let names: Vec<&str> = flight.bodies.iter().map(|body| &*body.name).collect();
    assert_eq!(
        names,
        ["payload", "booster 1", "booster 2", "core", "second"]
    );
    for failure in &launch.failures {
        let failed = launch.with_failure(&failure.name).unwrap();
        let flight = fly(&failed, Recording::None).unwrap();
        assert_eq!(flight.failure.as_ref(), Some(&failure.name));
    }
}

/// Two stages without any drawing, thrust and mass flow constant, everything given by number.
const GIVEN: &str = "
[site]
latitude = 0
longitude = 0
[start]
height = 0
pitch = \"89.5 deg\"
yaw = \"90 deg\"
[[stages]]
name = \"first\"
length = 20
diameter = 2
mass = 1000
center_of_mass = 10
inertia = { axial = 600, transverse = 40000 }
separation = { when = \"burnout\" }
[stages.motor]
thrust = [[0, 300e3], [80, 300e3]]
length = 15
propellant_mass = 10000
dry_mass = 0
[stages.alone]
drag_area = 20
[stages.vehicle]
drag = [[0, 0.3], [1, 0.6], [2, 0.5], [5, 0.3]]
normal_force_slope = 4
center_of_pressure = 26
pitch_damping = -100
[[stages]]
name = \"second\"
length = 10
diameter = 2
mass = 500
center_of_mass = 5
inertia = { axial = 250, transverse = 5000 }
ignition = { burnout = 2 }
[stages.motor]
thrust = [[0, 50e3], [100, 50e3]]
length = 5
dry_mass = 0
[stages.motor.tables]
mass = [[0, 2000], [100, 0]]
center = [[0, 2.5], [100, 2.5]]
axial = [[0, 800], [100, 0]]
transverse = [[0, 5000], [100, 0]]
[stages.vehicle]
drag = 0.3
normal_force_slope = 3
center_of_pressure = 8
";

/// Stages of numbers alone are put together as the numbers say.
#[test]
fn stages_need_no_drawing() {
    let launch = parse_launch(GIVEN, ".")
        .unwrap_or_else(|error| unreachable!("{error}"))
        .launch;
    let stack = launch.vehicle.stack().unwrap();
    let whole = stack.whole().without_motor();
    near(whole.mass, 1500.0);
    near(whole.center, (1000.0 * 20.0 + 500.0 * 5.0) / 1500.0);
    near(whole.axial, 850.0);
    let apart = 1000.0 * (20.0 - whole.center).powi(2) + 500.0 * (5.0 - whole.center).powi(2);
    near(whole.transverse, 45e3 + apart);
    let mounted = stack.whole().description().motor.as_ref().unwrap();
    near(mounted.position.unwrap(), 15.0);
    near(stack.whole().length(), 30.0);
    let flight = fly(&launch, Recording::None).unwrap();
    near(flight.outcome.liftoff_mass, 13_500.0);
    assert!(flight.outcome.apogee_agl > 100e3, "{:?}", flight.outcome);
}

/// A fairing leaves ahead: the rest has its own nose tip, and each shell the half of what the vehicle loses.
#[test]
fn a_fairing_is_drawn_with_the_whole() {
    let launch = read("fairing.toml");
    let [fairing, rest] = launch.vehicle.stack().unwrap().stages() else {
        unreachable!()
    };
    assert_eq!((fairing.nose, rest.nose), (0.0, 0.4));
    near(fairing.rocket.length(), 1.6);
    near(rest.rocket.length(), 1.2);
    let flight = fly(&launch, Recording::None).unwrap();
    let names: Vec<&str> = flight.bodies.iter().map(|body| &*body.name).collect();
    assert_eq!(names, ["rocket", "fairing 1", "fairing 2"]);
    near(flight.bodies[1].mass, 0.3);
}
