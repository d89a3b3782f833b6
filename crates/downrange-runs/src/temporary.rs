//! Rows that are too many for memory: the files of batches in a temporary folder, which goes with the last that holds it.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;

use crate::error::RunError;
use crate::folder::NAME;
use crate::identity::Identity;
use crate::store::Store;
use crate::values::Column;

/// A store of batches in a temporary folder, while they are flown.
pub struct TemporaryStore {
    // Dropped in this order: the lock is let go before its folder is removed.
    pub store: Store,
    folder: TempDir,
}

/// Files of batches, in order, in a temporary folder. The folder is removed with the last of its clones.
#[derive(Debug, Clone)]
pub struct TemporaryFiles {
    paths: Vec<PathBuf>,
    _folder: Arc<TempDir>,
}

impl TemporaryStore {
    /// A new one, where the system keeps temporary files (`TMPDIR`).
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new(identity: &Identity, columns: &[Column]) -> Result<Self, RunError> {
        let folder = tempfile::Builder::new().prefix("downrange-").tempdir();
        let folder = folder.map_err(|reason| {
            RunError::of_file(&env::temp_dir(), format!("cannot be written: {reason}"))
                .hint("these flights are too many for memory: name another folder by TMPDIR, or store them by --out")
        })?;
        let pairs = identity.pairs();
        let identity = pairs
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let store = Store::create(folder.path(), NAME, columns, &identity)?;
        Ok(Self { store, folder })
    }

    /// Its folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// What is in it, to be read.
    pub fn into_files(self) -> TemporaryFiles {
        let paths = self.store.parts().into_iter().map(|(_, path)| path);
        TemporaryFiles {
            paths: paths.collect(),
            _folder: Arc::new(self.folder),
        }
    }
}

impl TemporaryFiles {
    /// The files, in order.
    pub fn paths(&self) -> &[PathBuf] {
        &self.paths
    }
}

impl PartialEq for TemporaryFiles {
    fn eq(&self, other: &Self) -> bool {
        self.paths == other.paths
    }
}
