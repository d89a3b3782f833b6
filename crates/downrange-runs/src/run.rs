//! A run that was flown or merged, and how far one has come.

use std::time::Duration;

use downrange::results::Findings;

use crate::error::RunError;
use crate::manifest::Manifest;
use crate::row_source::RowSource;
use crate::shard::Shard;
#[cfg(feature = "store")]
use crate::store::{Lock, Store};

/// A run that was flown or merged.
#[derive(Debug)]
#[non_exhaustive]
pub struct Run {
    /// Why it ended.
    pub end: RunEnd,
    /// What was flown.
    pub manifest: Manifest,
    /// The part of it that these flights are; none for the whole.
    pub shard: Option<Shard>,
    /// The rows.
    pub rows: RowSource,
    /// How many flights were flown now: those that were stored before do not count.
    pub flown: u64,
    /// How long these took.
    pub elapsed: Duration,
    /// The right to write into their folder, and the batches there.
    #[cfg(feature = "store")]
    pub(crate) store: Option<Box<Store>>,
    /// The right to write into their folder, where there are no batches.
    #[cfg(feature = "store")]
    pub(crate) _lock: Option<Lock>,
}

/// Why a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RunEnd {
    /// All flights that were asked for are there.
    Complete,
    /// The question is answered.
    StopRule,
    /// The caller cancelled it. What is stored is kept, and can be gone on with.
    Cancelled,
}

impl Run {
    /// Statistics of its flights.
    ///
    /// # Errors
    /// When its rows cannot be read.
    pub fn findings(&self) -> Result<Findings, RunError> {
        Findings::from_columns(self.manifest.info(self.shard)?, &self.rows)
    }

    /// How fast it was flown, flights a second; none if nothing was.
    pub fn flights_per_s(&self) -> Option<f64> {
        (self.flown > 0).then(|| self.flown as f64 / self.elapsed.as_secs_f64())
    }

    /// Lets others write into its folder, and removes the batches that stand in its file by now. (Dropped instead, it lets
    /// others write there too, and the batches stay until a later run.) The batches of a shard stay: they are what is merged.
    ///
    /// # Errors
    /// When they cannot be removed.
    pub fn close(self) -> Result<(), RunError> {
        #[cfg(feature = "store")]
        if let (Some(store), RowSource::File(_)) = (self.store, &self.rows) {
            return store.close();
        }
        Ok(())
    }
}
