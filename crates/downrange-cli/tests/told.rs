//! What was read otherwise than it stands is told, by every command that reads a launch, and what is odd about a launch
//! by `fly`.

#![allow(clippy::unwrap_used)]

mod common;

use std::process::Output;

use common::{downrange, downrange_in, text};

const LAUNCH: &str = "\
[site]\nlatitude = \"45 deg\"\nlongitude = \"5 deg\"\n[rail]\nlength = 3\nelevation_angle = \"85 deg\"\nheading = \"90 deg\"\n\
[rocket]\nlength = 2\ndiameter = 0.1\nmass = { mean = 5, sigma = 0.01 }\ncenter_of_mass = 1\n\
inertia = { axial = 0.01, transverse = 1 }\ndrag = \"drag.csv\"\nnormal_force_slope = 10\ncenter_of_pressure = 1.5\n\
[motor]\nthrust = [[0, 900], [2, 900]]\nlength = 0.3\ndiameter = 0.05\npropellant_mass = 0.9\ndry_mass = 0.5\n\
[[parachutes]]\ndrag_area = 1\ntrigger = \"apogee\"\n";

/// Once on the standard error, however often the file is read for samples; the standard output is the same with `--quiet`, which
/// tells nothing.
#[test]
fn warnings_are_told_once() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("told");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("launch.toml"), LAUNCH).unwrap();
    std::fs::write(
        folder.join("drag.csv"),
        "mach,cd\n0.9,0.6\n0.5,0.4\n0.1,0.5\n",
    )
    .unwrap();
    let run = |arguments: &[&str]| {
        let output = downrange_in(&folder, arguments);
        let error = text(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {error}");
        error
    };
    let told = "warning: drag.csv: mach 0.9 (line 2): listed from the greatest down: turned\n";
    for command in [
        &["fly", "launch.toml", "--json"][..],
        &["fly", "launch.toml", "--json", "--sample", "3"],
        &["aero", "launch.toml", "--json", "--mach", "0.3"],
        &["disperse", "launch.toml", "--json", "-n", "8"],
        &["disperse", "launch.toml", "--inputs"],
    ] {
        let error = run(command);
        assert_eq!(error.matches(told).count(), 1, "{command:?}: {error}");
        assert!(!run(&[command, &["--quiet"]].concat()).contains("warning"));
    }
}

/// The model rocket of the examples with texts replaced, in a folder of its own beside its motor; what `fly` answers.
fn model_rocket(name: &str, changes: &[(&str, &str)]) -> Output {
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../rockets/model-rocket");
    let mut launch = std::fs::read_to_string(format!("{examples}/launch.toml")).unwrap();
    for (from, to) in changes {
        assert!(launch.contains(from), "{from}");
        launch = launch.replacen(from, to, 1);
    }
    let folder = format!("{}/{name}", env!("CARGO_TARGET_TMPDIR"));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::copy(
        format!("{examples}/Estes_C6.eng"),
        format!("{folder}/Estes_C6.eng"),
    )
    .unwrap();
    std::fs::write(format!("{folder}/launch.toml"), launch).unwrap();
    downrange(&["fly", &format!("{folder}/launch.toml")])
}

/// Grams written as a bare number are kilograms: what weighs most is named, and where it stands.
#[test]
fn a_rocket_too_heavy_to_lift_off_names_what_weighs_most() {
    let output = model_rocket("heavy", &[("mass = \"10 g\"", "mass = 10")]);
    assert_eq!(output.status.code(), Some(1));
    let message = text(&output.stderr);
    for part in [
        "no thrust above weight",
        "launch.toml:45:8",
        "did you mean \"10 g\"?",
        "of 10.048 kg the heaviest are `altimeter in the nose` 10.000 kg (line 45), motor `C6` 23.1 g (line 97)",
    ] {
        assert!(message.contains(part), "{part}: {message}");
    }
    // Where no part stands out the motor is what is weak.
    let output = model_rocket("weak", &[("[motor]", "[motor]\nimpulse_factor = 0.1")]);
    let message = text(&output.stderr);
    assert!(
        message.contains("[motor]") && message.contains("use a stronger motor"),
        "{message}"
    );
    assert!(!message.contains("did you mean"), "{message}");
}

/// The rules of thumb for the moment before launch, and their limits.
#[test]
fn a_leaning_rail_and_a_strong_wind_are_told() {
    let rail = |angle: &'static str| ("elevation_angle = \"87 deg\"", angle);
    let wind = |speed: &'static str| ("speed = \"4 mph\"", speed);
    for (name, change, rule) in [
        (
            "lean",
            rail("elevation_angle = \"30 deg\""),
            Some("rail angle"),
        ),
        ("lean-limit", rail("elevation_angle = \"60 deg\""), None),
        (
            "wind",
            wind("speed = \"15 m/s\""),
            Some("15.0 m/s (34 mph) at the end of the rail"),
        ),
        ("wind-limit", wind("speed = \"20 mph\""), None),
    ] {
        let output = model_rocket(name, &[change]);
        let summary = text(&output.stdout);
        assert_eq!(output.status.code(), Some(0), "{name}");
        let told = summary.contains("rail angle") || summary.contains("at the end of the rail");
        assert_eq!(told, rule.is_some(), "{name}: {summary}");
        assert!(summary.contains(rule.unwrap_or("")), "{name}: {summary}");
    }
}

/// Without buttons or lugs the summary says where the rail is taken to guide the rocket; with them it does not.
#[test]
fn guides_that_are_taken_are_told() {
    let drawn = text(&model_rocket("lug", &[]).stdout);
    assert!(!drawn.contains("rail guides"), "{drawn}");
    let lug = "type = \"lug\"\nposition = \"6.5 in\"\nlength = \"1.25 in\"\ndiameter = \"0.17 in\"\ninner_diameter = \"0.15 in\"\nmaterial = \"cardboard\"";
    let mass = "type = \"mass\"\nposition = \"6.5 in\"\nmass = \"1 g\"";
    let taken = text(&model_rocket("no-lug", &[(lug, mass)]).stdout);
    let line = "rail guides: none described, taken at nose base (69.8 mm) and tail (298.4 mm)";
    assert!(taken.contains(line), "{taken}");
}
