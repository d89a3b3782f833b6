//! The motors of a stage: from motor files, from a curve in the file, or from a stored flight.

use std::f64::consts::PI;
use std::path::Path;

use downrange::motor::{Motor, MotorOrigin};

use super::configuration::configured;
use super::events::ignition;
use super::series::BurnSeries;
use crate::designs::components::placed_motor::{MotorMount, PlacedMotor, motor_mounts};
use crate::designs::components::weigh::Weighed;
use crate::designs::motor_choice::{self, find_or_inside, labelled};
use crate::designs::numbers;
use crate::designs::placing::six_digits;
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;
use crate::motors::{LibraryMotor, MotorLibrary, motors_of_file};

/// A motor file may differ in length, m, from what the design says of its motor; more is told.
const LENGTH: f64 = 0.005;

/// A mount with a motor in it, before its motor is found.
#[derive(Debug, Clone)]
pub struct Mount<'a> {
    /// The element of the motor.
    pub motor: Node<'a>,
    /// The mount.
    pub mount: MotorMount<'a>,
}

/// Names of the motors of all configurations, with their makers in brackets.
pub fn names(node: Node<'_>) -> Vec<String> {
    let inside = |inner: Node<'_>| match inner.name() {
        "motor" => called(inner).into_iter().collect(),
        _ => names(inner),
    };
    node.elements().flat_map(inside).collect()
}

/// What a motor is called, with its maker in brackets if that is said; `None` of one without a designation.
fn called(motor: Node<'_>) -> Option<String> {
    let text = |name: &str| {
        let found = motor.elements().find(|each| each.name() == name);
        found.map_or("", Node::text)
    };
    let designation = text("designation");
    (!designation.is_empty()).then(|| labelled(designation, text("manufacturer")))
}

/// The mounts of a stage that have a motor in a configuration.
pub fn mounts<'a>(weighed: &[Weighed<'_, 'a>], id: &str) -> Vec<Mount<'a>> {
    let mut found = Vec::new();
    for mount in motor_mounts(weighed) {
        let motor = configured(mount.node, "motor", id);
        match motor.name() == "motor" {
            true => found.push(Mount { motor, mount }),
            // Without one it is no more than a tube.
            false => mount.node.mark_used(),
        }
    }
    found
}

/// Where motors are looked for.
#[derive(Debug, Clone, Copy)]
pub struct MotorSources<'s> {
    /// Motor files.
    pub library: &'s MotorLibrary,
    /// Motor files inside the design, by name.
    pub embedded: &'s [(String, Vec<u8>)],
    /// The stored flight with this motor alone, if there is one.
    pub stored: Option<&'s BurnSeries>,
}

/// The motor of a mount.
pub fn load<'a>(
    mount: &Mount<'a>,
    id: &str,
    sources: MotorSources<'_>,
    warnings: &mut Warnings,
) -> Result<PlacedMotor<'a>, Error> {
    let Mount { motor: node, mount } = mount;
    let node = *node;
    for told in ["type", "@configid"] {
        node.child(told);
    }
    let designation = node.need("designation")?;
    let maker = node.word("manufacturer").unwrap_or_default();
    let wanted = labelled(designation.text(), maker);
    let said = (
        numbers::size(node, "diameter")?.filter(|diameter| *diameter > 0.0),
        numbers::size(node, "length")?.filter(|length| *length > 0.0),
    );
    let digest = node.word("digest").unwrap_or_default();
    let mut library_motor = None;
    let inside = || embedded(sources.embedded, digest);
    let found = find_or_inside(designation, &wanted, sources.library, inside, warnings)?;
    let mut motor = match found {
        Ok(found) => {
            let motor = found.listed.motor.clone();
            library_motor = Some(found);
            motor
        }
        Err(missing) => {
            let stored = || {
                let flight = sources.stored?;
                Some((flight.motor(&wanted, said, mount.places.len())?, flight))
            };
            if let Some((motor, flight)) = stored() {
                warnings.of(
                    designation,
                    format!(
                        "no motor file has it: thrust and mass are those of the stored flight `{}`; a motor file in a folder \
                         --motors DIR goes before it",
                        flight.name
                    ),
                );
                motor
            } else {
                return Err(motor_choice::missing(designation, &missing));
            }
        }
    };
    compare(&motor, said, designation, warnings);
    let nozzle = numbers::size_or(node, "nozzleexitdiameter", 0.0)?;
    if nozzle > 0.0 {
        motor.nozzle_exit_area = Some(PI / 4.0 * nozzle * nozzle);
    }
    let overhang = numbers::number_or(mount.node, "overhang", 0.0)?;
    Ok(PlacedMotor {
        position: six_digits(mount.aft + overhang - motor.length),
        motor,
        library_motor,
        node,
        delay: delay(node)?,
        ignition: ignition(mount.node, id)?,
        places: mount.places.clone(),
    })
}

/// Seconds, or `none` for a motor without ejection charge.
fn delay(node: Node<'_>) -> Result<Option<f64>, Error> {
    match node.word("delay") {
        None | Some("none") => Ok(None),
        Some(_) => numbers::size(node, "delay"),
    }
}

/// The motor file inside the design that has this digest.
fn embedded(files: &[(String, Vec<u8>)], digest: &str) -> Option<LibraryMotor> {
    let (name, bytes) = files.iter().find(|(name, _)| {
        let stem = Path::new(name).file_stem();
        !digest.is_empty() && stem.is_some_and(|stem| stem.eq_ignore_ascii_case(digest))
    })?;
    let (motors, _) = motors_of_file(name, bytes.as_slice().into(), MotorOrigin::Design);
    motors.into_iter().next()
}

/// Says where the motor found is of another size than the design's.
fn compare(
    motor: &Motor,
    (diameter, length): (Option<f64>, Option<f64>),
    node: Node<'_>,
    warnings: &mut Warnings,
) {
    if let Some(length) = length
        && (length - motor.length).abs() > LENGTH
    {
        warnings.of(
            node,
            format!(
                "{:.1} mm long in the design, and {:.1} mm in the motor file, which is taken",
                1e3 * length,
                1e3 * motor.length
            ),
        );
    }
    if let (Some(diameter), Some(own)) = (diameter, motor.diameter)
        && (diameter - own).abs() > 0.001
    {
        warnings.of(
            node,
            format!(
                "{:.1} mm wide in the design, and {:.1} mm in the motor file, which is taken",
                1e3 * diameter,
                1e3 * own
            ),
        );
    }
}
