//! The parts of a run, one a batch, in one folder or in several.

use std::collections::BTreeMap;
use std::fs;
use std::io::BufWriter;
use std::ops::Range;
use std::path::{Path, PathBuf};

use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};
use parquet::schema::types::TypePtr;

use super::encode::{self, KeyValues};
use super::faults::{damaged, io_error, unreadable, unwritable};
use super::layout::{listed, parts_folder};
use super::regular_file;
use super::replace::replace;
use super::result_table::ResultTable;
use crate::columns::BATCH_FLIGHTS;
use crate::error::{RunError, RunFault};
use crate::values::Values;

/// The name under which the footer of a part counts its batch.
pub(super) const BATCH: &str = "batch";

/// The most batches of one file: Parquet counts row groups in 16 bits.
const MAX_BATCHES: u64 = 32_767;

/// The most flights of one file.
pub const MOST_IN_ONE_FILE: u64 = MAX_BATCHES * BATCH_FLIGHTS;

/// The batches of one run that have been flown so far.
///
/// Opened over the folders of shards, it joins them.
#[derive(Debug)]
pub struct BatchFiles {
    pub(super) name: String,
    pub(super) schema: TypePtr,
    pub(super) identity: KeyValues,
    pub(super) places: BTreeMap<u64, BatchPlace>,
}

/// Where a batch lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BatchPlace {
    /// A part, or the file of a run that was finished.
    pub path: PathBuf,
    /// Which row group of it.
    pub group: usize,
}

impl BatchPlace {
    pub fn part(path: PathBuf) -> Self {
        Self { path, group: 0 }
    }
}

impl BatchFiles {
    /// The parts called `name` in folders of shards.
    ///
    /// # Errors
    /// When a folder holds none, when they are not of one run, or when one is damaged.
    pub fn open(folders: &[PathBuf], name: &str) -> Result<Self, RunError> {
        let mut all: Option<(&Path, Self)> = None;
        for folder in folders {
            let parts_at = parts_folder(folder, name);
            for (batch, path) in listed(&parts_at)? {
                let metadata = metadata(&path)?;
                match &mut all {
                    None => {
                        let mut parts = Self::like(name, &metadata);
                        parts.places.insert(batch, BatchPlace::part(path));
                        all = Some((folder, parts));
                    }
                    Some((first, parts)) => {
                        parts.same_run(&metadata, folder, &first.display().to_string())?;
                        parts.insert(batch, path)?;
                    }
                }
            }
            let found = all.as_ref().is_some_and(|(_, parts)| {
                let inside = |place: &BatchPlace| place.path.parent() == Some(&parts_at);
                parts.places.values().any(inside)
            });
            if !found {
                return Err(nothing_in(folder, name));
            }
        }
        match all {
            Some((_, parts)) => Ok(parts),
            None => Err(RunError::Store(RunFault::new("no folders to merge"))),
        }
    }

    fn like(name: &str, metadata: &ParquetMetaData) -> Self {
        let mut identity = encode::words(metadata);
        identity.retain(|(name, _)| name != BATCH);
        Self {
            name: name.to_owned(),
            schema: metadata.file_metadata().schema_descr().root_schema_ptr(),
            identity,
            places: BTreeMap::new(),
        }
    }

    fn insert(&mut self, batch: u64, path: PathBuf) -> Result<(), RunError> {
        if let Some(other) = self.places.get(&batch) {
            let read = |path: &Path| fs::read(path).map_err(|reason| unreadable(path, &reason));
            if read(&other.path)? != read(&path)? {
                let other = other.path.display();
                let title = format!("batch {batch} is another than in {other}");
                return Err(RunError::of_file(&path, title)
                    .hint("were both written by the same build? Leave one of the folders out"));
            }
            return Ok(());
        }
        self.places.insert(batch, BatchPlace::part(path));
        Ok(())
    }

    /// That a part or file in a folder belongs to this run; `ours` says in a message who is compared with.
    pub(super) fn same_run(
        &self,
        metadata: &ParquetMetaData,
        folder: &Path,
        ours: &str,
    ) -> Result<(), RunError> {
        let theirs = encode::words(metadata);
        let of = |words: &KeyValues, name: &str| {
            let value = words.iter().find(|(other, _)| other == name);
            value.map_or("nothing".to_owned(), |(_, value)| format!("`{value}`"))
        };
        for (name, _) in &self.identity {
            let (read, expected) = (of(&theirs, name), of(&self.identity, name));
            if read != expected {
                let title = format!("flown with {name} = {read}, but {ours} with {expected}");
                return Err(two_runs(folder, title, name));
            }
        }
        if *metadata.file_metadata().schema_descr().root_schema() != *self.schema {
            let title = format!("other columns than {ours} has");
            return Err(two_runs(folder, title, ""));
        }
        Ok(())
    }

    /// What was flown: names and values.
    pub fn identity(&self) -> &[(String, String)] {
        &self.identity
    }

    /// The batches that are there, in order.
    pub fn batches(&self) -> impl Iterator<Item = u64> {
        self.places.keys().copied()
    }

    /// The files of the batches that are there, in order.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.places.values().map(|place| &*place.path)
    }

    /// Hands the columns of these names over, in this order, with the number of the batch: of every batch of a range that
    /// is there, in order.
    ///
    /// # Errors
    /// When there is no such column, or a file is damaged.
    pub fn read(
        &self,
        batches: Range<u64>,
        names: &[&str],
        mut take: impl FnMut(u64, &[Values]),
    ) -> Result<(), RunError> {
        let places: Vec<(u64, &BatchPlace)> = self
            .places
            .range(batches)
            .map(|(batch, place)| (*batch, place))
            .collect();
        for of_file in places.chunk_by(|(_, a), (_, b)| a.path == b.path) {
            let Some((_, first)) = of_file.first() else {
                continue;
            };
            let table = ResultTable::open(&first.path)?;
            for (batch, place) in of_file {
                table.read_group(place.group, names, |values| take(*batch, values))?;
            }
        }
        Ok(())
    }

    /// Joins the first so many batches to `NAME.parquet` in a folder, with more names and values for its footer; the
    /// parts stay. Gives its path.
    ///
    /// # Errors
    /// When batches are missing or damaged, or the file cannot be written. Then nothing has changed.
    pub fn join(
        &self,
        folder: &Path,
        batches: u64,
        more: &[(&str, &str)],
    ) -> Result<PathBuf, RunError> {
        if batches > MAX_BATCHES {
            let title =
                format!("{batches} batches, but a Parquet file holds at most {MAX_BATCHES}");
            return Err(RunError::of_file(folder, title).hint(
                "what was flown is kept in its parts: ask for fewer flights in another folder",
            ));
        }
        let missing: Vec<u64> = (0..batches)
            .filter(|batch| !self.places.contains_key(batch))
            .collect();
        if !missing.is_empty() {
            let title = format!("of {batches} batches {} missing", are(&missing));
            return Err(RunError::of_file(folder, title).hint(
                "is a shard missing, or was one stopped? Fly what is missing with --resume",
            ));
        }
        let places = || self.places.range(0..batches).map(|(_, place)| place);
        let mut paths: Vec<&Path> = places().map(|place| place.path.as_path()).collect();
        paths.dedup();
        for path in paths {
            intact(path)?;
        }
        let mut words = self.identity.clone();
        words.extend(
            more.iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        let path = folder.join(format!("{}.parquet", self.name));
        let groups = places().map(|place| (place.path.as_path(), place.group));
        replace(&path, |file| {
            encode::join(
                &self.schema,
                &words,
                groups,
                BufWriter::with_capacity(1 << 20, file),
            )
            .map_err(io_error)
        })
        .map_err(|reason| unwritable(&path, &reason))?;
        Ok(path)
    }
}

/// That what is there is another run; `name` says which of the words of its identity differs.
fn two_runs(folder: &Path, title: String, name: &str) -> RunError {
    let fault = RunError::of_file(folder, title).into_fault();
    RunError::Identity(match name {
        "areas" => fault.hint_at(
            "what leaves an area is found as it flies: give the areas that were given then, in their order, or fly anew \
             into another folder",
        ),
        _ => fault.hint_at("these are two runs: only one goes into a folder, or is merged"),
    })
}

/// The footer of a file.
pub(super) fn metadata(path: &Path) -> Result<ParquetMetaData, RunError> {
    let file = regular_file::open(path).map_err(|reason| unreadable(path, &reason))?;
    // The footer stands at the end, and is checked against the length.
    ParquetMetaDataReader::new()
        .parse_and_finish(&file)
        .map_err(|reason| damaged(path, reason))
}

/// The footer of a file of which every byte of every column is what was written.
pub(super) fn intact(path: &Path) -> Result<ParquetMetaData, RunError> {
    let metadata = metadata(path)?;
    let file = regular_file::open(path).map_err(|reason| unreadable(path, &reason))?;
    let columns = metadata
        .row_groups()
        .iter()
        .flat_map(|group| group.columns());
    let verified = encode::checksums(&metadata).and_then(|sums| {
        columns
            .zip(sums)
            .try_for_each(|(column, sum)| encode::verify(&file, column, sum))
    });
    verified.map_err(|reason| damaged(path, reason))?;
    Ok(metadata)
}

fn nothing_in(folder: &Path, name: &str) -> RunError {
    match folder.join(format!("{name}.parquet")).exists() {
        true => RunError::of_file(
            folder,
            format!("a run that is whole already, in {name}.parquet"),
        )
        .hint("only shards are merged"),
        false => RunError::of_file(folder, "no part of a run in this folder")
            .hint("give the folders that were written with --shard"),
    }
}

/// Numbers as people list them, with the verb: `3 and 5 to 9 are`.
fn are(numbers: &[u64]) -> String {
    let runs: Vec<Range<u64>> = numbers
        .chunk_by(|a, b| a + 1 == *b)
        .filter_map(|run| Some(*run.first()?..*run.last()?))
        .collect();
    let shown = |run: &Range<u64>| match run.start == run.end {
        true => run.start.to_string(),
        false => format!("{} to {}", run.start, run.end),
    };
    let mut words: Vec<String> = runs.iter().take(8).map(shown).collect();
    if runs.len() > words.len() {
        words.push("others".to_owned());
    }
    let last = words.pop().unwrap_or_default();
    let list = match words.is_empty() {
        true => last,
        false => format!("{} and {last}", words.join(", ")),
    };
    format!("{list} {}", if numbers.len() == 1 { "is" } else { "are" })
}
