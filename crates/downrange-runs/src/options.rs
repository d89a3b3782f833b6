//! How a campaign is run.

use std::num::NonZeroUsize;

#[cfg(feature = "store")]
use crate::store_options::StoreOptions;

/// The most flights of a run that is not stored and whose rows stay in memory, some 0.6 kB each: those of a longer one go to
/// files in a temporary folder.
pub const FLIGHTS_IN_MEMORY: u64 = 1_000_000;

/// How a campaign is run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct RunOptions {
    /// Threads; none for one a processor. The rows do not depend on them.
    pub threads: Option<NonZeroUsize>,
    /// Where rows are stored; none to keep them only as long as the run is there.
    #[cfg(feature = "store")]
    pub store: Option<StoreOptions>,
    /// The most flights of which rows that are not stored stay in memory; none for [`FLIGHTS_IN_MEMORY`]. The rows do not
    /// depend on it.
    #[cfg(feature = "store")]
    pub flights_in_memory: Option<u64>,
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

    /// The same with rows of at most so many flights in memory.
    #[cfg(feature = "store")]
    #[must_use]
    pub fn flights_in_memory(mut self, flights: u64) -> Self {
        self.flights_in_memory = Some(flights);
        self
    }
}
