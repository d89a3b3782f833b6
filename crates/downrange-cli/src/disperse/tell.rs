//! What many flights say, printed and written.

use std::path::Path;

use downrange_formats::Dispersed;
use downrange_report::Units;

use super::note::Note;
use super::run::Done;
use crate::Failure;
use crate::fly::Choice;

/// Where to and how.
pub struct Wanted<'a> {
    /// The folder for files.
    pub out: Option<&'a Path>,
    /// JSON instead of the summary.
    pub json: bool,
    /// For readers.
    pub units: Choice,
    /// No summary.
    pub quiet: bool,
}

/// What is uncertain, as a table.
pub fn inputs(dispersed: &Dispersed, _units: Units) -> String {
    format!("{:?}", dispersed.uncertainty.inputs().len())
}

/// Prints and writes.
pub fn tell(note: &Note, done: Done, _wanted: &Wanted<'_>) -> Result<(), Failure> {
    println!("{} {} {:?}", note.name, done.n, done.now);
    Ok(())
}
