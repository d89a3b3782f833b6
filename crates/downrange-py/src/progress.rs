//! How far something is, told to Python.

use pyo3::prelude::*;

/// Tells Python how many are flown; fails where it raises, by Ctrl-C for example.
///
/// # Errors
/// What it raises.
pub fn tell(done: u64, n: u64, progress: Option<&Py<PyAny>>) -> PyResult<()> {
    Python::attach(|py| {
        py.check_signals()?;
        match progress {
            Some(call) => call.call1(py, (done, n)).map(drop),
            None => Ok(()),
        }
    })
}
