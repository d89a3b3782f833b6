//! Inputs with their places, and faults of the core at the places that they name.

use std::ops::Range;

use downrange::dispersion::Input;
use downrange::error::Fault;

use crate::error::Error;
use crate::toml_file::entry::TableReader;

/// An input and where it stands.
pub type PlacedInput = (Input, Range<usize>);

/// The i in `list[i]`.
pub fn index(place: &str, list: &str) -> Option<usize> {
    let inner = place.strip_prefix(list)?.strip_prefix('[')?;
    inner.split(']').next()?.parse().ok()
}

/// An error with what a fault says to do.
pub fn hinted(error: Error, fault: &Fault) -> Error {
    match &fault.hint {
        Some(hint) => error.hint(hint.as_str()),
        None => error,
    }
}

/// A fault of the core at the key it names.
pub fn at_key(table: TableReader<'_>, fault: &Fault) -> Error {
    let key = fault.place.split('[').next().unwrap_or_default();
    let error = table.error_at(key, format!("`{key}`: {}", fault.message));
    hinted(error, fault)
}
