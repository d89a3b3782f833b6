//! Invented RASAero II files and their motors, and the units that they count in.
#![allow(clippy::unwrap_used, dead_code)]

use std::path::{Path, PathBuf};

use downrange::rocket::{Part, Rocket};
use downrange_formats::designs::{
    DesignOptions, Import,
    rasaero::{parse, read},
};
use downrange_formats::files::Folder;
use downrange_formats::motors::MotorLibrary;

/// A rocket of one stage.
pub const ONE: &str = include_str!("../files/rasaero/one.CDX1");
/// One of two.
pub const TWO: &str = include_str!("../files/rasaero/two.CDX1");

/// m.
pub const INCH: f64 = 0.0254;
/// kg.
pub const POUND: f64 = 0.453_592_37;

/// Where they lie.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/rasaero")
}

/// Their motors.
pub fn library() -> MotorLibrary {
    MotorLibrary::open(&Folder::new(folder().join("motors")), "").unwrap()
}

/// A file with the motors beside it.
pub fn of_file(name: &str) -> Import {
    read(&folder().join(name), &DesignOptions::default())
        .unwrap_or_else(|error| unreachable!("{error}"))
}

/// What a text says, with these motors.
pub fn reading(text: &str) -> Import {
    parse(text, &library(), None).unwrap_or_else(|error| unreachable!("{error}"))
}

/// Why a file is refused.
pub fn refusal(text: &str) -> String {
    parse(text, &library(), None).unwrap_err().to_string()
}

/// Whether a warning has these words.
pub fn says(reading: &Import, expected: &str) -> bool {
    reading
        .warnings
        .iter()
        .any(|warning| warning.to_string().contains(expected))
}

/// With one text for another, everywhere.
pub fn with(file: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(file.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    })
}

/// Equal, to nine digits.
pub fn near(read: f64, expected: f64) {
    assert!(
        (read - expected).abs() <= 1e-9 * expected.abs().max(1.0),
        "{read} {expected}"
    );
}

/// A part of a rocket by its name.
pub fn part<'a>(rocket: &'a Rocket, name: &str) -> &'a Part {
    let parts = &rocket.description().parts;
    parts.iter().find(|part| part.name == name).unwrap()
}
