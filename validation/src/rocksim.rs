//! RockSim files beside what RockSim stored of their flights, where the files lie in `shared/reference/designs` beside this
//! repository or above it.
//!
//! Files do not say whether a stored flight is of the design as saved: where the mass at lift-off is another, it is not. Such a
//! one is flown with the mass and centre that RockSim had, and without drag where RockSim had none.

use std::path::{Path, PathBuf};

use anyhow::Context;
use downrange::flight::{Launch, Recording, Vehicle, fly};
use downrange::rocket::{Coefficient, Overrides};
use downrange::table::Curve;
use downrange_formats::designs::rocksim::{RocksimResults, stored_results};
use downrange_formats::designs::{self, DesignOptions, Import};
use downrange_testkit::stored_flights::{self, at_lift_off, reference};

use crate::designs::QUANTITIES;
use crate::{Check, Group};

/// Masses and centres.
const READ: f64 = 0.01;
/// Apogees and speeds of the single flight.
const FLOWN: f64 = 0.08;
/// What the readers tell where RockSim flies without drag.
const NO_DRAG: &str = "RockSim flies without drag";
/// Why a flight with its mass still differs.
const OTHERS: &str =
    "Two programs with thrust curves, winds and drag of their own: RockSim's gusts are random.";

/// Every simulation that flies here, and the sentences that refuse the others.
///
/// # Errors
/// When the folder cannot be listed or a flight not be computed.
pub fn group() -> anyhow::Result<Group> {
    let mut checks = Vec::new();
    let (mut flown, mut told) = (0, Vec::new());
    let mut note = String::new();
    match reference("designs") {
        Some(folder) => {
            for path in stored_flights::designs(&folder, "rkt")? {
                let name = path
                    .file_stem()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned();
                let stored = stored_results(&name, &std::fs::read(&path)?);
                let stored =
                    stored.map_err(|error| anyhow::anyhow!("{name}: {}", error.message()))?;
                if stored.is_empty() {
                    told.push(format!("{name}: {}", unstored(&path, &folder)?));
                }
                for (index, stored) in stored.iter().enumerate() {
                    match simulation(&path, &folder, index + 1, stored)? {
                        Ok(of_one) => {
                            flown += 1;
                            checks.extend(of_one);
                        }
                        Err(sentence) => told.push(sentence),
                    }
                }
            }
        }
        None => told.push("shared/reference/designs is not here".to_owned()),
    }
    note.push_str(&format!("{flown} stored simulations flown."));
    for sentence in told {
        note.push_str(&format!("\nWithout: {sentence}."));
    }
    Ok(Group {
        title: "RockSim designs",
        reference: "RockSim",
        note,
        checks,
        charts: Vec::new(),
    })
}

/// A design with the motors of the reference, or with those of the example of the project.
fn read(
    path: &Path,
    folder: &Path,
    options: &DesignOptions,
) -> Result<Import, downrange_formats::Error> {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rockets/rocksim");
    let with = |motors: PathBuf| {
        let motors = Some(motors);
        let options = options.clone();
        designs::read(path, &DesignOptions { motors, ..options })
    };
    with(folder.join("motors")).or_else(|error| with(example).map_err(|_| error))
}

/// What becomes of a file without simulations.
fn unstored(path: &Path, folder: &Path) -> anyhow::Result<String> {
    let message = match read(path, folder, &DesignOptions::default()) {
        Ok(_) => "it flies".to_owned(),
        Err(error) => error.message().to_owned(),
    };
    Ok(message)
}

/// The comparisons of a simulation, or why it is refused.
fn simulation(
    path: &Path,
    folder: &Path,
    number: usize,
    stored: &RocksimResults,
) -> anyhow::Result<Result<Vec<Check>, String>> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let case = format!("{name}, {number}");
    let options = DesignOptions {
        simulation: Some(number.to_string()),
        ..DesignOptions::default()
    };
    let import = match read(path, folder, &options) {
        Ok(import) => import,
        Err(error) => return Ok(Err(format!("{case}: {}", error.message()))),
    };
    let mut launch = import.launch;
    let (mass, center) = at_lift_off(&launch).context("no rocket")?;
    let mut checks = Vec::new();
    let changed = stored
        .mass
        .filter(|its| (mass / its - 1.0).abs() > READ)
        .map(|its| {
            format!(
                "The design was changed after RockSim flew it: it weighs {mass:.4} kg with its motor, and {its:.4} kg then."
            )
        });
    for (quantity, ours, theirs) in [
        (QUANTITIES[0], mass, stored.mass),
        (QUANTITIES[1], center, stored.center),
    ] {
        if let Some(theirs) = theirs {
            let check = Check::share(&*case, quantity, ours, theirs, READ);
            let reason = changed.clone().filter(|_| check.difference.abs() > READ);
            checks.push(Check { reason, ..check });
        }
    }
    let without_drag = import
        .warnings
        .iter()
        .any(|warning| warning.message.contains(NO_DRAG));
    let mut as_then = String::new();
    if changed.is_some() && weighing_as_then(&mut launch, stored).with_context(|| case.clone())? {
        as_then.push_str(", weighing as then");
    }
    if without_drag && without_its_drag(&mut launch).with_context(|| case.clone())? {
        as_then.push_str(", without drag");
    }
    let flight = fly(&launch, Recording::None).with_context(|| case.clone())?;
    let outcome = &flight.outcome;
    for (quantity, ours, theirs) in [
        (QUANTITIES[2], outcome.apogee_agl, stored.apogee),
        (QUANTITIES[3], outcome.max_speed.value, stored.max_speed),
    ] {
        if let Some(theirs) = theirs {
            let check = Check::share(format!("{case}{as_then}"), quantity, ours, theirs, FLOWN);
            let beyond = check.difference.abs() > FLOWN;
            let reason = beyond.then(|| OTHERS.to_owned());
            checks.push(Check { reason, ..check });
        }
    }
    Ok(Ok(checks))
}

/// Gives a rocket of one stage the mass and centre that RockSim had of it; whether it did.
fn weighing_as_then(launch: &mut Launch, stored: &RocksimResults) -> anyhow::Result<bool> {
    let Vehicle::Rocket(rocket) = &launch.vehicle else {
        return Ok(false);
    };
    let motors = rocket.motors(0.0);
    let Some(mass) = stored.mass.filter(|mass| *mass > motors.mass) else {
        return Ok(false);
    };
    let dry = mass - motors.mass;
    let center = stored
        .center
        .map(|center| (mass * center - motors.mass * motors.center) / dry);
    given(launch, |given| {
        given.mass = Some(dry);
        given.center_of_mass = center.or(given.center_of_mass);
    })
}

/// Takes the drag from a rocket of one stage; whether it did.
fn without_its_drag(launch: &mut Launch) -> anyhow::Result<bool> {
    given(launch, |given| {
        given.drag_power_off = Some(Coefficient::Mach(Curve::constant(0.0)));
    })
}

/// Changes what is given for a rocket of one stage; whether it is one.
fn given(launch: &mut Launch, change: impl FnOnce(&mut Overrides)) -> anyhow::Result<bool> {
    let Vehicle::Rocket(rocket) = &launch.vehicle else {
        return Ok(false);
    };
    let mut description = rocket.description().clone();
    change(&mut description.given);
    launch.vehicle = Vehicle::Rocket(rocket.with_description(description)?);
    Ok(true)
}
