//! A run that is being written.

use std::fs;
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use parquet::schema::types::TypePtr;

use super::batch_files::{BATCH, BatchFiles, BatchPlace, intact, metadata};
use super::encode;
use super::faults::{io_error, unreadable, unwritable};
use super::layout::{listed, part, parts_folder};
use super::lock::Lock;
use super::replace::replace;
use crate::error::RunError;
use crate::values::{Column, Values};

/// A run that is being written: its batches so far, and the right to add to them.
///
/// Batches may come in any order and from any thread; one that comes again replaces itself. Only one store at a time
/// writes into a folder.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    columns: Vec<Column>,
    parts: Mutex<BatchFiles>,
    damaged: Vec<RunError>,
    /// The file of a run that was finished before, its names and values, and how many batches it holds.
    finished: Option<(PathBuf, encode::KeyValues, u64)>,
    /// Held as long as the store lives.
    _lock: Lock,
}

impl Store {
    /// A new run called `name` in a folder, which is made if it is not there.
    ///
    /// # Errors
    /// When the folder holds a run of this name, when another process writes there, or when it cannot be written.
    pub fn create(
        folder: &Path,
        name: &str,
        columns: &[Column],
        identity: &[(&str, &str)],
    ) -> Result<Self, RunError> {
        let there = |path: &Path| {
            RunError::of_file(path, "there is a run in this folder already")
                .hint("go on with it by --resume, or write to another folder")
        };
        let file = folder.join(format!("{name}.parquet"));
        if file.exists() {
            return Err(there(&file));
        }
        let parts = parts_folder(folder, name);
        if !listed(&parts)?.is_empty() {
            return Err(there(&parts));
        }
        Self::open(folder, name, columns, identity)
    }

    /// A run that goes on: what a store of the same name, columns and identity left, or a new one where nothing is. A
    /// run that was finished goes on too: its batches are done, and more can be added.
    /// Parts that are damaged are left out of what is done, and told by [`damaged`](Self::damaged).
    ///
    /// # Errors
    /// When what is there was flown with another identity or has other columns, when the file of a finished run is
    /// damaged, when another process writes there, or when the folder cannot be written.
    pub fn resume(
        folder: &Path,
        name: &str,
        columns: &[Column],
        identity: &[(&str, &str)],
    ) -> Result<Self, RunError> {
        Self::open(folder, name, columns, identity)
    }

    fn open(
        folder: &Path,
        name: &str,
        columns: &[Column],
        identity: &[(&str, &str)],
    ) -> Result<Self, RunError> {
        let schema = encode::schema(columns)
            .map_err(|reason| RunError::of_file(folder, reason.to_string()))?;
        let words = identity
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let mut parts = BatchFiles {
            name: name.to_owned(),
            schema,
            identity: words.collect(),
            places: Default::default(),
        };
        let lock = Lock::take(folder, name)?;
        let parts_at = parts_folder(folder, name);
        remove_unfinished(&parts_at)?;
        // What a stop in the middle of joining left.
        fs::remove_file(folder.join(format!("{name}.tmp"))).ok();
        let mut damaged = Vec::new();
        let file = folder.join(format!("{name}.parquet"));
        let mut finished = None;
        let mut rows = Vec::new();
        if file.exists() {
            let metadata = metadata(&file)?;
            parts.same_run(&metadata, &file, "this run")?;
            for (group, about) in metadata.row_groups().iter().enumerate() {
                let path = file.clone();
                parts
                    .places
                    .insert(group as u64, BatchPlace { path, group });
                rows.push(about.num_rows());
            }
            finished = Some((file, encode::words(&metadata), rows.len() as u64));
        }
        for (batch, path) in listed(&parts_at)? {
            match intact(&path) {
                Ok(metadata) => {
                    parts.same_run(&metadata, &parts_at, "this run")?;
                    // Of a batch that is in the file too, that with more flights: the last of a run may be short.
                    let in_file = usize::try_from(batch)
                        .ok()
                        .and_then(|batch| rows.get(batch));
                    let here = metadata.file_metadata().num_rows();
                    if in_file.is_none_or(|in_file| here > *in_file) {
                        parts.places.insert(batch, BatchPlace::part(path));
                    }
                }
                Err(error) => damaged.push(error),
            }
        }
        Ok(Self {
            folder: folder.to_owned(),
            columns: columns.to_vec(),
            parts: Mutex::new(parts),
            damaged,
            finished,
            _lock: lock,
        })
    }

    /// The batches that are done, in order.
    pub fn completed_batches(&self) -> Vec<u64> {
        self.lock_parts().batches().collect()
    }

    /// What is wrong with parts that had to be left out.
    pub fn damaged(&self) -> &[RunError] {
        &self.damaged
    }

    /// The whole file, if the run was finished before.
    pub fn finished_file(&self) -> Option<&Path> {
        self.finished.as_ref().map(|(path, ..)| path.as_path())
    }

    /// The parts by batch: what is done and not in the whole file.
    pub fn parts(&self) -> Vec<(u64, PathBuf)> {
        let finished = self.finished_file();
        let parts = self.lock_parts();
        let places = parts.places.iter();
        places
            .filter(|(_, place)| Some(place.path.as_path()) != finished)
            .map(|(batch, place)| (*batch, place.path.clone()))
            .collect()
    }

    /// Writes a batch: a column each, in the order of the columns, all of one length. When it returns, the batch is on
    /// the disk.
    ///
    /// # Errors
    /// When it cannot be written; then it is not there, and all others are. When the columns are not those of the run.
    pub fn append(&self, batch: u64, columns: &[Values]) -> Result<(), RunError> {
        let (schema, words, folder) = {
            let parts = self.lock_parts();
            (
                parts.schema.clone(),
                parts.identity.clone(),
                parts_folder(&self.folder, &parts.name),
            )
        };
        let path = part(&folder, batch);
        let kinds = columns.iter().map(Values::kind);
        let rows = columns.first().map_or(0, Values::len);
        if !kinds.eq(self.columns.iter().map(|column| column.kind))
            || columns.iter().any(|values| values.len() != rows)
        {
            let title = format!(
                "batch {batch} does not have the columns of its run, or not all of one length"
            );
            return Err(RunError::of_file(&path, title));
        }
        let written = encoded(&schema, words, batch, columns)
            .and_then(|bytes| replace(&path, |file| file.write_all(&bytes)));
        written.map_err(|reason| unwritable(&path, &reason))?;
        self.lock_parts()
            .places
            .insert(batch, BatchPlace::part(path));
        Ok(())
    }

    /// See [`BatchFiles::read`].
    ///
    /// # Errors
    /// When a column is not there, or a file is damaged.
    pub fn read(
        &self,
        batches: Range<u64>,
        names: &[&str],
        take: impl FnMut(u64, &[Values]),
    ) -> Result<(), RunError> {
        self.lock_parts().read(batches, names, take)
    }

    /// Joins the first so many batches to `NAME.parquet`, with more names and values for its footer; the parts stay until
    /// [`close`](Self::close). Gives its path.
    ///
    /// # Errors
    /// When batches are missing or damaged, or the file cannot be written; then all is as it was.
    pub fn join(&self, batches: u64, more: &[(&str, &str)]) -> Result<PathBuf, RunError> {
        let parts = self.lock_parts();
        if let Some((path, words, held)) = &self.finished {
            let more = more
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            let same = parts
                .identity
                .iter()
                .cloned()
                .chain(more)
                .eq(words.iter().cloned());
            let all = parts.places.values().all(|place| place.path == *path);
            if same && all && *held == batches {
                return Ok(path.clone());
            }
        }
        parts.join(&self.folder, batches, more)
    }

    /// Removes the parts, and lets others write into the folder.
    ///
    /// # Errors
    /// When they cannot be removed.
    pub fn close(self) -> Result<(), RunError> {
        let at = parts_folder(&self.folder, &self.lock_parts().name);
        for path in listed(&at)?.values() {
            fs::remove_file(path).map_err(|reason| unwritable(path, &reason))?;
        }
        Ok(())
    }

    /// [`Join`](Self::join) and [`close`](Self::close).
    ///
    /// # Errors
    /// As these.
    pub fn finish(self, batches: u64, more: &[(&str, &str)]) -> Result<PathBuf, RunError> {
        let path = self.join(batches, more)?;
        self.close()?;
        Ok(path)
    }

    /// A thread that panicked while it held the list cannot have left it half changed.
    fn lock_parts(&self) -> std::sync::MutexGuard<'_, BatchFiles> {
        self.parts
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Where a store of this name keeps a batch, in the folder of the run.
pub fn batch_path(name: &str, batch: u64) -> PathBuf {
    part(&parts_folder(Path::new(""), name), batch)
}

/// The bytes of the file that a store of these columns and this identity keeps of a batch: written to its
/// [path](batch_path) from elsewhere, it is as if the store had written it.
///
/// # Errors
/// When the columns cannot be encoded.
pub fn batch_file(
    columns: &[Column],
    identity: &[(&str, &str)],
    batch: u64,
    values: &[Values],
) -> io::Result<Vec<u8>> {
    let words = identity
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let schema = encode::schema(columns).map_err(io_error)?;
    encoded(&schema, words.collect(), batch, values)
}

/// The bytes of a part.
fn encoded(
    schema: &TypePtr,
    mut words: encode::KeyValues,
    batch: u64,
    columns: &[Values],
) -> io::Result<Vec<u8>> {
    words.push((BATCH.to_owned(), batch.to_string()));
    encode::encode(schema, &words, columns).map_err(io_error)
}

/// Removes what a stopped run left half written.
fn remove_unfinished(folder: &Path) -> Result<(), RunError> {
    let entries = fs::read_dir(folder).map_err(|reason| unreadable(folder, &reason))?;
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if path.extension().is_some_and(|ending| ending == "tmp") {
            fs::remove_file(&path).map_err(|reason| unwritable(&path, &reason))?;
        }
    }
    Ok(())
}
