//! What happens at one moment, out of its phase, or beyond a threshold from the start.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "../benches/common/mod.rs"]
mod calisto;
#[path = "common/staged.rs"]
mod staged;

use calisto::calisto;
use downrange::flight::{
    EventKind, Failure, Flight, FlightError, Launch, NamedFailure, ParachuteFailure, Recording,
    Start, Vehicle, fly,
};
use downrange::rocket::{
    DescentMode, Ignition, Parachute, Releases, Rocket, RocketDescription, SeparationTime, Stage,
    Trigger,
};
use staged::{event, launch, motor, mounted, parachute, rocket, stage, three, tumbling};

fn with(change: impl FnOnce(&mut RocketDescription)) -> Launch {
    let mut launch = calisto();
    if let Vehicle::Rocket(rocket) = &launch.vehicle {
        let mut description = rocket.description().clone();
        change(&mut description);
        launch.vehicle = Vehicle::Rocket(Rocket::new(description).unwrap());
    }
    launch
}

fn canopy(name: &str, drag_area: f64, trigger: Trigger) -> Parachute {
    Parachute {
        name: name.to_owned(),
        lag: 0.0,
        filling_time: 0.0,
        ..parachute(drag_area, trigger)
    }
}

fn under(parachutes: Vec<Parachute>) -> Flight {
    unnumbered(fly(&with(|d| d.parachutes = parachutes), Recording::None).unwrap())
}

/// The same without the places that parachutes have in their list: all else may not know of them.
fn unnumbered(mut flight: Flight) -> Flight {
    for event in &mut flight.events {
        event.kind = match event.kind {
            EventKind::Triggered(_) => EventKind::Triggered(0),
            EventKind::Opens(_) => EventKind::Opens(0),
            EventKind::Released(_) => EventKind::Released(0),
            kind => kind,
        };
    }
    flight
}

fn rules(flight: &Flight) -> Vec<&str> {
    flight
        .warnings
        .iter()
        .map(|each| each.rule.as_str())
        .collect()
}

fn warned(flight: &Flight, rule: &str, words: &str) -> bool {
    let of = |warning: &&downrange::flight::Warning| warning.rule == rule;
    flight
        .warnings
        .iter()
        .filter(of)
        .any(|warning| warning.message.contains(words))
}

/// A main that is set above the apogee is triggered with its drogue: both hang, in whichever order they are written, to the
/// last bit, and as in the failure that opens the main at apogee.
#[test]
fn canopies_of_one_moment_hang_together() {
    let drogue = || canopy("drogue", 1.0, Trigger::Apogee);
    let main = |trigger| canopy("main", 10.0, trigger);
    let high = Trigger::Altitude(9000.0);
    let flight = under(vec![drogue(), main(high)]);
    assert_eq!(flight, under(vec![main(high), drogue()]));
    assert_eq!(flight.outcome.descent_rates[0].0, "drogue and main");
    assert!(warned(&flight, "trigger height", "main is set to 9000 m"));
    let both = under(vec![canopy("one", 11.0, Trigger::Apogee)]);
    let (a, b) = (&flight.outcome.landing, &both.outcome.landing);
    assert!((a.distance - b.distance).abs() < 1e-3 && (a.time - b.time).abs() < 1e-3);

    let mut planned = with(|d| d.parachutes = vec![drogue(), main(Trigger::Altitude(800.0))]);
    planned.failures = vec![NamedFailure {
        name: "early".to_owned(),
        failure: Failure::Parachute {
            parachute: "main".to_owned(),
            stage: None,
            goes: ParachuteFailure::AtApogee,
        },
    }];
    let failed = planned.with_failure("early").unwrap();
    let failed = fly(&failed, Recording::None).unwrap();
    assert_eq!(failed.outcome.landing, flight.outcome.landing);
}

/// Equal canopies on one trigger, or on two heights, all hang; the sum of their areas does not know their order.
#[test]
fn redundant_canopies_all_hang() {
    let three = |order: [usize; 3]| {
        let all = [("a", 2.1), ("b", 2.3), ("c", 2.2)];
        let hang = order.map(|at| canopy(all[at].0, all[at].1, Trigger::Apogee));
        under(hang.to_vec())
    };
    let flight = three([0, 1, 2]);
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        assert_eq!(flight, three(order));
    }
    let later = under(vec![
        canopy("first", 5.0, Trigger::Altitude(800.0)),
        canopy("second", 5.0, Trigger::Altitude(600.0)),
    ]);
    let rates = &later.outcome.descent_rates;
    assert_eq!(
        (rates[0].0.as_str(), rates[1].0.as_str()),
        ("first", "first and second")
    );
    // Half the load a canopy: 1/√2 of the speed, and 3 % less in the denser air 600 m lower.
    assert!((rates[1].1 / rates[0].1 - 0.5f64.sqrt()).abs() < 0.03);
}

/// A main lets go of its drogue, and that is told; a drogue that comes late throws nothing away; names say it for good,
/// whichever opens first.
#[test]
fn what_is_let_go_has_a_cause() {
    let drogue = |trigger| canopy("drogue", 1.0, trigger);
    let main = || canopy("main", 10.0, Trigger::Altitude(800.0));
    let flight = under(vec![drogue(Trigger::Apogee), main()]);
    assert_eq!(
        event(&flight, "drogue released"),
        event(&flight, "main opens")
    );
    let late = under(vec![drogue(Trigger::Altitude(500.0)), main()]);
    assert!(
        late.events
            .iter()
            .all(|event| !event.name.ends_with("released"))
    );
    assert_eq!(late.outcome.descent_rates[1].0, "drogue and main");

    let names =
        |names: &[&str]| Releases::Named(names.iter().map(|name| (*name).to_owned()).collect());
    let said = |when: Trigger, releases: Releases| {
        under(vec![drogue(when), Parachute { releases, ..main() }])
    };
    let keeps = said(Trigger::Apogee, names(&[]));
    assert_eq!(keeps.outcome.descent_rates[1].0, "drogue and main");
    for when in [
        Trigger::Apogee,
        Trigger::Altitude(800.0),
        Trigger::Altitude(500.0),
    ] {
        let flight = said(when, names(&["drogue"]));
        assert!(event(&flight, "drogue released") >= event(&flight, "main opens"));
        let last = flight.outcome.descent_rates.last().unwrap();
        assert_eq!(last.0, "main");
    }
    let each_other = with_fault(vec![
        Parachute {
            releases: names(&["b"]),
            ..canopy("a", 1.0, Trigger::Apogee)
        },
        Parachute {
            releases: names(&["a"]),
            ..canopy("b", 1.0, Trigger::Apogee)
        },
    ]);
    assert!(each_other.contains("let go of each other"), "{each_other}");
    let nobody = with_fault(vec![Parachute {
        releases: names(&["x"]),
        ..canopy("a", 1.0, Trigger::Apogee)
    }]);
    assert!(nobody.contains("no parachute is called `x`"), "{nobody}");
}

fn with_fault(parachutes: Vec<Parachute>) -> String {
    let launch = calisto();
    let mut description = launch.vehicle.rocket().unwrap().description().clone();
    description.parachutes = parachutes;
    Rocket::new(description).unwrap_err().message
}

/// Under an open canopy thrust is not counted, and it is told: what falls is not driven into the ground, and lands as the
/// canopy alone lets it.
#[test]
fn a_canopy_opens_under_thrust() {
    let flight = under(vec![canopy("main", 10.0, Trigger::Time(2.0))]);
    assert!(warned(
        &flight,
        "parachute under thrust",
        "main opens at 2.00 s"
    ));
    let after = under(vec![canopy("main", 10.0, Trigger::Time(5.0))]);
    assert!(!rules(&after).contains(&"parachute under thrust"));
    let speed = |flight: &Flight| flight.outcome.landing.speed;
    assert!((speed(&flight) - speed(&after)).abs() < 0.01);
    assert!(
        event(&flight, "burnout") > 2.0 && flight.outcome.apogee_agl < after.outcome.apogee_agl
    );
    // On the rail it is told too.
    let on_the_rail = under(vec![canopy("main", 10.0, Trigger::Time(0.1))]);
    assert_eq!(event(&on_the_rail, "main opens"), 0.1);
    assert!(warned(
        &on_the_rail,
        "parachute on the rail",
        "before the rocket is off its rail"
    ));
}

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

/// A parachute at burnout opens under no thrust, whatever the rounding of the burn's end.
#[test]
fn a_parachute_at_burnout_is_under_no_thrust() {
    for delay in [0.0, 0.9, 1.0, 1.1, 1.3] {
        let mut launch = with(|d| {
            d.parachutes = vec![canopy("main", 10.0, Trigger::Burnout(0.0))];
            if let Some(mounted) = &mut d.motor {
                mounted.motor.ignition_delay = delay;
            }
        });
        launch.name = format!("{delay}");
        let flight = fly(&launch, Recording::None).unwrap();
        assert!(
            !rules(&flight).contains(&"parachute under thrust"),
            "{delay}"
        );
    }
}
