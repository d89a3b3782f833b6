//! What a RASAero file says.

use downrange::flight::Launch;

use crate::motors::LibraryMotor;
use crate::toml_file::page::Remark;
use crate::warning::Warning;

/// What a file says.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The launch.
    pub launch: Launch,
    /// What was not taken as it stands, and what the file leaves open.
    pub warnings: Vec<Warning>,
    /// What stands where in the launch, for who writes it down.
    pub remarks: Vec<Remark>,
    /// The comments of the file.
    pub comments: String,
    /// The motors as their files have them, from the sustainer down.
    pub motors: Vec<LibraryMotor>,
}
