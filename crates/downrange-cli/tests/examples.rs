//! What a newcomer copies is true: the examples fly and obey the schema, README and book show what the command prints,
//! and the book's launch file flies.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::Command;

/// Where each example's apogee lies, m above the site. Wide enough for better models of drag, narrow enough for a
/// slip: a model rocket on a C6 and Calisto are within a tenth of what other programs say (350 to 400 m, and RocketPy's
/// 3.3 km), Qu8k flew to 37 km, which drag of the first generation above Mach 1 overshoots; the others have not flown.
const APOGEES: [(&str, f64, f64); 10] = [
    ("calisto", 3000.0, 3500.0),
    ("calisto-dispersed", 3000.0, 3500.0),
    ("hybrid", 3300.0, 4200.0),
    ("model-rocket", 330.0, 430.0),
    ("openrocket", 1900.0, 2150.0),
    ("qu8k", 34_000.0, 46_000.0),
    ("rasaero", 2700.0, 3400.0),
    ("rocksim", 200.0, 320.0),
    ("two-stage", 11_000.0, 14_000.0),
    ("wind-ensemble", 2400.0, 3100.0),
];

/// The file of an example.
fn launch_of(name: &str) -> PathBuf {
    let file = match name {
        "openrocket" => "Dunlin.ork",
        "rasaero" => "Sandpiper.CDX1",
        "rocksim" => "Wheatear.rkt",
        _ => "launch.toml",
    };
    at("rockets").join(name).join(file)
}

/// A path in the repository.
fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path)
}

/// What the program prints, called in a folder where it may write.
fn printed(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_downrange"))
        .args(arguments)
        .current_dir(env!("CARGO_TARGET_TMPDIR"))
        .output()
        .unwrap();
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{arguments:?}: {complaint}");
    String::from_utf8(output.stdout).unwrap()
}

/// What stands in a page between a line and the closing fence of its block.
fn block(page: &str, line: &str) -> std::ops::Range<usize> {
    let start = page.find(line).unwrap() + line.len();
    start..start + page[start..].find("```\n").unwrap()
}

#[test]
fn every_example_flies_as_high_as_it_should() {
    let mut names: Vec<_> = std::fs::read_dir(at("rockets"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, APOGEES.map(|(name, ..)| name));
    for (name, low, high) in APOGEES {
        let launch = launch_of(name);
        let json = printed(&["fly", launch.to_str().unwrap(), "--json"]);
        let figures: serde_json::Value = serde_json::from_str(&json).unwrap();
        let apogee = figures["apogee_agl_m"].as_f64().unwrap();
        assert!((low..high).contains(&apogee), "{name}: {apogee} m");
        // Good practice: it leaves the rail stable, and lands softly under a parachute that opened slowly.
        for warning in figures["warnings"].as_array().unwrap() {
            let warning = warning.as_str().unwrap();
            assert!(warning.starts_with("rail exit speed"), "{name}: {warning}");
        }
    }
}

#[test]
fn every_example_obeys_the_schema() {
    let schema = serde_json::from_str(&printed(&["schema"])).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let launch_files = APOGEES.map(|(name, ..)| (name, launch_of(name)));
    let launch_files = launch_files.into_iter();
    for (name, file) in launch_files.filter(|(_, file)| file.extension() == Some("toml".as_ref())) {
        let text = std::fs::read_to_string(file).unwrap();
        let launch = json(text.parse::<toml::Table>().unwrap().into());
        if let Some(error) = schema.iter_errors(&launch).next() {
            panic!("{name}: {} {error}", error.instance_path());
        }
    }
}

/// Booster, sustainer and payload each land, as planned and with any of the failures, and each has its table.
#[test]
fn every_part_of_the_two_stage_rocket_lands() {
    let file = at("rockets/two-stage/launch.toml");
    let file = file.to_str().unwrap();
    let fly = |extra: &[&str]| -> serde_json::Value {
        let arguments = [&["fly", file, "--json", "--quiet"], extra].concat();
        serde_json::from_str(&printed(&arguments)).unwrap()
    };
    let planned = fly(&["--out", "stages"]);
    let names = |figures: &serde_json::Value| -> Vec<String> {
        let bodies = figures["bodies"].as_array().unwrap().iter();
        bodies
            .map(|body| body["name"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(names(&planned), ["payload", "booster", "sustainer"]);
    assert_eq!(planned["bodies"][0]["landing"], planned["landing"]);
    for body in planned["bodies"].as_array().unwrap() {
        let speed = body["impact_speed_m_s"].as_f64().unwrap();
        assert!((3.0..8.0).contains(&speed), "{body}");
        assert_eq!(body["landing"]["speed_m_s"], body["impact_speed_m_s"]);
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("stages");
    for name in ["trajectory", "trajectory-booster", "trajectory-sustainer"] {
        let table = std::fs::read_to_string(folder.join(format!("{name}.csv"))).unwrap();
        assert!(table.lines().count() > 100 && table.contains("impact_vacuum_latitude_deg"));
    }
    let table = std::fs::read_to_string(folder.join("trajectory.csv")).unwrap();
    let impact = table
        .lines()
        .next()
        .unwrap()
        .split(',')
        .position(|c| c == "impact_air_latitude_deg");
    let known = table
        .lines()
        .filter(|line| !line.split(',').nth(impact.unwrap()).unwrap().is_empty());
    assert!(known.count() > 100);
    let apogee = |figures: &serde_json::Value| figures["apogee_agl_m"].as_f64().unwrap();
    let failed = fly(&["--failure", "no second stage"]);
    assert_eq!(failed["failure"], "no second stage");
    assert!(apogee(&failed) < 0.6 * apogee(&planned));
    let shut = fly(&["--failure", "main stays shut"]);
    let speed =
        |figures: &serde_json::Value| figures["bodies"][0]["impact_speed_m_s"].as_f64().unwrap();
    assert!(speed(&shut) > 2.0 * speed(&planned));
    for name in ["main at apogee", "burn-through", "lost fin"] {
        assert_eq!(names(&fly(&["--failure", name])), names(&planned));
    }
}

/// Each member of the ensemble blows in some flights, and moves the landings further than one wind would.
#[test]
fn the_ensemble_s_members_all_blow() {
    let file = launch_of("wind-ensemble");
    let fly = |sample: u32| -> serde_json::Value {
        let sample = sample.to_string();
        let arguments = ["fly", file.to_str().unwrap(), "--json", "--sample", &sample];
        serde_json::from_str(&printed(&arguments)).unwrap()
    };
    let bearings: Vec<f64> = (0..12)
        .map(|sample| fly(sample)["landing"]["bearing_deg"].as_f64().unwrap())
        .collect();
    let (least, most) = bearings
        .iter()
        .fold((f64::MAX, f64::MIN), |(low, high), b| {
            (low.min(*b), high.max(*b))
        });
    // The members' winds differ by thirty degrees and more at every height.
    assert!(most - least > 15.0, "{bearings:?}");
}

/// The RASAero example becomes a launch file that flies the same.
#[test]
fn the_rasaero_example_converts() {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sandpiper.toml");
    let (file, out) = (launch_of("rasaero"), out.to_str().unwrap().to_owned());
    let file = file.to_str().unwrap();
    printed(&["convert", file, &out, "--force", "--quiet"]);
    let landing = |file: &str| -> serde_json::Value {
        // The launch file stands elsewhere than the motor.
        let json = printed(&["fly", file, "--json", "--allow-outside"]);
        let figures: serde_json::Value = serde_json::from_str(&json).unwrap();
        figures["landing"].clone()
    };
    assert_eq!(landing(file), landing(&out));
}

/// As an editor hands it to the schema: dates are text.
fn json(value: toml::Value) -> serde_json::Value {
    match value {
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(values) => values.into_iter().map(json).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(k, v)| (k, json(v))).collect(),
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(answer) => answer.into(),
    }
}

/// What is printed, as a page shows it: whole, or, where the page leaves out with `…` what stands before and after, the paragraph
/// that begins as the page's does.
fn excerpt(shown: &str, printed: String) -> String {
    let Some(part) = shown.strip_prefix("…\n") else {
        return printed;
    };
    let heading: String = part.chars().take_while(|c| !c.is_ascii_digit()).collect();
    let mut paragraphs = printed.split("\n\n");
    let paragraph = paragraphs.find(|paragraph| paragraph.starts_with(&heading));
    format!("…\n{}\n…\n", paragraph.unwrap())
}

/// `UPDATE=1 cargo test -p downrange-cli` writes it anew.
#[test]
fn pages_show_what_the_command_prints() {
    for (page, command, launch, rest) in [
        (
            "README.md",
            "fly",
            "rockets/calisto/launch.toml",
            " --out flight",
        ),
        (
            "docs/book/src/first-flight.md",
            "fly",
            "rockets/model-rocket/launch.toml",
            "",
        ),
        (
            "docs/book/src/aerodynamics.md",
            "aero",
            "rockets/calisto/launch.toml",
            " --mach 0.3,0.8,0.95,1.1,1.5 --alpha 0:8:4",
        ),
    ] {
        let text = std::fs::read_to_string(at(page)).unwrap();
        let line = format!("$ cargo run --release --bin downrange -- {command} {launch}{rest}\n");
        let shown = block(&text, &line);
        let file = at(launch);
        let mut arguments = vec![command, file.to_str().unwrap()];
        arguments.extend(rest.split_whitespace());
        let said = excerpt(&text[shown.clone()], printed(&arguments));
        if std::env::var_os("UPDATE").is_some() {
            let mut updated = text.clone();
            updated.replace_range(shown, &said);
            std::fs::write(at(page), updated).unwrap();
        } else {
            assert_eq!(text[shown], said, "{page}");
        }
    }
}

/// A reader who copies the shortest launch file of the book has one that flies.
#[test]
fn the_book_s_launch_file_flies() {
    let page = std::fs::read_to_string(at("docs/book/src/first-flight.md")).unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("shortest");
    std::fs::create_dir_all(&folder).unwrap();
    let launch = folder.join("launch.toml");
    std::fs::write(&launch, &page[block(&page, "```toml\n")]).unwrap();
    std::fs::copy(
        at("rockets/model-rocket/Estes_C6.eng"),
        folder.join("Estes_C6.eng"),
    )
    .unwrap();
    assert!(printed(&["fly", launch.to_str().unwrap()]).contains("Apogee"));
}
