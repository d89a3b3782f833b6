//! What writers of a launch file share.

use downrange::error::Fault;
use downrange::motor::Motor;
use downrange::quantity::Dimension;
use downrange::rocket::Inertia;

use crate::toml_file::page::quantity;

/// A motor that stands in a file of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct MotorFile {
    /// The motor as the file has it.
    pub motor: Motor,
    /// The path of the file, from the folder of the launch file, with `/` between folders.
    pub path: String,
    /// Which motor of the file, if it has several.
    pub designation: Option<String>,
}

/// The fault that something stands in no launch file that is written.
pub fn not_written(place: &str, what: &str) -> Fault {
    Fault::new(
        place,
        format!("{what} cannot be written into a launch file here"),
    )
}

/// Moments of inertia as an inline table.
pub fn inertia(own: Inertia) -> String {
    let of = |value| quantity(value, Dimension::Inertia, &["kg m2"]);
    format!(
        "{{ axial = {}, transverse = {} }}",
        of(own.axial),
        of(own.transverse)
    )
}
