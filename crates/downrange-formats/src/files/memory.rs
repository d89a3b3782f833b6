//! Files held in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::entries::Entries;
use super::names::{entries, normalized};
use super::place::{FileError, Files};
use super::unread::Unread;

/// Files held in memory, by their names.
///
/// ```
/// use downrange_formats::files::{Files, Memory};
///
/// let files = Memory::new().with("motors/a.eng", "A8 18 70 3 .003 .016 E\n");
/// assert_eq!(files.list("motors"), ["a.eng"]);
/// assert!(files.read("./motors/../motors/a.eng", 100).is_ok());
/// assert!(files.read("../a.eng", 100).is_err());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memory {
    files: BTreeMap<String, Arc<[u8]>>,
}

impl Memory {
    /// No file.
    pub fn new() -> Self {
        Self::default()
    }

    /// These, and one more, which takes the place of one of the same name. A name that leads out is that of no file.
    #[must_use]
    pub fn with(mut self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        if let Some(name) = normalized(name) {
            self.files.insert(name, bytes.as_ref().into());
        }
        self
    }
}

impl Files for Memory {
    fn read(&self, name: &str, limit: u64) -> Result<Vec<u8>, FileError> {
        let name = normalized(name).ok_or(FileError::Outside)?;
        let bytes = self.files.get(&name).ok_or(Unread::Missing)?;
        match bytes.len() as u64 > limit {
            true => Err(FileError::Unread(Unread::TooLarge {
                size: Some(bytes.len() as u64),
                limit,
            })),
            false => Ok(bytes.to_vec()),
        }
    }

    fn entries(&self, folder: &str) -> Result<Entries, FileError> {
        entries(folder, self.files.keys().map(String::as_str))
    }
}
