//! The files of a ZIP archive.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Cursor;
use std::sync::Mutex;

use zip::ZipArchive;
use zip::result::ZipError;

use super::entries::Entries;
use super::names::{entries, normalized};
use super::place::{FileError, Files};
use super::read::bounded;
use super::unread::Unread;

/// Files that an archive has at most: designs have some ten, libraries of motors some thousands.
const MOST_FILES: usize = 100_000;

/// A ZIP archive in memory, as OpenRocket's `.ork` is one. A file is unpacked when it is read, and no further than the limit
/// of the reading: what a small archive unpacks to may be very large.
pub struct Archive {
    zip: Mutex<ZipArchive<Cursor<Vec<u8>>>>,
    /// Where each file lies in the archive, by its name.
    index: BTreeMap<String, usize>,
}

impl fmt::Debug for Archive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.index.keys()).finish()
    }
}

impl Archive {
    /// Opens the archive that these bytes are. Entries that are folders, and those whose names lead out, are no files of it;
    /// of two of one name the last counts, as for those that unpack it.
    ///
    /// # Errors
    /// When they are none, or it has too many files.
    pub fn zip(bytes: Vec<u8>) -> Result<Self, FileError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(failed)?;
        if zip.len() > MOST_FILES {
            let message = format!("{} files, expected {MOST_FILES} at most", zip.len());
            return Err(std::io::Error::other(message).into());
        }
        let names = (0..zip.len()).filter_map(|at| {
            let name = zip.name_for_index(at)?.ok()?;
            let is_file = !name.ends_with(['/', '\\']);
            Some((normalized(&name).filter(|_| is_file)?, at))
        });
        let index = names.collect();
        Ok(Self {
            zip: Mutex::new(zip),
            index,
        })
    }

    /// How many files it has.
    pub fn count(&self) -> usize {
        self.index.len()
    }
}

impl Files for Archive {
    fn read(&self, name: &str, limit: u64) -> Result<Vec<u8>, FileError> {
        let name = normalized(name).ok_or(FileError::Outside)?;
        let at = *self.index.get(&name).ok_or(Unread::Missing)?;
        // A reading that panicked leaves the archive as it was: each begins anew.
        let mut zip = self.zip.lock().unwrap_or_else(|broken| broken.into_inner());
        Ok(bounded(zip.by_index(at).map_err(failed)?, limit)?)
    }

    fn entries(&self, folder: &str) -> Result<Entries, FileError> {
        entries(folder, self.index.keys().map(String::as_str))
    }
}

fn failed(reason: ZipError) -> FileError {
    match reason {
        ZipError::Io(reason) => reason.into(),
        reason => std::io::Error::new(std::io::ErrorKind::InvalidData, reason).into(),
    }
}
