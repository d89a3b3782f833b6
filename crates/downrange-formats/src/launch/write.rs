//! A launch file from a description: what another program's file says, written as a person would.
//!
//! What is written reads back as the same description, digit by digit. Each quantity stands in the unit in which its
//! number is shortest, and what the reader takes for granted is left out. Whoever writes may put a remark above a key
//! or a table. What no file of another program says here is not written but refused by name.

use downrange::error::Fault;
use downrange::flight::{Launch, Vehicle};

use super::written::{MotorFile, not_written};
use super::{air, motor, parachutes, rocket, settings, site, stages, start};
use crate::toml_file::page::{KeyRemark, TomlWriter, wrapped};

/// Writes a launch file.
///
/// # Errors
/// When the launch has something that only its own launch file can say; the place is that of the description.
pub fn write_launch(
    launch: &Launch,
    motors: &[MotorFile],
    heading: &str,
    remarks: &[KeyRemark],
) -> Result<String, Fault> {
    let mut page = TomlWriter::new(remarks);
    page.word("name", &launch.name);
    site::write(&mut page, launch)?;
    start::write(&mut page, &launch.start)?;
    air::write(&mut page, &launch.air)?;
    if !launch.failures.is_empty() || launch.failure.is_some() {
        return Err(not_written("failures", "what may go wrong"));
    }
    match &launch.vehicle {
        Vehicle::Rocket(rocket) => {
            let described = rocket.description();
            rocket::write(&mut page, "rocket", described, &launch.name)?;
            let Some(mounted) = &described.motor else {
                return Err(not_written("motor", "a rocket without a motor"));
            };
            motor::write(&mut page, "motor", mounted, motors)?;
            parachutes::write(&mut page, "parachutes", &described.parachutes);
        }
        Vehicle::Stack(stack) => stages::write(&mut page, stack, motors)?,
        Vehicle::Object(_) => return Err(not_written("object", "a body that is no rocket")),
    }
    settings::write(&mut page, &launch.settings);
    let heading: String = wrapped(heading)
        .iter()
        .map(|line| format!("# {line}").trim_end().to_owned() + "\n")
        .collect();
    let gap = if heading.is_empty() { "" } else { "\n" };
    Ok(format!("{heading}{gap}{}", page.into_text()))
}
