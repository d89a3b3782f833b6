//! Where the files of a run lie in its folder.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::faults::unreadable;
use crate::error::RunError;

/// Where the parts of a run lie.
pub fn parts_folder(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.parts"))
}

pub fn part(folder: &Path, batch: u64) -> PathBuf {
    folder.join(format!("{batch:08}.parquet"))
}

/// The batches in a folder of parts; none if there is no such folder.
pub fn listed(folder: &Path) -> Result<BTreeMap<u64, PathBuf>, RunError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(reason) if reason.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(reason) => return Err(unreadable(folder, &reason)),
    };
    let mut files = BTreeMap::new();
    for entry in entries {
        let path = entry.map_err(|reason| unreadable(folder, &reason))?.path();
        let batch = path
            .file_stem()
            .and_then(|stem| stem.to_str()?.parse().ok());
        if let Some(batch) = batch.filter(|batch| part(folder, *batch) == path) {
            files.insert(batch, path);
        }
    }
    Ok(files)
}
