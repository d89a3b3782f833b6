//! A folder of a place of files.

use std::sync::Arc;

use super::entries::Entries;
use super::place::{FileError, Files};

/// A folder of a place of files: names start from it, and may lead out of it but not out of the place.
#[derive(Debug, Clone)]
pub struct Subfolder {
    files: Arc<dyn Files>,
    folder: String,
}

impl Subfolder {
    /// A folder, by its name in the place.
    pub fn new(files: Arc<dyn Files>, folder: &str) -> Self {
        Self {
            files,
            folder: folder.to_owned(),
        }
    }

    fn whole(&self, name: &str) -> String {
        match name.starts_with(['/', '\\']) || name.contains(':') {
            // It starts from where paths of the whole machine begin: the place says whether that is allowed.
            true => name.to_owned(),
            false => format!("{}/{name}", self.folder),
        }
    }
}

impl Files for Subfolder {
    fn read(&self, name: &str, limit: u64) -> Result<Vec<u8>, FileError> {
        self.files.read(&self.whole(name), limit)
    }

    fn entries(&self, folder: &str) -> Result<Entries, FileError> {
        self.files.entries(&self.whole(folder))
    }

    fn display(&self, name: &str) -> String {
        self.files.display(&self.whole(name))
    }
}
