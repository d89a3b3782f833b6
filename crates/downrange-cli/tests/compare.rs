//! `downrange compare`, and stored figures beside those of `fly`. What is stored here is invented: it is nobody's flight.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{downrange_in, text};

const DESIGNS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../rockets/openrocket");

/// The example of OpenRocket files with an invented flight stored in its first simulation, and a folder for it alone.
fn stored(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    let design = fs::read_to_string(format!("{DESIGNS}/Dunlin.ork")).unwrap();
    let flight = "</conditions><flightdata maxaltitude=\"1500\" maxvelocity=\"200\" launchrodvelocity=\"20\">\
        <databranch name=\"Sustainer\" types=\"Time,Altitude,Mass,CG location\">\
        <event time=\"15\" type=\"apogee\"/><datapoint>0,0,9,1.2</datapoint><datapoint>15,1500,8,1.1</datapoint>\
        </databranch></flightdata>";
    let design = design.replacen("</conditions>", flight, 1);
    fs::write(folder.join("team.ork"), design).unwrap();
    let motor = "Cesaroni_K650.eng";
    fs::copy(format!("{DESIGNS}/{motor}"), folder.join(motor)).unwrap();
    folder
}

/// `fly` has what is stored in its summary, but not in its JSON, which is that of the converted launch file; a launch file over the
/// design has it too, and a sample or a failure, which no other program flew, has not.
#[test]
fn fly_shows_what_is_stored() {
    let folder = stored("fly-stored");
    let design = "[design]\nfile = \"team.ork\"\n";
    fs::write(folder.join("team.toml"), design).unwrap();
    for file in ["team.ork", "team.toml"] {
        let shown = downrange_in(&folder, &["fly", file]);
        let shown = text(&shown.stdout);
        assert!(shown.contains("Stored by Downrange"), "{shown}");
        assert!(shown.contains("1500 m"), "{shown}");
        let json = downrange_in(&folder, &["fly", file, "--json"]);
        assert!(!text(&json.stdout).contains("stored"));
    }
    let sample = downrange_in(&folder, &["fly", "team.ork", "--sample", "1"]);
    assert!(!text(&sample.stdout).contains("Stored by"));
}

/// `compare` prints and writes what accounts for the difference, and says what is not stored.
#[test]
fn compare_says_what_accounts_for_the_difference() {
    let folder = stored("compare-stored");
    let output = downrange_in(&folder, &["compare", "team.ork", "--json", "--out", "out"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["compared"]["liftoff_mass_kg"]["stored"], 9.0);
    assert_eq!(json["causes"][0]["exchanged"], "mass");
    assert!(!json["not_compared"].as_array().unwrap().is_empty());
    let page = fs::read_to_string(folder.join("out/compare.html")).unwrap();
    assert!(page.contains("downrange compare team.ork --out out"));
}

/// A design without stored results is answered with what to do.
#[test]
fn without_stored_results_it_says_so() {
    let folder = Path::new(DESIGNS);
    let output = downrange_in(folder, &["compare", "Dunlin.ork"]);
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stderr);
    assert!(
        told.contains("no results are stored for this simulation"),
        "{told}"
    );
}
