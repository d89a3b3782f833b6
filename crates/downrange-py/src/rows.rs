//! Rows of a run as Arrow: numbers are handed over, not copied.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, RecordBatchReader, StringArray,
};
use arrow_buffer::NullBuffer;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use downrange_runs::{Column, ColumnKind, RowReader, Values};

/// Rows of a run, batch by batch.
pub struct ArrowRows {
    schema: SchemaRef,
    reader: RowReader,
}

impl ArrowRows {
    /// The rows of a reader.
    pub fn new(reader: RowReader) -> Self {
        let fields: Vec<Field> = reader.columns().iter().map(field).collect();
        let schema = Arc::new(Schema::new(fields));
        Self { schema, reader }
    }
}

/// A column as the Parquet file has it: what is no finite number is missing.
fn field(column: &Column) -> Field {
    let (kind, may_miss) = match column.kind {
        ColumnKind::Float => (DataType::Float64, true),
        ColumnKind::Integer => (DataType::Int64, false),
        ColumnKind::Boolean => (DataType::Boolean, false),
        ColumnKind::Text => (DataType::Utf8, false),
    };
    Field::new(&column.name, kind, may_miss)
}

/// Values as Arrow: what is no finite number is missing.
pub fn array(values: Values) -> ArrayRef {
    match values {
        Values::Float(numbers) => {
            let all_there = numbers.iter().all(|number| number.is_finite());
            let there = || numbers.iter().map(|number| number.is_finite()).collect();
            let missing: Option<NullBuffer> = (!all_there).then(there);
            Arc::new(Float64Array::new(numbers.into(), missing))
        }
        Values::Integer(numbers) => Arc::new(Int64Array::new(numbers.into(), None)),
        Values::Boolean(flags) => Arc::new(BooleanArray::from(flags)),
        Values::Text(words) => Arc::new(StringArray::from(words)),
    }
}

impl Iterator for ArrowRows {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let values = self.reader.next()?;
        let values = values.map_err(|error| ArrowError::ExternalError(Box::new(error)));
        Some(values.and_then(|values| {
            let columns = values.into_iter().map(array).collect();
            RecordBatch::try_new(Arc::clone(&self.schema), columns)
        }))
    }
}

impl RecordBatchReader for ArrowRows {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}
