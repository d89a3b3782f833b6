//! A design file, read.

use downrange::compare::StoredFlight;
use downrange::flight::Launch;

use crate::motors::LibraryMotor;
use crate::toml_file::page::KeyRemark;
use crate::warning::Warning;

/// A design file, read: the launch, and how it was made of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// The launch.
    pub launch: Launch,
    /// The program whose file it is, as people write it.
    pub program: &'static str,
    /// What was not taken as it stands, and what the file leaves open.
    pub warnings: Vec<Warning>,
    /// Remarks on keys of the launch file.
    pub remarks: Vec<KeyRemark>,
    /// The comments of the file.
    pub comments: String,
    /// The motors as their files have them, from the sustainer down.
    pub motors: Vec<LibraryMotor>,
    /// What the program stored of the flight it had computed, where it did.
    pub stored: Option<StoredFlight>,
}
