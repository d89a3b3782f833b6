//! Launch files that are right.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use downrange::air::{Weather, Wind};
use downrange::compare::AssumedFigure;
use downrange::earth::Earth;
use downrange::flight::{Recording, Start, StartState, Vehicle, fly};
use downrange::motor::Propellant;
use downrange::rocket::shape::{FinOutline, FinSection};
use downrange::rocket::{Coefficient, InertiaTensor, PartMass, PartShape, Releases, Trigger};
use downrange_formats::{LaunchFile, parse_launch, read_launch};

fn files() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files")
}

fn read(name: &str) -> downrange::flight::Launch {
    read_launch(&files().join(name))
        .unwrap_or_else(|error| unreachable!("{error}"))
        .launch
}

fn near(read: f64, expected: f64) {
    assert!(
        (read - expected).abs() <= 1e-12 * expected.abs().max(1.0),
        "{read} {expected}"
    );
}

/// What a newcomer writes is enough, and every default is the documented one.
#[test]
fn a_minimal_launch_is_whole() {
    let launch = read("minimal.toml");
    assert_eq!(launch.name, "minimal");
    near(launch.site.latitude.to_degrees(), 32.99);
    near(
        launch.start.rail().unwrap().elevation_angle.to_degrees(),
        84.0,
    );
    assert_eq!(launch.air.weather(), &Weather::Standard);
    let rocket = launch.vehicle.rocket().unwrap().description();
    assert_eq!(rocket.name, "Minimal");
    assert_eq!(rocket.roughness, 20e-6);
    let positions: Vec<f64> = rocket.parts.iter().map(|part| part.position).collect();
    // The tube follows the nose; the fins end with the tube.
    assert_eq!(positions, [0.0, 0.3, 1.5 - 0.15]);
    assert_eq!(rocket.parts[1].name, "tube 2");
    let mounted = rocket.motor.as_ref().unwrap();
    assert_eq!(mounted.motor.name, "T500");
    assert_eq!(mounted.position, None);
    assert_eq!(rocket.parachutes[0].trigger, Trigger::Apogee);
    near(
        rocket.parachutes[0].drag_area,
        1.5 * std::f64::consts::PI / 4.0 * 1.2192 * 1.2192,
    );
}

/// Defends that what a launch file leaves open is found and flown with what drags more: named by its words, and worth nothing
/// once it is said.
#[test]
fn what_is_left_open_is_flown_rougher() {
    let file = LaunchFile::open(files().join("minimal.toml")).unwrap();
    let fly = |file: &LaunchFile| {
        let launch = file.launch().unwrap().launch;
        fly(&launch, Recording::None).unwrap()
    };
    let effect = file
        .rougher()
        .unwrap()
        .unwrap()
        .effect(&fly(&file))
        .unwrap();
    let taken = |figure| effect.taken_for(figure);
    assert_eq!(taken(AssumedFigure::Finish), Some("smooth paint"));
    assert_eq!(taken(AssumedFigure::FinEdges), Some("rounded"));
    let instead = effect.values.iter().map(|each| each.instead);
    assert!(instead.eq(["regular paint", "square"]));
    assert!(effect.difference(&fly(&file)) < 0.0, "{effect:?}");

    let rough = file.with("rocket.finish", "regular paint").unwrap();
    let rough = rough.with("rocket.parts.fins.section", "square").unwrap();
    assert_eq!(fly(&rough).outcome.apogee_agl, effect.apogee_agl);
    assert_eq!(rough.rougher().unwrap(), None);
    // A drag that is given does not depend on them.
    let given = file.with("rocket.drag", 0.5).unwrap();
    assert_eq!(given.rougher().unwrap().unwrap().effect(&fly(&given)), None);
}

/// Every quantity of the description is reachable, in the unit it was written in.
#[test]
fn every_key_arrives() {
    let launch = read("everything.toml");
    assert_eq!(launch.name, "Everything");
    near(launch.site.latitude, 0.5);
    near(launch.site.elevation, 1402.08);
    assert_eq!(launch.site.date.as_deref(), Some("2026-05-30T14:00:00Z"));
    near(launch.start.rail().unwrap().length, 5.1816);
    near(launch.start.rail().unwrap().heading.to_degrees(), 45.0);
    assert_eq!(
        launch.air.weather(),
        &Weather::Site {
            temperature: Some(298.15),
            pressure: Some(86_000.0)
        }
    );
    let Some(Wind::PowerLaw {
        reference,
        reference_height,
        exponent,
        ceiling,
    }) = launch.air.site_wind()
    else {
        unreachable!("{:?}", launch.air.site_wind());
    };
    near(reference[0], 6.7056);
    assert_eq!(
        (reference[2], *reference_height, *exponent, *ceiling),
        (0.5, 10.0, 0.2, 400.0)
    );

    let rocket = launch.vehicle.rocket().unwrap().description();
    let given = &rocket.given;
    assert_eq!((given.diameter, given.length), (Some(0.098), Some(2.2)));
    near(given.mass.unwrap(), 5.624545388);
    assert_eq!(given.center_of_mass, Some(1.2));
    assert_eq!(
        given.inertia.map(|i| (i.axial, i.transverse)),
        Some((0.01, 1.5))
    );
    near(given.drag_power_off.as_ref().unwrap().at(0.9, 0.0), 0.52);
    near(
        given
            .drag_power_on
            .as_ref()
            .unwrap()
            .at(0.9, 2_f64.to_radians()),
        0.52,
    );
    let slope = given.normal_force_slope.as_ref().unwrap();
    assert!(matches!(slope, Coefficient::MachAndAngle { .. }));
    near(slope.at(0.1, 0.0), 0.2_f64.to_degrees());
    near(given.center_of_pressure.as_ref().unwrap().at(1.0, 0.0), 1.6);
    assert_eq!(given.pitch_damping.as_ref().unwrap().at(0.0), -300.0);
    assert_eq!(given.roll_damping.as_ref().unwrap().at(0.0), -12.5);
    near(given.roll_forcing.as_ref().unwrap().at(0.5), 0.015);
    assert_eq!(rocket.roughness, 20e-6);
    near(rocket.thrust_misalignment.to_degrees(), 0.1);
    near(rocket.thrust_offset, 0.0005);
    near(rocket.thrust_azimuth.to_degrees(), 30.0);

    let nose = &rocket.parts[0];
    assert_eq!(
        (nose.name.as_str(), nose.stuff),
        ("Nose cone", PartMass::Density(1850.0))
    );
    assert_eq!(
        (nose.roughness, nose.given.center_of_mass),
        (Some(0.5e-6), Some(0.3))
    );
    assert!(nose.given.inertia.is_some() && nose.given.drag.is_some());
    near(nose.given.normal_force_slope.as_ref().unwrap().at(1.0), 2.2);
    assert_eq!(
        nose.given.center_of_pressure.as_ref().unwrap().at(1.0),
        0.23
    );
    assert_eq!(rocket.parts[1].stuff, PartMass::Mass(0.90718474));
    let PartShape::Fins(fins) = &rocket.parts[3].shape else {
        unreachable!()
    };
    assert_eq!(
        fins.section,
        FinSection::Hexagonal {
            leading: 0.2,
            trailing: 0.1
        }
    );
    assert!(
        matches!(fins.outline, FinOutline::Trapezoidal { sweep_length, .. } if (sweep_length - 0.1).abs() < 1e-12)
    );
    near(fins.edge_radius, 0.000_508);
    near(fins.cant.to_degrees(), 0.5);
    assert_eq!(fins.body_diameter, Some(0.098));

    let mounted = rocket.motor.as_ref().unwrap();
    let motor = &mounted.motor;
    assert_eq!(
        (motor.name.as_str(), mounted.position),
        ("My T500", Some(1.78))
    );
    assert_eq!((motor.length, motor.diameter), (0.42, Some(0.054)));
    assert_eq!((motor.dry.mass, motor.dry.center), (0.6, 0.2));
    assert_eq!((motor.dry.axial, motor.dry.transverse), (0.0004, 0.009));
    near(
        motor.nozzle_exit_area.unwrap(),
        std::f64::consts::PI / 4.0 * 0.0009,
    );
    assert_eq!(motor.reference_pressure, Some(101_325.0));
    assert_eq!(
        (
            motor.ignition_delay,
            motor.burn_time_factor,
            motor.impulse_factor
        ),
        (0.25, 1.01, 0.98)
    );
    near(motor.thrust.at(0.05), 150.0 * 4.4482216152605);
    let Propellant::Grains(grains) = &motor.propellant else {
        unreachable!()
    };
    assert_eq!(
        (grains.count, grains.density, grains.ends_inhibited),
        (3, 1700.0, true)
    );
    assert_eq!((grains.separation, grains.center), (0.002, 0.19));

    let chutes = &rocket.parachutes;
    assert_eq!(chutes[0].trigger, Trigger::Burnout(10.0));
    assert_eq!(
        (
            chutes[0].lag,
            chutes[0].filling_time,
            chutes[0].releases.clone()
        ),
        (1.0, 0.5, Releases::Drogue)
    );
    assert_eq!(
        (chutes[1].trigger, chutes[1].releases.clone()),
        (Trigger::Altitude(300.0), Releases::Named(Vec::new()))
    );
    assert_eq!(chutes[2].trigger, Trigger::Time(60.0));
    let names = ["main", "drogue"].map(str::to_owned);
    assert_eq!(chutes[2].releases, Releases::Named(names.to_vec()));
    let settings = &launch.settings;
    assert_eq!(
        (settings.relative_tolerance, settings.absolute_tolerance),
        (1e-7, 1e-4)
    );
    assert_eq!(settings.max_time, 3600.0);
    assert_eq!(settings.max_evaluations, 200_000);
}

/// The other forms of what `everything.toml` says.
#[test]
fn the_other_forms_arrive() {
    let launch = read("otherwise.toml");
    assert!(
        matches!(launch.air.weather(), Weather::Sounding(sounding) if sounding.levels().len() == 2)
    );
    assert!(matches!(launch.air.site_wind(), Some(Wind::Layered(levels)) if levels.len() == 2));
    let rocket = launch.vehicle.rocket().unwrap().description();
    assert_eq!(
        rocket.given.drag_power_off.as_ref().unwrap().at(0.3, 0.0),
        0.5
    );
    assert_eq!(rocket.given.drag_power_on, None);
    assert!(
        rocket
            .parts
            .iter()
            .all(|part| part.stuff == PartMass::Weightless)
    );
    assert_eq!(rocket.parts[2].position, 2.0 - 0.16);
    let mounted = rocket.motor.as_ref().unwrap();
    assert!(matches!(
        mounted.motor.propellant,
        Propellant::Tables { .. }
    ));
    assert_eq!(mounted.motor.nozzle_exit_area, Some(0.0012));
    // A nozzle's size alone corrects no thrust.
    assert_eq!(mounted.motor.reference_pressure, None);
    assert_eq!(rocket.parachutes[0].trigger, Trigger::Burnout(0.0));
}

/// A CSV file stands for a table of winds, and for the tables of a motor.
#[test]
fn files_stand_for_tables() {
    let text = std::fs::read_to_string(files().join("otherwise.toml")).unwrap();
    let from = text.find("[air.wind]").unwrap();
    let to = text.find("[rocket]").unwrap();
    let text = text
        .replace(&text[from..to], "")
        .replace("[air]", "[air]\nwind = \"wind.csv\"");
    let at = text.find("tables = ").unwrap();
    let line = text[at..].lines().next().unwrap();
    let text = text.replace(line, "tables = \"hybrid.csv\"");
    let launch = parse_launch(&text, files())
        .unwrap_or_else(|error| unreachable!("{error}"))
        .launch;
    assert!((launch.air.wind(1000.0)[1] - 8.0 * 20_f64.to_radians().cos()).abs() < 1e-12);
    let now = launch
        .vehicle
        .rocket()
        .unwrap()
        .description()
        .motor
        .as_ref()
        .unwrap()
        .motor
        .propellant_properties(0.0);
    assert_eq!(
        (now.mass, now.center, now.axial, now.transverse),
        (2.0, 0.6, 0.002, 0.08)
    );
}

/// A motor without a file: a thrust curve from CSV, masses here, the documented defaults for the rest.
#[test]
fn a_motor_is_written_in_the_launch_file() {
    let launch = read("inline_motor.toml");
    let motor = &launch
        .vehicle
        .rocket()
        .unwrap()
        .description()
        .motor
        .as_ref()
        .unwrap()
        .motor;
    assert_eq!(motor.propellant, Propellant::Unknown { mass: 0.012 });
    assert_eq!(motor.thrust.at(0.1), 20.0);
    let as_listed =
        downrange::motor::Motor::from_curve("C12", 0.018, 0.07, motor.thrust.clone(), 0.012, 0.024);
    assert_eq!(motor, &as_listed.unwrap());
}

fn state(launch: &downrange::flight::Launch) -> StartState {
    match launch.start {
        Start::State(state) => state,
        Start::Rail(_) => unreachable!(),
    }
}

/// A body that is no rocket, from any state, over any Earth.
#[test]
fn every_key_of_an_object_arrives() {
    let launch = read("dropped.toml");
    assert_eq!(launch.earth, Earth::sphere(6.371e6, 0.0));
    let start = state(&launch);
    near(start.latitude.to_degrees(), 10.5);
    near(start.longitude.to_degrees(), 20.25);
    assert_eq!(start.height, 12_000.0);
    // 200 m/s to the east, 30 degrees down; and the nose that way.
    near(start.velocity[0], 0.0);
    near(start.velocity[1], 200.0 * 0.75_f64.sqrt());
    near(start.velocity[2], 100.0);
    let attitude = start.attitude.map(f64::to_degrees);
    for (read, expected) in attitude.into_iter().zip([90.0, -30.0, 15.0]) {
        near(read, expected);
    }
    for (read, expected) in start.angular_rates.into_iter().zip([10.0, 20.0, 30.0]) {
        near(read.to_degrees(), expected);
    }
    assert!(start.inertial_rates);

    let Vehicle::Object(object) = &launch.vehicle else {
        unreachable!()
    };
    assert_eq!((object.name.as_str(), object.mass), ("Capsule", 120.0));
    let expected = InertiaTensor {
        xx: 12.0,
        yy: 15.0,
        zz: 16.0,
        xy: 0.1,
        xz: -0.2,
        yz: 0.3,
    };
    assert_eq!(object.inertia, expected);
    let given = &object.coefficients;
    assert_eq!((given.area, given.span, given.chord), (0.8, 1.1, 0.9));
    assert_eq!(given.reference_point, [0.05, -0.001, 0.002]);
    // In the order of `ObjectCoefficients::at`.
    let expected = [
        0.1,
        1.05,
        -0.5,
        0.01_f64.to_degrees(),
        0.001,
        0.01,
        -0.02,
        -0.2,
        0.25,
        -0.3,
        -0.35,
        -0.6,
    ];
    for (read, expected) in given.at(0.5).into_iter().zip(expected) {
        near(read, expected);
    }
    assert_eq!(object.parachutes.len(), 1);
}

/// A rocket away from a rail, with what a start means that does not say more.
#[test]
fn a_rocket_starts_in_the_air() {
    let launch = read("thrown.toml");
    assert_eq!(launch.earth, Earth::WGS84);
    let start = state(&launch);
    assert_eq!(start.latitude, launch.site.latitude);
    assert_eq!(start.longitude, launch.site.longitude);
    assert_eq!(start.height, 21_400.0);
    assert_eq!(start.velocity, [1.0, 2.0, 3.0]);
    assert_eq!(start.angular_rates, [0.0; 3]);
    assert!(!start.inertial_rates);
    near(start.attitude[0].to_degrees(), 45.0);
    near(start.attitude[1].to_degrees(), 80.0);
    let motor = &launch
        .vehicle
        .rocket()
        .unwrap()
        .description()
        .motor
        .as_ref()
        .unwrap()
        .motor;
    assert_eq!(motor.ignition_delay, 5.0);
    // It climbs after it was dropped.
    let recording = downrange::flight::Recording::None;
    let outcome = downrange::flight::fly(&launch, recording).unwrap().outcome;
    assert!(outcome.apogee_agl > 20_500.0 && outcome.rail_exit.is_none());
}

/// What is thrown from the ground flies, though its height comes back a rounding below or above the ground's.
#[test]
fn a_throw_from_the_ground_flies() {
    let text = std::fs::read_to_string(files().join("dropped.toml")).unwrap();
    let from = text.find("[site]").unwrap();
    let to = text.find("speed =").unwrap();
    for latitude in [-61.7, 0.0, 33.0, 45.3] {
        for elevation in [0.0, 100.0, 1401.3] {
            let ground = format!(
                "[site]\nlatitude = \"{latitude} deg\"\nlongitude = \"12.3 deg\"\nelevation = {elevation}\n\
                 [start]\nheight = {elevation}\n"
            );
            let thrown = text
                .replace(&text[from..to], &ground)
                .replace("\"-30 deg\"", "\"30 deg\"");
            let launch = parse_launch(&thrown, files())
                .unwrap_or_else(|e| unreachable!("{e}"))
                .launch;
            let flown = downrange::flight::fly(&launch, downrange::flight::Recording::None);
            let outcome = flown.unwrap().outcome;
            assert!(outcome.apogee_agl > 100.0, "{latitude} {elevation}");
        }
    }
}

/// What a start does not say: at rest, level, heading north; and along its velocity once it has one.
#[test]
fn a_start_that_says_little_is_at_rest() {
    let text = std::fs::read_to_string(files().join("thrown.toml")).unwrap();
    let from = text.find("north").unwrap();
    let to = text.find("[rocket]").unwrap();
    let with = |keys: &str| {
        let text = text.replace(&text[from..to], keys);
        state(
            &parse_launch(&text, files())
                .unwrap_or_else(|error| unreachable!("{error}"))
                .launch,
        )
    };
    let still = with("");
    assert_eq!((still.velocity, still.attitude), ([0.0; 3], [0.0; 3]));
    let falls = with("down = 3\n");
    assert_eq!(falls.attitude, [0.0, -std::f64::consts::FRAC_PI_2, 0.0]);
    let thrown = with("speed = 10\nelevation_angle = \"90 deg\"\nroll = 1\n");
    near(thrown.velocity[2], -10.0);
    near(thrown.attitude[1].to_degrees(), 90.0);
    assert_eq!(thrown.attitude[2], 1.0);
}
