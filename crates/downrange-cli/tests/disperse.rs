//! `downrange disperse`, `merge` and `fly --sample` as a person or a cluster runs them.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use downrange_runs::Values;
use downrange_runs::store::ResultTable;

use common::downrange;

const LAUNCH: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../rockets/calisto-dispersed/launch.toml"
);
const AREA: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../rockets/calisto-dispersed/area.geojson"
);

/// An empty folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("disperse-{name}"));
    let _ = fs::remove_dir_all(&folder);
    folder
}

fn flown(arguments: &[&str]) -> Output {
    let output = downrange(&[&["disperse", LAUNCH, "--quiet"], arguments].concat());
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    output
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

/// In one go, on one thread, in shards that are merged, and in two goes after a stop: the same bytes.
#[test]
fn the_same_bytes_however_it_was_flown() {
    let run = |name: &str, more: &[&str]| {
        let out = folder(name);
        let place = out.display().to_string();
        flown(&[&["-n", "1100", "--area", AREA, "--out", &place], more].concat());
        out
    };
    let bytes = |out: &Path| fs::read(out.join("flights.parquet")).unwrap();
    let whole = run("whole", &[]);
    for file in [
        "report.html",
        "landings.kml",
        "landings.geojson",
        "run.json",
    ] {
        assert!(
            fs::metadata(whole.join(file)).unwrap().len() > 500,
            "{file}"
        );
    }
    assert_eq!(
        bytes(&run("one-thread", &["--threads", "1"])),
        bytes(&whole)
    );

    let shards = ["1/3", "2/3", "3/3"].map(|part| {
        let name = format!("shard-{}", &part[..1]);
        run(&name, &["--shard", part]).display().to_string()
    });
    let merged = folder("merged");
    let place = merged.display().to_string();
    let [a, b, c] = &shards;
    let output = downrange(&["merge", c, a, b, "--out", &place, "--quiet"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(bytes(&merged), bytes(&whole));

    // A shard is what a run leaves that was stopped.
    flown(&["-n", "1100", "--area", AREA, "--out", a, "--resume"]);
    assert_eq!(bytes(Path::new(a)), bytes(&whole));

    // What is done is told again, and not flown.
    let again = flown(&[
        "-n", "1100", "--area", AREA, "--out", a, "--resume", "--json",
    ]);
    assert!(json(&again)["flights_per_s"].is_null());
}

/// Ten samples by themselves are their rows, to the last digit.
#[test]
fn a_sample_flies_alone_as_in_company() {
    let out = folder("company");
    let place = out.display().to_string();
    flown(&["-n", "600", "--seed", "3", "--out", &place]);
    let names = [
        "apogee_agl_m",
        "max_mach",
        "landing_lat_deg",
        "landing_lon_deg",
    ];
    let mut rows: Vec<Vec<f64>> = vec![Vec::new(); names.len()];
    let table = ResultTable::open(&out.join("flights.parquet")).unwrap();
    let read = table.read(&names, |values| {
        for (row, values) in rows.iter_mut().zip(values) {
            if let Values::Float(values) = values {
                row.extend(values);
            }
        }
    });
    read.unwrap();
    for sample in [0, 7, 61, 130, 199, 255, 256, 388, 511, 599] {
        let number = sample.to_string();
        let output = downrange(&["fly", LAUNCH, "--sample", &number, "--seed", "3", "--json"]);
        let text = String::from_utf8(output.stdout).unwrap();
        // Not by a JSON reader, which may round the last digit otherwise; the landing comes before its body's.
        let figure = |key: &str| -> f64 {
            let rest = text.split(&format!("\"{key}\": ")).nth(1).unwrap();
            rest.split([',', '\n']).next().unwrap().parse().unwrap()
        };
        let figures = ["apogee_agl_m", "max_mach", "lat_deg", "lon_deg"].map(figure);
        for (row, figure) in rows.iter().zip(figures) {
            assert_eq!(row[sample].to_bits(), figure.to_bits());
        }
    }
}

/// The promised names, and a probability with its interval.
#[test]
fn json_keeps_its_promise() {
    let told = json(&flown(&["-n", "200", "--area", AREA, "--json"]));
    for key in [
        "n",
        "seed",
        "failed",
        "outcomes",
        "bodies",
        "by_failure",
        "ranking",
    ] {
        assert!(!told[key].is_null(), "{key}");
    }
    assert_eq!(
        (told["n"].as_u64(), told["failed"].as_u64()),
        (Some(200), Some(0))
    );
    let body = &told["bodies"][0];
    assert!(
        body["landing"]["ellipse_3sigma"]["semi_major_m"]
            .as_f64()
            .unwrap()
            > 100.0
    );
    let area = &body["areas"][0];
    let interval = area["p_outside_ci95"].as_array().unwrap();
    // None of two hundred: Clopper and Pearson's bound is 1 − 0.025^(1/200).
    assert_eq!(area["p_outside"].as_f64(), Some(0.0));
    assert!((interval[1].as_f64().unwrap() - (1.0 - 0.025f64.powf(1.0 / 200.0))).abs() < 1e-12);
}

/// It stops when what was asked is known, at the same count however many threads flew.
#[test]
fn stops_when_it_knows() {
    let count = |threads: &str| {
        let output = flown(&["--until", "apogee.mean±8m", "--json", "--threads", threads]);
        json(&output)["n"].as_u64().unwrap()
    };
    let n = count("2");
    assert!((500..5000).contains(&n), "{n}");
    assert_eq!(count("1"), n);
    let output = flown(&["--until", "p_outside<0.05", "--area", AREA, "--json"]);
    assert!(json(&output)["n"].as_u64().unwrap() < 3000);
}

/// Faults are told in words, and nothing that was there is lost.
#[test]
fn what_is_wrong_is_said() {
    let said = |arguments: &[&str], code: i32| {
        let output = downrange(&[&["disperse", LAUNCH, "--quiet"], arguments].concat());
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(said(&["--shard", "4/3", "--out", "x"], 2).contains("K from 1 to M"));
    assert!(said(&["--until", "p_outside<0.1"], 2).contains("needs an area (--area)"));
    assert!(said(&["--area", "nowhere.geojson"], 1).contains("nowhere.geojson"));

    let out = folder("wrong");
    let place = out.display().to_string();
    flown(&["-n", "600", "--out", &place, "--shard", "1/2"]);
    let there = said(&["-n", "600", "--out", &place], 2);
    assert!(there.contains("--resume"), "{there}");
    let other = said(
        &["-n", "600", "--seed", "2", "--out", &place, "--resume"],
        2,
    );
    assert!(other.contains("seed"), "{other}");
    let merged = folder("wrong-merged").display().to_string();
    let output = downrange(&["merge", &place, "--out", &merged]);
    let missing = String::from_utf8(output.stderr).unwrap();
    assert!(missing.contains("missing"), "{missing}");

    let part = fs::read_dir(out.join("flights.parts")).unwrap().next();
    let part = part.unwrap().unwrap().path();
    let bytes = fs::read(&part).unwrap();
    fs::write(&part, &bytes[..bytes.len() / 2]).unwrap();
    let resumed = flown(&["-n", "600", "--out", &place, "--resume"]);
    assert_eq!(resumed.status.code(), Some(0));

    let plain = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../rockets/calisto/launch.toml"
    );
    let output = downrange(&["disperse", plain]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("sigma"));
}

/// A rule of thumb that a flight breaks by itself is broken by the same sample in company, and the share of flights that
/// break it is told with its interval; what the flight as planned is warned of is what `fly` says.
#[test]
fn broken_rules_are_those_that_fly_warns_of() {
    let launch = folder("rules").with_extension("toml");
    let text = fs::read_to_string(LAUNCH).unwrap();
    // A rail of such a length that some flights are slower off it than is asked for, and some are not.
    let text = text.replacen("length = \"5.2 m\"", "length = \"6.6 m\"", 1);
    let home = Path::new(LAUNCH).parent().unwrap().display().to_string();
    let text = text.replace("Cesaroni_M1670.eng", &format!("{home}/Cesaroni_M1670.eng"));
    fs::write(&launch, text).unwrap();
    let launch = launch.display().to_string();
    let out = folder("rules");
    let place = out.display().to_string();
    let run = |more: &[&str]| {
        let asked = ["disperse", &launch, "--allow-outside", "-n", "60", "--out"];
        downrange(&[&asked[..], &[&*place], more].concat())
    };
    let output = run(&["--json", "--quiet"]);
    assert_eq!(output.status.code(), Some(0));
    let told = json(&output);
    let planned = json(&downrange(&["fly", &launch, "--allow-outside", "--json"]));
    assert_eq!(told["warnings"], planned["warnings"]);
    let mut broken = Vec::new();
    let table = ResultTable::open(&out.join("flights.parquet")).unwrap();
    let read = table.read(&["broken_rules"], |values| {
        if let [Values::Text(words)] = values {
            broken.extend(words.iter().cloned());
        }
    });
    read.unwrap();
    for sample in [0, 17, 59] {
        let number = sample.to_string();
        let alone = json(&downrange(&[
            "fly",
            &launch,
            "--allow-outside",
            "--sample",
            &number,
            "--json",
        ]));
        let warnings = alone["warnings"].as_array().unwrap().iter();
        let mut rules: Vec<&str> = warnings
            .filter_map(|warning| Some(warning.as_str()?.split_once(':')?.0))
            .collect();
        rules.dedup();
        assert_eq!(broken[sample], rules.join("; "), "{sample}");
    }
    let rule = told["rules"].as_array().unwrap().iter();
    let rule = rule
        .clone()
        .find(|rule| rule["rule"] == "rail exit speed")
        .unwrap();
    let counted = broken
        .iter()
        .filter(|rules| rules.contains("rail exit speed"))
        .count();
    assert_eq!(rule["broken"], counted);
    assert_eq!(rule["n"], 60);
    assert!((1..60).contains(&counted), "{counted}");
    let summary = run(&["--resume"]);
    let summary = String::from_utf8(summary.stdout).unwrap();
    assert!(summary.contains("rail exit speed"), "{summary}");
}
