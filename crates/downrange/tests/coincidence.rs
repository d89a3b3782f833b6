//! What happens at one moment, out of its phase, or beyond a threshold from the start.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "../benches/common/mod.rs"]
mod calisto;
#[path = "common/canopies.rs"]
mod canopies;
#[path = "common/staged.rs"]
mod staged;

use calisto::calisto;
use canopies::{canopy, rules, warned, with};
use downrange::flight::{Flight, FlightError, Launch, Recording, Start, Vehicle, fly};
use downrange::rocket::{DescentMode, Ignition, Rocket, SeparationTime, Stage, Trigger};
use staged::{event, launch, motor, mounted, rocket, stage, three, tumbling};

/// Two stages: what the booster's timers do, the sustainer with its parachute.
fn two(lights: f64, leaves: f64, above: Ignition) -> Vec<Stage> {
    let booster = rocket("all", 9.0, 2.0, mounted(motor(900.0, 1.5, 1.0), 1.4));
    let upper = rocket("upper", 4.0, 1.2, mounted(motor(300.0, 2.0, 0.5), 0.6));
    let mut stages = vec![
        stage("booster", booster, Ignition::Time(lights)),
        stage(
            "sustainer",
            staged::under(canopy("main", 1.0, Trigger::Apogee), &upper),
            above,
        ),
    ];
    stages[0].separation = tumbling(SeparationTime::Time(leaves), 0.0);
    stages
}

/// A stage that leaves on the pad has landed there; nothing falls below the ground, wherever on the rail it leaves; and what
/// flies on leaves the rail by its own guides.
#[test]
fn a_stage_leaves_on_the_pad_or_on_the_rail() {
    let fly_two = |lights, leaves, above| fly(&launch(two(lights, leaves, above)), Recording::Full);
    let pad = fly_two(1.0, 0.5, Ignition::Time(0.5)).unwrap();
    let booster = &pad.bodies[1];
    assert!(booster.landing.landed && booster.landing.time == 0.5);
    // The rail leans: the booster's centre of mass stands a little aside.
    assert!(booster.landing.distance < 0.2 && booster.landing.speed < 1e-9);
    assert!(warned(&pad, "on the ground", "booster"));
    assert!(warned(
        &pad,
        "ignition",
        "booster lights at 1.00 s only, after it has left"
    ));
    assert!(pad.bodies[0].landing.landed && pad.outcome.apogee_agl > 50.0);
    for tick in 1..60 {
        let leaves = f64::from(tick) * 0.01;
        let flight = fly_two(0.0, leaves, Ignition::BelowSeparation { delay: 0.02 }).unwrap();
        for body in &flight.bodies {
            assert!(body.landing.landed, "{leaves}: {} flies on", body.name);
            let low = body.trajectory.iter().map(|sample| sample.altitude_agl);
            let low = low.fold(f64::INFINITY, f64::min);
            // The error allowed in a step.
            assert!(low > -1e-3, "{leaves}: {} at {low} m", body.name);
        }
    }
}

/// A height at which something lights or leaves that lies on the rail is met there, not never.
#[test]
fn heights_on_the_rail_are_met() {
    let mut stages = two(0.0, 0.0, Ignition::BelowSeparation { delay: 0.1 });
    stages[0].separation = tumbling(SeparationTime::Height(1.0), 0.0);
    let flight = fly(&launch(stages), Recording::None).unwrap();
    assert!(event(&flight, "booster separation") < event(&flight, "rail exit"));
}

/// A separated stage that still burns flies on under its thrust where it has an attitude; where it tumbles that is not
/// counted, and told. The propellant leaves in both.
#[test]
fn a_stage_that_leaves_burns_on() {
    let burning = |fall: DescentMode| {
        let mut stages = two(0.0, 0.8, Ignition::BelowSeparation { delay: 1.0 });
        let separation = stages[0].separation.as_mut().unwrap();
        separation.after.descent = fall;
        fly(&launch(stages), Recording::Full).unwrap()
    };
    let fins = DescentMode::Rocket {
        rocket: Box::new(rocket("spent", 5.0, 0.8, None)),
        nose: 1.2,
    };
    let flies = burning(fins);
    assert!((event(&flies, "booster burnout") - 1.5).abs() < 1e-9);
    assert!(warned(
        &flies,
        "separation",
        "booster still burns as it leaves at 0.80 s: it flies on"
    ));
    let tumbles = burning(DescentMode::Tumbling {
        drag_area: Some(0.05),
    });
    assert!(warned(&tumbles, "separation", "its thrust is not counted"));
    let apogee = |flight: &Flight| flight.bodies[1].apogee_agl;
    assert!(apogee(&flies) > apogee(&tumbles) + 20.0);
    for flight in [&flies, &tumbles] {
        let trajectory = &flight.bodies[1].trajectory;
        let (first, last) = (&trajectory[0], &trajectory[trajectory.len() - 1]);
        assert!((first.mass - last.mass - 0.7 / 1.5).abs() < 1e-9);
    }
}

/// The parachute of a stage that is still attached fires when its device says so, is told, and opens as the stage leaves.
#[test]
fn a_parachute_fires_aboard() {
    let with = |trigger: Trigger, leaves: SeparationTime| {
        let mut stages = two(0.0, 0.0, Ignition::BelowSeparation { delay: 0.0 });
        let separation = stages[0].separation.as_mut().unwrap();
        separation.when = leaves;
        separation.after.parachutes = vec![canopy("chute", 1.0, trigger)];
        fly(&launch(stages), Recording::None).unwrap()
    };
    let late = SeparationTime::OwnBurnout { delay: 3.0 };
    let flight = with(Trigger::Burnout(1.0), late);
    assert!((event(&flight, "booster chute triggered") - 2.5).abs() < 1e-9);
    assert!((event(&flight, "booster chute opens") - 4.5).abs() < 1e-9);
    assert!(warned(
        &flight,
        "parachute aboard",
        "chute of booster fires at 2.50 s"
    ));
    let free = with(Trigger::Burnout(4.0), late);
    assert!((event(&free, "booster chute triggered") - 5.5).abs() < 1e-9);
    assert!(!rules(&free).contains(&"parachute aboard"));
    // One moment is no fault: both are due at the top.
    let together = with(Trigger::Apogee, SeparationTime::Apogee);
    assert!(!rules(&together).contains(&"parachute aboard"));
    assert_eq!(
        event(&together, "booster chute opens"),
        event(&together, "booster separation")
    );
    let never = with(Trigger::Time(2.0), SeparationTime::Time(4e4));
    assert!(warned(&never, "parachute aboard", "it never leaves"));
}

/// A timer does not know of the parachute, nor of the attitude: a motor lights below a canopy, or nose down, and both are
/// told.
#[test]
fn motors_light_out_of_phase() {
    let flight = |drogue: bool| {
        let mut stages = two(0.0, 1.6, Ignition::Time(40.0));
        if !drogue {
            let mut description = stages[1].rocket.description().clone();
            description.parachutes[0].trigger = Trigger::Altitude(20.0);
            stages[1].rocket = Rocket::new(description).unwrap();
        }
        let mut launch = launch(stages);
        if let (false, Start::Rail(rail)) = (drogue, &mut launch.start) {
            rail.elevation_angle = 1.2;
        }
        let apogee = fly(&launch, Recording::None).unwrap().outcome.apogee_time;
        if let Vehicle::Stack(stack) = &launch.vehicle {
            let mut stages = stack.stages().to_vec();
            stages[1].ignition = Ignition::Time(apogee + 3.0);
            launch = Launch {
                ..staged::launch(stages)
            };
            if let (false, Start::Rail(rail)) = (drogue, &mut launch.start) {
                rail.elevation_angle = 1.2;
            }
        }
        fly(&launch, Recording::None).unwrap()
    };
    assert!(warned(
        &flight(true),
        "ignition under parachute",
        "below main"
    ));
    assert!(warned(
        &flight(false),
        "ignition nose down",
        "below the horizon"
    ));
}

/// Time that is over on the rail ends the flight as anywhere else.
#[test]
fn the_time_is_over_on_the_rail() {
    let mut launch = calisto();
    launch.settings.max_time = 0.2;
    let flight = fly(&launch, Recording::None).unwrap();
    assert!(warned(&flight, "still flying", "0.2 s"));
    assert!(!flight.outcome.landing.landed);
    let weak = with(|d| d.given.mass = Some(2000.0));
    assert!(matches!(
        fly(&weak, Recording::None),
        Err(FlightError::NoLiftoff { .. })
    ));
}

/// A body that falls from its start while a motor has yet to light passes heights on the way down as any other; a stage
/// that leaves after the vehicle's highest point knows of it.
#[test]
fn what_falls_passes_heights_whatever_lights_later() {
    let mut launch = with(|d| {
        d.parachutes = vec![canopy("main", 10.0, Trigger::Altitude(300.0))];
        if let Some(mounted) = &mut d.motor {
            mounted.motor.ignition_delay = 60.0;
        }
    });
    launch.start = Start::State(downrange::flight::StartState {
        latitude: launch.site.latitude,
        longitude: launch.site.longitude,
        height: launch.site.elevation + 800.0,
        velocity: [0.0, 0.0, 10.0],
        attitude: [0.0, -1.5, 0.0],
        angular_rates: [0.0; 3],
        inertial_rates: false,
    });
    let flight = fly(&launch, Recording::None).unwrap();
    let opens = flight
        .events
        .iter()
        .find(|event| event.name == "main opens")
        .unwrap();
    assert!((opens.altitude_agl - 300.0).abs() < 1e-3);

    let mut stages = three();
    let separation = stages[1].separation.as_mut().unwrap();
    separation.after.parachutes = vec![
        canopy("drogue", 0.3, Trigger::Apogee),
        canopy("main", 3.0, Trigger::Altitude(9000.0)),
    ];
    let flight = fly(&staged::launch(stages), Recording::None).unwrap();
    let [apogee, opens] = ["apogee", "sustainer main opens"].map(|name| event(&flight, name));
    assert_eq!(
        (apogee, event(&flight, "sustainer drogue opens")),
        (opens, opens)
    );
    assert!(
        flight
            .events
            .iter()
            .all(|event| !event.name.ends_with("released"))
    );
}
