//! Columns to Parquet and back.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::reader::ColumnReader;
use parquet::column::writer::{ColumnCloseResult, ColumnWriter};
use parquet::data_type::ByteArray;
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{KeyValue, ParquetMetaData, ParquetMetaDataReader};
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesPtr};
use parquet::file::reader::RowGroupReader;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{ColumnPath, Type, TypePtr};

use super::{Column, Kind, Values};

/// Names and values that stand in a file's footer.
pub type Words = Vec<(String, String)>;

/// The schema of these columns.
pub fn schema(columns: &[Column]) -> Result<TypePtr> {
    let fields: Result<Vec<_>> = columns.iter().map(field).collect();
    let schema = Type::group_type_builder("flights").with_fields(fields?);
    Ok(Arc::new(schema.build()?))
}

fn field(column: &Column) -> Result<TypePtr> {
    let (physical, repetition, logical) = match column.kind {
        Kind::Float => (Physical::DOUBLE, Repetition::OPTIONAL, None),
        Kind::Integer => (Physical::INT64, Repetition::REQUIRED, None),
        Kind::Boolean => (Physical::BOOLEAN, Repetition::REQUIRED, None),
        Kind::Text => (
            Physical::BYTE_ARRAY,
            Repetition::REQUIRED,
            Some(LogicalType::String),
        ),
    };
    let field = Type::primitive_type_builder(&column.name, physical)
        .with_repetition(repetition)
        .with_logical_type(logical);
    Ok(Arc::new(field.build()?))
}

/// The columns of a schema, if they are of the kinds that we write.
pub fn columns(metadata: &ParquetMetaData) -> Option<Vec<Column>> {
    let descriptor = metadata.file_metadata().schema_descr();
    let column = |index: usize| {
        let column = descriptor.column(index);
        let kind = match column.physical_type() {
            Physical::DOUBLE => Kind::Float,
            Physical::INT64 => Kind::Integer,
            Physical::BOOLEAN => Kind::Boolean,
            Physical::BYTE_ARRAY => Kind::Text,
            _ => return None,
        };
        Some(Column::new(column.name(), kind))
    };
    (0..descriptor.num_columns()).map(column).collect()
}

/// Snappy, because every reader of Parquet knows it. Numbers hardly ever repeat, so only words get a dictionary.
fn properties(schema: &Type, words: &[(String, String)]) -> WriterPropertiesPtr {
    let pairs = words
        .iter()
        .map(|(name, value)| KeyValue::new(name.clone(), value.clone()));
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .set_dictionary_enabled(false)
        .set_key_value_metadata(Some(pairs.collect()));
    for field in schema.get_fields() {
        if field.get_physical_type() == Physical::BYTE_ARRAY {
            let path = ColumnPath::from(field.name());
            properties = properties.set_column_dictionary_enabled(path, true);
        }
    }
    Arc::new(properties.build())
}

/// A file of one row group.
pub fn encode(schema: &TypePtr, words: &[(String, String)], columns: &[Values]) -> Result<Vec<u8>> {
    let mut writer =
        SerializedFileWriter::new(Vec::new(), schema.clone(), properties(schema, words))?;
    let mut group = writer.next_row_group()?;
    for values in columns {
        let Some(mut column) = group.next_column()? else {
            break;
        };
        write(column.untyped(), values)?;
        column.close()?;
    }
    group.close()?;
    writer.into_inner()
}

fn write(writer: &mut ColumnWriter<'_>, values: &Values) -> Result<usize> {
    match (writer, values) {
        (ColumnWriter::DoubleColumnWriter(writer), Values::Float(values)) => {
            let levels: Vec<i16> = values
                .iter()
                .map(|value| i16::from(value.is_finite()))
                .collect();
            let present: Vec<f64> = values
                .iter()
                .copied()
                .filter(|value| value.is_finite())
                .collect();
            writer.write_batch(&present, Some(&levels), None)
        }
        (ColumnWriter::Int64ColumnWriter(writer), Values::Integer(values)) => {
            writer.write_batch(values, None, None)
        }
        (ColumnWriter::BoolColumnWriter(writer), Values::Boolean(values)) => {
            writer.write_batch(values, None, None)
        }
        (ColumnWriter::ByteArrayColumnWriter(writer), Values::Text(values)) => {
            let values: Vec<ByteArray> = values
                .iter()
                .map(|text| ByteArray::from(text.as_str()))
                .collect();
            writer.write_batch(&values, None, None)
        }
        _ => Err(ParquetError::General("a column of another kind".to_owned())),
    }
}

/// The columns of a row group at these indices.
pub fn decode(group: &dyn RowGroupReader, indices: &[usize]) -> Result<Vec<Values>> {
    let rows = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
    indices
        .iter()
        .map(|index| read(group.get_column_reader(*index)?, rows))
        .collect()
}

fn read(reader: ColumnReader, rows: usize) -> Result<Values> {
    Ok(match reader {
        ColumnReader::DoubleColumnReader(mut reader) => {
            let (mut levels, mut present) = (Vec::new(), Vec::new());
            reader.read_records(rows, Some(&mut levels), None, &mut present)?;
            let mut present = present.into_iter();
            let value = |level: i16| match level {
                0 => f64::NAN,
                _ => present.next().unwrap_or(f64::NAN),
            };
            Values::Float(levels.into_iter().map(value).collect())
        }
        ColumnReader::Int64ColumnReader(mut reader) => {
            let mut values = Vec::new();
            reader.read_records(rows, None, None, &mut values)?;
            Values::Integer(values)
        }
        ColumnReader::BoolColumnReader(mut reader) => {
            let mut values = Vec::new();
            reader.read_records(rows, None, None, &mut values)?;
            Values::Boolean(values)
        }
        ColumnReader::ByteArrayColumnReader(mut reader) => {
            let mut values = Vec::new();
            reader.read_records(rows, None, None, &mut values)?;
            let texts = values.iter().map(|bytes| Ok(bytes.as_utf8()?.to_owned()));
            Values::Text(texts.collect::<Result<_>>()?)
        }
        _ => return Err(ParquetError::General("a column of another kind".to_owned())),
    })
}

/// Copies the row groups of files into one, byte by byte, in order.
pub fn join<'p>(
    schema: &TypePtr,
    words: &[(String, String)],
    files: impl IntoIterator<Item = &'p Path>,
    out: impl Write + Send,
) -> Result<()> {
    let mut writer = SerializedFileWriter::new(out, schema.clone(), properties(schema, words))?;
    for path in files {
        let file = File::open(path)?;
        let metadata = ParquetMetaDataReader::new().parse_and_finish(&file)?;
        for group in metadata.row_groups() {
            let rows_written = u64::try_from(group.num_rows()).unwrap_or(0);
            let mut copy = writer.next_row_group()?;
            for column in group.columns() {
                let close = ColumnCloseResult {
                    bytes_written: u64::try_from(column.compressed_size()).unwrap_or(0),
                    rows_written,
                    metadata: column.clone(),
                    bloom_filter: None,
                    column_index: None,
                    offset_index: None,
                };
                copy.append_column(&file, close)?;
            }
            copy.close()?;
        }
    }
    writer.into_inner()?.flush()?;
    Ok(())
}

/// Names and values in a file's footer.
pub fn words(metadata: &ParquetMetaData) -> Words {
    let pairs = metadata.file_metadata().key_value_metadata();
    let pair = |pair: &KeyValue| (pair.key.clone(), pair.value.clone().unwrap_or_default());
    pairs.into_iter().flatten().map(pair).collect()
}
