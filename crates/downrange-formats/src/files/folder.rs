//! A folder of the disk.

use std::path::{Path, PathBuf};

use super::inside::inside;
use super::place::{FileError, Files};
use super::read::read;

/// A folder of the disk and the folders in it; nothing leads out of it unless that is allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    root: PathBuf,
    allow_outside: bool,
}

impl Folder {
    /// A folder; `""` is the working directory. It is looked at when a file is read.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            allow_outside: false,
        }
    }

    /// The folder in which a file lies.
    pub fn of(file: &Path) -> Self {
        Self::new(file.parent().unwrap_or(Path::new("")))
    }

    /// Whether names may lead out of it, by an absolute path, by `..` or by a symbolic link: only for launch files whose
    /// author is trusted, since they may then name any file that the user may read, and messages show pieces of it.
    #[must_use]
    pub fn allow_outside(mut self, allow: bool) -> Self {
        self.allow_outside = allow;
        self
    }

    /// Where a name leads.
    fn reached(&self, name: &str) -> Result<PathBuf, FileError> {
        match self.allow_outside {
            true => Ok(self.root.join(name)),
            false => inside(&self.root, Path::new(name)),
        }
    }
}

impl Files for Folder {
    fn read(&self, name: &str, limit: u64) -> Result<Vec<u8>, FileError> {
        Ok(read(&self.reached(name)?, limit)?)
    }

    fn list(&self, folder: &str) -> Vec<String> {
        // A folder is not followed where the way to it leads out: its names would be told.
        let Ok(entries) = self
            .reached(folder)
            .and_then(|path| Ok(std::fs::read_dir(path)?))
        else {
            return Vec::new();
        };
        let files = entries.filter_map(|entry| {
            let entry = entry.ok()?;
            let is_file = std::fs::metadata(entry.path()).is_ok_and(|about| about.is_file());
            is_file.then(|| entry.file_name().into_string().ok())?
        });
        let mut names: Vec<String> = files.collect();
        names.sort_unstable();
        names
    }

    fn display(&self, name: &str) -> String {
        self.root.join(name).display().to_string()
    }
}
