//! Shards joined to one run.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use downrange::text::{shortened, visible};

use crate::as_noted::expect_as_noted;
use crate::columns::{BATCH_FLIGHTS, counted};
use crate::error::{RunError, RunFault};
use crate::folder::{NAME, flights_of, foreign, free, occupied, shard_in};
use crate::manifest::{Manifest, SourceFiles};
use crate::manifest_file::{self, MANIFEST};
use crate::row_source::RowSource;
use crate::run::{Run, RunEnd};
use crate::shard::Shard;
use crate::store::{BatchFiles, Lock, ResultTable};
use crate::store_options::StoreOptions;

/// Characters of a value of a manifest that a message shows.
const MAX_SHOWN: usize = 60;

/// A shard that is merged.
struct Member<'a> {
    folder: &'a Path,
    manifest: Manifest,
    shard: Option<Shard>,
}

/// Joins the shards of one run, in any order, to what one run without shards writes, byte by byte. The manifests of the
/// shards are compared with their flights, and nothing is written over: the folder of `into` is empty or new, or the one that the
/// same shards were merged into before. The right to write there is held until the run is closed or dropped.
///
/// # Errors
/// When shards are missing, damaged, of several runs, or not as their manifests say; when the folder holds anything else, or
/// cannot be written.
pub fn merge(shards: &[PathBuf], into: &StoreOptions) -> Result<Run, RunError> {
    let out = &into.folder;
    apart(shards, out)?;
    let members = shards
        .iter()
        .map(|folder| Member::open(folder))
        .collect::<Result<Vec<_>, RunError>>()?;
    let Some(mut manifest) = agreed(&members)? else {
        return Err(RunError::Request(RunFault::new("no shard to merge")));
    };
    let flown = members.iter().filter(|member| !member.is_empty());
    let flown: Vec<PathBuf> = flown.map(|member| member.folder.to_owned()).collect();
    let files = BatchFiles::open(&flown, NAME).map_err(RunError::into_input)?;
    complete(&members, manifest.n, &files)?;
    let n = manifest.n.to_string();
    vacant(into, &files, manifest.n)?;
    let lock = Lock::take(out, NAME)?;
    let file = files.join(out, manifest.n.div_ceil(BATCH_FLIGHTS), &[("n", &n)])?;
    manifest.flights = Some(manifest.n);
    manifest_file::write(&manifest, out)?;
    Ok(Run {
        end: RunEnd::Complete,
        manifest,
        shard: None,
        rows: RowSource::File(file),
        flown: 0,
        elapsed: Duration::ZERO,
        store: None,
        _lock: Some(lock),
    })
}

impl<'a> Member<'a> {
    fn open(folder: &'a Path) -> Result<Self, RunError> {
        Lock::none_in(folder, NAME).map_err(RunError::into_input)?;
        let member = Self {
            folder,
            manifest: manifest_file::read(folder)?,
            shard: shard_in(folder).map_err(RunError::into_input)?,
        };
        if !member.is_empty() {
            member.as_noted()?;
        }
        Ok(member)
    }

    /// Whether a shard has nothing to fly: a run of few batches in many parts.
    fn is_empty(&self) -> bool {
        let batches = self.manifest.n.div_ceil(BATCH_FLIGHTS);
        self.shard.is_some_and(|shard| shard.part() > batches)
    }

    /// Checks that the flights of a shard are those of its manifest.
    fn as_noted(&self) -> Result<(), RunError> {
        let note = self.folder.join(MANIFEST);
        let folders = [self.folder.to_owned()];
        let files = BatchFiles::open(&folders, NAME).map_err(RunError::into_input)?;
        let hint = "the note was changed, or is of another run: fly this shard again with `downrange disperse … --resume`, which writes it anew, or leave the folder out";
        expect_as_noted(self.folder, &self.manifest, files.identity(), hint)?;
        let (n, mut wrong) = (self.manifest.n, None);
        let read = files.read(0..u64::MAX, &["sample"], |batch, values| {
            let start = batch.saturating_mul(BATCH_FLIGHTS);
            let expected = n.saturating_sub(start).min(BATCH_FLIGHTS);
            let there = values.first().and_then(|values| counted(batch, values));
            if wrong.is_none() && there != Some(expected) {
                wrong = Some((start, expected, there.unwrap_or(0)));
            }
        });
        read.map_err(RunError::into_input)?;
        match wrong {
            None => Ok(()),
            Some((start, expected, there)) => {
                let title = format!(
                    "{} says n = {n}, by which there are {expected} flights from sample {start} on in their batch, but beside it there are {there}",
                    note.display()
                );
                Err(RunError::Input(RunFault::new(title).hint_at(format!(
                    "the note was changed, or the shard was flown with another -n: fly it again with `downrange disperse … -n {n} --resume`"
                ))))
            }
        }
    }
}

/// Checks that every folder is given once, and that none is the one to write into.
fn apart(folders: &[PathBuf], out: &Path) -> Result<(), RunError> {
    // What is not there is told when it is read.
    let own = |folder: &Path| fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let request =
        |title: String, hint: &str| Err(RunError::Request(RunFault::new(title).hint_at(hint)));
    let out = own(out);
    let mut seen = BTreeSet::new();
    for folder in folders {
        let shown = folder.display();
        if own(folder) == out {
            let title = format!(
                "{shown} is one of the shards, and what they are merged into is another folder"
            );
            return request(title, "give a new folder by --out");
        }
        if !seen.insert(own(folder)) {
            return request(
                format!("{shown} is given twice"),
                "give the folder of each shard once",
            );
        }
    }
    Ok(())
}

/// The manifest that all shards agree on, as that of the first shard has it.
fn agreed(members: &[Member<'_>]) -> Result<Option<Manifest>, RunError> {
    let Some((first, others)) = members.split_first() else {
        return Ok(None);
    };
    let input =
        |title: String, hint: &str| Err(RunError::Input(RunFault::new(title).hint_at(hint)));
    let plain = |member: &Member<'_>| {
        let mut manifest = member.manifest.clone();
        // The same launch and areas may have lain elsewhere.
        manifest.source = SourceFiles::default();
        serde_json::to_value(&manifest).unwrap_or_default()
    };
    let expected = plain(first);
    for member in others {
        let read = plain(member);
        let keys = expected.as_object().into_iter().flat_map(|all| all.keys());
        let differs = keys
            .into_iter()
            .find(|key| read.get(key.as_str()) != expected.get(key.as_str()));
        if let Some(key) = differs {
            let of = |value: &serde_json::Value| match value.get(key.as_str()) {
                Some(value) if value.is_number() || value.is_string() => {
                    // Whoever changed the note may have written anything.
                    format!(" = {}", shortened(&visible(&value.to_string()), MAX_SHOWN))
                }
                _ => String::new(),
            };
            let hint = match key.as_str() {
                "n" => "fly the shorter one on with `downrange disperse … -n N --resume`",
                _ => "these are two runs: only the shards of one are merged",
            };
            let title = format!(
                "{} was flown with another `{key}`{} than {}{}",
                member.folder.display(),
                of(&read),
                first.folder.display(),
                of(&expected),
            );
            return input(title, hint);
        }
    }
    let mut shards: Vec<&Member<'_>> = members.iter().collect();
    shards.sort_by_key(|member| member.shard.map(|shard| (shard.of(), shard.part())));
    for pair in shards.windows(2) {
        let [one, other] = pair else {
            continue;
        };
        let (Some(a), Some(b)) = (one.shard, other.shard) else {
            continue;
        };
        let (before, folder) = (one.folder.display(), other.folder.display());
        if a == b {
            let title = format!("{before} and {folder} are both shard {a}");
            return input(title, "give each shard once");
        }
        if a.of() != b.of() {
            let title =
                format!("{before} is shard {a}, and {folder} shard {b}: a run divided in two ways");
            return input(title, "give the shards of one division");
        }
    }
    Ok(shards.first().map(|member| member.manifest.clone()))
}

/// Checks that no batch is missing.
fn complete(members: &[Member<'_>], n: u64, files: &BatchFiles) -> Result<(), RunError> {
    let mut next = 0;
    for batch in files.batches() {
        if batch != next {
            break;
        }
        next += 1;
    }
    if next >= n.div_ceil(BATCH_FLIGHTS) {
        return Ok(());
    }
    let mut shards = members
        .iter()
        .filter_map(|member| Some((member.folder, member.shard?)));
    let sample = next * BATCH_FLIGHTS;
    let of = shards.clone().next().map(|(_, shard)| shard.of());
    let missing = of.and_then(|of| Shard::new(next % of + 1, of));
    let (title, hint) = match missing {
        Some(missing) => match shards.find(|(_, shard)| *shard == missing) {
            Some((folder, _)) => (
                format!(
                    "shard {missing} in {} has not flown sample {sample} yet, of {n}",
                    folder.display()
                ),
                "go on with it by --resume".to_owned(),
            ),
            None => (
                format!("shard {missing} is missing"),
                format!("give the folders of all {} shards", missing.of()),
            ),
        },
        None => (
            format!("sample {sample} of {n} is missing"),
            "is a shard missing, or was one stopped? Fly what is missing with --resume".to_owned(),
        ),
    };
    Err(RunError::Input(RunFault::new(title).hint_at(hint)))
}

/// Checks that nothing is written over: the folder is free, or holds the same run.
fn vacant(into: &StoreOptions, files: &BatchFiles, n: u64) -> Result<(), RunError> {
    let out = &into.folder;
    let [file, unfinished] = [format!("{NAME}.parquet"), format!("{NAME}.parts")];
    let own = [MANIFEST, &file, &unfinished];
    let own = own
        .into_iter()
        .chain(into.beside.iter().map(String::as_str));
    let own: Vec<&str> = own.collect();
    for entry in fs::read_dir(out).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if !own.iter().any(|own| name == **own) {
            let hint = "merge into another folder: an empty or new one";
            return Err(foreign(&entry.path(), hint));
        }
    }
    let whole = out.join(&file);
    if fs::symlink_metadata(&whole).is_ok() {
        let there = ResultTable::open(&whole)?.identity();
        let same = files.identity().iter().all(|word| there.contains(word));
        return match same && flights_of(&whole)? == n {
            true => Ok(()),
            false => Err(occupied(out, &file)),
        };
    }
    for name in [MANIFEST, &unfinished] {
        if fs::symlink_metadata(out.join(name)).is_ok() {
            return Err(occupied(out, name));
        }
    }
    free(out, &into.beside)
}
