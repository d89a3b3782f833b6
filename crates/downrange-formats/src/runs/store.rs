//! A run that is being written.

use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::encode;
use super::parts::{
    BATCH, Parts, intact, io_error, listed, metadata, part, parts_folder, replace, unreadable,
    unwritable,
};
use super::{Column, Table, Values};
use crate::error::Error;

/// A run that is being written: its batches so far, and the right to add to them.
///
/// Batches may come in any order and from any thread; one that comes again replaces itself. Only one store at a time
/// writes into a folder.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    columns: Vec<Column>,
    parts: Mutex<Parts>,
    damaged: Vec<Error>,
    finished: Option<PathBuf>,
    /// Held as long as the store lives; the system lets go of it however a process ends.
    lock: Option<File>,
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
    ) -> Result<Self, Error> {
        let there = |path: &Path| {
            Error::of_file(
                path.display().to_string(),
                "there is a run in this folder already",
            )
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

    /// A run that goes on: what a store of the same name, columns and identity left, or a new one where nothing is.
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
    ) -> Result<Self, Error> {
        Self::open(folder, name, columns, identity)
    }

    fn open(
        folder: &Path,
        name: &str,
        columns: &[Column],
        identity: &[(&str, &str)],
    ) -> Result<Self, Error> {
        let schema = encode::schema(columns)
            .map_err(|reason| Error::of_file(folder.display().to_string(), reason.to_string()))?;
        let words = identity
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let mut parts = Parts {
            name: name.to_owned(),
            schema,
            identity: words.collect(),
            files: Default::default(),
        };
        let mut damaged = Vec::new();
        let file = folder.join(format!("{name}.parquet"));
        let mut finished = None;
        if file.exists() {
            parts.same_run(&metadata(&file)?, &file, "this run")?;
            finished = Some(file);
        }
        let parts_at = parts_folder(folder, name);
        let lock = match finished {
            Some(_) => None,
            None => Some(locked(&parts_at)?),
        };
        // What a stop in the middle of joining left.
        fs::remove_file(folder.join(format!("{name}.tmp"))).ok();
        for (batch, path) in listed(&parts_at)? {
            match intact(&path) {
                Ok(metadata) => {
                    parts.same_run(&metadata, &parts_at, "this run")?;
                    parts.files.insert(batch, path);
                }
                Err(error) => damaged.push(error),
            }
        }
        if finished.is_some() {
            // The run was stopped between the last two steps of `finish`.
            fs::remove_dir_all(&parts_at).ok();
        }
        Ok(Self {
            folder: folder.to_owned(),
            columns: columns.to_vec(),
            parts: Mutex::new(parts),
            damaged,
            finished,
            lock,
        })
    }

    /// The batches that are done, in order.
    pub fn done(&self) -> Vec<u64> {
        self.lock_parts().batches().collect()
    }

    /// What is wrong with parts that had to be left out.
    pub fn damaged(&self) -> &[Error] {
        &self.damaged
    }

    /// The whole file, if the run was finished before.
    pub fn finished(&self) -> Option<&Path> {
        self.finished.as_deref()
    }

    /// Writes a batch: a column each, in the order of the columns, all of one length. When it returns, the batch is on
    /// the disk.
    ///
    /// # Errors
    /// When it cannot be written; then it is not there, and all others are. When the columns are not those of the run.
    pub fn append(&self, batch: u64, columns: &[Values]) -> Result<(), Error> {
        let (schema, mut words, folder) = {
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
            return Err(Error::of_file(path.display().to_string(), title));
        }
        words.push((BATCH.to_owned(), batch.to_string()));
        let written = encode::encode(&schema, &words, columns)
            .map_err(io_error)
            .and_then(|bytes| replace(&path, |file| file.write_all(&bytes)));
        written.map_err(|reason| unwritable(&path, &reason))?;
        self.lock_parts().files.insert(batch, path);
        Ok(())
    }

    /// The columns of these names in a batch that is done.
    ///
    /// # Errors
    /// When the batch or a column is not there, or the part is damaged.
    pub fn read(&self, batch: u64, names: &[&str]) -> Result<Vec<Values>, Error> {
        let path = self.lock_parts().files.get(&batch).cloned();
        let Some(path) = path else {
            let title = format!("batch {batch} is not there");
            return Err(Error::of_file(self.folder.display().to_string(), title));
        };
        let mut read = Vec::new();
        Table::open(&path)?.read(names, |columns| read = columns.to_vec())?;
        Ok(read)
    }

    /// Joins the first so many batches to `NAME.parquet`, with more names and values for its footer, and removes the
    /// parts. Gives its path.
    ///
    /// # Errors
    /// When batches are missing or damaged, or the file cannot be written; then the parts are as they were.
    pub fn finish(self, batches: u64, more: &[(&str, &str)]) -> Result<PathBuf, Error> {
        if let Some(path) = &self.finished {
            return Ok(path.clone());
        }
        let parts = self.lock_parts();
        let path = parts.join(&self.folder, batches, more)?;
        let at = parts_folder(&self.folder, &parts.name);
        drop(parts);
        drop(self.lock);
        fs::remove_dir_all(&at).map_err(|reason| unwritable(&at, &reason))?;
        Ok(path)
    }

    /// A thread that panicked while it held the list cannot have left it half changed.
    fn lock_parts(&self) -> std::sync::MutexGuard<'_, Parts> {
        self.parts
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// A folder of parts, made if need be, locked, and without what a stopped run left half written.
fn locked(folder: &Path) -> Result<File, Error> {
    fs::create_dir_all(folder).map_err(|reason| unwritable(folder, &reason))?;
    let path = folder.join("lock");
    let file = File::create(&path).map_err(|reason| unwritable(&path, &reason))?;
    // Some network file systems know no locks; there the user has to take care.
    if let Err(TryLockError::WouldBlock) = file.try_lock() {
        return Err(Error::of_file(
            folder.display().to_string(),
            "another run is writing into this folder",
        )
        .hint("wait for it, or write to another folder"));
    }
    let entries = fs::read_dir(folder).map_err(|reason| unreadable(folder, &reason))?;
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if path.extension().is_some_and(|ending| ending == "tmp") {
            fs::remove_file(&path).map_err(|reason| unwritable(&path, &reason))?;
        }
    }
    Ok(file)
}
