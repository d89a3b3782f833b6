//! Keys that several tables of the file have.

use downrange::rocket::Inertia;

use super::entry::Entry;
use super::materials::{FINISHES, value};
use crate::error::Error;

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
