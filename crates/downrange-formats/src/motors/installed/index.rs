//! The index of the folder: what each file holds, so that a look-up reads only the file of the motor wanted.
//!
//! It is a JSON file in the library's own folder. Whatever is wrong with it, it is built anew from the files: it holds nothing
//! that they do not say.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::contents::{Unreadable, contents};
use super::indexed_motor::IndexedMotor;
use super::scan::{FileStamp, Scan};
use crate::files::{Files, Folder, TABLE};

/// The file name of the index in the library's own folder.
const INDEX: &str = "index.json";

/// The form of the index; one of another form is built anew.
const FORMAT: u32 = 2;

/// An index is no larger than that of some hundred thousand motors, bytes.
const LARGEST: u64 = 100_000_000;

/// The index of a folder of motor files.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Index {
    format: u32,
    /// The version of the library that read the files: another one may read them otherwise.
    version: String,
    /// The folders that were searched, and when each was last changed, ns since 1970.
    folders: Vec<(String, u64)>,
    /// Whether the folders had not been changed for a while as they were searched: a later change shows in their times.
    settled: bool,
    /// Folders that were not searched, with the reason.
    pub unsearched: Vec<(String, String)>,
    /// The files, by their names.
    pub files: Vec<IndexedFile>,
}

/// A motor file and what it holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndexedFile {
    /// Its name in the folder, with `/` between folders.
    pub name: String,
    /// Its size and time as it was read.
    stamp: FileStamp,
    /// Its motors, in their order.
    pub motors: Vec<IndexedMotor>,
    /// What in it cannot be read.
    pub unreadable: Vec<Unreadable>,
}

impl Index {
    /// The index of no file.
    pub fn empty() -> Self {
        Self {
            format: FORMAT,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            folders: Vec::new(),
            settled: false,
            unsearched: Vec::new(),
            files: Vec::new(),
        }
    }

    /// The index of the files that were found; those that an older index has as they are now are not read.
    pub fn of_scan(root: &Path, scan: Scan, old: Option<&Self>) -> Self {
        let folder = Folder::new(root).allow_outside(true);
        let known = old.map_or(&[][..], |old| &old.files);
        let files = scan.files.into_iter().map(|(name, stamp)| {
            let at = known.binary_search_by(|each| each.name.cmp(&name)).ok();
            match at.and_then(|at| known.get(at)) {
                Some(known) if known.stamp == stamp => known.clone(),
                _ => IndexedFile::read(&folder, name, stamp),
            }
        });
        Self {
            files: files.collect(),
            folders: scan.folders,
            settled: scan.settled,
            unsearched: scan.unsearched,
            ..Self::empty()
        }
    }

    /// The index in the library's own folder; none where it is absent, broken or of another version.
    pub fn read(own_folder: &Path) -> Option<Self> {
        let bytes = Folder::new(own_folder).read(INDEX, LARGEST).ok()?;
        let index: Self = serde_json::from_slice(&bytes).ok()?;
        let own = Self::empty();
        (index.format == own.format && index.version == own.version).then_some(index)
    }

    /// Writes it into the library's own folder.
    ///
    /// # Errors
    /// When it cannot be written.
    #[cfg(feature = "output")]
    pub fn write(&self, own_folder: &Path) -> std::io::Result<()> {
        let text = serde_json::to_string(self)? + "\n";
        crate::output::write_text(&own_folder.join(INDEX), &text)
    }

    /// Whether no folder of the library has been changed since it was searched: no file was added, removed or replaced.
    pub fn has_folders_of(&self, root: &Path) -> bool {
        let same = |(name, time): &(String, u64)| {
            FileStamp::of(&root.join(name)).is_some_and(|now| now.modified == *time)
        };
        self.settled && self.unsearched.is_empty() && self.folders.iter().all(same)
    }
}

impl IndexedFile {
    fn read(folder: &Folder, name: String, stamp: FileStamp) -> Self {
        let (motors, unreadable) = match folder.read(&name, TABLE) {
            Ok(bytes) => contents(&name, &bytes),
            Err(reason) => (Vec::new(), vec![Unreadable::file(reason.to_string())]),
        };
        Self {
            name,
            stamp,
            motors,
            unreadable,
        }
    }

    /// Whether the file is as it was read: a file that is written over in its place does not show in the time of its folder.
    pub fn is_current(&self, root: &Path) -> bool {
        FileStamp::of(&root.join(&self.name)) == Some(self.stamp)
    }
}
