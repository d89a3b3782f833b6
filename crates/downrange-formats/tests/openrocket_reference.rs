//! OpenRocket files of teams, where they lie beside this repository: `shared/reference/designs` and
//! `shared/reference/openrocket/designs`. Every simulation whose motors are there flies to the ground or is refused with a
//! sentence; masses and centres of gravity at lift-off are those that OpenRocket stored. Apogees are compared in the table of
//! `cargo run -p validation`.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::path::Path;

use downrange::flight::{Recording, fly};
use downrange_formats::designs::{self, DesignOptions};
use downrange_testkit::stored_flights::{
    at_lift_off, design_folders, designs as files, median, stored,
};

/// The greatest differences of mass and centre at lift-off: where the motor file has another curve of the same name than
/// OpenRocket flew, up to 0.8 % of the mass.
const EACH: f64 = 0.01;

/// Their medians; the files store four to five digits.
const MEDIAN: f64 = 0.002;

/// Differences of mass and centre at lift-off of the simulations of a file, as shares.
fn compare(path: &Path, motors: &Path) -> Vec<(f64, f64)> {
    let name = path.file_name().unwrap().to_string_lossy();
    let mut differences = Vec::new();
    for (index, stored) in stored(path).unwrap().into_iter().enumerate() {
        let number = index + 1;
        let options = DesignOptions {
            motors: Some(motors.to_owned()),
            simulation: Some(number.to_string()),
            ..DesignOptions::default()
        };
        let read = match designs::read(path, &options) {
            Ok(read) => read,
            Err(error) => {
                println!("{name} {number} is refused: {}", error.message());
                let missing = error.message().starts_with("no motor")
                    || error.message().ends_with("has no motor");
                assert!(missing, "{error}");
                continue;
            }
        };
        let flight = fly(&read.launch, Recording::None).unwrap();
        assert!(flight.outcome.apogee_agl > 10.0, "{name} {number}");
        let (mass, center) = at_lift_off(&read.launch).unwrap();
        if let (true, Some(its_mass), Some(its_center)) =
            (stored.is_current(), stored.mass, stored.center)
        {
            let off = (mass / its_mass - 1.0, center / its_center - 1.0);
            assert!(
                off.0.abs() < EACH && off.1.abs() < EACH,
                "{name} {number} {off:?}"
            );
            differences.push(off);
        }
    }
    differences
}

/// Masses and centres at lift-off are OpenRocket's.
#[test]
fn designs_of_teams_fly() {
    let mut differences = Vec::new();
    let (folders, missing) = design_folders();
    for designs in missing {
        println!("left out: shared/reference/{designs} is not here");
    }
    for [folder, motors] in folders {
        for file in files(&folder, "ork").unwrap() {
            differences.extend(compare(&file, &motors));
        }
    }
    let medians = (
        median(differences.iter().map(|each| each.0)),
        median(differences.iter().map(|each| each.1)),
    );
    println!("{} compared, medians {medians:?}", differences.len());
    assert!(medians.0 < MEDIAN && medians.1 < MEDIAN, "{medians:?}");
}
