//! Pages and tables as text, and units by name.

use std::io;

use anstream::adapter::strip_str;
use downrange_report::Units;
use pyo3::PyResult;
use pyo3::exceptions::{PyOSError, PyValueError};

/// Units by the names of the command line.
///
/// # Errors
/// `ValueError` of another name.
pub fn units(name: &str) -> PyResult<Units> {
    match name {
        "si" => Ok(Units::Si),
        "us" => Ok(Units::Us),
        _ => Err(PyValueError::new_err(format!(
            "units are \"si\" or \"us\", not {name:?}"
        ))),
    }
}

/// What a writer writes, as text.
///
/// # Errors
/// Those of the writer.
pub fn written(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> PyResult<String> {
    let mut bytes = Vec::new();
    write(&mut bytes)?;
    String::from_utf8(bytes).map_err(|reason| PyOSError::new_err(reason.to_string()))
}

/// A text for a terminal without its colours.
pub fn plain(text: &str) -> String {
    strip_str(text).to_string()
}
