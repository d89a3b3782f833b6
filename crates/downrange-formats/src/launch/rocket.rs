//! `[rocket]`: what is given of the whole, and the parts.

use downrange::rocket::{Description, Given, Inertia, MountedMotor};

use super::entry::Entry;
use super::materials::{DEFAULT_FINISH, FINISHES, value};
use super::{motor, parts, recovery};
use crate::error::Error;

/// The rocket of the file, unchecked.
pub fn read(root: Entry<'_>, launch_name: &str) -> Result<Description, Error> {
    let entry = root.table("rocket").ok_or_else(|| root.missing("rocket"))?;
    let given = given(entry)?;
    let motor = root.table("motor").ok_or_else(|| root.missing("motor"))?;
    let line = thrust_line(entry)?;
    Ok(Description {
        name: entry.text("name")?.unwrap_or(launch_name).to_owned(),
        parts: parts::read(entry, given.mass.is_some(), "")?,
        motor: Some(mounted(motor)?),
        parachutes: recovery::read(root)?,
        roughness: match roughness(entry)? {
            Some(height) => height,
            None => value(FINISHES, DEFAULT_FINISH).unwrap_or_default(),
        },
        thrust_misalignment: line[0],
        thrust_offset: line[1],
        thrust_azimuth: line[2],
        given,
    })
}

/// Misalignment, offset and azimuth of the thrust.
pub fn thrust_line(entry: Entry<'_>) -> Result<[f64; 3], Error> {
    Ok([
        entry.number_or("thrust_misalignment", 0.0)?,
        entry.number_or("thrust_offset", 0.0)?,
        entry.number_or("thrust_azimuth", 0.0)?,
    ])
}

/// A motor in its place, or a cluster.
pub fn mounted(entry: Entry<'_>) -> Result<MountedMotor, Error> {
    Ok(MountedMotor {
        motor: entry.once(motor::read)?,
        count: match entry.has("count") {
            true => entry.count("count")?,
            false => 1,
        },
        cluster_radius: entry.number_or("cluster_radius", 0.0)?,
        position: entry.number("position")?,
    })
}

/// What is given of a rocket as a whole.
pub fn given(entry: Entry<'_>) -> Result<Given, Error> {
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
    Ok(Given {
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
pub fn coefficients(entry: Entry<'_>) -> Result<Given, Error> {
    Ok(Given {
        drag_power_off: entry.coefficient("drag")?,
        normal_force_slope: entry.coefficient("normal_force_slope")?,
        center_of_pressure: entry.coefficient("center_of_pressure")?,
        pitch_damping: entry.mach_curve("pitch_damping")?,
        roll_damping: entry.mach_curve("roll_damping")?,
        roll_forcing: entry.mach_curve("roll_forcing")?,
        ..Given::default()
    })
}

/// Moments of inertia, if given.
pub fn inertia(entry: Entry<'_>, name: &str) -> Result<Option<Inertia>, Error> {
    let Some(table) = entry.table(name) else {
        return Ok(None);
    };
    Ok(Some(Inertia {
        axial: table.need("axial")?,
        transverse: table.need("transverse")?,
    }))
}

/// Height of the roughness, by number or by name of a finish.
pub fn roughness(entry: Entry<'_>) -> Result<Option<f64>, Error> {
    if entry.has("finish") && entry.has("roughness") {
        let error = entry.error_at("roughness", "`roughness` beside `finish`");
        return Err(error.label("leave one of them out"));
    }
    Ok(match entry.choice("finish")? {
        Some(finish) => value(FINISHES, finish),
        None => entry.number("roughness")?,
    })
}
