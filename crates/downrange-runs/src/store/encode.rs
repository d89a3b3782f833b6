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
use parquet::file::metadata::{
    ColumnChunkMetaData, KeyValue, ParquetMetaData, ParquetMetaDataReader,
};
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesPtr};
use parquet::file::reader::{ChunkReader, Length, RowGroupReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{ColumnPath, Type, TypePtr};

use super::regular_file;
use crate::values::{Column, ColumnKind, Values};

/// The name under which a footer keeps the checksums (CRC-32) of its column chunks: the library reads Parquet's own, but
/// does not write them.
const CHECKSUMS: &str = "crc32";

/// Names and values that stand in a file's footer.
pub type KeyValues = Vec<(String, String)>;

/// The schema of these columns.
pub fn schema(columns: &[Column]) -> Result<TypePtr> {
    let fields: Result<Vec<_>> = columns.iter().map(field).collect();
    let schema = Type::group_type_builder("flights").with_fields(fields?);
    Ok(Arc::new(schema.build()?))
}

fn field(column: &Column) -> Result<TypePtr> {
    let (physical, repetition, logical) = match column.kind {
        ColumnKind::Float => (Physical::DOUBLE, Repetition::OPTIONAL, None),
        ColumnKind::Integer => (Physical::INT64, Repetition::REQUIRED, None),
        ColumnKind::Boolean => (Physical::BOOLEAN, Repetition::REQUIRED, None),
        ColumnKind::Text => (
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
            Physical::DOUBLE => ColumnKind::Float,
            Physical::INT64 => ColumnKind::Integer,
            Physical::BOOLEAN => ColumnKind::Boolean,
            Physical::BYTE_ARRAY => ColumnKind::Text,
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
    let group = group.close()?;
    writer.flush()?;
    let mut sums = Vec::new();
    for column in group.columns() {
        let bytes = range(column).and_then(|range| writer.inner().get(range));
        let bytes = bytes.ok_or_else(|| nonsense("a column beyond its file"))?;
        sums.push(checksum(bytes, column));
    }
    writer.append_key_value_metadata(written(&sums));
    writer.into_inner()
}

/// The checksums of column chunks, row group by row group, for the footer.
fn written(sums: &[u32]) -> KeyValue {
    let sums: Vec<_> = sums.iter().map(|sum| format!("{sum:08x}")).collect();
    KeyValue::new(CHECKSUMS.to_owned(), sums.join(" "))
}

/// The checksums in a footer.
pub fn checksums(metadata: &ParquetMetaData) -> Result<Vec<u32>> {
    let pairs = metadata.file_metadata().key_value_metadata();
    let sums = pairs
        .into_iter()
        .flatten()
        .find(|pair| pair.key == CHECKSUMS);
    let sums = sums
        .and_then(|pair| pair.value.as_deref())
        .unwrap_or_default();
    let sums: Vec<u32> = sums
        .split(' ')
        .filter_map(|sum| u32::from_str_radix(sum, 16).ok())
        .collect();
    let columns = metadata.file_metadata().schema_descr().num_columns();
    match sums.len() == columns * metadata.num_row_groups() {
        true => Ok(sums),
        false => Err(nonsense("its checksums are not those of its columns")),
    }
}

/// Of the bytes of a column chunk, and of what the footer says of how many values they are.
fn checksum(bytes: &[u8], column: &ColumnChunkMetaData) -> u32 {
    let mut sum = crc32fast::Hasher::new();
    sum.update(bytes);
    sum.update(&column.num_values().to_le_bytes());
    sum.finalize()
}

/// Where a column chunk stands in its file.
fn range(column: &ColumnChunkMetaData) -> Option<std::ops::Range<usize>> {
    let start = column
        .dictionary_page_offset()
        .unwrap_or(column.data_page_offset());
    let start = usize::try_from(start).ok()?;
    let length = usize::try_from(column.compressed_size()).ok()?;
    Some(start..start.checked_add(length)?)
}

/// That a column chunk has the bytes that were written.
pub fn verify(file: &File, column: &ColumnChunkMetaData, sum: u32) -> Result<()> {
    let range = range(column).filter(|range| range.end as u64 <= file.len());
    let range = range.ok_or_else(|| nonsense("a column beyond its file"))?;
    let bytes = file.get_bytes(range.start as u64, range.len())?;
    match checksum(&bytes, column) == sum {
        true => Ok(()),
        false => Err(nonsense("a column is not what was written")),
    }
}

fn nonsense(reason: &str) -> ParquetError {
    ParquetError::General(reason.to_owned())
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
        _ => Err(nonsense("a column of another kind")),
    }
}

/// The columns of a row group at these indices.
pub fn decode(group: &dyn RowGroupReader, indices: &[usize]) -> Result<Vec<Values>> {
    let rows = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
    let column = |index: &usize| {
        let values = read(group.get_column_reader(*index)?, rows)?;
        let whole = values.len() == rows
            && group.metadata().column(*index).num_values() == group.metadata().num_rows();
        match whole {
            true => Ok(values),
            false => Err(nonsense("a column without all of its rows")),
        }
    };
    indices.iter().map(column).collect()
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
        _ => return Err(nonsense("a column of another kind")),
    })
}

/// Copies row groups of files into one, byte by byte, in order.
pub fn join<'p>(
    schema: &TypePtr,
    words: &[(String, String)],
    groups: impl IntoIterator<Item = (&'p Path, usize)>,
    out: impl Write + Send,
) -> Result<()> {
    let mut writer = SerializedFileWriter::new(out, schema.clone(), properties(schema, words))?;
    let mut sums = Vec::new();
    let groups: Vec<(&Path, usize)> = groups.into_iter().collect();
    let columns = schema.get_fields().len();
    for of_file in groups.chunk_by(|a, b| a.0 == b.0) {
        let Some((path, _)) = of_file.first() else {
            continue;
        };
        let file = regular_file::open(path)?;
        let metadata = ParquetMetaDataReader::new().parse_and_finish(&file)?;
        let theirs = checksums(&metadata)?;
        for (_, index) in of_file {
            let group = metadata.row_groups().get(*index);
            let group = group.ok_or_else(|| nonsense("a batch that is not in its file"))?;
            sums.extend(theirs.iter().skip(index * columns).take(columns));
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
    writer.append_key_value_metadata(written(&sums));
    writer.into_inner()?.flush()?;
    Ok(())
}

/// Names and values in a file's footer, but for its checksums.
pub fn words(metadata: &ParquetMetaData) -> KeyValues {
    let pairs = metadata.file_metadata().key_value_metadata();
    let pair = |pair: &KeyValue| (pair.key.clone(), pair.value.clone().unwrap_or_default());
    let pairs = pairs.into_iter().flatten();
    pairs
        .filter(|pair| pair.key != CHECKSUMS)
        .map(pair)
        .collect()
}
