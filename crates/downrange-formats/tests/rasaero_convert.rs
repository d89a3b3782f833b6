//! The launch file of a RASAero II file flies the same.
#![allow(clippy::unwrap_used)]

mod invented;

use std::path::Path;

use downrange::rocket::PartShape;
use downrange_formats::designs::{
    DesignOptions, launch_file,
    rasaero::{parse, read},
};
use downrange_formats::parse_launch;
use invented::{INCH, ONE, folder, library, near, of_file, part};

/// A converted file reads as exactly the launch it was made from: it flies the same.
#[test]
fn a_converted_file_is_the_same_launch() {
    for simulation in [1, 2] {
        let options = DesignOptions {
            simulation: Some(simulation.to_string()),
            ..DesignOptions::default()
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
    let reading = of_file("two.CDX1");
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
