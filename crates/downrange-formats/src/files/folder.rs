//! A folder of the disk.

use std::fs;
use std::path::{Path, PathBuf};

use super::entries::Entries;
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

    /// Whether a symbolic link in a folder leads to a folder; where it leads out that is not looked at.
    fn is_folder(&self, folder: &str, link: &str) -> bool {
        let link = Path::new(folder).join(link);
        let reached = self.reached(&link.to_string_lossy());
        reached.is_ok_and(|path| path.is_dir())
    }
}

impl Files for Folder {
    fn read(&self, name: &str, limit: u64) -> Result<Vec<u8>, FileError> {
        Ok(read(&self.reached(name)?, limit)?)
    }

    fn entries(&self, folder: &str) -> Result<Entries, FileError> {
        // A folder is not followed where the way to it leads out: its names would be told.
        let mut entries = Entries::default();
        let mut path = self.reached(folder)?;
        if path == Path::new("") {
            path.push(".");
        }
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = entry.file_type()?;
            if kind.is_dir() {
                entries.folders.push(name);
            } else if !(kind.is_symlink() && self.is_folder(folder, &name)) {
                entries.files.push(name);
            }
        }
        Ok(entries.sorted())
    }

    fn display(&self, name: &str) -> String {
        match name {
            "" => self.root.display().to_string(),
            name => self.root.join(name).display().to_string(),
        }
    }
}
