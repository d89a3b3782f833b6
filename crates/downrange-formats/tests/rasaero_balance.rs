//! Masses and centres of gravity of RASAero II files, also those that do not fit, and what flies of several stages.
#![allow(clippy::unwrap_used)]

mod invented;

use downrange::aero::Aerodynamics;
use downrange::flight::{Launch, Recording, Start, StartState, Vehicle, fly};
use downrange::rocket::{Ignition, Rocket, Stack};
use invented::{INCH, ONE, POUND, TWO, reading, says};

/// Launch mass, lb, and centre, in from the nose tip, with the motors of these rockets aboard.
fn balance(rocket: &Rocket, above: &[&Rocket]) -> (f64, f64) {
    let motors = above.iter().map(|other| other.motors(0.0));
    let whole = motors.fold(
        rocket.without_motor().plus(rocket.motors(0.0)),
        |sum, motor| sum.plus(motor),
    );
    (whole.mass / POUND, whole.center / INCH)
}

fn stages(launch: &Launch) -> (&Rocket, &Rocket) {
    let [booster, sustainer] = launch.vehicle.stack().unwrap().stages() else {
        unreachable!()
    };
    (&booster.rocket, &sustainer.rocket)
}

/// A centre of gravity that the drawn section cannot have is met all the same as long as it is on the rocket: by the
/// stack where the booster's dry mass would sit ahead of the booster, by the rocket as nearly as can be where its dry
/// mass would sit ahead of the nose tip. Else a rocket that flies straight in RASAero would tumble here.
#[test]
fn a_rocket_balances_where_the_file_says() {
    // 17 lb at 44 in less 8 lb at 33 in and a motor of 4.85 lb at 69.6 in leave 4.15 lb at 35.3 in.
    let said = reading(&TWO.replace("<Booster1CG>50<", "<Booster1CG>44<"));
    let (booster, sustainer) = stages(&said.launch);
    let (mass, center) = balance(booster, &[sustainer]);
    assert!(
        (mass - 17.0).abs() < 1e-4 && (center - 44.0).abs() < 1e-3,
        "{mass} {center}"
    );
    assert!(says(
        &said,
        "off a section from 51.00 to 79.00 in: taken all the same"
    ));

    let said = reading(&ONE.replace("<SustainerCG>45<", "<SustainerCG>9<"));
    let rocket = said.launch.vehicle.rocket().unwrap();
    let (mass, center) = balance(rocket, &[]);
    assert!(
        (mass - 9.5).abs() < 1e-4 && rocket.without_motor().center == 0.0,
        "{mass}"
    );
    let told = format!("put at the nose tip, so that the whole balances at {center:.2} in");
    assert!(says(&said, &told), "{told} {:?}", said.warnings);
    assert!(center < 20.0, "{center}");

    // Nothing is said, or what lies behind it: the skin.
    let skin = reading(&ONE.replace("<SustainerCG>45<", "<SustainerCG>0<"));
    let behind = reading(&ONE.replace("<SustainerCG>45<", "<SustainerCG>450<"));
    assert!(says(
        &skin,
        "no centre of gravity is given: what is not motor"
    ));
    assert!(says(
        &behind,
        "off a section from 0.00 to 73.50 in: what is not motor is spread evenly"
    ));
    assert_eq!(skin.launch, behind.launch);
}

/// Once the booster has left, the sustainer flies as one that starts alone from that state, as high and as long (to a
/// decimetre in kilometres and a hundredth of a second: its record has the state to the accuracy of a step); until
/// then, the fins of both, and no base of the sustainer.
#[test]
fn the_sustainer_flies_as_if_alone() {
    let launch = reading(TWO).launch;
    let flight = fly(&launch, Recording::Full).unwrap();
    let time = |name: &str| {
        flight
            .events
            .iter()
            .find(|event| event.name == name)
            .unwrap()
            .time
    };
    let left = time("booster 1 separation");
    let state = flight
        .trajectory
        .iter()
        .rfind(|sample| sample.time <= left)
        .unwrap();
    assert!((state.time - left).abs() < 1e-9 && (state.mass / POUND - 8.0).abs() < 1e-5);
    let [east, north, up] = state.velocity;
    let mut sustainer = launch.vehicle.stack().unwrap().top().clone();
    sustainer.ignition = Ignition::Time(time("sustainer ignition") - left);
    let alone = Launch {
        vehicle: Vehicle::Stack(Stack::new("alone", vec![sustainer]).unwrap()),
        start: Start::State(StartState {
            latitude: state.latitude,
            longitude: state.longitude,
            height: state.altitude_asl,
            velocity: [north, east, -up],
            attitude: [state.heading, state.pitch, 0.0],
            angular_rates: state.angular_rates,
            inertial_rates: true,
        }),
        ..launch.clone()
    };
    let alone = fly(&alone, Recording::None).unwrap().outcome;
    let both = &flight.outcome;
    let (higher, later) = (
        alone.apogee_asl - both.apogee_asl,
        alone.apogee_time + left - both.apogee_time,
    );
    assert!(
        higher.abs() < 0.1 && later.abs() < 0.01,
        "{higher} m {later} s"
    );

    // What a user calls the apogee is the sustainer's, and stands first.
    assert_eq!(flight.bodies[0].name, "sustainer");
    assert_eq!(flight.bodies[0].apogee_agl, both.apogee_agl);
    assert!(flight.bodies[1].apogee_agl < 0.5 * both.apogee_agl);

    let (booster, sustainer) = stages(&launch);
    let (stack, top) = (Aerodynamics::new(booster), Aerodynamics::new(sustainer));
    let fins = |air: &Aerodynamics| -> f64 {
        let parts = air.parts(0.5).into_iter();
        parts.filter(|part| part.name.contains("fins")).count() as f64
    };
    assert_eq!((fins(&stack), fins(&top)), (2.0, 1.0));
    assert!(stack.normal_force_slope(0.5) > top.normal_force_slope(0.5));
}
