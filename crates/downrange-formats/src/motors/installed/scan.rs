//! The motor files of a folder, with their sizes and times of change.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::files::{FileError, Folder};
use crate::motors::search::MotorSearch;

/// Two changes within this time may have the same time: the coarsest step of a file system's clock, that of FAT (Microsoft's
/// FAT specification: the time of the last change counts in 2 s).
const CLOCK_STEP: Duration = Duration::from_secs(2);

/// By what a changed file is told from one that is as it was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileStamp {
    /// Its size, bytes.
    pub size: u64,
    /// When it was last changed, ns since 1970; 0 where the system does not say.
    pub modified: u64,
}

impl FileStamp {
    /// That of a file or folder; none where it is not there.
    pub fn of(path: &Path) -> Option<Self> {
        let about = fs::metadata(path).ok()?;
        Some(Self {
            size: about.len(),
            modified: about.modified().map_or(0, nanoseconds),
        })
    }
}

/// What a search found.
#[derive(Debug, Default)]
pub struct Scan {
    /// The motor files, by their names.
    pub files: Vec<(String, FileStamp)>,
    /// The folders that were searched, and when each was last changed, ns since 1970.
    pub folders: Vec<(String, u64)>,
    /// Whether no folder had been changed just before.
    pub settled: bool,
    /// Folders that were not searched, with the reason.
    pub unsearched: Vec<(String, String)>,
}

/// The motor files of a folder and of the folders in it.
///
/// # Errors
/// When the folder itself cannot be listed.
pub fn scan(root: &Path) -> Result<Scan, FileError> {
    let before = SystemTime::now().checked_sub(CLOCK_STEP);
    let before = before.map_or(0, nanoseconds);
    let folder = Folder::new(root).allow_outside(true);
    let mut search = MotorSearch::new(&folder);
    search.tree("")?;
    // What is gone meanwhile, or a link that leads nowhere, is told as a file that cannot be read.
    let stamp = |name: &str| FileStamp::of(&root.join(name)).unwrap_or_default();
    let with_stamp = |name: String| (stamp(&name), name);
    let files = search.names.into_iter().map(with_stamp);
    let mut files: Vec<_> = files.map(|(stamp, name)| (name, stamp)).collect();
    files.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    let folders = search.folders.into_iter().map(with_stamp);
    let folders: Vec<_> = folders
        .map(|(stamp, name)| (name, stamp.modified))
        .collect();
    Ok(Scan {
        files,
        settled: folders.iter().all(|(_, time)| *time < before),
        folders,
        unsearched: search.unsearched,
    })
}

fn nanoseconds(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    since.as_nanos().try_into().unwrap_or(u64::MAX)
}
