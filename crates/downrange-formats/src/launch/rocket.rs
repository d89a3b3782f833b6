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
    let motor_entry = root.table("motor").ok_or_else(|| root.missing("motor"))?;
    Ok(Description {
        name: entry.text("name")?.unwrap_or(launch_name).to_owned(),
        parts: parts::read(entry, given.mass.is_some())?,
        motor: Some(MountedMotor {
            motor: motor::read(motor_entry)?,
            count: 1,
            cluster_radius: 0.0,
            position: motor_entry.number("position")?,
        }),
        parachutes: recovery::read(root)?,
        roughness: match roughness(entry)? {
            Some(height) => height,
            None => value(FINISHES, DEFAULT_FINISH).unwrap_or_default(),
        },
        thrust_misalignment: entry.number_or("thrust_misalignment", 0.0)?,
        thrust_offset: entry.number_or("thrust_offset", 0.0)?,
        thrust_azimuth: entry.number_or("thrust_azimuth", 0.0)?,
        given,
    })
}

fn given(entry: Entry<'_>) -> Result<Given, Error> {
    let drag = entry.coefficient("drag")?;
    if drag.is_some() {
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
        drag_power_off: match drag {
            Some(drag) => Some(drag),
            None => entry.coefficient("drag_power_off")?,
        },
        drag_power_on: entry.coefficient("drag_power_on")?,
        normal_force_slope: entry.coefficient("normal_force_slope")?,
        center_of_pressure: entry.coefficient("center_of_pressure")?,
        pitch_damping: entry.mach_curve("pitch_damping")?,
        roll_damping: entry.mach_curve("roll_damping")?,
        roll_forcing: entry.mach_curve("roll_forcing")?,
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
