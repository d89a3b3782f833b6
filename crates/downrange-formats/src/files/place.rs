//! Where the files lie that a launch file names.

use std::fmt;
use std::io;

use super::entries::Entries;
use super::unread::Unread;

/// Where the files lie that a launch file names: a [`Folder`](super::Folder), the [`Memory`](super::Memory), an
/// [`Archive`](super::Archive), or [`Layers`](super::Layers) of them.
///
/// Names are relative, with `/` between folders. What leads out of the place is refused, save by a folder that was told
/// to allow it.
pub trait Files: fmt::Debug + Send + Sync {
    /// The bytes of a file, `limit` of them at most.
    ///
    /// # Errors
    /// When the name leads out, when there is no such file, or when it cannot be read or is larger.
    fn read(&self, name: &str, limit: u64) -> Result<Vec<u8>, FileError>;

    /// The names of what lies directly in a folder (`""` is the place itself), sorted.
    ///
    /// # Errors
    /// When the name leads out, when there is no such folder, or when it cannot be listed.
    fn entries(&self, folder: &str) -> Result<Entries, FileError>;

    /// The names of the files that lie directly in a folder, sorted; none where it has no [`Self::entries`].
    fn list(&self, folder: &str) -> Vec<String> {
        self.entries(folder)
            .map_or(Vec::new(), |entries| entries.files)
    }

    /// How messages call a file.
    fn display(&self, name: &str) -> String {
        name.to_owned()
    }
}

/// Why a name gives no file.
#[derive(Debug)]
#[non_exhaustive]
pub enum FileError {
    /// It leads out of the place in which it has to lie.
    Outside,
    /// It is not there or cannot be read.
    Unread(Unread),
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Outside => f.write_str("it leads out of its folder"),
            Self::Unread(reason) => reason.fmt(f),
        }
    }
}

impl std::error::Error for FileError {}

impl From<Unread> for FileError {
    fn from(reason: Unread) -> Self {
        Self::Unread(reason)
    }
}

impl From<io::Error> for FileError {
    fn from(reason: io::Error) -> Self {
        Self::Unread(reason.into())
    }
}
