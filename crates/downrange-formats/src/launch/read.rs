//! A launch from a launch file in which every number has its nominal value.

use std::cell::RefCell;

use downrange::flight::Launch;

use super::build::described;
use super::design;
use super::dispersion;
use super::keys::LAUNCH;
use crate::error::Error;
use crate::toml_file::check::check;
use crate::toml_file::open::table;
use crate::toml_file::source::TomlSource;
use crate::toml_file::uncertain;
use crate::warning::Warning;

/// A launch as its file has it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadLaunch {
    /// The launch.
    pub launch: Launch,
    /// What was read otherwise than it stands, in the file and those that it names: rows put in order, say.
    pub warnings: Vec<Warning>,
}

/// The launch of a file.
pub fn launch(source: &TomlSource<'_>, name: &str) -> Result<ReadLaunch, Error> {
    let root = table(source.file, source.text)?;
    let told = RefCell::default();
    let source = &TomlSource {
        told: Some(&told),
        ..*source
    };
    design::refuse(source, &root)?;
    let numbers = check(source, &LAUNCH, &root)?;
    let places = uncertain::places(&numbers);
    let nominal: Vec<f64> = numbers.iter().map(|number| number.nominal).collect();
    let source = TomlSource {
        uncertain: Some(&places),
        values: &nominal,
        ..*source
    };
    let launch = described(&source, &root, name)?;
    // What cannot be uncertain so is found when it is described, not when it is dispersed.
    dispersion::read(&source, &root, &launch, &numbers)?;
    let warnings = told.into_inner().warnings;
    Ok(ReadLaunch { launch, warnings })
}
