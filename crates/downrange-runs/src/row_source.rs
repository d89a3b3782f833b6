//! The rows of a run, wherever they are.

use std::collections::BTreeMap;
#[cfg(feature = "store")]
use std::path::PathBuf;

use downrange::results::{Dictionary, ResultColumns};

use crate::error::RunError;
use crate::row_reader::RowReader;
#[cfg(feature = "store")]
use crate::store::ResultTable;
#[cfg(feature = "store")]
use crate::temporary::TemporaryFiles;
use crate::values::{Column, Values};

/// The rows of a run, in memory or in files.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum RowSource {
    /// In memory.
    Memory(Batches),
    /// In the file of a finished run.
    #[cfg(feature = "store")]
    File(PathBuf),
    /// In the files of batches, in order: those of a shard, or of a run that was cancelled.
    #[cfg(feature = "store")]
    BatchFiles(Vec<PathBuf>),
    /// In files of batches that go with the last clone of this: those of a run that is not stored, of more flights than
    /// [`FLIGHTS_IN_MEMORY`](crate::FLIGHTS_IN_MEMORY).
    #[cfg(feature = "store")]
    Temporary(TemporaryFiles),
}

/// Batches of rows in memory.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Batches {
    columns: Vec<Column>,
    batches: BTreeMap<u64, Vec<Values>>,
}

impl Batches {
    /// No batch yet, of these columns.
    pub fn new(columns: Vec<Column>) -> Self {
        let batches = BTreeMap::new();
        Self { columns, batches }
    }

    /// Adds a batch, or puts it in the place of the one of this number: a column each, in the order of the columns.
    pub fn insert(&mut self, batch: u64, values: Vec<Values>) {
        self.batches.insert(batch, values);
    }

    /// Columns of these names, of each of the first so many batches that is there, in order.
    pub fn read(&self, end: u64, names: &[&str], mut take: impl FnMut(&[Values])) {
        for (_, values) in self.batches.range(0..end) {
            let columns = names.iter().filter_map(|name| {
                let place = self
                    .columns
                    .iter()
                    .position(|column| column.name == *name)?;
                values.get(place).cloned()
            });
            take(&columns.collect::<Vec<_>>());
        }
    }
}

impl RowSource {
    /// All rows, batch by batch; those in memory are handed over, not copied.
    ///
    /// # Errors
    /// When the first of its files cannot be read.
    pub fn into_reader(self) -> Result<RowReader, RunError> {
        match self {
            #[cfg(feature = "store")]
            Self::File(path) => RowReader::of_files([path].into(), None),
            #[cfg(feature = "store")]
            Self::BatchFiles(paths) => RowReader::of_files(paths.into(), None),
            #[cfg(feature = "store")]
            Self::Temporary(files) => {
                RowReader::of_files(files.paths().to_vec().into(), Some(files))
            }
            Self::Memory(Batches { columns, batches }) => Ok(RowReader::of_memory(
                columns,
                batches.into_values().collect(),
            )),
        }
    }

    /// One column, batch by batch in order.
    ///
    /// # Errors
    /// When a file cannot be read, or has no such column.
    #[cfg_attr(not(feature = "store"), allow(unused_mut))]
    pub fn column(&self, name: &str, mut batch: impl FnMut(&Values)) -> Result<(), RunError> {
        match self {
            #[cfg(feature = "store")]
            Self::File(path) => ResultTable::open(path)?.read(&[name], |values| {
                values.iter().for_each(&mut batch);
            }),
            #[cfg(feature = "store")]
            Self::BatchFiles(paths) => column_of_files(paths, name, batch),
            #[cfg(feature = "store")]
            Self::Temporary(files) => column_of_files(files.paths(), name, batch),
            Self::Memory(batches) => {
                let mut columns = batches.columns.iter();
                let place = columns.position(|column| column.name == name);
                let column = batches.batches.values();
                column
                    .filter_map(|values| values.get(place?))
                    .for_each(batch);
                Ok(())
            }
        }
    }
}

/// One column of files of batches, in order.
#[cfg(feature = "store")]
fn column_of_files(
    paths: &[PathBuf],
    name: &str,
    mut batch: impl FnMut(&Values),
) -> Result<(), RunError> {
    paths.iter().try_for_each(|path| {
        ResultTable::open(path)?.read(&[name], |values| {
            values.iter().for_each(&mut batch);
        })
    })
}

impl ResultColumns for RowSource {
    type Error = RunError;

    fn samples(&self) -> Result<Vec<u64>, RunError> {
        let mut all = Vec::new();
        self.column("sample", |values| {
            if let Values::Integer(samples) = values {
                all.extend(samples.iter().map(|sample| *sample as u64));
            }
        })?;
        Ok(all)
    }

    fn words(&self, column: &str) -> Result<Dictionary, RunError> {
        let mut all = Dictionary::default();
        self.column(column, |values| {
            if let Values::Text(words) = values {
                words.iter().for_each(|word| all.push(word));
            }
        })?;
        Ok(all)
    }

    fn words_at(&self, column: &str, rows: &[usize]) -> Result<Vec<String>, RunError> {
        let mut found = vec![String::new(); rows.len()];
        let mut start = 0;
        self.column(column, |values| {
            if let Values::Text(words) = values {
                for (row, found) in rows.iter().zip(&mut found) {
                    let word = row.checked_sub(start).and_then(|row| words.get(row));
                    if let Some(word) = word {
                        found.clone_from(word);
                    }
                }
            }
            start += values.len();
        })?;
        Ok(found)
    }

    fn numbers(&self, column: &str) -> Result<Vec<f64>, RunError> {
        let mut all = Vec::new();
        self.column(column, |values| {
            if let Values::Float(numbers) = values {
                all.extend(numbers);
            }
        })?;
        Ok(all)
    }

    fn has(&self, column: &str) -> Result<bool, RunError> {
        let names = |columns: &[Column]| columns.iter().any(|each| each.name == column);
        #[cfg(feature = "store")]
        let in_first = |paths: &[PathBuf]| match paths.first() {
            Some(path) => Ok(names(ResultTable::open(path)?.columns())),
            None => Ok(false),
        };
        match self {
            #[cfg(feature = "store")]
            Self::File(path) => Ok(names(ResultTable::open(path)?.columns())),
            #[cfg(feature = "store")]
            Self::BatchFiles(paths) => in_first(paths),
            #[cfg(feature = "store")]
            Self::Temporary(files) => in_first(files.paths()),
            Self::Memory(batches) => Ok(names(&batches.columns)),
        }
    }

    fn flags(&self, column: &str) -> Result<Vec<bool>, RunError> {
        let mut all = Vec::new();
        self.column(column, |values| {
            if let Values::Boolean(flags) = values {
                all.extend(flags);
            }
        })?;
        Ok(all)
    }
}
