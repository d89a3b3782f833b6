//! How a campaign is run.

use std::num::NonZeroUsize;

#[cfg(feature = "store")]
use crate::store_options::StoreOptions;

/// How a campaign is run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct RunOptions {
    /// Threads; none for one a processor. The rows do not depend on them.
    pub threads: Option<NonZeroUsize>,
    /// Where rows are stored; none to keep them in memory.
    #[cfg(feature = "store")]
    pub store: Option<StoreOptions>,
}

impl RunOptions {
    /// The same on so many threads.
    #[must_use]
    pub fn threads(mut self, threads: NonZeroUsize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// The same, stored.
    #[cfg(feature = "store")]
    #[must_use]
    pub fn store(mut self, store: StoreOptions) -> Self {
        self.store = Some(store);
        self
    }
}
