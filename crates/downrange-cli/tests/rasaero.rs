//! RASAero files as a person flies and converts them.

#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;
use std::process::Output;

use common::{downrange_in, text};

const FILES: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../downrange-formats/tests/files/rasaero"
);

fn downrange(arguments: &[&str]) -> Output {
    downrange_in(Path::new(env!("CARGO_TARGET_TMPDIR")), arguments)
}

/// What was not taken as it stands is told beside the flight, not in it; `--quiet` tells nothing.
#[test]
fn a_file_flies_and_says_what_was_made_of_it() {
    let file = format!("{FILES}/one.CDX1");
    let output = downrange(&["fly", &file, "--json"]);
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{told}");
    let figures: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mass = figures["liftoff_mass_kg"].as_f64().unwrap();
    assert!((mass - 9.5 * 0.453_592_37).abs() < 2e-6, "{mass}");
    assert!(
        told.contains("one.CDX1: Color Black (lines 11, 24,"),
        "{told}"
    );

    let quiet = downrange(&["fly", &file, "--json", "--quiet"]);
    assert_eq!(quiet.stdout, output.stdout);
    assert!(quiet.stderr.is_empty());
    let aero = downrange(&["aero", &file, "--quiet"]);
    assert_eq!(aero.status.code(), Some(0), "{}", text(&aero.stderr));
}

/// The launch file that was made of it flies the same, digit by digit: one stage and two, chosen motors and all.
#[test]
fn a_converted_file_flies_the_same() {
    for (name, simulation) in [("one", "1"), ("one", "2"), ("two", "1")] {
        let file = format!("{FILES}/{name}.CDX1");
        let motors = format!("{FILES}/motors");
        let out = format!("converted/{name}-{simulation}.toml");
        let chosen = [&*file, "--motors", &motors, "--simulation", simulation];
        let made = downrange(&[&["convert"], &chosen[..], &[&out, "--force"]].concat());
        assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
        assert_eq!(text(&made.stdout), format!("wrote {out}\n"));
        let one = downrange(&[&["fly"], &chosen[..], &["--json"]].concat());
        let other = downrange(&["fly", &out, "--json", "--allow-outside"]);
        assert_eq!(other.status.code(), Some(0), "{}", text(&other.stderr));
        assert_eq!(text(&one.stdout), text(&other.stdout));

        let again = downrange(&[&["convert"], &chosen[..], &[&out]].concat());
        assert_eq!(again.status.code(), Some(2));
        assert!(text(&again.stderr).contains("--force"));
    }
}

#[test]
fn what_cannot_be_is_said() {
    let file = format!("{FILES}/one.CDX1");
    // The folder holds no such motor.
    let missing = downrange(&["fly", &file, "--motors", env!("CARGO_MANIFEST_DIR")]);
    assert_eq!(missing.status.code(), Some(1));
    let message = text(&missing.stderr);
    assert!(message.contains("no motor `J300X  (AT)`"), "{message}");
    let none = downrange(&["fly", &file, "--simulation", "7"]);
    assert_eq!(none.status.code(), Some(1));
    assert!(text(&none.stderr).contains("no simulation 7: the file has 2"));
    let launch = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files/dual.toml");
    for arguments in [
        &["fly", launch, "--motors", "."][..],
        &["fly", launch, "--simulation", "1"],
    ] {
        let output = downrange(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains("is for a design file"));
    }
    let output = downrange(&["convert", launch, "nowhere.toml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr)
            .contains("this is a launch file, expected a design file (.ork, .rkt or .CDX1)")
    );
}
