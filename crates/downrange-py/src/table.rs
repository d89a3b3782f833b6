//! A table for other libraries, by the Arrow PyCapsule protocol.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, DataType, SchemaRef};
use downrange_runs::RowSource;
use pyo3::exceptions::{PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyList};

use crate::array::NativeArray;
use crate::errors;
use crate::rows::{ArrowRows, array};

/// A table: batches in memory, or rows that lie in files.
#[pyclass(frozen, name = "Table", module = "downrange._native")]
#[derive(Clone)]
pub struct NativeTable {
    schema: SchemaRef,
    rows: TableRows,
}

#[derive(Clone)]
enum TableRows {
    Memory(Vec<RecordBatch>),
    Files(RowSource),
}

impl NativeTable {
    /// A table of one batch.
    ///
    /// # Errors
    /// When columns have different lengths.
    pub fn of_columns(columns: Vec<(&str, ArrayRef)>) -> PyResult<Self> {
        let batch = RecordBatch::try_from_iter(columns).map_err(faulty)?;
        Ok(Self {
            schema: batch.schema(),
            rows: TableRows::Memory(vec![batch]),
        })
    }

    /// The rows of a run: those in memory are handed over, and files are read when they are asked for.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn of_run(rows: RowSource) -> PyResult<Self> {
        let is_stored = !matches!(rows, RowSource::Memory(_));
        let stored = is_stored.then(|| rows.clone());
        let reader = ArrowRows::new(rows.into_reader().map_err(|error| errors::run(&error))?);
        let schema = reader.schema();
        let rows = match stored {
            Some(rows) => TableRows::Files(rows),
            None => TableRows::Memory(reader.collect::<Result<_, _>>().map_err(faulty)?),
        };
        Ok(Self { schema, rows })
    }

    fn reader(&self) -> PyResult<Box<dyn RecordBatchReader + Send>> {
        let schema = Arc::clone(&self.schema);
        Ok(match &self.rows {
            TableRows::Memory(batches) => Box::new(RecordBatchIterator::new(
                batches.clone().into_iter().map(Ok),
                schema,
            )),
            TableRows::Files(rows) => {
                let reader = rows.clone().into_reader();
                Box::new(ArrowRows::new(reader.map_err(|error| errors::run(&error))?))
            }
        })
    }

    /// A column, batch by batch; of files no other one is decoded.
    fn column_of_batches(&self, index: usize) -> PyResult<Vec<ArrayRef>> {
        match &self.rows {
            TableRows::Memory(batches) => {
                let columns = batches.iter().map(|batch| Arc::clone(batch.column(index)));
                Ok(columns.collect())
            }
            TableRows::Files(rows) => {
                let mut arrays = Vec::new();
                let name = self.schema.field(index).name();
                let read = rows.column(name, |values| arrays.push(array(values.clone())));
                read.map_err(|error| errors::run(&error))?;
                Ok(arrays)
            }
        }
    }
}

fn faulty(error: ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}

#[pymethods]
impl NativeTable {
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(&*self.schema).map_err(faulty)?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// The rows. No other schema than its own is offered: what is asked for is a wish, which the protocol lets pass.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema);
        let stream = FFI_ArrowArrayStream::new(self.reader()?);
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<&str> {
        let fields = self.schema.fields().iter();
        fields.map(|field| field.name().as_str()).collect()
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        let rows = match &self.rows {
            TableRows::Memory(batches) => {
                return Ok(batches.iter().map(RecordBatch::num_rows).sum());
            }
            TableRows::Files(rows) => rows,
        };
        // A run of which no batch is stored has no columns yet.
        let Some(first) = self.schema.fields().first() else {
            return Ok(0);
        };
        py.detach(|| {
            let mut count = 0;
            let read = rows.column(first.name(), |values| count += values.len());
            read.map_err(|error| errors::run(&error)).map(|()| count)
        })
    }

    /// The same rows in memory, whatever becomes of the files.
    fn loaded(&self, py: Python<'_>) -> PyResult<Self> {
        let batches = py.detach(|| self.reader()?.collect::<Result<_, _>>().map_err(faulty))?;
        Ok(Self {
            schema: Arc::clone(&self.schema),
            rows: TableRows::Memory(batches),
        })
    }

    /// A column: an array of numbers (missing ones NaN), or a list.
    fn column<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        let index = self.schema.index_of(name);
        let index = index.map_err(|_| PyKeyError::new_err(name.to_owned()))?;
        let arrays = py.detach(|| self.column_of_batches(index))?;
        let kind = self.schema.field(index).data_type();
        if *kind == DataType::Float64 {
            let mut all = Vec::with_capacity(arrays.iter().map(|array| array.len()).sum());
            for array in &arrays {
                let numbers = array.as_primitive::<Float64Type>();
                match numbers.null_count() {
                    0 => all.extend_from_slice(numbers.values()),
                    _ => all.extend(numbers.iter().map(|number| number.unwrap_or(f64::NAN))),
                }
            }
            return Ok(Bound::new(py, NativeArray::new(all))?.into_any());
        }
        let list = PyList::empty(py);
        for array in &arrays {
            match kind {
                DataType::Int64 => {
                    for number in array.as_primitive::<Int64Type>().values() {
                        list.append(number)?;
                    }
                }
                DataType::Boolean => {
                    for flag in array.as_boolean().values().iter() {
                        list.append(flag)?;
                    }
                }
                _ => {
                    for word in array.as_string::<i32>() {
                        list.append(word.unwrap_or_default())?;
                    }
                }
            }
        }
        Ok(list.into_any())
    }
}
