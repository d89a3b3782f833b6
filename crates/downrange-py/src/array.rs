//! Numbers that NumPy views without a copy.

use pyo3::prelude::*;
use pyo3::types::PyDict;

/// An array of numbers of 64 bits. NumPy reads it in place, by its array interface, and keeps it alive.
#[pyclass(frozen, name = "Array", module = "downrange._native")]
pub struct NativeArray {
    values: Vec<f64>,
}

impl NativeArray {
    /// These numbers.
    pub fn new(values: Vec<f64>) -> Self {
        Self { values }
    }
}

#[pymethods]
impl NativeArray {
    #[getter]
    fn __array_interface__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let interface = PyDict::new(py);
        interface.set_item("version", 3)?;
        interface.set_item("shape", (self.values.len(),))?;
        let native = if cfg!(target_endian = "big") {
            ">f8"
        } else {
            "<f8"
        };
        interface.set_item("typestr", native)?;
        // Where they stand, and that nobody writes there.
        interface.set_item("data", (self.values.as_ptr() as usize, true))?;
        Ok(interface)
    }

    fn __len__(&self) -> usize {
        self.values.len()
    }
}
