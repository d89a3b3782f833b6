//! Vehicles that come apart: what must hold of their flights.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "../benches/common/mod.rs"]
mod calisto;
mod common;
#[path = "common/staged.rs"]
mod staged;

use calisto::calisto;
use downrange::earth::Earth;
use downrange::flight::observer::NoRecorder;
use downrange::flight::{
    BodyTrajectory, EventKind, Flight, FlightError, Model, Phase, RawEvent, Recording, Start,
    StartState, Vehicle, fly, fly_model,
};
use downrange::mass::MassProperties;
use downrange::motor::{Motor, Propellant};
use downrange::rocket::{
    Cluster, DescentMode, Ignition, MountedMotor, Rocket, SeparationTime, Stack, Stage,
};
use downrange::table::Curve;
use staged::{event, launch, motor, mounted, rocket, stage, three, tumbling};

fn mark(flown: &BodyTrajectory<NoRecorder>, what: EventKind) -> RawEvent {
    *flown
        .raw_events
        .iter()
        .find(|raw_event| raw_event.what == what)
        .unwrap()
}

/// Head first from 400 km toward an Earth that does not pull, without air: speed is what the motors give.
fn weightless(stages: Vec<Stage>) -> Model {
    let mut launch = launch(stages);
    launch.earth = Earth::sphere(6_371_000.0, 0.0);
    launch.earth.gravitational_parameter = 1e-6;
    launch.start = Start::State(StartState {
        latitude: 0.0,
        longitude: 0.0,
        height: 400e3,
        velocity: [0.0, 0.0, 100.0],
        attitude: [0.0, -90f64.to_radians(), 0.0],
        angular_rates: [0.0; 3],
        inertial_rates: false,
    });
    launch.settings.relative_tolerance = 1e-11;
    launch.settings.absolute_tolerance = 1e-8;
    let mut model = Model::new(&launch);
    model.air = common::air(0.0);
    model
}

/// Each stage adds `c ln(m₀/m₁)` with its own exhaust velocity and the masses of the vehicle as it then is
/// (Tsiolkovsky), to 1e-9; a separation without impulse adds nothing.
#[test]
fn stages_obey_the_rocket_equation_in_sum() {
    let mut stages = three();
    stages[0].separation = tumbling(SeparationTime::OwnBurnout { delay: 0.5 }, 0.0);
    stages[1].separation = None;
    let flown = fly_model(&weightless(stages), NoRecorder).unwrap();
    let gain = |thrust: f64, duration: f64, propellant: f64, mass: f64| {
        thrust * duration / propellant * (mass / (mass - propellant)).ln()
    };
    let first = gain(2500.0, 2.0, 4.0, 13.0 + 4.8 + 2.4);
    let second = gain(900.0, 4.0, 2.0, 9.0 + 2.4);
    let speed = |what| mark(&flown, what).speed() - 100.0;
    let error = speed(EventKind::Burnout(0)) / first - 1.0;
    assert!(error.abs() < 1e-9, "{error}");
    assert!((speed(EventKind::Ignition(1)) / first - 1.0).abs() < 1e-9);
    let error = speed(EventKind::Burnout(1)) / (first + second) - 1.0;
    assert!(error.abs() < 1e-9, "{error}");
}

/// Mass across the separations of a real flight: to rounding (momentum: see the unit test of `staging`).
#[test]
fn a_separation_conserves_mass() {
    let flown = fly_model(&Model::new(&launch(three())), NoRecorder).unwrap();
    assert_eq!(flown.separated.len(), 2);
    let left = mark(&flown, EventKind::Separation(0));
    let next = mark(&flown, EventKind::Ignition(1));
    let booster = &flown.separated[0];
    assert!(
        (left.evaluation.mass - booster.mass.mass - next.evaluation.mass).abs()
            < 1e-13 * left.evaluation.mass
    );
    assert!((booster.mass.mass - (4.0 + 0.8)).abs() < 1e-12);
    assert!((flown.separated[1].mass.mass - (6.0 + 0.4)).abs() < 1e-12);
}

/// A cluster of n motors flies to the same place as one with n times the thrust and mass to a tenth of
/// the millimetre that is allowed a step.
#[test]
fn a_cluster_is_one_greater_motor() {
    let landing = |motor: Motor, count: u32| {
        let mut launch = calisto();
        let engine = MountedMotor {
            cluster: Cluster::Ring {
                count,
                radius: 0.0,
                angle: 0.0,
            },
            ..MountedMotor::new(motor)
        };
        launch.vehicle = Vehicle::Rocket(rocket("cluster", 9.0, 2.0, Some(engine)));
        fly(&launch, Recording::None).unwrap().outcome
    };
    let one = motor(400.0, 3.0, 0.7);
    let mut three = motor(1200.0, 3.0, 2.1);
    // Three times the same case and propellant, not a thicker one.
    three.propellant = Propellant::Tables {
        mass: Curve::new(
            (0..=100)
                .map(|k| (0.03 * f64::from(k), 2.1 * (1.0 - 0.01 * f64::from(k))))
                .collect(),
        )
        .unwrap(),
        center: Curve::constant(0.25),
        axial: Curve::constant(0.0),
        transverse: Curve::constant(0.0),
    };
    let mut single = one.clone();
    single.propellant = Propellant::Tables {
        mass: Curve::new(
            (0..=100)
                .map(|k| (0.03 * f64::from(k), 0.7 * (1.0 - 0.01 * f64::from(k))))
                .collect(),
        )
        .unwrap(),
        center: Curve::constant(0.25),
        axial: Curve::constant(0.0),
        transverse: Curve::constant(0.0),
    };
    three.dry = MassProperties {
        mass: 3.0 * one.dry.mass,
        axial: 3.0 * one.dry.axial,
        transverse: 3.0 * one.dry.transverse,
        ..one.dry
    };
    let (cluster, great) = (landing(single, 3), landing(three, 1));
    assert!((cluster.apogee_agl - great.apogee_agl).abs() < 1e-4);
    let missed = (cluster.landing.east - great.landing.east).abs();
    assert!(missed < 1e-4, "{missed}");
    assert_eq!(cluster.liftoff_mass, great.liftoff_mass);
}

/// A stack of one stage is the plain rocket: apogee and landing to a millimetre (the burn table is made otherwise).
#[test]
fn a_stack_of_one_is_a_rocket() {
    let plain = calisto();
    let rocket = plain.vehicle.rocket().unwrap().clone();
    let single = launch(vec![stage("only", rocket, Ignition::Launch { delay: 0.0 })]);
    let (a, b) = (
        fly(&plain, Recording::Full).unwrap(),
        fly(&single, Recording::Full).unwrap(),
    );
    assert!((a.outcome.apogee_agl - b.outcome.apogee_agl).abs() < 1e-3);
    assert!((a.outcome.landing.distance - b.outcome.landing.distance).abs() < 1e-3);
    assert_eq!((a.bodies.len(), b.bodies.len()), (1, 1));
    assert_eq!(a.outcome.liftoff_mass, b.outcome.liftoff_mass);
    assert_eq!(event(&b, "only burnout"), event(&a, "burnout"));
    assert_eq!(a.trajectory.len(), b.trajectory.len());
}

/// Booster, sustainer and payload each come down, each by itself; their events stand in one list in order of time;
/// every body's record runs from where it left to the ground; and the same again gives the same.
#[test]
fn three_bodies_land() {
    let launch = launch(three());
    let flight = fly(&launch, Recording::Full).unwrap();
    let names: Vec<&str> = flight
        .bodies
        .iter()
        .map(|body| body.name.as_str())
        .collect();
    assert_eq!(names, ["payload", "booster", "sustainer"]);
    let [payload, booster, sustainer] = &flight.bodies[..] else {
        panic!("three bodies");
    };
    assert!(payload.apogee_agl > 2.0 * booster.apogee_agl);
    assert!((sustainer.apogee_agl - payload.apogee_agl).abs() < 1.0);
    // The booster keeps climbing after it has left, then falls at √(2 m g / ρ C A), behind the air's growing density
    // by v²/4gH of it: a hundredth at 60 m/s.
    assert!(event(&flight, "booster apogee") > event(&flight, "booster separation") + 1.0);
    let last = booster.trajectory[booster.trajectory.len() - 1];
    let terminal = (2.0 * booster.mass * 9.79 / (last.density * 0.05)).sqrt();
    let ahead = last.airspeed / terminal - 1.0;
    assert!((0.0..0.02).contains(&ahead), "{ahead}");
    // The sustainer, pushed back from the highest point, has its own within hundredths of a second.
    let opened = event(&flight, "sustainer main opens") - event(&flight, "sustainer separation");
    assert!((0.5..0.6).contains(&opened), "{opened}");
    assert!(sustainer.landing.speed < 8.5 && payload.landing.speed < 6.5);
    assert!(sustainer.landing.time > booster.landing.time);
    assert_eq!(event(&flight, "landing"), payload.landing.time);
    assert_eq!(event(&flight, "sustainer landing"), sustainer.landing.time);
    assert!(
        (event(&flight, "sustainer ignition") - event(&flight, "booster separation") - 1.5).abs()
            < 1e-9
    );
    assert!(
        flight
            .events
            .windows(2)
            .all(|pair| pair[0].time <= pair[1].time)
    );
    for ((_, trajectory), body) in flight.trajectories().zip(&flight.bodies) {
        assert!((trajectory[0].time - body.start_time).abs() < 1e-9);
        assert_eq!(trajectory[trajectory.len() - 1].time, body.landing.time);
        assert!(
            trajectory
                .windows(2)
                .all(|pair| pair[0].time <= pair[1].time)
        );
    }
    assert!(
        booster
            .trajectory
            .iter()
            .all(|sample| sample.phase == Phase::Tumbling)
    );
    assert_eq!(flight, fly(&launch, Recording::Full).unwrap());
}

/// A stage lights at a height on the way up or at a time, its motor's own delay on top; one that is told not to stays
/// cold, keeps its propellant, and nothing is said of it; one whose height is never reached is missed.
#[test]
fn stages_light_as_told() {
    let with = |ignition: Ignition| {
        let mut stages = three();
        stages[1].ignition = ignition;
        fly(&launch(stages), Recording::Full).unwrap()
    };
    let flight = with(Ignition::Height(600.0));
    let lit = flight
        .events
        .iter()
        .find(|e| e.name == "sustainer ignition")
        .unwrap();
    assert!(
        (lit.altitude_agl - 600.0).abs() < 1e-6,
        "{}",
        lit.altitude_agl
    );
    assert!((event(&with(Ignition::Time(7.0)), "sustainer ignition") - 7.0).abs() < 1e-12);
    let after = with(Ignition::BelowBurnout { delay: 0.2 });
    assert!(
        (event(&after, "sustainer ignition") - event(&after, "booster burnout") - 0.2).abs() < 1e-9
    );
    let cold = with(Ignition::Never);
    assert!(
        cold.events
            .iter()
            .all(|event| event.name != "sustainer ignition")
    );
    assert!((cold.bodies[2].mass - (6.0 + 2.4)).abs() < 1e-12);
    assert!(
        cold.warnings
            .iter()
            .all(|warning| warning.rule != "ignition")
    );
    let missed = with(Ignition::Height(50e3));
    assert!(missed.warnings.iter().any(|warning| warning.message
        == "sustainer never lights: the height of 50000 m at which it lights is not reached"));
}

/// Two boosters beside a core burn with it from launch and leave as two bodies that land apart by twice their distance
/// from the axis at least; the vehicle lifts off on all three.
#[test]
fn boosters_burn_beside_the_core() {
    let core = rocket("core", 9.0, 2.0, mounted(motor(500.0, 4.0, 2.0), 1.4));
    let mut whole = rocket("whole", 13.0, 2.0, mounted(motor(800.0, 1.5, 0.6), 1.4));
    let mut stages = vec![
        stage("booster", whole.clone(), Ignition::Launch { delay: 0.0 }),
        stage("core", core, Ignition::Launch { delay: 0.0 }),
    ];
    stages[0].copies = 2;
    stages[0].distance = 0.12;
    stages[0].separation = tumbling(SeparationTime::OwnBurnout { delay: 0.1 }, 0.0);
    let flight = fly(&launch(stages.clone()), Recording::Full).unwrap();
    let names: Vec<&str> = flight
        .bodies
        .iter()
        .map(|body| body.name.as_str())
        .collect();
    assert_eq!(names, ["core", "booster 1", "booster 2"]);
    assert!((flight.outcome.liftoff_mass - (13.0 + 2.0 * 0.72 + 2.4)).abs() < 1e-12);
    let at = |time: f64| {
        *flight
            .trajectory
            .iter()
            .find(|sample| sample.time > time)
            .unwrap()
    };
    assert!(
        (at(1.0).thrust - (2.0 * 800.0 + 500.0)).abs() < 1e-6,
        "{}",
        at(1.0).thrust
    );
    assert!((at(2.0).thrust - 500.0).abs() < 1e-6);
    for body in &flight.bodies[1..] {
        assert!((body.mass - (2.0 + 0.12)).abs() < 1e-12);
    }
    let (a, b) = (&flight.bodies[1].landing, &flight.bodies[2].landing);
    assert!((a.east - b.east).hypot(a.north - b.north) > 0.2);
    // The core lights in the air instead: the boosters alone lift it.
    stages[1].ignition = Ignition::BelowBurnout { delay: 0.0 };
    let flight = fly(&launch(stages.clone()), Recording::None).unwrap();
    assert_eq!(
        event(&flight, "core ignition"),
        event(&flight, "booster burnout")
    );
    // On a rail too short of thrust it waits for the core.
    whole = rocket("whole", 13.0, 2.0, mounted(motor(60.0, 1.5, 0.6), 1.4));
    stages[0].rocket = whole;
    stages[1].ignition = Ignition::Time(1.0);
    stages[0].separation = None;
    let flight = fly(&launch(stages), Recording::None).unwrap();
    assert!((event(&flight, "liftoff") - 1.0).abs() < 1e-9);
}

/// What cannot be is refused where it stands.
#[test]
fn what_cannot_be_is_refused() {
    let place = |change: fn(&mut Vec<Stage>)| {
        let mut stages = three();
        change(&mut stages);
        Stack::new("three", stages).unwrap_err().place
    };
    assert_eq!(place(Vec::clear), "stages");
    assert_eq!(
        place(|s| s[1].name = "booster".to_owned()),
        "stages[1].name"
    );
    assert_eq!(
        place(|s| s[0].ignition = Ignition::BelowBurnout { delay: 0.0 }),
        "stages[0].ignition"
    );
    assert_eq!(place(|s| s[0].copies = 0), "stages[0].copies");
    assert_eq!(place(|s| s.truncate(2)), "stages[1].separation");
    assert_eq!(
        place(|s| s[0].separation = tumbling(SeparationTime::Apogee, -1.0)),
        "stages[0].separation.impulse"
    );
    assert_eq!(
        place(|s| s[1].rocket = rocket("heavy", 30.0, 2.0, None)),
        "stages[0].mass"
    );
    assert_eq!(
        place(|s| s[0].separation.as_mut().unwrap().after.descent =
            DescentMode::Tumbling { drag_area: None }),
        "stages[0].separation.drag_area"
    );
    let never = {
        let mut stages = three();
        stages[0].ignition = Ignition::Never;
        fly(&launch(stages), Recording::None)
    };
    assert!(matches!(
        never,
        Err(FlightError::NoLiftoff { thrust: 0.0, .. })
    ));
}

/// Without a rail, from rest on the ground, thrust lifts it; straight up from the equator both stages and the payload
/// come down again.
#[test]
fn stages_start_from_the_ground() {
    let mut launch = launch(three());
    launch.start = Start::State(StartState {
        latitude: 0.0,
        longitude: 0.0,
        height: 0.0,
        velocity: [0.0; 3],
        attitude: [90f64.to_radians(), 89f64.to_radians(), 0.0],
        angular_rates: [0.0; 3],
        inertial_rates: false,
    });
    (
        launch.site.latitude,
        launch.site.longitude,
        launch.site.elevation,
    ) = (0.0, 0.0, 0.0);
    let flight = fly(&launch, Recording::None).unwrap();
    assert_eq!(event(&flight, "booster ignition"), 0.0);
    assert!(flight.outcome.apogee_agl > 1000.0 && flight.bodies.len() == 3);
    assert!(flight.bodies.iter().all(|body| body.landing.time > 10.0));
}

/// What leaves under an open parachute leaves a lighter body hanging there, which then sinks more slowly. A timer does not
/// know of the parachute: it lights its motor, and that is told.
#[test]
fn a_stage_leaves_under_a_canopy() {
    let with = |when: SeparationTime, ignition: Ignition| {
        let mut stages = three();
        let mut top = stages[2].rocket.description().clone();
        top.parachutes[0].trigger = downrange::rocket::Trigger::Apogee;
        stages[2].rocket = Rocket::new(top).unwrap();
        let separation = stages[1].separation.as_mut().unwrap();
        separation.when = when;
        separation.after.descent = DescentMode::Tumbling {
            drag_area: Some(0.1),
        };
        stages[1].ignition = ignition;
        fly(&launch(stages), Recording::Full).unwrap()
    };
    let flight = with(SeparationTime::Time(45.0), Ignition::Time(40.0));
    assert!(event(&flight, "main opens") < 40.0);
    assert_eq!(event(&flight, "sustainer ignition"), 40.0);
    assert!(flight.warnings.iter().any(|w| {
        w.rule == "ignition under parachute"
            && w.message
                .starts_with("sustainer lights at 40.00 s below main")
    }));
    assert_eq!(event(&flight, "sustainer separation"), 45.0);
    // Less the 2 kg that have burnt below the canopy.
    assert!((flight.bodies[2].mass - 6.4).abs() < 1e-12);
    let heavy = with(SeparationTime::Time(1e4), Ignition::Never);
    // 3 kg instead of 11.4 kg below the same canopy.
    let sink = |flight: &Flight| flight.outcome.descent_rates[0].1;
    let ratio = sink(&flight) / sink(&heavy);
    assert!((ratio - (3.0f64 / 11.4).sqrt()).abs() < 0.02, "{ratio}");
}
