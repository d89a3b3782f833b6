//! All rows of a run, batch by batch.

#[cfg(feature = "store")]
use std::collections::VecDeque;
#[cfg(feature = "store")]
use std::path::PathBuf;
use std::vec;

use crate::error::RunError;
#[cfg(feature = "store")]
use crate::store::ResultTable;
#[cfg(feature = "store")]
use crate::temporary::TemporaryFiles;
use crate::values::{Column, Values};

/// All rows of a run, batch by batch in order: a column each, in the order of [`columns`](Self::columns). Of a file one batch
/// at a time is in memory.
pub struct RowReader {
    columns: Vec<Column>,
    source: ReaderSource,
}

enum ReaderSource {
    Memory(vec::IntoIter<Vec<Values>>),
    #[cfg(feature = "store")]
    Files(FileBatches),
}

/// Batches of files, of which one is open.
#[cfg(feature = "store")]
struct FileBatches {
    open: ResultTable,
    next: u64,
    left: VecDeque<PathBuf>,
    /// Their folder, where it goes with its readers.
    _temporary: Option<TemporaryFiles>,
}

impl RowReader {
    /// Batches that are in memory.
    pub(crate) fn of_memory(columns: Vec<Column>, batches: Vec<Vec<Values>>) -> Self {
        let source = ReaderSource::Memory(batches.into_iter());
        Self { columns, source }
    }

    /// The batches of files, which may lie in a folder that is kept as long as it is read.
    #[cfg(feature = "store")]
    pub(crate) fn of_files(
        mut left: VecDeque<PathBuf>,
        temporary: Option<TemporaryFiles>,
    ) -> Result<Self, RunError> {
        let Some(first) = left.pop_front() else {
            return Ok(Self::of_memory(Vec::new(), Vec::new()));
        };
        let open = ResultTable::open(&first)?;
        Ok(Self {
            columns: open.columns().to_vec(),
            source: ReaderSource::Files(FileBatches {
                open,
                next: 0,
                left,
                _temporary: temporary,
            }),
        })
    }

    /// The columns.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }
}

#[cfg(feature = "store")]
impl FileBatches {
    fn next(&mut self) -> Result<Option<Vec<Values>>, RunError> {
        while self.next >= self.open.batches() {
            let Some(path) = self.left.pop_front() else {
                return Ok(None);
            };
            self.open = ResultTable::open(&path)?;
            self.next = 0;
        }
        let batch = self.open.batch(self.next)?;
        self.next += 1;
        Ok(Some(batch))
    }
}

impl Iterator for RowReader {
    type Item = Result<Vec<Values>, RunError>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.source {
            ReaderSource::Memory(batches) => batches.next().map(Ok),
            #[cfg(feature = "store")]
            ReaderSource::Files(files) => files.next().transpose(),
        }
    }
}
