//! OpenRocket files of teams, where they lie beside this repository: `shared/reference/designs` and
//! `shared/reference/openrocket/designs`. Every simulation whose motors are there flies to the ground or is refused with a
//! sentence; masses and centres of gravity at lift-off are those that OpenRocket stored.
//!
//! `cargo test -p downrange-formats --test openrocket_reference -- --nocapture` prints the table.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use downrange::flight::{Launch, Recording, Vehicle, fly};
use downrange_formats::designs::{self, DesignOptions};

/// The folder of reference data, if it is there.
fn reference(name: &str) -> Option<PathBuf> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let mut folders = above.map(|folder| folder.join("shared/reference").join(name));
    folders.find(|folder| folder.is_dir())
}

/// The XML of a file.
fn xml(path: &Path) -> String {
    let bytes = fs::read(path).unwrap();
    let mut text = String::new();
    match bytes.as_slice() {
        [b'P', b'K', ..] => {
            let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            let mut entry = zip.by_name("rocket.ork").unwrap();
            entry.read_to_string(&mut text).unwrap();
        }
        [0x1f, 0x8b, ..] => {
            let mut packed = flate2::read::GzDecoder::new(bytes.as_slice());
            packed.read_to_string(&mut text).unwrap();
        }
        bytes => text = String::from_utf8_lossy(bytes).into_owned(),
    }
    text
}

/// What OpenRocket stored of a simulation.
#[derive(Debug, Default)]
struct Stored {
    status: String,
    apogee: Option<f64>,
    speed: Option<f64>,
    /// Mass, kg, and centre of gravity, m, at the first step.
    lift_off: Option<(f64, f64)>,
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let start = tag.find(&format!("{name}=\""))? + name.len() + 2;
    let rest = tag.get(start..)?;
    rest.get(..rest.find('"')?)
}

fn stored(text: &str) -> Vec<Stored> {
    let simulations = text.split("<simulation ").skip(1);
    let of = |simulation: &str| {
        let simulation = simulation.split("</simulation>").next()?;
        let tag = |name: &str| {
            let start = simulation.find(&format!("<{name} "))?;
            let rest = simulation.get(start..)?;
            rest.get(..rest.find('>')?)
        };
        let number = |tag: Option<&str>, name| attribute(tag?, name)?.parse::<f64>().ok();
        let data = tag("flightdata");
        let point = simulation
            .split("<datapoint>")
            .nth(1)
            .and_then(|rest| rest.split("</datapoint>").next());
        let lift_off = || {
            let types: Vec<&str> = attribute(tag("databranch")?, "types")?.split(',').collect();
            let numbers: Vec<&str> = point?.split(',').collect();
            let of = |name: &str| {
                let at = types.iter().position(|each| *each == name)?;
                numbers.get(at)?.parse::<f64>().ok()
            };
            Some((of("Mass")?, of("CG location")?))
        };
        Some(Stored {
            status: attribute(simulation, "status")?.to_owned(),
            apogee: number(data, "maxaltitude"),
            speed: number(data, "maxvelocity"),
            lift_off: lift_off(),
        })
    };
    simulations
        .map(|each| of(each).unwrap_or_default())
        .collect()
}

/// Mass, kg, and centre of gravity, m from the nose tip, as it stands on the pad.
fn lift_off(launch: &Launch) -> (f64, f64) {
    let own = match &launch.vehicle {
        Vehicle::Rocket(rocket) => rocket.without_motor().plus(rocket.motors(0.0)),
        Vehicle::Stack(stack) => {
            let stages = stack.stages();
            let dry = stages[0].rocket.without_motor();
            let motors = stages.iter().map(|stage| {
                stage
                    .rocket
                    .motors(0.0)
                    .around(stage.copies, stage.distance)
            });
            motors.fold(dry, |sum, motor| sum.plus(motor))
        }
        Vehicle::Object(_) => unreachable!(),
    };
    (own.mass, own.center)
}

/// One simulation.
struct Row {
    status: String,
    mass: Option<f64>,
    center: Option<f64>,
    apogee: Option<f64>,
    speed: Option<f64>,
}

fn compare(path: &Path, motors: &Path) -> Vec<Row> {
    let text = xml(path);
    let file = path.file_name().unwrap().to_string_lossy();
    let mut rows = Vec::new();
    for (index, stored) in stored(&text).into_iter().enumerate() {
        let options = DesignOptions {
            motors: Some(motors.to_owned()),
            simulation: Some((index + 1).to_string()),
            ..DesignOptions::default()
        };
        let name = format!("{file:24.24} {:2} {:12}", index + 1, stored.status);
        let read = match designs::read(path, &options) {
            Ok(read) => read,
            Err(error) => {
                println!("{name} refused: {}", error.message());
                continue;
            }
        };
        let flight = match fly(&read.launch, Recording::None) {
            Ok(flight) => flight,
            Err(error) => {
                println!("{name} does not fly: {error}");
                continue;
            }
        };
        let (mass, center) = lift_off(&read.launch);
        let share = |ours: f64, theirs: Option<f64>| theirs.map(|theirs| ours / theirs - 1.0);
        let outcome = &flight.outcome;
        let row = Row {
            status: stored.status,
            mass: share(mass, stored.lift_off.map(|each| each.0)),
            center: share(center, stored.lift_off.map(|each| each.1)),
            apogee: share(outcome.apogee_agl, stored.apogee),
            speed: share(outcome.max_speed.value, stored.speed),
        };
        let percent = |share: Option<f64>| match share {
            Some(share) => format!("{:+8.2}", 100.0 * share),
            None => "        ".to_owned(),
        };
        println!(
            "{name} {mass:9.4} kg {} % {center:7.4} m {} %  {:8.1} m {} %  {:6.1} m/s {} %",
            percent(row.mass),
            percent(row.center),
            outcome.apogee_agl,
            percent(row.apogee),
            outcome.max_speed.value,
            percent(row.speed),
        );
        rows.push(row);
    }
    rows
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.map(f64::abs).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// Masses and centres at lift-off are OpenRocket's, and apogees are near.
#[test]
fn designs_of_teams_fly() {
    let mut rows = Vec::new();
    for (designs, motors) in [
        ("designs", "designs/motors"),
        ("openrocket/designs", "openrocket/motors"),
    ] {
        let (Some(designs), Some(motors)) = (reference(designs), reference(motors)) else {
            println!("left out: shared/reference/{designs} is not here");
            continue;
        };
        let mut files: Vec<PathBuf> = fs::read_dir(designs)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "ork"))
            .collect();
        files.sort();
        for file in files {
            rows.extend(compare(&file, &motors));
        }
    }
    let current: Vec<&Row> = rows
        .iter()
        .filter(|row| row.status == "uptodate" || row.status == "loaded")
        .collect();
    println!(
        "{} flown, {} up to date; medians: mass {:.3} %, centre {:.3} %, apogee {:.2} %, speed {:.2} %",
        rows.len(),
        current.len(),
        100.0 * median(current.iter().filter_map(|row| row.mass)),
        100.0 * median(current.iter().filter_map(|row| row.center)),
        100.0 * median(current.iter().filter_map(|row| row.apogee)),
        100.0 * median(current.iter().filter_map(|row| row.speed)),
    );
}
