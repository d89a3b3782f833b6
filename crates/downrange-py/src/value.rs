//! Python values as values of a launch file.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};
use toml::{Table, Value};

/// A value of a launch file from a Python one: a number, text, true or false, a date, a list or an array, or a dict.
///
/// # Errors
/// `TypeError` of anything else; `ValueError` of a whole number beyond 64 bits, or what is no date of TOML.
pub fn value(from: &Bound<'_, PyAny>) -> PyResult<Value> {
    if from.is_instance_of::<PyBool>() {
        return Ok(Value::Boolean(from.extract()?));
    }
    if from.is_instance_of::<PyInt>() {
        return Ok(Value::Integer(from.extract()?));
    }
    if from.is_instance_of::<PyFloat>() {
        return Ok(Value::Float(from.extract()?));
    }
    if from.is_instance_of::<PyString>() {
        return Ok(Value::String(from.extract()?));
    }
    if let Ok(dict) = from.cast::<PyDict>() {
        return Ok(Value::Table(table(dict)?));
    }
    if from.is_instance_of::<PyList>() || from.is_instance_of::<PyTuple>() {
        let items = from.try_iter()?.map(|item| value(&item?));
        return Ok(Value::Array(items.collect::<PyResult<_>>()?));
    }
    // NumPy's numbers and arrays.
    if from.hasattr("tolist")? {
        return value(&from.call_method0("tolist")?);
    }
    // Dates and times.
    if from.hasattr("isoformat")? {
        let text: String = from.call_method0("isoformat")?.extract()?;
        let date = text.parse().map_err(|reason| {
            PyValueError::new_err(format!("{text} is no date of a launch file: {reason}"))
        })?;
        return Ok(Value::Datetime(date));
    }
    Err(PyTypeError::new_err(format!(
        "a launch file holds numbers, text, true or false, dates, lists, arrays and dicts, not {}",
        from.get_type().name()?
    )))
}

/// A table of a launch file from a dict.
///
/// # Errors
/// As [`value`]; when a key is no text.
pub fn table(from: &Bound<'_, PyDict>) -> PyResult<Table> {
    let pairs = from.iter().map(|(key, item)| {
        let key: String = key
            .extract()
            .map_err(|_| PyTypeError::new_err("the keys of a launch file are text"))?;
        Ok((key, value(&item)?))
    });
    pairs.collect()
}
