//! `[object]`.

use std::f64::consts::PI;

use downrange::rocket::{InertiaTensor, Object, ObjectCoefficients, Parachute};

use crate::error::Error;
use crate::toml_file::entry::TableReader;

/// The object of the table, unchecked.
pub fn read(
    entry: TableReader<'_>,
    parachutes: Vec<Parachute>,
    launch_name: &str,
) -> Result<Object, Error> {
    let inertia = entry
        .table("inertia")
        .ok_or_else(|| entry.missing("inertia"))?;
    Ok(Object {
        name: entry.text("name")?.unwrap_or(launch_name).to_owned(),
        mass: entry.need("mass")?,
        inertia: InertiaTensor {
            xx: inertia.need("xx")?,
            yy: inertia.need("yy")?,
            zz: inertia.need("zz")?,
            xy: inertia.number_or("xy", 0.0)?,
            xz: inertia.number_or("xz", 0.0)?,
            yz: inertia.number_or("yz", 0.0)?,
        },
        coefficients: coefficients(entry)?,
        parachutes,
    })
}

fn coefficients(entry: TableReader<'_>) -> Result<ObjectCoefficients, Error> {
    let diameter = entry.number("diameter")?;
    let area = match (entry.number("area")?, diameter) {
        (Some(area), _) => area,
        (None, Some(diameter)) => PI / 4.0 * diameter * diameter,
        (None, None) => {
            return Err(entry
                .error("the object has no reference area")
                .label("expected `area` or `diameter`"));
        }
    };
    // A length that no coefficient refers to may be zero.
    let length = |name: &str, moments: &[&str]| match entry.number(name)?.or(diameter) {
        Some(length) => Ok(length),
        None if moments.iter().any(|key| entry.has(key)) => Err(entry.missing(name)),
        None => Ok(0.0),
    };
    let reference_point = match entry.table("reference_point") {
        Some(point) => [
            point.number_or("forward", 0.0)?,
            point.number_or("right", 0.0)?,
            point.number_or("down", 0.0)?,
        ],
        None => [0.0; 3],
    };
    Ok(ObjectCoefficients {
        area,
        span: length(
            "span",
            &[
                "roll",
                "roll_slope",
                "yaw_slope",
                "roll_damping",
                "yaw_damping",
            ],
        )?,
        chord: length("chord", &["pitch", "pitch_slope", "pitch_damping"])?,
        reference_point,
        drag: entry.mach_curve("drag")?,
        axial: entry.mach_curve("axial")?,
        side_slope: entry.mach_curve("side_slope")?,
        normal_slope: entry.mach_curve("normal_slope")?,
        roll: entry.mach_curve("roll")?,
        roll_slope: entry.mach_curve("roll_slope")?,
        pitch: entry.mach_curve("pitch")?,
        pitch_slope: entry.mach_curve("pitch_slope")?,
        yaw_slope: entry.mach_curve("yaw_slope")?,
        roll_damping: entry.mach_curve("roll_damping")?,
        pitch_damping: entry.mach_curve("pitch_damping")?,
        yaw_damping: entry.mach_curve("yaw_damping")?,
    })
}
