//! OpenRocket files of teams beside what OpenRocket stored of their flights, where the files lie in `shared/reference/designs` and
//! `shared/reference/openrocket` beside this repository or above it.
//!
//! Masses and centres of gravity are read and have to agree. Apogees and speeds are of two programs with aerodynamics of their
//! own: what is beyond the allowed difference has its cause beside it.

use std::path::Path;

use anyhow::Context;
use downrange::flight::{Recording, fly};
use downrange_formats::designs::{self, DesignOptions};
use downrange_testkit::stored_flights::{
    StoredSimulation, at_lift_off, designs as files, impulse, median, reference, stored,
};

use crate::{Check, Group};

/// Masses and centres: four digits are stored, and motor files differ.
const READ: f64 = 0.01;
/// Apogees and speeds of the single flight.
const FLOWN: f64 = 0.08;
/// An impulse that differs more is of another thrust curve.
const CURVE: f64 = 0.02;
/// Why the rest is lower.
const DRAG: &str = "Drag: OpenRocket counts the skin friction of fins by the length of the whole rocket, Downrange by their \
chord (some 1.5 times as much on rough fins), and lugs and rail buttons by their frontal area; supersonic friction falls \
less with the Mach number here. Against measured flights Downrange's drag stands in the tables above.";
/// Why one differs wholly.
const STOPPED: &str = "OpenRocket's own flight ended early, with an exception.";

/// The folders of designs and of their motors.
const FOLDERS: [(&str, &str); 2] = [
    ("designs", "designs/motors"),
    ("openrocket/designs", "openrocket/motors"),
];

/// Every simulation that flies here, and the sentences that refuse the others.
///
/// # Errors
/// When a folder cannot be listed or a flight not be computed.
pub fn group() -> anyhow::Result<Group> {
    let mut checks = Vec::new();
    let (mut flown, mut refused) = (0, Vec::new());
    let mut missing = Vec::new();
    for (designs, motors) in FOLDERS {
        let (Some(folder), Some(motors)) = (reference(designs), reference(motors)) else {
            missing.push(designs);
            continue;
        };
        for path in files(&folder)? {
            for (index, stored) in stored(&path)?.iter().enumerate() {
                match simulation(&path, &motors, index + 1, stored)? {
                    Ok(of_one) => {
                        flown += 1;
                        checks.extend(of_one);
                    }
                    Err(sentence) => refused.push(sentence),
                }
            }
        }
    }
    let of = |quantity: &str| {
        let checks = checks.iter().filter(|check| check.quantity == quantity);
        100.0 * median(checks.map(|check: &Check| check.difference))
    };
    let mut note = format!(
        "{flown} simulations flown; of those up to date the medians of the differences are {:.3} % of the mass, {:.3} % of the \
         centre, {:.2} % of the apogee, {:.2} % of the greatest speed.",
        of(QUANTITIES[0]),
        of(QUANTITIES[1]),
        of(QUANTITIES[2]),
        of(QUANTITIES[3]),
    );
    for sentence in refused {
        note.push_str(&format!("\nRefused: {sentence}."));
    }
    for folder in missing {
        note.push_str(&format!(
            "\nLeft out: shared/reference/{folder} is not here."
        ));
    }
    Ok(Group {
        title: "OpenRocket designs of teams",
        reference: "OpenRocket",
        note,
        checks,
        charts: Vec::new(),
    })
}

/// What is compared.
const QUANTITIES: [&str; 4] = [
    "mass at lift-off, kg",
    "centre of gravity, m",
    "apogee, m",
    "greatest speed, m/s",
];

/// The comparisons of a simulation, none of one that is out of date; or why it is refused.
fn simulation(
    path: &Path,
    motors: &Path,
    number: usize,
    stored: &StoredSimulation,
) -> anyhow::Result<Result<Vec<Check>, String>> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let case = format!("{name}, {number}");
    let options = DesignOptions {
        motors: Some(motors.to_owned()),
        simulation: Some(number.to_string()),
        ..DesignOptions::default()
    };
    let read = match designs::read(path, &options) {
        Ok(read) => read,
        Err(error) => return Ok(Err(format!("{case}: {}", error.message()))),
    };
    let flight = fly(&read.launch, Recording::None).with_context(|| case.clone())?;
    if !stored.is_current() {
        return Ok(Ok(Vec::new()));
    }
    let (mass, center) = at_lift_off(&read.launch).context("no rocket")?;
    let other_curve = stored
        .impulse
        .and_then(|its| Some(impulse(&read.launch)? / its - 1.0))
        .filter(|share| share.abs() > CURVE);
    let outcome = &flight.outcome;
    let compared = [
        (QUANTITIES[0], mass, stored.mass, READ),
        (QUANTITIES[1], center, stored.center, READ),
        (QUANTITIES[2], outcome.apogee_agl, stored.apogee, FLOWN),
        (QUANTITIES[3], outcome.max_speed.value, stored.speed, FLOWN),
    ];
    let check = |(quantity, ours, theirs, allowed): (_, f64, Option<f64>, f64)| {
        let check = Check::share(&*case, quantity, ours, theirs?, allowed);
        let beyond = allowed == FLOWN && check.difference.abs() > allowed;
        let reason = beyond.then(|| match other_curve {
            _ if check.difference > 1.0 => STOPPED.to_owned(),
            Some(share) => format!(
                "Another thrust curve of the motor's name than OpenRocket flew: impulse {:+.1} %.",
                100.0 * share
            ),
            None => DRAG.to_owned(),
        });
        Some(Check { reason, ..check })
    };
    Ok(Ok(compared.into_iter().filter_map(check).collect()))
}
