//! A folder that flights are kept in, and what it holds when a command comes to it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use downrange_formats::Error;
use downrange_formats::runs::{Column, Store, Table};

use super::note::{self, Note};
use super::rows::{BATCH, counted};
use super::{Arguments, Shard, remark};
use crate::Failure;
use crate::folder::is_folder_or_free;

/// The name of the run in its folder.
pub const NAME: &str = "flights";

/// Names of files that a run writes beside its flights.
pub const BESIDE: [&str; 3] = ["report.html", "landings.kml", "landings.geojson"];

/// A folder that is flown into.
pub struct Stored {
    /// Its batches.
    pub store: Store,
    /// How many flights of each batch are there.
    pub held: BTreeMap<u64, u64>,
    /// Whether all that is there stands in the file of a run that was finished.
    pub finished: bool,
}

impl Stored {
    /// Opens the folder of a new run, or of one that goes on.
    pub fn open(
        arguments: &Arguments,
        folder: &Path,
        note: &Note,
        columns: &[Column],
    ) -> Result<Self, Failure> {
        let failed = |error: Error| Failure::Output(error.render(true));
        is_folder_or_free(folder)?;
        let before = Note::find(folder)?;
        let identity = note.identity();
        let identity: Vec<(&str, &str)> = identity
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let store = match arguments.resume {
            true => Store::resume(folder, NAME, columns, &identity),
            false => Store::create(folder, NAME, columns, &identity),
        }
        .map_err(failed)?;
        for damage in store.damaged() {
            remark(arguments, &damage.render(true));
        }
        let done = store.done();
        match &before {
            Some(_) if !arguments.resume => return Err(occupied(folder, note::FILE)),
            Some(before) => same_part(arguments.shard, before, folder, !done.is_empty())?,
            None if done.is_empty() => free(folder, &BESIDE)?,
            None => {}
        }
        let mut held = BTreeMap::new();
        if let Some(file) = store.finished() {
            let flights = flights_of(file)?;
            for batch in 0..flights.div_ceil(BATCH) {
                held.insert(batch, BATCH.min(flights - batch * BATCH));
            }
        }
        let parts = store.parts();
        for (batch, path) in &parts {
            let mut flights = None;
            store
                .read(*batch..batch.saturating_add(1), &["sample"], |_, values| {
                    flights = values.first().and_then(|values| counted(*batch, values));
                })
                .map_err(failed)?;
            let Some(flights) = flights else {
                return Err(Failure::Output(format!(
                    "error: {} does not hold the flights of batch {batch}\nhelp: remove it, and go on with --resume",
                    path.display()
                )));
            };
            held.insert(*batch, flights);
        }
        Ok(Self {
            finished: store.finished().is_some() && parts.is_empty(),
            store,
            held,
        })
    }

    /// The number of flights of the shortest run that holds all that is there.
    pub fn there(&self) -> u64 {
        let last = self.held.last_key_value();
        last.map_or(0, |(batch, flights)| {
            batch.saturating_mul(BATCH).saturating_add(*flights)
        })
    }

    /// That no more is there than is asked for.
    pub fn at_most(&self, n: u64, folder: &Path) -> Result<(), Failure> {
        let there = self.there();
        if there <= n {
            return Ok(());
        }
        Err(Failure::CommandLine(format!(
            "error: {} holds flights of a run of {there}, more than the {n} that are asked for\nhelp: no flight is dropped: ask for -n {there} or more, or write to another folder",
            folder.display()
        )))
    }
}

/// That a folder holds none of these files.
pub fn free(folder: &Path, names: &[&str]) -> Result<(), Failure> {
    let there = |name: &&&str| fs::symlink_metadata(folder.join(name)).is_ok();
    match names.iter().find(there) {
        Some(name) => Err(Failure::Output(format!(
            "error: {} is there already, and not of a run\nhelp: write to another folder",
            folder.join(name).display()
        ))),
        None => Ok(()),
    }
}

/// That a run stands there.
pub fn occupied(folder: &Path, name: &str) -> Failure {
    Failure::Output(format!(
        "error: there is a run in this folder already\n--> {}\nhelp: go on with it by --resume, or write to another folder",
        folder.join(name).display()
    ))
}

/// How many flights are in the file of a finished run.
pub fn flights_of(file: &Path) -> Result<u64, Failure> {
    let failed = |error: Error| Failure::Output(error.render(true));
    let table = Table::open(file).map_err(failed)?;
    let said = table.identity().into_iter().find(|(name, _)| name == "n");
    let said = said.and_then(|(_, n)| n.parse::<u64>().ok());
    said.filter(|n| n.div_ceil(BATCH) == table.batches())
        .ok_or_else(|| {
            Failure::Output(format!(
                "error: {} does not say how many flights it holds\nhelp: it was not written by this program, or was changed; write to another folder",
                file.display()
            ))
        })
}

/// A shard goes on as that shard, or as the whole run; the flights of a whole run are no shard.
fn same_part(asked: Option<Shard>, before: &Note, folder: &Path, any: bool) -> Result<(), Failure> {
    let Some(asked) = asked.map(|shard| shard.to_string()).filter(|_| any) else {
        return Ok(());
    };
    let there = match &before.shard {
        Some(shard) if *shard == asked => return Ok(()),
        Some(shard) => format!("shard {shard}"),
        None => "a whole run".to_owned(),
    };
    Err(Failure::CommandLine(format!(
        "error: {} holds flights of {there}, and shard {asked} is asked for\nhelp: each shard has a folder of its own",
        folder.display()
    )))
}
