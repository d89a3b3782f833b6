//! A folder of a run: which files stand there, and which may be written.

use std::fs;
#[cfg(feature = "threads")]
use std::io::Write;
use std::path::Path;

use crate::columns::BATCH_FLIGHTS;
use crate::error::{RunError, RunFault};
use crate::shard::Shard;
#[cfg(feature = "threads")]
use crate::store::replace;
use crate::store::{ResultTable, parts_folder, read_if_there};

/// The name of the run in its folder.
pub const NAME: &str = "flights";

/// The file, among the batches, that says which shard they are.
const SHARD: &str = "shard";

/// Checks that a folder holds none of these files.
///
/// # Errors
/// When it holds one: the run would write over it.
pub fn free(folder: &Path, names: &[String]) -> Result<(), RunError> {
    let there = |name: &&String| fs::symlink_metadata(folder.join(name)).is_ok();
    match names.iter().find(there) {
        Some(name) => Err(foreign(&folder.join(name), "write to another folder")),
        None => Ok(()),
    }
}

/// The fault that a file stands in the way.
pub fn foreign(path: &Path, hint: &str) -> RunError {
    let title = format!("{} is there already, and not of a run", path.display());
    RunError::Store(RunFault::new(title).hint_at(hint))
}

/// The fault that a run stands there.
pub fn occupied(folder: &Path, name: &str) -> RunError {
    RunError::of_file(&folder.join(name), "there is a run in this folder already")
        .hint("go on with it by --resume, or write to another folder")
}

/// Counts the flights in the file of a finished run.
///
/// # Errors
/// When it cannot be read, or does not say.
pub fn flights_of(file: &Path) -> Result<u64, RunError> {
    let table = ResultTable::open(file)?;
    let said = table.identity().into_iter().find(|(name, _)| name == "n");
    let said = said.and_then(|(_, n)| n.parse::<u64>().ok());
    said.filter(|n| n.div_ceil(BATCH_FLIGHTS) == table.batches())
        .ok_or_else(|| {
            let title = format!("{} does not say how many flights it holds", file.display());
            RunError::Store(RunFault::new(title).hint_at(
                "it was not written by this program, or was changed; write to another folder",
            ))
        })
}

/// The shard whose batches stand in a folder; none of a whole run.
///
/// # Errors
/// When the file that says so cannot be read.
pub fn shard_in(folder: &Path) -> Result<Option<Shard>, RunError> {
    let path = parts_folder(folder, NAME).join(SHARD);
    let unreadable = |reason: String| RunError::of_file(&path, format!("cannot be read: {reason}"));
    let bytes = read_if_there(&path, 100).map_err(|reason| unreadable(reason.to_string()))?;
    let Some(bytes) = bytes else {
        return Ok(None);
    };
    let text = String::from_utf8_lossy(&bytes);
    let shard = text.trim().parse::<Shard>();
    shard
        .map(Some)
        .map_err(|reason| unreadable(reason.to_string()))
}

/// Notes which shard the batches in a folder are; nothing of a whole run.
///
/// # Errors
/// When the folder cannot be written.
#[cfg(feature = "threads")]
pub fn note_shard(folder: &Path, shard: Option<Shard>) -> Result<(), RunError> {
    let path = parts_folder(folder, NAME).join(SHARD);
    let done = match shard {
        Some(shard) => replace(&path, |file| writeln!(file, "{shard}")),
        None => match fs::remove_file(&path) {
            Err(reason) if reason.kind() != std::io::ErrorKind::NotFound => Err(reason),
            _ => Ok(()),
        },
    };
    done.map_err(|reason| RunError::of_file(&path, format!("cannot be written: {reason}")))
}
