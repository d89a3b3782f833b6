//! `[rocket]`: what is given of the whole, and the parts.

use std::collections::BTreeSet;

use downrange::rocket::{Cluster, MotorPlace, MountedMotor, Overrides, RocketDescription};

use crate::error::Error;
use crate::launch::common::{inertia, rocket_roughness};
use crate::launch::{motor, parachutes, parts};
use crate::toml_file::entry::TableReader;

/// The rocket of the file, unchecked.
pub fn read(root: TableReader<'_>, launch_name: &str) -> Result<RocketDescription, Error> {
    let entry = root.table("rocket").ok_or_else(|| root.missing("rocket"))?;
    let given = given(entry)?;
    let line = thrust_line(entry)?;
    Ok(RocketDescription {
        name: entry.text("name")?.unwrap_or(launch_name).to_owned(),
        parts: parts::read(entry, given.mass.is_some(), "")?,
        motor: root.table("motor").map(mounted).transpose()?,
        parachutes: parachutes::read(root)?,
        roughness: rocket_roughness(entry)?,
        thrust_misalignment: line[0],
        thrust_offset: line[1],
        thrust_azimuth: line[2],
        given,
    })
}

/// Misalignment, offset and azimuth of the thrust.
pub fn thrust_line(entry: TableReader<'_>) -> Result<[f64; 3], Error> {
    Ok([
        entry.number_or("thrust_misalignment", 0.0)?,
        entry.number_or("thrust_offset", 0.0)?,
        entry.number_or("thrust_azimuth", 0.0)?,
    ])
}

/// A motor in its place, or a cluster.
pub fn mounted(entry: TableReader<'_>) -> Result<MountedMotor, Error> {
    Ok(MountedMotor {
        motor: entry.once(motor::read)?,
        cluster: cluster(entry)?,
        cold: BTreeSet::new(),
        position: entry.number("position")?,
    })
}

/// How many motors, and where they stand off the axis.
fn cluster(entry: TableReader<'_>) -> Result<Cluster, Error> {
    let count = match entry.has("count") {
        true => Some(entry.count("count")?),
        false => None,
    };
    let places = entry.tables("cluster");
    if !entry.has("cluster") {
        return Ok(Cluster::Ring {
            count: count.unwrap_or(1),
            radius: entry.number_or("cluster_radius", 0.0)?,
            angle: entry.number_or("cluster_angle", 0.0)?,
        });
    }
    for key in ["cluster_radius", "cluster_angle"] {
        if entry.has(key) {
            return Err(entry.beside(key, "cluster"));
        }
    }
    if let Some(count) = count.filter(|count| *count as usize != places.len()) {
        let title = format!(
            "`count` is {count}, while `cluster` says where {} motor{} stand{}",
            places.len(),
            if places.len() == 1 { "" } else { "s" },
            if places.len() == 1 { "s" } else { "" },
        );
        return Err(entry
            .error_at("count", title)
            .label("expected as many, or leave it out"));
    }
    let place = |entry: TableReader<'_>| -> Result<MotorPlace, Error> {
        Ok(MotorPlace {
            name: entry.need_text("name")?.to_owned(),
            radius: entry.need("radius")?,
            angle: entry.need("angle")?,
        })
    };
    let places = places.into_iter().map(place);
    places.collect::<Result<_, _>>().map(Cluster::Places)
}

/// What is given of a rocket as a whole.
pub fn given(entry: TableReader<'_>) -> Result<Overrides, Error> {
    let drag_power_on = entry.coefficient("drag_power_on")?;
    let drag_power_off = entry.coefficient("drag_power_off")?;
    let coefficients = coefficients(entry)?;
    if coefficients.drag_power_off.is_some() {
        for key in ["drag_power_off", "drag_power_on"] {
            if entry.has(key) {
                let title = format!("`{key}` beside `drag`, which is for both");
                return Err(entry.error_at(key, title).label("leave one of them out"));
            }
        }
    }
    Ok(Overrides {
        diameter: entry.number("diameter")?,
        length: entry.number("length")?,
        mass: entry.number("mass")?,
        center_of_mass: entry.number("center_of_mass")?,
        inertia: inertia(entry, "inertia")?,
        drag_power_off: coefficients.drag_power_off.or(drag_power_off),
        drag_power_on,
        ..coefficients
    })
}

/// Coefficients against Mach number, with one of drag for power on and off.
pub fn coefficients(entry: TableReader<'_>) -> Result<Overrides, Error> {
    Ok(Overrides {
        drag_power_off: entry.coefficient("drag")?,
        normal_force_slope: entry.coefficient("normal_force_slope")?,
        center_of_pressure: entry.coefficient("center_of_pressure")?,
        pitch_damping: entry.mach_curve("pitch_damping")?,
        roll_damping: entry.mach_curve("roll_damping")?,
        roll_forcing: entry.mach_curve("roll_forcing")?,
        ..Overrides::default()
    })
}
