//! Invented RASAero II files and their motors, and the units that they count in.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

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
    MotorLibrary::open(&[folder().join("motors")]).unwrap()
}
