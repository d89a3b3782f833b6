//! RASAero II files. The rockets and motors of these files are invented.
#![allow(clippy::unwrap_used)]

mod invented;

use downrange::air::{Air, Weather};
use downrange::flight::{Launch, Recording, fly};
use downrange::rocket::shape::{FinOutline, FinSection, Profile};
use downrange::rocket::{Ignition, PartShape, Rocket, SeparationTime, Trigger};
use downrange_formats::designs::DesignOptions;
use downrange_formats::designs::rasaero::{parse, read};
use invented::{INCH, ONE, POUND, folder, library, near, of_file, part};

/// Position and length, in.
fn place(rocket: &Rocket, name: &str) -> (f64, f64) {
    let part = part(rocket, name);
    let length = match &part.shape {
        PartShape::Nose(nose) => nose.length,
        PartShape::Tube(tube) => tube.length,
        PartShape::Transition(transition) => transition.length,
        PartShape::Fins(fins) => match fins.outline {
            FinOutline::Trapezoidal { root_chord, .. } => root_chord,
            _ => 0.0,
        },
        PartShape::Lug { length, .. } => *length,
        _ => 0.0,
    };
    (part.position / INCH, length / INCH)
}

/// What one stage may have arrives where the drawing has it.
#[test]
fn a_drawing_arrives() {
    let launch = of_file("one.CDX1").launch;
    let rocket = launch.vehicle.rocket().unwrap();
    for (name, position, length) in [
        ("nose cone", 0.0, 12.0),
        ("body tube", 12.0, 20.0),
        ("transition", 32.0, 2.5),
        // The fin can and its shoulder slide over the aft 8.5 in of a tube of 36 in.
        ("body tube 2", 34.5, 27.5),
        ("fin can shoulder", 62.0, 0.5),
        ("fin can", 62.5, 8.0),
        ("boat-tail", 70.5, 3.0),
        // Location counts from the aft end of what carries the fins.
        ("fins", 36.5, 3.0),
        ("fins 2", 63.0, 7.0),
        ("launch lug", 13.0, 1.5),
        ("launch lug 2", 29.5, 1.5),
        ("rail guide", 35.5, 0.0),
        ("rail guide 2", 69.5, 0.0),
    ] {
        let read = place(rocket, name);
        near(read.0, position);
        near(read.1, length);
    }
    near(rocket.length() / INCH, 73.5);
    let PartShape::Nose(nose) = &part(rocket, "nose cone").shape else {
        unreachable!()
    };
    assert_eq!(nose.profile, Profile::Power(0.6));
    near(nose.tip_radius / INCH, 0.125);
    let PartShape::Transition(cone) = &part(rocket, "transition").shape else {
        unreachable!()
    };
    // Its forward end is as wide as what is before it, whatever `Diameter` says.
    near(cone.fore_diameter / INCH, 3.0);
    near(cone.aft_diameter / INCH, 2.6);
    let PartShape::Fins(fins) = &part(rocket, "fins").shape else {
        unreachable!()
    };
    // Bevels of 0.5 and 0.25 in of a mean chord of 2 in.
    let (leading, trailing) = (0.25, 0.125);
    assert_eq!(fins.section, FinSection::Hexagonal { leading, trailing });
    // Camouflage paint.
    near(rocket.description().roughness / INCH, 0.0004);
}

/// The launch weight and its centre are met with the motor aboard, and the inertia is that of a rod, more or less.
#[test]
fn weight_and_centre_are_with_the_motor() {
    let launch = of_file("one.CDX1").launch;
    let rocket = launch.vehicle.rocket().unwrap();
    let (dry, motor) = (rocket.without_motor(), rocket.motors(0.0));
    let whole = dry.plus(motor);
    // To a milligram and a micrometre.
    assert!((whole.mass / POUND - 9.5).abs() < 3e-6, "{whole:?}");
    assert!((whole.center / INCH - 45.0).abs() < 1e-4, "{whole:?}");
    // The motor ends where the rocket does: 400 mm long, its centre is 200 mm before the aft end.
    near(motor.center, 73.5 * INCH - 0.2);
    near(motor.mass, 1.1);
    let rod = dry.mass * rocket.length().powi(2) / 12.0;
    assert!((0.7..1.2).contains(&(dry.transverse / rod)), "{dry:?}");
    let exit = rocket
        .description()
        .motor
        .as_ref()
        .unwrap()
        .motor
        .nozzle_exit_area;
    near(
        exit.unwrap(),
        std::f64::consts::PI / 4.0 * (1.125 * INCH).powi(2),
    );
}

/// Feet, °F, mph, degrees from the vertical, a barometer reduced to sea level, parachutes.
#[test]
fn conditions_arrive() {
    let launch = of_file("one.CDX1").launch;
    near(launch.site.elevation, 838.2);
    let rail = launch.start.rail().unwrap();
    near(rail.length, 3.048);
    near(rail.elevation_angle.to_degrees(), 87.0);
    let Weather::Site {
        temperature,
        pressure,
    } = launch.air.weather()
    else {
        unreachable!()
    };
    near(temperature.unwrap(), 308.15);
    let expected = 29.85 * 3386.389 / 101_325.0 * Air::default().at(838.2).pressure;
    assert!((pressure.unwrap() - expected).abs() < 0.1);
    // From the north.
    near(launch.air.wind(5000.0)[1], -8.0 * 0.44704);
    let parachutes = launch.vehicle.parachutes();
    near(
        parachutes[0].drag_area,
        0.8 * std::f64::consts::PI / 4.0 * (24.0 * INCH).powi(2),
    );
    assert_eq!(parachutes[0].trigger, Trigger::Apogee);
    assert_eq!(parachutes[1].trigger, Trigger::Altitude(700.0 * 0.3048));
}

#[test]
fn another_simulation_may_be_chosen() {
    let options = DesignOptions {
        simulation: Some("2".to_owned()),
        ..DesignOptions::default()
    };
    let launch = read(&folder().join("one.CDX1"), &options).unwrap().launch;
    let rocket = launch.vehicle.rocket().unwrap();
    // The other maker's J300X.
    let motor = &rocket.description().motor.as_ref().unwrap().motor;
    near(motor.thrust.at(0.05), 300.0);
    let mass = rocket.without_motor().plus(rocket.motors(0.0)).mass;
    assert!((mass / POUND - 9.25).abs() < 3e-6, "{mass}");
}

/// Boosters: weights are of everything above too, and the boat-tail above is inside.
#[test]
fn two_stages_come_apart() {
    let launch = of_file("two.CDX1").launch;
    let stack = launch.vehicle.stack().unwrap();
    let [booster, sustainer] = stack.stages() else {
        unreachable!()
    };
    for (name, position, length) in [
        ("booster 1 shoulder", 51.0, 3.0),
        ("booster 1", 54.0, 24.0),
        ("booster 1 boat-tail", 78.0, 1.0),
        ("booster 1 fins", 69.5, 8.0),
        ("fins", 44.5, 6.0),
    ] {
        let read = place(&booster.rocket, name);
        near(read.0, position);
        near(read.1, length);
    }
    let hidden = |rocket: &Rocket| {
        let parts = &rocket.description().parts;
        parts.iter().any(|part| part.name == "boat-tail")
    };
    assert!(!hidden(&booster.rocket) && hidden(&sustainer.rocket));
    near(sustainer.rocket.length() / INCH, 53.0);
    let PartShape::Fins(fins) = &part(&booster.rocket, "booster 1 fins").shape else {
        unreachable!()
    };
    assert_eq!(fins.section, FinSection::DoubleWedge(0.5));

    assert_eq!(booster.ignition, Ignition::Launch { delay: 0.0 });
    assert_eq!(sustainer.ignition, Ignition::BelowSeparation { delay: 1.5 });
    let when = booster.separation.as_ref().unwrap().when;
    assert_eq!(when, SeparationTime::OwnBurnout { delay: 0.5 });

    let loaded = sustainer
        .rocket
        .without_motor()
        .plus(sustainer.rocket.motors(0.0));
    assert!((loaded.mass / POUND - 8.0).abs() < 3e-6, "{loaded:?}");
    assert!((loaded.center / INCH - 33.0).abs() < 1e-4, "{loaded:?}");
    let whole = booster
        .rocket
        .without_motor()
        .plus(booster.rocket.motors(0.0))
        .plus(sustainer.rocket.motors(0.0));
    assert!((whole.mass / POUND - 17.0).abs() < 1e-5, "{whole:?}");
    assert!((whole.center / INCH - 50.0).abs() < 1e-3, "{whole:?}");

    let flight = fly(&launch, Recording::None).unwrap();
    near(flight.outcome.liftoff_mass, whole.mass);
    let time = |name: &str| {
        let events = flight.events.iter();
        events
            .clone()
            .find(|event| event.name == name)
            .unwrap()
            .time
    };
    near(time("booster 1 separation"), 3.0);
    near(time("sustainer ignition"), 4.5);
    assert!(flight.outcome.apogee_agl > 2000.0);
}

/// Fin sections, nose shapes, and what is like them.
#[test]
fn every_shape_is_known() {
    let launch = |text: &str| -> Launch {
        let read = parse(text, &library(), None);
        read.unwrap_or_else(|error| unreachable!("{error}")).launch
    };
    for (name, expected) in [
        ("Conical", Profile::Conical),
        ("Tangent Ogive", Profile::TangentOgive),
        ("Von Karman Ogive", Profile::Haack(0.0)),
        ("LV-Haack", Profile::Haack(1.0 / 3.0)),
        ("Parabolic", Profile::Power(0.5)),
        ("Elliptical", Profile::Elliptical),
    ] {
        let read = launch(&ONE.replace("Power Law", name));
        let PartShape::Nose(nose) = &part(read.vehicle.rocket().unwrap(), "nose cone").shape else {
            unreachable!()
        };
        assert_eq!(nose.profile, expected);
    }
    for (name, expected) in [
        ("Square", FinSection::Square),
        ("Rounded", FinSection::Rounded),
        ("Subsonic NACA", FinSection::Airfoil),
        ("Double Wedge", FinSection::DoubleWedge(0.25)),
        ("Biconvex", FinSection::Biconvex),
        ("Single Wedge", FinSection::SingleWedge),
        (
            "Hexagonal Blunt Base",
            FinSection::Hexagonal {
                leading: 0.25,
                trailing: 0.0,
            },
        ),
    ] {
        let read = launch(&ONE.replace("Hexagonal", name));
        let PartShape::Fins(fins) = &part(read.vehicle.rocket().unwrap(), "fins").shape else {
            unreachable!()
        };
        assert_eq!(fins.section, expected);
    }
}
