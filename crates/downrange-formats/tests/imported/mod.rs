//! Designs that were read, whatever program wrote them.
#![allow(clippy::unwrap_used, dead_code)]

use std::path::Path;

use downrange::rocket::{Part, PartMass, Rocket};
use downrange_formats::Error;
use downrange_formats::designs::Import;
use downrange_formats::files::Folder;
use downrange_formats::motors::MotorLibrary;

/// Where the motors of the tests lie.
pub fn library() -> MotorLibrary {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/rasaero/motors");
    MotorLibrary::open(&Folder::new(folder), "").unwrap()
}

/// A design that can be read.
pub fn expected(read: Result<Import, Error>) -> Import {
    read.unwrap_or_else(|error| unreachable!("{error}"))
}

/// The rocket of a design with one stage.
pub fn only_rocket(import: &Import) -> Rocket {
    import.launch.vehicle.rocket().unwrap().clone()
}

/// A part by its name.
pub fn part<'a>(rocket: &'a Rocket, name: &str) -> &'a Part {
    let parts = &rocket.description().parts;
    parts.iter().find(|part| part.name == name).unwrap()
}

/// The mass of a part, kg.
pub fn mass(rocket: &Rocket, name: &str) -> f64 {
    match part(rocket, name).stuff {
        PartMass::Mass(mass) => mass,
        _ => 0.0,
    }
}

/// The warnings of a file, one a line.
pub fn warnings(import: &Import) -> String {
    let lines = import.warnings.iter().map(|warning| format!("{warning}\n"));
    lines.collect()
}

/// Values are kept to six digits.
pub fn near(value: f64, expected: f64) {
    let off = (value - expected).abs();
    assert!(
        off <= 1e-5 * expected.abs().max(1e-4),
        "{value}, expected {expected}"
    );
}
