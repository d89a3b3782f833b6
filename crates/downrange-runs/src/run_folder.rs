//! A folder that flights are stored in, and what it holds when a campaign comes to it.

use std::collections::BTreeMap;
use std::path::Path;

use crate::columns::{BATCH_FLIGHTS, counted};
use crate::error::{RunError, RunFault};
use crate::folder::{NAME, flights_of, free, occupied, shard_in};
use crate::identity::Identity;
use crate::manifest_file::{self, MANIFEST};
use crate::shard::Shard;
use crate::store::Store;
use crate::store_options::StoreOptions;
use crate::values::Column;

/// A folder that is flown into.
pub struct RunFolder {
    /// Its batches.
    pub store: Store,
    /// How many flights of each batch are there.
    pub held: BTreeMap<u64, u64>,
    /// Whether all that is there stands in the file of a run that was finished.
    pub finished: bool,
}

impl RunFolder {
    /// Opens the folder of a new run, or of one that goes on.
    ///
    /// # Errors
    /// When it holds another run or what is not a run's, is locked, or cannot be read or written.
    pub fn open(
        options: &StoreOptions,
        identity: &Identity,
        shard: Option<Shard>,
        columns: &[Column],
    ) -> Result<Self, RunError> {
        let folder = &options.folder;
        let before = manifest_file::find(folder)?;
        let pairs = identity.pairs();
        let identity = pairs
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let store = match options.resume {
            true => Store::resume(folder, NAME, columns, &identity),
            false => Store::create(folder, NAME, columns, &identity),
        }?;
        let done = store.completed_batches();
        match &before {
            Some(_) if !options.resume => return Err(occupied(folder, MANIFEST)),
            Some(_) if !done.is_empty() => same_part(shard, folder)?,
            None if done.is_empty() => free(folder, &options.beside)?,
            _ => {}
        }
        let mut held = BTreeMap::new();
        if let Some(file) = store.finished_file() {
            let flights = flights_of(file)?;
            for batch in 0..flights.div_ceil(BATCH_FLIGHTS) {
                held.insert(batch, BATCH_FLIGHTS.min(flights - batch * BATCH_FLIGHTS));
            }
        }
        let parts = store.parts();
        for (batch, path) in &parts {
            let mut flights = None;
            store.read(*batch..batch.saturating_add(1), &["sample"], |_, values| {
                flights = values.first().and_then(|values| counted(*batch, values));
            })?;
            let Some(flights) = flights else {
                let title = format!(
                    "{} does not hold the flights of batch {batch}",
                    path.display()
                );
                let fault = RunFault::new(title).hint_at("remove it, and go on with --resume");
                return Err(RunError::Store(fault));
            };
            held.insert(*batch, flights);
        }
        Ok(Self {
            finished: store.finished_file().is_some() && parts.is_empty(),
            store,
            held,
        })
    }

    /// The number of flights of the shortest run that holds all that is there.
    pub fn there(&self) -> u64 {
        let last = self.held.last_key_value();
        last.map_or(0, |(batch, flights)| {
            batch.saturating_mul(BATCH_FLIGHTS).saturating_add(*flights)
        })
    }

    /// Checks that no more is there than is asked for.
    ///
    /// # Errors
    /// When more is there: no flight is dropped.
    pub fn at_most(&self, n: u64, folder: &Path) -> Result<(), RunError> {
        let there = self.there();
        if there <= n {
            return Ok(());
        }
        let title = format!(
            "{} holds flights of a run of {there}, more than the {n} that are asked for",
            folder.display()
        );
        Err(RunError::Request(RunFault::new(title).hint_at(format!(
            "no flight is dropped: ask for -n {there} or more, or write to another folder"
        ))))
    }
}

/// Checks that a shard goes on as that shard, or as the whole run; the flights of a whole run are no shard.
fn same_part(asked: Option<Shard>, folder: &Path) -> Result<(), RunError> {
    let Some(asked) = asked else {
        return Ok(());
    };
    let there = match shard_in(folder)? {
        Some(shard) if shard == asked => return Ok(()),
        Some(shard) => format!("shard {shard}"),
        None => "a whole run".to_owned(),
    };
    let title = format!(
        "{} holds flights of {there}, and shard {asked} is asked for",
        folder.display()
    );
    Err(RunError::Request(
        RunFault::new(title).hint_at("each shard has a folder of its own"),
    ))
}
