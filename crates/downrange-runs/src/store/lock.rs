//! The right to write into the folder of a run.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use super::faults::unwritable;
use super::layout::parts_folder;
use super::regular_file;
use crate::error::RunError;

/// The name of the lock among the parts.
const FILE: &str = "lock";

/// The right to write into the folder of a run. Only one process has it at a time; the system lets go of it however a
/// process ends.
#[derive(Debug)]
pub struct Lock {
    folder: PathBuf,
    /// Locked as long as it is open.
    file: File,
}

impl Lock {
    /// Takes the right to write a run called `name` into a folder, which is made if it is not there.
    ///
    /// # Errors
    /// When another process has it, or when the folder cannot be written.
    pub fn take(folder: &Path, name: &str) -> Result<Self, RunError> {
        let folder = parts_folder(folder, name);
        let path = folder.join(FILE);
        loop {
            fs::create_dir_all(&folder).map_err(|reason| unwritable(&folder, &reason))?;
            regular_file::check_if_there(&path).map_err(|reason| unwritable(&path, &reason))?;
            let file = File::create(&path).map_err(|reason| unwritable(&path, &reason))?;
            // Some network file systems know no locks; there the user has to take care.
            if let Err(TryLockError::WouldBlock) = file.try_lock() {
                return Err(busy(&folder));
            }
            // Who had it may have removed the file after it was opened here.
            if is_at(&file, &path) {
                return Ok(Self { folder, file });
            }
        }
    }

    /// That no process writes a run called `name` into a folder just now.
    ///
    /// # Errors
    /// When one does.
    pub fn none_in(folder: &Path, name: &str) -> Result<(), RunError> {
        let folder = parts_folder(folder, name);
        let held = regular_file::open(&folder.join(FILE))
            .is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)));
        match held {
            true => Err(busy(&folder)),
            false => Ok(()),
        }
    }
}

impl Drop for Lock {
    /// Removes the folder of parts if nothing but the lock is in it.
    fn drop(&mut self) {
        let path = self.folder.join(FILE);
        let others = |entries: fs::ReadDir| entries.flatten().any(|entry| entry.path() != path);
        if fs::read_dir(&self.folder).is_ok_and(|entries| !others(entries)) {
            fs::remove_file(&path).ok();
            fs::remove_dir(&self.folder).ok();
        }
        // By word, and not by closing the file: a process that was just forked holds it open for a moment longer.
        self.file.unlock().ok();
    }
}

fn busy(folder: &Path) -> RunError {
    let fault = RunError::of_file(folder, "another run is writing into this folder").into_fault();
    RunError::Locked(fault.hint_at("wait for it, or write to another folder"))
}

/// Whether an open file is the one at a path.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let of = |about: fs::Metadata| (about.dev(), about.ino());
    match (file.metadata(), fs::metadata(path)) {
        (Ok(open), Ok(there)) => of(open) == of(there),
        _ => false,
    }
}

/// Where a file that is open cannot be replaced.
#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}
