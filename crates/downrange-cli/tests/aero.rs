//! `downrange aero` as a person or a script runs it.

#![allow(clippy::unwrap_used)]

mod common;

use std::process::{Command, Output};

use common::{DUAL, text};

const FOLDER: &str = env!("CARGO_TARGET_TMPDIR");

fn aero(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_downrange"))
        .arg("aero")
        .args(arguments)
        .output()
        .unwrap()
}

fn figures(arguments: &[&str]) -> serde_json::Value {
    let output = aero(&[arguments, &["--json"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_tables_name_every_part_and_fit_a_terminal() {
    for units in ["si", "us"] {
        let output = aero(&[DUAL, "--units", units, "--alpha", "0:10:5"]);
        assert_eq!(output.status.code(), Some(0));
        assert!(output.stderr.is_empty());
        let tables = text(&output.stdout);
        for said in [
            "nose",
            "fins",
            "rail button",
            "skin friction",
            "base",
            "Cmq",
            "10.0°",
        ] {
            assert!(tables.contains(said), "{said}: {tables}");
        }
        assert!(
            tables.lines().all(|line| line.chars().count() <= 100),
            "{tables}"
        );
        assert!(!tables.contains('\u{1b}'), "no colours into a pipe");
    }
}

/// 101 Mach numbers unless others are asked for, and the same numbers each time.
#[test]
fn json_is_whole_and_the_same_each_time() {
    let first = aero(&[DUAL, "--json"]);
    assert_eq!(first.stdout, aero(&[DUAL, "--json", "--quiet"]).stdout);
    let all: serde_json::Value = serde_json::from_slice(&first.stdout).unwrap();
    for key in [
        "mach",
        "cd_power_off",
        "cd_power_on",
        "cn_alpha_per_rad",
        "cp_from_nose_m",
        "cmq_per_rad",
        "clp_per_rad",
    ] {
        let column = all[key].as_array().unwrap();
        assert_eq!(column.len(), 101, "{key}");
        assert!(column.iter().all(|value| value.is_number()), "{key}");
    }
    assert_eq!(all["mach"][3], 0.15);
    assert!(all["reference_length_m"].as_f64().unwrap() > 0.0);
    assert!(
        all["conventions"]["cmq_per_rad"]
            .as_str()
            .unwrap()
            .contains("q d / (2 V)")
    );
    let few = figures(&[DUAL, "--mach", "0.8,2", "--alpha", "4"]);
    assert_eq!(few["mach"], serde_json::json!([0.8, 2.0]));
    assert_eq!(few["cn"].as_array().unwrap().len(), 2);
    assert_eq!(few["alpha_deg"], serde_json::json!([4.0]));
    assert_eq!(few["cd_power_off"][0], all["cd_power_off"][16]);
}

/// With the number of the option's text and a caret under what is wrong in it.
#[test]
fn a_wrong_range_ends_with_2_and_a_caret() {
    for (arguments, said) in [
        (["--mach", "0:5"], "no step"),
        (["--mach", "0:5:x"], "not a number"),
        (["--mach", "0:12:1"], "expected 0 to 10"),
        (["--mach", "-1"], "expected 0 to 10"),
        (["--alpha", "10:0:1"], "ends at 0"),
        (["--alpha", "200"], "expected 0 to 180"),
    ] {
        let output = aero(&[&[DUAL], &arguments[..]].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty());
        let message = text(&output.stderr);
        for part in [said, "^", arguments[0], arguments[1]] {
            assert!(message.contains(part), "{part}: {message}");
        }
    }
    let output = aero(&[DUAL, "--stage", "booster"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("no stage `booster`"));
    assert_eq!(aero(&["no/such/rocket.toml"]).status.code(), Some(1));
}

#[test]
fn out_writes_a_page_and_tables() {
    let folder = format!("{FOLDER}/aero-out");
    let output = aero(&[DUAL, "--out", &folder]);
    assert_eq!(output.status.code(), Some(0));
    for name in ["aero.html", "aero.csv", "aero-alpha.csv"] {
        assert!(text(&output.stdout).contains(&format!("wrote {folder}/{name}\n")));
        let bytes = std::fs::read(format!("{folder}/{name}")).unwrap();
        assert!(!bytes.is_empty());
        // plotly.js, of which the page is made, speaks of NaN.
        assert!(
            name == "aero.html" || !text(&bytes).contains("NaN"),
            "{name}"
        );
    }
    let output = aero(&[DUAL, "--quiet", "--out", &folder]);
    assert!(output.stdout.is_empty() && output.stderr.is_empty());
    let inside = format!("{DUAL}/inside/a/file");
    assert_eq!(
        aero(&[DUAL, "--quiet", "--out", &inside]).status.code(),
        Some(2)
    );
}

/// A launch file takes the table's curves as they are, and then says that they are given, not drawn.
#[test]
fn a_launch_file_takes_the_table() {
    let folder = format!("{FOLDER}/aero-given");
    assert_eq!(
        aero(&[DUAL, "--quiet", "--out", &folder]).status.code(),
        Some(0)
    );
    let keys = [
        "drag_power_off",
        "drag_power_on",
        "normal_force_slope",
        "center_of_pressure",
    ];
    let lines = keys.map(|key| format!("{key} = \"aero.csv\"\n")).concat();
    let launch = std::fs::read_to_string(DUAL).unwrap();
    let given = format!("{folder}/given.toml");
    std::fs::write(
        &given,
        launch.replacen("[rocket]\n", &format!("[rocket]\n{lines}"), 1),
    )
    .unwrap();
    let (drawn, given) = (figures(&[DUAL]), figures(&[&given]));
    assert_eq!(given["given"], serde_json::json!(keys));
    for key in [
        "cd_power_off",
        "cd_power_on",
        "cn_alpha_per_rad",
        "cp_from_nose_m",
    ] {
        let pairs = drawn[key]
            .as_array()
            .unwrap()
            .iter()
            .zip(given[key].as_array().unwrap());
        for (drawn, given) in pairs {
            let (drawn, given) = (drawn.as_f64().unwrap(), given.as_f64().unwrap());
            // Ten digits in the table.
            assert!(
                (given / drawn - 1.0).abs() < 1e-8,
                "{key}: {drawn}, {given}"
            );
        }
    }
    assert_eq!(drawn["given"], serde_json::json!([]));
}

/// A sheet for what flies at launch and after each separation, or one of them.
#[test]
fn stages_have_a_sheet_each() {
    let staged = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../downrange-formats/tests/files/two_stages.toml"
    );
    let folder = format!("{FOLDER}/aero-stages");
    let output = aero(&[staged, "--out", &folder]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let tables = text(&output.stdout);
    assert!(tables.contains("at launch (stage booster)"), "{tables}");
    assert!(
        tables.contains("after booster has left (stage sustainer)"),
        "{tables}"
    );
    for name in ["aero.csv", "aero-sustainer.csv", "aero-alpha-sustainer.csv"] {
        assert!(
            std::fs::exists(format!("{folder}/{name}")).unwrap(),
            "{name}"
        );
    }
    let whole = figures(&[staged]);
    let upper = figures(&[staged, "--stage", "sustainer"]);
    assert_eq!(whole["stage"], "booster");
    assert_eq!(upper["stage"], "sustainer");
    assert_eq!(whole["stages"][0]["cd_power_off"], upper["cd_power_off"]);
    let output = aero(&[staged, "--stage", "payload"]);
    assert!(text(&output.stderr).contains("its stages are booster, sustainer"));
}

/// A body of given coefficients has no parts and no static margin, and is told so.
#[test]
fn an_object_says_what_it_lacks() {
    let capsule = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../downrange-formats/tests/files/dropped.toml"
    );
    let output = aero(&[capsule]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).contains("no static margin"));
    let read = figures(&[capsule]);
    assert!(read["cp_from_nose_m"][0].is_null());
    assert!(read["cd_power_off"][0].as_f64().unwrap() > 0.9);
}

/// A rocket without a motor has its coefficients and its picture; what cannot do without says so.
#[test]
fn a_rocket_needs_no_motor_to_be_drawn() {
    let examples = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../rockets/calisto/launch.toml"
    );
    let launch = std::fs::read_to_string(examples).unwrap();
    let (before, rest) = launch.split_once("[motor]").unwrap();
    let after = &rest[rest.find("\n[[").unwrap()..];
    let file = format!("{FOLDER}/no-motor.toml");
    std::fs::write(&file, format!("{before}{after}")).unwrap();
    let (without, with) = (figures(&[&file]), figures(&[examples]));
    assert_eq!(without["cd_power_off"], with["cd_power_off"]);
    assert!(
        without["cd_power_off_standard_uncertainty"][0]
            .as_f64()
            .unwrap()
            > 0.0
    );
    let drawn = common::downrange(&["draw", &file, "--out", &format!("{FOLDER}/no-motor.svg")]);
    assert_eq!(drawn.status.code(), Some(0), "{}", text(&drawn.stderr));
    let flown = common::downrange(&["fly", &file]);
    assert_eq!(flown.status.code(), Some(1));
    let told = text(&flown.stderr);
    assert!(told.contains("no motor pushes it off the rail"), "{told}");
    assert!(told.contains("expected a table [motor]"), "{told}");
}

/// `fly --drag-terms` tells what each term's uncertainty does to the apogee, as text and as figures.
#[test]
fn the_terms_of_the_drag_are_flown() {
    let flown = common::downrange(&["fly", DUAL, "--drag-terms"]);
    assert!(text(&flown.stdout).contains("one standard uncertainty of all"));
    let figures = common::downrange(&["fly", DUAL, "--drag-terms", "--json"]);
    let figures: serde_json::Value = serde_json::from_slice(&figures.stdout).unwrap();
    let terms = &figures["drag_terms"];
    assert!(terms["apogee_standard_uncertainty"].as_f64().unwrap() > 0.0);
    assert_eq!(terms["terms"][0]["term"], "friction");
}
