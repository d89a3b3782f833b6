//! The program as a person or a script runs it.

#![allow(clippy::unwrap_used)]

use std::process::{Command, Output};

fn downrange(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_downrange"))
        .args(arguments)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

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

const DUAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files/dual.toml");

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
    assert!(!text(&output.stdout).contains("null"));
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

const STAGED: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../downrange-formats/tests/files/two_stages.toml"
);

/// The names in a folder, in order.
fn names(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

fn empty(name: &str) -> String {
    let folder = format!("{}/{name}", env!("CARGO_TARGET_TMPDIR"));
    let _ = std::fs::remove_dir_all(&folder);
    folder
}

/// In a folder that was used before, nothing of the older flight stands beside the new one as if it were one of its
/// bodies; what the program cannot know to be its own stays to the last byte.
#[test]
fn a_used_folder_holds_the_files_of_the_last_run_alone() {
    let out = empty("used");
    let fly = |launch: &str, more: &[&str]| {
        let output = downrange(&[&["fly", launch, "--out", &out], more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        output
    };
    let fresh = text(&fly(DUAL, &[]).stdout);
    assert!(!fresh.contains("removed"), "{fresh}");
    let own = names(&out);
    fly(STAGED, &[]);
    let left: Vec<String> = names(&out)
        .into_iter()
        .filter(|n| !own.contains(n))
        .collect();
    assert!(!left.is_empty(), "a body that left has a file");
    // Files of a person, one of them called as a trajectory would be.
    for (name, content) in [("notes.txt", "windy"), ("trajectory-measured.csv", "t,h")] {
        std::fs::write(format!("{out}/{name}"), content).unwrap();
    }
    let said = text(&fly(DUAL, &[]).stdout);
    for name in &left {
        let told = format!("removed {out}/{name} of an earlier run");
        assert!(said.contains(&told), "{said}");
    }
    assert!(
        said.contains(&format!("kept {out}/trajectory-measured.csv")),
        "{said}"
    );
    let mut expected = own.clone();
    expected.extend(["notes.txt", "trajectory-measured.csv"].map(str::to_owned));
    expected.sort();
    assert_eq!(names(&out), expected);
    let measured = std::fs::read_to_string(format!("{out}/trajectory-measured.csv"));
    assert_eq!(measured.unwrap(), "t,h");

    // What somebody changed is theirs, also with --quiet; beside JSON it is told on the other stream.
    fly(STAGED, &["--quiet"]);
    let changed = format!("{out}/{}", left[0]);
    std::fs::write(&changed, "mine").unwrap();
    let output = fly(DUAL, &["--json"]);
    assert!(serde_json::from_slice::<serde_json::Value>(&output.stdout).is_ok());
    assert!(text(&output.stderr).contains(&format!("kept {changed}")));
    assert_eq!(std::fs::read_to_string(&changed).unwrap(), "mine");
}

/// Tables of stages go with them; and one command leaves alone what another wrote into the same folder.
#[test]
fn tables_of_stages_that_are_gone_go() {
    let out = empty("used-aero");
    let quick = ["--mach", "0.3", "--alpha", "0"];
    let aero = |launch: &str| {
        let output = downrange(&[&["aero", launch, "--out", &out], &quick[..]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    aero(DUAL);
    let own = names(&out);
    downrange(&["fly", STAGED, "--out", &out, "--quiet"]);
    let both = names(&out);
    aero(STAGED);
    let added: Vec<String> = names(&out)
        .into_iter()
        .filter(|n| !both.contains(n))
        .collect();
    assert!(
        added.iter().any(|name| name.starts_with("aero-")),
        "{added:?}"
    );
    let said = aero(DUAL);
    assert_eq!(said.matches("removed ").count(), added.len(), "{said}");
    assert_eq!(names(&out), both);
    assert!(own.len() < both.len());
}

/// A list that names files elsewhere, or is none, removes nothing.
#[test]
fn a_list_of_files_removes_nothing_outside_its_folder() {
    let other = format!("{}/used-list-victim.csv", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(&other, "").unwrap();
    // SHA-256 of nothing.
    let list = r#"{"../used-list-victim.csv": {"by": "fly", "sha256":
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}}"#;
    for list in [list, "{", ""] {
        let out = empty("used-list");
        std::fs::create_dir_all(&out).unwrap();
        std::fs::write(format!("{out}/downrange-files.json"), list).unwrap();
        let output = downrange(&["fly", DUAL, "--out", &out]);
        assert_eq!(output.status.code(), Some(0));
        assert!(!text(&output.stdout).contains("removed"));
        assert!(std::fs::exists(&other).unwrap());
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
