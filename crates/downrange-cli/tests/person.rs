//! The program as a person or a script runs it.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::process::Command;

use common::{DUAL, downrange, text};

#[test]
fn it_says_its_version() {
    let output = downrange(&["--version"]);
    assert_eq!(output.status.code(), Some(0));
    let expected = format!("downrange {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(text(&output.stdout), expected);
}

#[test]
fn help_shows_examples_and_exit_codes() {
    let output = downrange(&["--help"]);
    assert_eq!(output.status.code(), Some(0));
    let help = text(&output.stdout);
    assert!(help.contains("downrange fly rocket.toml"), "{help}");
    assert!(help.contains("Exit codes:"), "{help}");
    let help = text(&downrange(&["fly", "--help"]).stdout);
    assert!(help.contains("report.html"), "{help}");
}

/// Help is read in a terminal of 100 columns: defends against lines that are broken there where the text does not break them, and
/// against a page of `compare` and an action of `motors` that their help does not name.
#[test]
fn help_fits_a_terminal() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/help");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let help = fs::read_to_string(&path).unwrap();
        for line in help.lines() {
            assert!(line.chars().count() <= 100, "{}: {line}", path.display());
        }
        let command = path.file_stem().unwrap().to_str().unwrap();
        let shown = match command {
            "downrange" => downrange(&["--help"]),
            command => downrange(&[command, "--help"]),
        };
        let shown = text(&shown.stdout);
        for line in help.trim_end().lines() {
            assert!(shown.contains(line), "{command}: {line}");
        }
    }
    let help = text(&downrange(&["compare", "--help"]).stdout);
    assert!(help.contains("\n  compare.html "), "{help}");
    let help = text(&downrange(&["motors", "--help"]).stdout);
    assert!(help.contains("update its motor database"), "{help}");
}

#[test]
fn a_wrong_command_line_ends_with_2_and_a_hint() {
    for arguments in [
        &["fly", "x.toml", "--jsn"][..],
        &["fly"],
        &["flye", "x.toml"],
        &["fly", "x.toml", "--units", "imperial"],
        &[],
    ] {
        let output = downrange(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
    let output = downrange(&["fly", "x.toml", "--jsn"]);
    assert!(text(&output.stderr).contains("--json"));
}

#[test]
fn a_missing_file_ends_with_1_and_is_named() {
    for extra in [&[][..], &["--json"], &["--quiet"]] {
        let output = downrange(&[&["fly", "no/such/rocket.toml"], extra].concat());
        assert_eq!(output.status.code(), Some(1));
        assert!(output.stdout.is_empty());
        let message = text(&output.stderr);
        assert!(message.contains("no/such/rocket.toml"), "{message}");
        assert!(!message.contains('\u{1b}'), "no colours into a pipe");
    }
}

#[test]
fn the_schema_is_json_on_stdout() {
    let output = downrange(&["schema"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).starts_with('{'));
    assert!(output.stderr.is_empty());
}

/// A file of the test launch with one text replaced, under a name of its own.
fn changed(name: &str, from: &str, to: &str) -> String {
    let launch = std::fs::read_to_string(DUAL).unwrap();
    assert!(launch.contains(from));
    let path = format!("{}/{name}.toml", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(&path, launch.replace(from, to)).unwrap();
    path
}

#[test]
fn a_flight_prints_a_summary_that_fits_a_screen() {
    for units in ["si", "us"] {
        let output = downrange(&["fly", DUAL, "--units", units]);
        assert_eq!(output.status.code(), Some(0));
        assert!(output.stderr.is_empty());
        let summary = text(&output.stdout);
        assert!(summary.lines().count() <= 40, "{summary}");
        for said in [
            "Two parachutes",
            "rail exit",
            "main opens",
            "Apogee",
            "Landing",
        ] {
            assert!(summary.contains(said), "{said}: {summary}");
        }
        assert!(!summary.contains('\u{1b}'), "no colours into a pipe");
    }
}

#[test]
fn json_is_alone_on_stdout_whole_and_the_same_each_time() {
    let folder = format!("{}/json", env!("CARGO_TARGET_TMPDIR"));
    let output = downrange(&["fly", DUAL, "--json"]);
    assert_eq!(output.status.code(), Some(0));
    let figures: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    for key in ["apogee_agl_m", "burnout_time_s", "liftoff_mass_kg"] {
        assert!(figures[key].as_f64().unwrap() > 0.0, "{key}");
    }
    let bearing = figures["landing"]["bearing_deg"].as_f64().unwrap();
    assert!((0.0..360.0).contains(&bearing));
    // The launch file gives its motor itself.
    let without_file = text(&output.stdout)
        .replace("\"file\": null", "")
        .replace("\"sha256\": null", "");
    assert!(!without_file.contains("null"));
    // Keeping a record changes no figure.
    for extra in [&["--quiet"][..], &["--out", &folder]] {
        let again = downrange(&[&["fly", DUAL, "--json"], extra].concat());
        assert_eq!(again.stdout, output.stdout);
    }
}

/// A failure that the file does not describe is the command line's fault; those that it does are listed.
#[test]
fn an_unknown_failure_is_answered_with_the_known_ones() {
    let staged = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../downrange-formats/tests/files/two_stages.toml"
    );
    let output = downrange(&["fly", staged, "--failure", "booster onyl"]);
    assert_eq!(output.status.code(), Some(2));
    let complaint = text(&output.stderr);
    assert!(
        complaint.contains("no failure is called `booster onyl`"),
        "{complaint}"
    );
    assert!(complaint.contains("there are: booster only"), "{complaint}");
    let output = downrange(&["fly", staged, "--failure", "booster only"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).contains("failure  booster only"));
}

/// What is dropped has no rail and no motor: scripts read `null`.
#[test]
fn what_is_no_rocket_flies_too() {
    let capsule = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../downrange-formats/tests/files/dropped.toml"
    );
    let folder = format!("{}/capsule", env!("CARGO_TARGET_TMPDIR"));
    let output = downrange(&["fly", capsule, "--json", "--out", &folder]);
    assert_eq!(output.status.code(), Some(0));
    let figures: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    for key in [
        "rail_exit_speed_m_s",
        "rail_exit_time_s",
        "rail_exit_static_margin_cal",
        "burnout_time_s",
    ] {
        assert!(figures[key].is_null(), "{key}");
    }
    assert_eq!(figures["events"][0]["name"], "release");
    // It is highest where it starts.
    let apogee = figures["apogee_asl_m"].as_f64().unwrap();
    assert!((apogee - 12_000.0).abs() < 1e-6);
}

#[test]
fn quiet_is_quiet() {
    let folder = format!("{}/quiet", env!("CARGO_TARGET_TMPDIR"));
    for extra in [&[][..], &["--out", &folder]] {
        let output = downrange(&[&["fly", DUAL, "--quiet"], extra].concat());
        assert_eq!(output.status.code(), Some(0));
        assert!(output.stdout.is_empty() && output.stderr.is_empty());
    }
}

#[test]
fn out_makes_its_folder_and_says_what_it_wrote() {
    let output = Command::new(env!("CARGO_BIN_EXE_downrange"))
        .args(["fly", DUAL, "--out", "some/folder"])
        .current_dir(env!("CARGO_TARGET_TMPDIR"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    let said = text(&output.stdout);
    for name in [
        "report.html",
        "trajectory.csv",
        "trajectory.kml",
        "trajectory.geojson",
    ] {
        assert!(
            said.contains(&format!("wrote some/folder/{name}\n")),
            "{said}"
        );
        let path = format!("{}/some/folder/{name}", env!("CARGO_TARGET_TMPDIR"));
        let bytes = std::fs::read(path).unwrap();
        assert!(!bytes.is_empty());
        // Nothing here may be a NaN; plotly.js, of which the report is made, speaks of them.
        if name != "report.html" {
            assert!(!text(&bytes).contains("NaN"), "{name}");
        }
    }
}

#[test]
fn a_folder_that_cannot_be_made_ends_with_2() {
    let folder = format!("{DUAL}/inside/a/file");
    let output = downrange(&["fly", DUAL, "--quiet", "--out", &folder]);
    assert_eq!(output.status.code(), Some(2));
    let message = text(&output.stderr);
    assert!(message.starts_with("error: cannot write"), "{message}");
    assert!(message.contains(&folder), "{message}");
}

#[test]
fn a_wrong_key_ends_with_1_and_a_caret() {
    let path = changed("wrong", "[rail]\nlength", "[rail]\nlenght");
    let output = downrange(&["fly", &path]);
    assert_eq!(output.status.code(), Some(1));
    let message = text(&output.stderr);
    for part in ["lenght", "length", "^", "wrong.toml:"] {
        assert!(message.contains(part), "{part}: {message}");
    }
}

#[test]
fn a_rocket_too_heavy_to_lift_ends_with_1() {
    let path = changed("heavy", "mass = \"1.2 kg\"", "mass = \"120 kg\"");
    let output = downrange(&["fly", &path, "--json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let message = text(&output.stderr);
    assert!(message.contains("no thrust above weight"), "{message}");
}

/// What has not landed in its time is told as far as it was flown.
#[test]
fn a_flight_that_takes_too_long_ends_still_flying() {
    let path = changed(
        "long",
        "[rocket]",
        "[settings]\nmax_time = \"30 s\"\n\n[rocket]",
    );
    let output = downrange(&["fly", &path]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).contains("max_time"));
    let output = downrange(&["fly", &path, "--json"]);
    let figures: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(figures["landing"].is_null() && figures["bodies"][0]["landing"].is_null());
    let last = figures["events"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (last["name"].as_str(), last["time_s"].as_f64()),
        (Some("still flying"), Some(30.0))
    );
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_downrange"))
        .args(["schema"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
}
