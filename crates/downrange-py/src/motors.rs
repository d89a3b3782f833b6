//! The user's motor library.

use std::path::PathBuf;

use downrange::motor::CatalogEntry;
use downrange_formats::motors::{InstalledMotors, library_folder};
use downrange_report::{motors, motors_json};
use pyo3::prelude::*;

use crate::errors;
use crate::pages::units;

/// Motors of the user's motor library.
#[pyclass(frozen, name = "Motors", module = "downrange._native")]
pub struct NativeMotors {
    motors: Vec<CatalogEntry>,
    remarks: Vec<String>,
}

fn folder() -> PyResult<PathBuf> {
    let none = || {
        errors::request(
            "error: name a folder in DOWNRANGE_MOTORS".to_owned(),
            None,
            None,
        )
    };
    library_folder().ok_or_else(none)
}

#[pymethods]
impl NativeMotors {
    /// Those whose designation or maker has a pattern in it.
    #[new]
    fn new(py: Python<'_>, pattern: &str) -> PyResult<Self> {
        py.detach(|| {
            let library = InstalledMotors::reread(folder()?);
            let library = library.map_err(|error| errors::input(&error))?;
            Ok(Self {
                motors: library.matching(pattern),
                remarks: library.remarks(pattern),
            })
        })
    }

    /// The folder of the library.
    #[staticmethod]
    #[pyo3(name = "folder")]
    fn folder_of_library() -> PyResult<PathBuf> {
        folder()
    }

    /// Copies motor files into the library; says what became of each, and whether all are there.
    #[staticmethod]
    fn add(py: Python<'_>, paths: Vec<PathBuf>, replace: bool) -> PyResult<(Vec<String>, bool)> {
        py.detach(|| {
            let import = InstalledMotors::import(&folder()?, &paths, replace);
            let told = (import.describe(), import.is_complete());
            import.library.map_err(|error| errors::input(&error))?;
            Ok(told)
        })
    }

    /// What in the library cannot be read, and that no motor matches.
    #[getter]
    fn remarks(&self) -> Vec<String> {
        self.remarks.clone()
    }

    fn json(&self) -> String {
        motors_json(&self.motors)
    }

    fn summary(&self, units: &str) -> PyResult<String> {
        Ok(motors(&self.motors, self::units(units)?))
    }
}
