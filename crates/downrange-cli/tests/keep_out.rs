//! Ground to keep out of, a ceiling, and landings under a parachute and ballistic apart, as a person asks for them.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use downrange_runs::Values;
use downrange_runs::store::ResultTable;
use serde_json::Value;

use common::{downrange, text};

const FOLDER: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../rockets/calisto-dispersed"
);

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("keep-out-{name}"));
    let _ = fs::remove_dir_all(&folder);
    folder
}

/// What a dispersion with what there is to keep out of and a ceiling prints, with these options.
fn disperse(more: &[&str], code: i32) -> (String, String) {
    let (launch, keep_out) = (
        format!("{FOLDER}/launch.toml"),
        format!("{FOLDER}/keep-out.geojson"),
    );
    let all = ["disperse", &launch, "--quiet", "--keep-out", &keep_out];
    let output = downrange(&[&all, more].concat());
    let (out, error) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{out}{error}");
    (out, error)
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Columns, note, JSON, page and maps say the same of one run, in one go and in shards that are merged, and a run is read again
/// with what it was held against.
#[test]
fn a_run_knows_what_it_was_held_against() {
    let whole = folder("whole");
    let place = whole.display().to_string();
    let asked = ["-n", "600", "--ceiling", "15000 ft", "--json", "--out"];
    let (out, _) = disperse(&[&asked[..], &[&place]].concat(), 0);
    let told = json(&out);
    let names: Vec<_> = told["keep_outs"].as_array().unwrap().iter().collect();
    let names: Vec<_> = names
        .iter()
        .map(|each| each["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["service road", "well house", "spectators"]);
    assert_eq!(told["ceiling"]["height_asl_m"], 4572.0);

    let table = ResultTable::open(&whole.join("flights.parquet")).unwrap();
    let columns: Vec<_> = table
        .columns()
        .iter()
        .map(|column| column.name.clone())
        .collect();
    let added = [
        "landing_kind",
        "keep_out: service road",
        "keep_out: well house",
        "keep_out: spectators",
        "keep_out",
        "above_ceiling",
    ];
    assert!(columns.ends_with(&added.map(str::to_owned)), "{columns:?}");
    let counted = |column: &str| {
        let mut hits = 0;
        let count = |values: &[Values]| {
            if let [Values::Boolean(flags)] = values {
                hits += flags.iter().filter(|flag| **flag).count() as u64;
            }
        };
        table.read(&[column], count).unwrap();
        hits
    };
    let road = &told["keep_outs"][0];
    assert_eq!(road["keep_out"], counted("keep_out: service road"));
    assert_eq!(told["any_keep_out"]["keep_out"], counted("keep_out"));
    let above = &told["ceiling"]["above_ceiling"];
    assert_eq!(*above, counted("above_ceiling"));
    assert!((1..600).contains(&above.as_u64().unwrap()), "{above}");

    let note = json(&fs::read_to_string(whole.join("run.json")).unwrap());
    assert_eq!(
        (&note["keep_outs"][1]["name"], &note["ceiling_m"]),
        (&"well house".into(), &4572.0.into())
    );
    let page = fs::read_to_string(whole.join("report.html")).unwrap();
    for told in [
        "How likely it comes down where nothing may",
        "keep-out-1000",
        "--ceiling",
        "well house",
    ] {
        assert!(page.contains(told), "{told}");
    }
    let map = json(&fs::read_to_string(whole.join("landings.geojson")).unwrap());
    let features = map["features"].as_array().unwrap().iter();
    let shapes: Vec<_> = features
        .filter(|feature| feature["properties"]["kind"] == "keep_out")
        .map(|feature| {
            (
                &feature["geometry"]["type"],
                &feature["properties"]["distance_m"],
            )
        })
        .collect();
    let expected = [("LineString", 6.0), ("Point", 25.0), ("Polygon", 50.0)];
    let expected = expected.map(|(shape, distance)| (Value::from(shape), Value::from(distance)));
    assert_eq!(
        shapes,
        expected
            .each_ref()
            .map(|(shape, distance)| (shape, distance))
    );
    let earth = fs::read_to_string(whole.join("landings.kml")).unwrap();
    assert!(earth.contains("<styleUrl>#keep_out</styleUrl>"));

    let shards = ["1/2", "2/2"].map(|part| {
        let shard = folder(&part.replace('/', "-")).display().to_string();
        disperse(&[&asked[..], &[&shard, "--shard", part]].concat(), 0);
        shard
    });
    let merged = folder("merged");
    let [a, b] = &shards;
    let merge = [
        "merge",
        b,
        a,
        "--quiet",
        "--json",
        "--out",
        merged.to_str().unwrap(),
    ];
    let output = downrange(&merge);
    assert_eq!(output.status.code(), Some(0));
    let mut again = json(&text(&output.stdout));
    again["flights_per_s"] = told["flights_per_s"].clone();
    assert_eq!(again, told);
    let bytes = |folder: &Path| fs::read(folder.join("flights.parquet")).unwrap();
    assert_eq!(bytes(&merged), bytes(&whole));
    // Another ceiling is another run.
    let other = [
        "-n",
        "600",
        "--resume",
        "--ceiling",
        "15001 ft",
        "--out",
        &place,
    ];
    assert!(disperse(&other, 2).1.contains("areas = "));
}

/// A body whose canopies stay shut comes down ballistic: columns, JSON and maps have it apart.
#[test]
fn ballistic_landings_are_apart() {
    let place = folder("shut").display().to_string();
    // Either canopy alone still holds it: nothing does where both stay shut, in a sixth of all flights.
    let shut =
        ["main", "drogue"].map(|name| format!("dispersion.failures.{name} stays shut=\"40 %\""));
    let [main, drogue] = &shut;
    let asked = [
        "-n", "1024", "--set", main, "--set", drogue, "--json", "--out", &place,
    ];
    let (out, _) = disperse(&asked, 0);
    let told = json(&out);
    let kinds = &told["bodies"][0]["landing_by_kind"];
    let [hung, fell] =
        ["parachute", "ballistic"].map(|kind| kinds[kind]["count"].as_u64().unwrap_or(0));
    assert_eq!(
        hung + fell,
        told["bodies"][0]["landing"]["count"].as_u64().unwrap()
    );
    assert!((120..220).contains(&fell), "{hung} {fell}");
    let p = kinds["ballistic"]["p_landing"].as_f64().unwrap();
    assert!((p - fell as f64 / 1024.0).abs() < 1e-12);
    let table = ResultTable::open(&Path::new(&place).join("flights.parquet")).unwrap();
    let mut speeds = [f64::INFINITY, 0.0_f64];
    let read = |values: &[Values]| {
        let [Values::Text(kinds), Values::Float(speed)] = values else {
            return;
        };
        for (kind, speed) in kinds.iter().zip(speed) {
            match kind.as_str() {
                "ballistic" => speeds[0] = speeds[0].min(*speed),
                "parachute" => speeds[1] = speeds[1].max(*speed),
                _ => {}
            }
        }
    };
    table
        .read(&["landing_kind", "landing_speed_m_s"], read)
        .unwrap();
    // What nothing brakes is faster than all that hangs.
    assert!(speeds[0] > speeds[1], "{speeds:?}");
    let map = fs::read_to_string(Path::new(&place).join("landings.geojson")).unwrap();
    assert!(map.contains("\"landing\":\"ballistic\"") && map.contains("\"landing\":\"parachute\""));
}

/// The stop rule knows keep-out areas and the ceiling; what cannot be is said.
#[test]
fn questions_and_faults() {
    let ends = |question: &str| {
        let (out, _) = disperse(&["--ceiling", "6 km", "--until", question, "--json"], 0);
        let told = json(&out);
        assert_eq!(told["until"]["known"], true);
        told["n"].as_u64().unwrap()
    };
    assert!(ends("p_above_ceiling<0.01") < 3000);
    assert!(ends("p_keep_out[well house]<0.1") < 3000);
    assert!(ends("p_keep_out<0.5") < 3000);
    for (arguments, code, told) in [
        (
            &["--until", "p_above_ceiling<0.1"][..],
            2,
            "needs a ceiling (--ceiling)",
        ),
        (
            &["--until", "p_keep_out[barn]<0.1"],
            2,
            "the keep-out areas are service road, well house, spectators",
        ),
        (
            &["--ceiling", "1400 m"],
            2,
            "is not above the launch point at 1400 m",
        ),
        (&["--ceiling", "3 kg"], 2, "kg"),
        (
            &["--keep-out-distance", "20 km", "--keep-out", "no.geojson"],
            1,
            "no.geojson",
        ),
        (
            &["--area", "-", "--keep-out", "-"],
            2,
            "the standard input is read once",
        ),
    ] {
        let (_, error) = disperse(arguments, code);
        assert!(error.contains(told), "{arguments:?}: {error}");
    }
    let alone = [
        "disperse",
        &format!("{FOLDER}/launch.toml"),
        "--until",
        "p_keep_out<0.1",
    ];
    let error = text(&downrange(&alone).stderr);
    assert!(
        error.contains("needs a keep-out area (--keep-out)"),
        "{error}"
    );
}
