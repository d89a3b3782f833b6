//! Where rows are stored, and how.

use std::path::PathBuf;

/// Where rows are stored, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StoreOptions {
    /// The folder, which is made if it is not there.
    pub folder: PathBuf,
    /// Whether to go on with the run that is there, and to begin it if there is none. Else the folder holds no run yet.
    pub resume: bool,
    /// Names of files that the caller writes beside the flights afterwards: where they stand already and no run does, the
    /// folder is refused, so that nothing of somebody else is written over.
    pub beside: Vec<String>,
}

impl StoreOptions {
    /// A new run in a folder.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            resume: false,
            beside: Vec::new(),
        }
    }

    /// The same, going on with what is there.
    #[must_use]
    pub fn resume(self, resume: bool) -> Self {
        Self { resume, ..self }
    }

    /// The same, with files of these names to be written beside the flights.
    #[must_use]
    pub fn beside(self, names: &[&str]) -> Self {
        let beside = names.iter().map(|name| (*name).to_owned()).collect();
        Self { beside, ..self }
    }
}
