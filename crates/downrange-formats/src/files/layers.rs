//! What is read from several places.

use std::sync::Arc;

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

    fn list(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> = self.0.iter().flat_map(|files| files.list(folder)).collect();
        names.sort_unstable();
        names.dedup();
        names
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
