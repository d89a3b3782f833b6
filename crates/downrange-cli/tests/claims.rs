//! The claims under `claims/`, checked as a reader would.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn claims() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../claims")
}

fn check(claim: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_downrange"))
        .arg("check")
        .arg(claim)
        .args(more)
        .current_dir(env!("CARGO_TARGET_TMPDIR"))
        .output()
        .unwrap()
}

fn json(claim: &Path, more: &[&str]) -> Value {
    let output = check(claim, &[&["--json"], more].concat());
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{complaint}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A claim file with one text replaced, under a name of its own.
fn changed(file: &str, name: &str, from: &str, to: &str) -> PathBuf {
    let text = std::fs::read_to_string(claims().join(file)).unwrap();
    assert!(text.contains(from));
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text.replace(from, to)).unwrap();
    path
}

fn verdicts(found: &Value) -> Vec<&str> {
    let claims = found["claims"].as_array().unwrap();
    claims
        .iter()
        .map(|claim| claim["verdict"].as_str().unwrap())
        .collect()
}

/// What flew is not called impossible: each example is supported or possible.
#[test]
fn what_flew_can_be() {
    let mut files: Vec<PathBuf> = std::fs::read_dir(claims())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert_eq!(files.len(), 4);
    for file in files {
        let found = json(&file, &["-n", "400"]);
        for verdict in verdicts(&found) {
            assert!(
                ["supported", "possible"].contains(&verdict),
                "{}: {verdict}",
                file.display()
            );
        }
        assert!(found["joint_p_possible"].as_f64().unwrap() > 0.05);
    }
}

/// Ten times the range cannot be, not even with what the model leaves out.
#[test]
fn the_missile_with_1900_miles_is_refuted() {
    let far = changed(
        "newspaper-missile.toml",
        "far.toml",
        "\"190 mi\"",
        "\"1900 mi\"",
    );
    let found = json(&far, &["-n", "1000"]);
    assert_eq!(verdicts(&found), ["supported", "refuted"]);
    assert_eq!(found["joint_p_possible"], 0.0);
    assert!(
        found["quote"]
            .as_str()
            .unwrap()
            .contains("None of them flew 1900 mi or more.")
    );
}

/// What lift and gliding might add is granted: three times the range is not called false.
#[test]
fn a_range_that_gliding_might_reach_is_not_refuted() {
    let far = changed(
        "newspaper-missile.toml",
        "glide.toml",
        "\"190 mi\"",
        "\"700 mi\"",
    );
    let found = json(&far, &["-n", "1000"]);
    assert_eq!(verdicts(&found)[1], "not refuted by this model");
}

#[test]
fn an_amateur_rocket_does_not_reach_orbital_speed() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("orbit.toml");
    let text = r#"
        class = "amateur solid"
        [printed]
        mass = { value = "70 lb", source = "a forum" }
        diameter = { value = "4 in", source = "a forum" }
        length = { value = "11 ft", source = "a forum" }
        [[claims]]
        type = "speed"
        value = "7.8 km/s"
        source = "a forum"
    "#;
    std::fs::write(&path, text).unwrap();
    assert_eq!(verdicts(&json(&path, &["-n", "1000"])), ["refuted"]);
}

#[test]
fn a_wrong_unit_is_asked_about() {
    let slow = changed("viking-12.toml", "slow.toml", "\"4000 mph\"", "\"3 km/h\"");
    let output = check(&slow, &[]);
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8(output.stderr).unwrap();
    for part in [
        "3 km/h for a rocket's greatest speed?",
        "did you mean \"3 km/s\"",
        "^^^^",
        "slow.toml:",
    ] {
        assert!(message.contains(part), "{part}: {message}");
    }
}

/// The same bytes each time, whatever the threads; other rockets with another seed.
#[test]
fn the_seed_decides() {
    let claim = claims().join("arcas.toml");
    let bytes = |more: &[&str]| check(&claim, &[&["--json", "-n", "300"], more].concat()).stdout;
    let first = bytes(&[]);
    assert_eq!(first, bytes(&[]));
    assert_eq!(first, bytes(&["--seed", "1"]));
    assert_ne!(first, bytes(&["--seed", "2"]));
}

#[test]
fn out_writes_the_page() {
    let _ = std::fs::remove_dir_all(Path::new(env!("CARGO_TARGET_TMPDIR")).join("missile"));
    let output = check(
        &claims().join("newspaper-missile.toml"),
        &["-n", "200", "--out", "missile"],
    );
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8(output.stdout).unwrap();
    for name in ["claim.html", "claim.json"] {
        assert!(said.contains(&format!("wrote missile/{name}\n")), "{said}");
        let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("missile")
            .join(name);
        assert!(!std::fs::read(path).unwrap().is_empty());
    }
}
