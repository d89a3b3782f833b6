//! What is read from several places.

use std::sync::Arc;

use super::entries::Entries;
use super::place::{FileError, Files};
use super::unread::Unread;

/// Several places, one over the other: a file is read from the first that has it.
#[derive(Debug, Clone, Default)]
pub struct Layers(pub Vec<Arc<dyn Files>>);

impl Files for Layers {
    fn read(&self, name: &str, limit: u64) -> Result<Vec<u8>, FileError> {
        let reads = self.0.iter().map(|files| files.read(name, limit));
        let missing = |read: &Result<_, _>| matches!(read, Err(FileError::Unread(Unread::Missing)));
        let mut there = reads.filter(|read| !missing(read));
        there.next().unwrap_or(Err(Unread::Missing.into()))
    }

    fn entries(&self, folder: &str) -> Result<Entries, FileError> {
        let mut all: Option<Entries> = None;
        let mut refused = FileError::Unread(Unread::Missing);
        for files in &self.0 {
            match files.entries(folder) {
                Ok(entries) => {
                    let all = all.get_or_insert_default();
                    all.files.extend(entries.files);
                    all.folders.extend(entries.folders);
                }
                Err(FileError::Unread(Unread::Missing)) => {}
                Err(reason) => refused = reason,
            }
        }
        all.map(Entries::sorted).ok_or(refused)
    }

    fn display(&self, name: &str) -> String {
        let (folder, last) = name.rsplit_once('/').unwrap_or(("", name));
        let has = |files: &&Arc<dyn Files>| files.list(folder).iter().any(|each| each == last);
        match self.0.iter().find(has).or(self.0.first()) {
            Some(files) => files.display(name),
            None => name.to_owned(),
        }
    }
}
