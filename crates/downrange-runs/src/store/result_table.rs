//! A Parquet file of flights, read back.

use std::fs::File;
use std::path::{Path, PathBuf};

use parquet::file::reader::{FileReader, SerializedFileReader};

use super::encode;
use super::faults::{damaged, unreadable};
use super::regular_file;
use crate::error::RunError;
use crate::values::{Column, Values};

/// A Parquet file of flights.
pub struct ResultTable {
    path: PathBuf,
    reader: SerializedFileReader<File>,
    columns: Vec<Column>,
    file: File,
    /// Of each column chunk, row group by row group.
    checksums: Vec<u32>,
}

impl ResultTable {
    /// Opens a file and reads its footer.
    ///
    /// # Errors
    /// When it cannot be read, is cut off or damaged, or holds what we do not write.
    pub fn open(path: &Path) -> Result<Self, RunError> {
        let file = regular_file::open(path).map_err(|reason| unreadable(path, &reason))?;
        let again = file
            .try_clone()
            .map_err(|reason| unreadable(path, &reason))?;
        let reader = SerializedFileReader::new(again).map_err(|reason| damaged(path, reason))?;
        let Some(columns) = encode::columns(reader.metadata()) else {
            return Err(RunError::of_file(path, "not a Parquet file of Downrange")
                .hint("its columns are of other kinds"));
        };
        let checksums =
            encode::checksums(reader.metadata()).map_err(|reason| damaged(path, reason))?;
        Ok(Self {
            path: path.to_owned(),
            reader,
            columns,
            file,
            checksums,
        })
    }

    /// Its columns, in order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// How many rows it has.
    pub fn rows(&self) -> u64 {
        u64::try_from(self.reader.metadata().file_metadata().num_rows()).unwrap_or(0)
    }

    /// How many batches it has.
    pub fn batches(&self) -> u64 {
        self.reader.num_row_groups() as u64
    }

    /// Names and values of its footer: what was flown.
    pub fn identity(&self) -> Vec<(String, String)> {
        encode::words(self.reader.metadata())
    }

    /// Hands the columns of these names over, in this order, batch by batch from the first row to the last.
    ///
    /// # Errors
    /// When there is no such column, or the file is damaged.
    pub fn read(&self, names: &[&str], mut batch: impl FnMut(&[Values])) -> Result<(), RunError> {
        for group in 0..self.reader.num_row_groups() {
            self.read_group(group, names, &mut batch)?;
        }
        Ok(())
    }

    /// All columns of a batch, counted from 0.
    ///
    /// # Errors
    /// When there is no such batch, or the file is damaged.
    pub fn batch(&self, batch: u64) -> Result<Vec<Values>, RunError> {
        let group = usize::try_from(batch).ok();
        let group = group.filter(|group| *group < self.reader.num_row_groups());
        let group = group.ok_or_else(|| {
            RunError::of_file(&self.path, format!("no batch {batch} in this file"))
        })?;
        let all: Vec<usize> = (0..self.columns.len()).collect();
        let values = self.group(group, &all);
        values.map_err(|reason| damaged(&self.path, reason))
    }

    /// The same of one row group.
    pub(super) fn read_group(
        &self,
        group: usize,
        names: &[&str],
        batch: impl FnOnce(&[Values]),
    ) -> Result<(), RunError> {
        let index = |name: &&str| {
            let index = self.columns.iter().position(|column| column.name == *name);
            index.ok_or_else(|| {
                RunError::of_file(&self.path, format!("no column `{name}` in this file"))
            })
        };
        let indices: Vec<usize> = names.iter().map(index).collect::<Result<_, _>>()?;
        let values = self.group(group, &indices);
        batch(&values.map_err(|reason| damaged(&self.path, reason))?);
        Ok(())
    }

    /// Columns of a row group, if their bytes are what was written.
    fn group(&self, group: usize, indices: &[usize]) -> parquet::errors::Result<Vec<Values>> {
        let chunks = self.reader.metadata().row_group(group).columns();
        let sums = self.checksums.iter().skip(group * self.columns.len());
        let chunks: Vec<_> = chunks.iter().zip(sums).collect();
        for (chunk, sum) in indices.iter().filter_map(|index| chunks.get(*index)) {
            encode::verify(&self.file, chunk, **sum)?;
        }
        encode::decode(self.reader.get_row_group(group)?.as_ref(), indices)
    }
}
