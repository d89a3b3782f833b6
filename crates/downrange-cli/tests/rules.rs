//! Rule sheets as a person asks for them.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use common::{downrange, text};

const ROCKETS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../rockets");

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("rules-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Holds an example against a sheet.
fn rules(rocket: &str, sheet: &str, more: &[&str]) -> String {
    let launch = format!("{ROCKETS}/{rocket}/launch.toml");
    let all = ["rules", &launch, "--sheet", sheet, "--quiet"];
    let output = downrange(&[&all, more].concat());
    let (out, error) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{out}{error}");
    out
}

fn judged(rocket: &str, sheet: &str, more: &[&str]) -> Vec<Value> {
    let out = rules(rocket, sheet, &[&["--json"], more].concat());
    let told: Value = serde_json::from_str(&out).unwrap();
    told["rules"].as_array().unwrap().clone()
}

fn verdict<'a>(rules: &'a [Value], quantity: &str) -> &'a str {
    let mut all = rules.iter();
    let rule = all.find(|rule| rule["quantity"] == quantity).unwrap();
    rule["verdict"].as_str().unwrap()
}

/// Defends a sheet against an example: what is measured passes or fails by its figure, what nobody computed or saw is never passed.
#[test]
fn an_example_is_held_against_every_sheet() {
    let irec = judged("calisto", "irec", &["--flights", "0"]);
    let speed = irec[1]["figures"][0]["value"].as_f64().unwrap();
    assert_eq!(irec[1]["threshold_value"], 30.48);
    let expected = if speed < 30.48 { "fail" } else { "pass" };
    assert_eq!(irec[1]["verdict"], expected);
    assert_eq!(irec[1]["broken"], Value::Null);
    assert_eq!(verdict(&irec, "total impulse"), "pass");
    let canada = judged("calisto", "launch-canada", &["--flights", "0"]);
    assert_eq!(verdict(&canada, "rail departure speed"), "unknown");
    assert_eq!(verdict(&canada, "static margin in a wind"), "unknown");
    let law = judged("calisto", "faa-450", &["--flights", "0"]);
    assert_eq!(verdict(&law, "casualty expectation"), "unknown");
    assert_eq!(verdict(&law, "static stability"), "pass");
    let amateur = judged("calisto", "faa-101", &["--flights", "0"]);
    assert_eq!(verdict(&amateur, "not for a simulator"), "to be shown");
    // Of 3,300 m a quarter is more than 1,500 ft.
    let keep = amateur
        .iter()
        .find(|rule| rule["quantity"] == "separation distance");
    assert!(keep.unwrap()["figures"][0]["value"].as_f64().unwrap() > 800.0);
    assert_eq!(verdict(&amateur, "impact area"), "does not apply");
    let stand_off = judged("calisto", "tripoli", &["--flights", "0"]);
    let told: Vec<_> = stand_off
        .iter()
        .filter(|rule| rule["verdict"] == "to be shown")
        .map(|rule| rule["title"].as_str().unwrap())
        .collect();
    assert_eq!(told, ["Stand-off, motors M"]);
    let model = judged("model-rocket", "nfpa-1122", &[]);
    assert!(
        model.iter().all(|rule| rule["verdict"] == "pass"),
        "{model:?}"
    );
    for sheet in ["euroc", "faa-417", "nar"] {
        let rules = judged("two-stage", sheet, &["--flights", "0"]);
        assert!(!rules.is_empty());
    }
}

/// Defends the share of flights that break a rule: the same on any run, among the flights that are asked for.
#[test]
fn flights_of_a_dispersion_break_rules() {
    let more = ["--flights", "40", "--seed", "3"];
    let first = rules(
        "calisto-dispersed",
        "irec",
        &[&["--json"], &more[..]].concat(),
    );
    let again = rules(
        "calisto-dispersed",
        "irec",
        &[&["--json"], &more[..]].concat(),
    );
    assert_eq!(first, again);
    let told: Value = serde_json::from_str(&first).unwrap();
    assert_eq!(told["flights"]["n"], 40);
    let flown = 40 - told["flights"]["failed"].as_u64().unwrap();
    assert_eq!(told["rules"][0]["flights"], flown);
    let screen = downrange(&[
        "rules",
        &format!("{ROCKETS}/calisto-dispersed/launch.toml"),
        "--sheet",
        "irec",
        "--flights",
        "40",
        "--seed",
        "3",
    ]);
    let screen = text(&screen.stdout);
    assert!(screen.contains(&format!("of {flown} flights")), "{screen}");
    assert!(
        screen.lines().all(|line| line.chars().count() <= 100),
        "{screen}"
    );
}

/// Defends that a team copies a sheet, changes a threshold and sees the verdict change; and that its copy stays.
#[test]
fn a_changed_sheet_changes_the_verdict() {
    let folder = folder("changed");
    let out = folder.display().to_string();
    let before = judged("calisto", "irec", &["--flights", "0", "--out", &out]);
    assert_eq!(verdict(&before, "total impulse"), "pass");
    let page = fs::read_to_string(folder.join("rules.html")).unwrap();
    assert!(page.contains("--sheet irec --flights 0 --seed 1"), "{page}");
    let copy = folder.join("irec.toml");
    let sheet = fs::read_to_string(&copy).unwrap();
    fs::write(&copy, sheet.replace("40960 N s", "4000 N s")).unwrap();
    let own = copy.display().to_string();
    let after = judged("calisto", &own, &["--flights", "0"]);
    assert_eq!(verdict(&after, "total impulse"), "fail");
    rules("calisto", "irec", &["--flights", "0", "--out", &out]);
    assert!(fs::read_to_string(&copy).unwrap().contains("4000 N s"));
}

/// Defends what is told of a sheet that is none.
#[test]
fn what_is_no_sheet_is_told() {
    let launch = format!("{ROCKETS}/calisto/launch.toml");
    for (sheet, told) in [
        ("irek", "there is no such rule sheet"),
        (launch.as_str(), "expected a rule sheet (TOML)"),
    ] {
        let output = downrange(&["rules", &launch, "--sheet", sheet]);
        assert_eq!(output.status.code(), Some(1));
        let error = text(&output.stderr);
        assert!(error.contains(told), "{error}");
    }
}
