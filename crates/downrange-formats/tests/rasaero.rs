//! RASAero II files. The rockets and motors of these files are invented.
//!
//! `tests/wrong/*.CDX1` have one fault each, with the exact message beside it; `UPDATE=1 cargo test -p downrange-formats`
//! writes the messages anew.
#![allow(clippy::unwrap_used)]

mod invented;
mod kept;

use std::path::{Path, PathBuf};

use downrange::air::{Air, Weather};
use downrange::flight::{Launch, Recording, fly};
use downrange::rocket::shape::{FinOutline, FinSection, Profile};
use downrange::rocket::{Ignition, Part, PartShape, Rocket, SeparationTime, Trigger};
use downrange_formats::designs::{
    Import, launch_file,
    rasaero::{Options, parse, read},
};
use downrange_formats::parse_launch;
use invented::{INCH, ONE, POUND, TWO, folder, library};
use proptest::prelude::*;

fn reading(name: &str) -> Import {
    read(&folder().join(name), &Options::default()).unwrap_or_else(|error| unreachable!("{error}"))
}

fn near(read: f64, expected: f64) {
    assert!(
        (read - expected).abs() <= 1e-9 * expected.abs().max(1.0),
        "{read} {expected}"
    );
}

fn part<'a>(rocket: &'a Rocket, name: &str) -> &'a Part {
    let parts = &rocket.description().parts;
    parts.iter().find(|part| part.name == name).unwrap()
}

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
    let launch = reading("one.CDX1").launch;
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
    let launch = reading("one.CDX1").launch;
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
    let launch = reading("one.CDX1").launch;
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
    let options = Options {
        simulation: Some(2),
        ..Options::default()
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
    let launch = reading("two.CDX1").launch;
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

/// A converted file reads as exactly the launch it was made from: it flies the same.
#[test]
fn a_converted_file_is_the_same_launch() {
    for simulation in [1, 2] {
        let options = Options {
            simulation: Some(simulation),
            ..Options::default()
        };
        let path = folder().join("one.CDX1");
        let reading = read(&path, &options).unwrap();
        let text = launch_file(&reading, &path, &folder()).unwrap();
        // Two motors of that file are called J300X.
        let maker = if simulation == 1 { "AT" } else { "CTI" };
        assert!(text.contains("file = \"motors/maker.eng\"\n"), "{text}");
        assert!(
            text.contains(&format!("designation = \"J300X ({maker})\"")),
            "{text}"
        );
        let mut launch = parse_launch(&text, folder())
            .unwrap_or_else(|error| unreachable!("{error}\n{text}"))
            .launch;
        launch.name = reading.launch.name.clone();
        assert_eq!(launch, reading.launch, "{text}");
    }
}

/// So does one of two stages.
#[test]
fn a_converted_stack_is_the_same_launch() {
    let path = folder().join("two.CDX1");
    let reading = reading("two.CDX1");
    let text = launch_file(&reading, &path, &folder()).unwrap();
    let mut launch = parse_launch(&text, folder())
        .unwrap_or_else(|error| unreachable!("{error}\n{text}"))
        .launch;
    launch.name = reading.launch.name.clone();
    assert_eq!(launch, reading.launch, "{text}");
    assert!(
        text.contains("# Booster1LaunchWt is 17 lb, with the motors\n"),
        "{text}"
    );
}

/// Calm, vertical, without parachute: what a file leaves out is left out.
#[test]
fn a_plain_file_converts_to_a_plain_launch() {
    let text = ONE
        .replace("<WindSpeed>8<", "<WindSpeed>0<")
        .replace("<RodAngle>3<", "<RodAngle>0<")
        .replace("<Pressure>29.85<", "<Pressure>0<")
        .replace("<Event1>True<", "<Event1>False<")
        .replace("<Event2>True<", "<Event2>False<");
    let reading = parse(&text, &library(), None).unwrap();
    let toml = launch_file(&reading, Path::new("rocket.CDX1"), &folder()).unwrap();
    for absent in ["wind", "heading", "pressure", "parachutes"] {
        let found = toml
            .lines()
            .any(|line| line.starts_with(absent) || line.starts_with(&format!("[[{absent}")));
        assert!(!found, "{absent}\n{toml}");
    }
    assert_eq!(
        parse_launch(&toml, folder()).unwrap().launch,
        reading.launch
    );
}

/// Where each element's text stands.
fn texts(file: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(close) = file[from..].find("</").map(|at| at + from) {
        let open = file[..close].rfind('>').unwrap() + 1;
        if !file[open..close].trim().is_empty() && !file[open..close].contains('<') {
            found.push(open..close);
        }
        from = close + 2;
    }
    found
}

/// Nothing is silently dropped: whatever element says something else, the launch, a warning or an error does too.
#[test]
fn everything_is_used_or_named() {
    let said = |text: &str| parse(text, &library(), None).map_err(|error| error.to_string());
    for file in [ONE, TWO] {
        let before = said(file).unwrap();
        // The simulation that is not flown is named as a whole.
        let flown = file.find("</Simulation>").unwrap();
        let mut count = 0;
        for span in texts(file).into_iter().filter(|span| span.start < flown) {
            let old = &file[span.clone()];
            let new = match (old, old.parse::<f64>()) {
                ("True", _) => "False".to_owned(),
                ("False", _) => "True".to_owned(),
                (_, Ok(number)) => format!("{}", if number == 0.0 { 1.0 } else { 1.25 * number }),
                _ => "Zebra".to_owned(),
            };
            let mut text = file.to_owned();
            text.replace_range(span.clone(), &new);
            let after = said(&text);
            let line = file[..span.start].lines().last().unwrap().trim();
            assert!(
                after != Ok(before.clone()),
                "{line}{old} may as well be {new}"
            );
            count += 1;
        }
        assert!(count > 90, "{count}");
    }
}

/// Elements and attributes that nobody knows are named.
#[test]
fn the_unknown_is_named() {
    let text = ONE.replace(
        "<Surface>",
        "<Paint kind=\"thick\">Glossy</Paint>\n    <Surface>",
    );
    let reading = parse(&text, &library(), None).unwrap();
    let warnings: Vec<String> = reading.warnings.iter().map(ToString::to_string).collect();
    for expected in [
        "Paint Glossy (line 111): not used: Downrange does not know this element",
        "@kind thick (line 111): not used: Downrange does not know this element",
    ] {
        assert!(
            warnings.iter().any(|warning| warning == expected),
            "{warnings:#?}"
        );
    }
    assert_eq!(
        reading.comments,
        "An invented rocket & its comments:\nas high as it goes."
    );
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

/// The first fins' section and `LERadius`, in, of fins 0.125 in thick: the radius arrives, in, or the warning says why not.
#[test]
fn leading_edges_keep_their_radius() {
    let read = |section: &str, radius: &str| {
        let text = ONE.replace("Hexagonal", section).replacen(
            "<LERadius>0<",
            &format!("<LERadius>{radius}<"),
            1,
        );
        parse(&text, &library(), None).unwrap_or_else(|error| unreachable!("{error}"))
    };
    for (section, written, expected, warning) in [
        ("Hexagonal", "0.02", 0.02, None),
        ("Hexagonal Blunt Base", "0.0625", 0.0625, None),
        ("Double Wedge", "0.02", 0.02, None),
        ("Single Wedge", "0.02", 0.02, None),
        ("Biconvex", "0.02", 0.02, None),
        ("Square", "0", 0.0, None),
        (
            "Square",
            "0.02",
            0.0,
            Some("only sections with a thin leading edge"),
        ),
        (
            "Subsonic NACA",
            "0.02",
            0.0,
            Some("only sections with a thin leading edge"),
        ),
        (
            "Hexagonal",
            "0.07",
            0.0625,
            Some("more than half the thickness"),
        ),
        ("Hexagonal", "-0.02", 0.0, Some("below zero")),
    ] {
        let reading = read(section, written);
        let rocket = reading.launch.vehicle.rocket().unwrap();
        let PartShape::Fins(fins) = &part(rocket, "fins").shape else {
            unreachable!()
        };
        near(fins.edge_radius / INCH, expected);
        // The second set is rounded: its own radius always has a warning, on line 96.
        let of_first = reading
            .warnings
            .iter()
            .find(|warning| warning.read.starts_with("LERadius") && warning.lines.contains(&68));
        match (of_first, warning) {
            (Some(said), Some(warning)) => assert!(said.message.contains(warning), "{said}"),
            (None, None) => {}
            _ => unreachable!("{section} {written}: {of_first:?}"),
        }
        let toml = launch_file(&reading, Path::new("one.CDX1"), &folder()).unwrap();
        let mut again = parse_launch(&toml, folder()).unwrap().launch;
        again.name = reading.launch.name.clone();
        assert_eq!(again, reading.launch, "{toml}");
    }
}

#[test]
fn each_wrong_file_has_its_message() {
    let mut files: Vec<PathBuf> = std::fs::read_dir("tests/wrong")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "CDX1"))
        .collect();
    files.sort();
    assert!(files.len() >= 10, "{} files", files.len());
    let options = Options {
        motors: Some(PathBuf::from("tests/files/rasaero/motors")),
        simulation: None,
        ..Options::default()
    };
    kept::compare(files, |path| match read(path, &options) {
        Err(error) => error.to_string(),
        Ok(_) => unreachable!("{} is not wrong", path.display()),
    });
}

/// Without `--motors` the folder of the file and its `motors` are searched; a folder that is not there is named.
#[test]
fn folders_of_motors() {
    let options = Options {
        motors: Some(PathBuf::from("tests/nowhere")),
        simulation: None,
        ..Options::default()
    };
    let error = read(&folder().join("one.CDX1"), &options).unwrap_err();
    assert_eq!(
        error.to_string(),
        "error: no such folder of motors\n--> tests/nowhere"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Bytes of a good file replaced, removed or doubled: an answer or a message comes, and no panic.
    #[test]
    fn mutations_never_panic(
        two in any::<bool>(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..8_usize, "[-<>/&\"=.,0-9A-Za-z \\n°]{0,4}"), 1..6),
    ) {
        let mut text: Vec<char> = if two { TWO } else { ONE }.chars().collect();
        for (at, length, insert) in cuts {
            let at = at.index(text.len());
            let end = (at + length).min(text.len());
            text.splice(at..end, insert.chars());
        }
        let text: String = text.into_iter().collect();
        if let Err(error) = parse(&text, &library(), None) {
            prop_assert!(error.to_string().starts_with("error: "));
        }
    }
}
