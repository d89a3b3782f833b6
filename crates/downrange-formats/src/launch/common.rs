//! Keys that several tables of the file have.

use downrange::quantity::Dimension::Inertia as MomentOfInertia;
use downrange::rocket::Inertia;

use super::materials::{DEFAULT_FINISH, FINISHES, value};
use crate::error::Error;
use crate::toml_file::entry::TableReader;
use crate::toml_file::keys::Absent::Refused;
use crate::toml_file::keys::{Section, quantity, section};
use crate::toml_file::range::Range::NotNegative;

/// Moments of inertia, if given.
pub fn inertia(entry: TableReader<'_>, name: &str) -> Result<Option<Inertia>, Error> {
    let Some(table) = entry.table(name) else {
        return Ok(None);
    };
    Ok(Some(Inertia {
        axial: table.need("axial")?,
        transverse: table.need("transverse")?,
    }))
}

/// Height of the roughness, by number or by name of a finish.
pub fn roughness(entry: TableReader<'_>) -> Result<Option<f64>, Error> {
    if entry.has("finish") && entry.has("roughness") {
        let error = entry.error_at("roughness", "`roughness` beside `finish`");
        return Err(error.label("leave one of them out"));
    }
    Ok(match entry.choice("finish")? {
        Some(finish) => value(FINISHES, finish),
        None => entry.number("roughness")?,
    })
}

/// The same of a rocket, which has the default finish where it says none.
pub fn rocket_roughness(entry: TableReader<'_>) -> Result<f64, Error> {
    let said = roughness(entry)?;
    Ok(said.unwrap_or_else(|| value(FINISHES, DEFAULT_FINISH).unwrap_or_default()))
}

/// Moments of inertia of a body that is the same all round.
pub static INERTIA: Section = section(
    "inertia",
    &[
        quantity(
            "axial",
            MomentOfInertia,
            NotNegative,
            Refused,
            "About the long axis.",
        ),
        quantity(
            "transverse",
            MomentOfInertia,
            NotNegative,
            Refused,
            "About any axis across it.",
        ),
    ],
    "Moments of inertia about the centre of mass of what they describe.",
);
