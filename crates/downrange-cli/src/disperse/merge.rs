//! `downrange merge`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use downrange_formats::Error;
use downrange_formats::runs::{Lock, Parts, Table};

use super::Shard;
use super::note::{self, Note};
use super::rows::{BATCH, counted};
use super::run::{Done, Kept};
use super::stored::{BESIDE, NAME, flights_of, free, occupied};
use super::tell::{Wanted, tell};
use crate::Failure;
use crate::fly::Choice;
use crate::folder::is_folder_or_free;

pub const MERGE_HELP: &str = "\
The folders are those of the shards of one run; what comes out is what one run without shards writes, byte by byte.
What the notes of the shards (run.json) say is compared with their flights, and nothing is written over: --out is an
empty or new folder, or the one that the same shards were merged into before.

Example:
  downrange merge shard1 shard2 shard3 --out run";

#[derive(Args)]
pub struct MergeArguments {
    /// The folders of all shards, in any order
    #[arg(value_name = "DIR", required = true)]
    folders: Vec<PathBuf>,
    /// Write flights, report and maps into this folder, which is made if need be
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Print the statistics as JSON (SI units, degrees) instead of the summary
    #[arg(long)]
    json: bool,
    /// Units of the summary and the report
    #[arg(long, value_enum, default_value_t = Choice::Si)]
    units: Choice,
    /// Print nothing but errors (and, with --json, the JSON)
    #[arg(long, short)]
    quiet: bool,
}

/// Joins shards, prints, writes.
pub fn merge(arguments: &MergeArguments) -> Result<(), Failure> {
    let failed = |error: Error| Failure::Input(error.render(true));
    let unwritten = |error: Error| Failure::Output(error.render(true));
    apart(arguments)?;
    let notes = arguments
        .folders
        .iter()
        .map(|folder| {
            Lock::none_in(folder, NAME).map_err(failed)?;
            let note = Note::read(folder)?;
            if !is_empty(&note) {
                as_noted(folder, &note)?;
            }
            Ok((folder.as_path(), note))
        })
        .collect::<Result<Vec<_>, Failure>>()?;
    let Some(mut note) = agreed(&notes)? else {
        return Err(Failure::CommandLine("error: no shard to merge".to_owned()));
    };
    let flown = notes.iter().filter(|(_, note)| !is_empty(note));
    let flown: Vec<PathBuf> = flown.map(|(folder, _)| (*folder).to_owned()).collect();
    let parts = Parts::open(&flown, NAME).map_err(failed)?;
    complete(&notes, &note, &parts)?;
    let n = note.n.to_string();
    let words = [("n", n.as_str())];
    vacant(&arguments.out, &parts, note.n)?;
    let lock = Lock::take(&arguments.out, NAME).map_err(unwritten)?;
    let file = parts
        .join(&arguments.out, note.n.div_ceil(BATCH), &words)
        .map_err(unwritten)?;
    note.shard = None;
    note.flights = Some(note.n);
    note.write(&arguments.out)?;
    let done = Done {
        now: (0.0, 0),
        rows: Kept::File(file),
        store: None,
    };
    let told = tell(
        &note,
        &done,
        &Wanted {
            out: Some(&arguments.out),
            json: arguments.json,
            units: arguments.units,
            quiet: arguments.quiet,
        },
    );
    drop(lock);
    told
}

/// Whether a shard has nothing to fly: a run of few batches in many parts.
fn is_empty(note: &Note) -> bool {
    let shard: Option<Shard> = note.shard.as_deref().and_then(|shard| shard.parse().ok());
    shard.is_some_and(|shard| shard.part > note.n.div_ceil(BATCH))
}

/// That every folder is given once, and that none is the one to write into.
fn apart(arguments: &MergeArguments) -> Result<(), Failure> {
    // What is not there is told when it is read.
    let own = |folder: &Path| fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let out = own(&arguments.out);
    let mut seen = BTreeSet::new();
    for folder in &arguments.folders {
        let shown = folder.display();
        if own(folder) == out {
            return Err(Failure::CommandLine(format!(
                "error: {shown} is one of the shards, and what they are merged into is another folder\nhelp: give a new folder by --out"
            )));
        }
        if !seen.insert(own(folder)) {
            return Err(Failure::CommandLine(format!(
                "error: {shown} is given twice\nhelp: give the folder of each shard once"
            )));
        }
    }
    Ok(())
}

/// That the flights of a shard are those of its note.
fn as_noted(folder: &Path, note: &Note) -> Result<(), Failure> {
    let failed = |error: Error| Failure::Input(error.render(true));
    let differs = |what: &str, said: &str, there: &str| {
        Failure::Input(format!(
            "error: {} says {what} = `{said}`, but the flights beside it were flown with `{there}`\nhelp: the note was changed, or is of another run: fly this shard again with `downrange disperse … --resume`, which writes it anew, or leave the folder out",
            folder.join(note::FILE).display()
        ))
    };
    let parts = Parts::open(&[folder.to_owned()], NAME).map_err(failed)?;
    for (name, said) in note.identity() {
        let there = parts.identity().iter().find(|(other, _)| other == name);
        let there = there.map_or("nothing", |(_, value)| value.as_str());
        if there != said {
            return Err(differs(name, &said, there));
        }
    }
    if !note.areas_are_its_own() {
        return Err(differs("areas", "other outlines", &note.areas_digest));
    }
    let mut wrong = None;
    parts
        .read(0..u64::MAX, &["sample"], |batch, values| {
            let start = batch.saturating_mul(BATCH);
            let expected = note.n.saturating_sub(start).min(BATCH);
            let there = values.first().and_then(|values| counted(batch, values));
            if wrong.is_none() && there != Some(expected) {
                wrong = Some((start, expected, there.unwrap_or(0)));
            }
        })
        .map_err(failed)?;
    match wrong {
        None => Ok(()),
        Some((start, expected, there)) => Err(Failure::Input(format!(
            "error: {} says n = {}, by which there are {expected} flights from sample {start} on in their batch, but beside it there are {there}\nhelp: the note was changed, or the shard was flown with another -n: fly it again with `downrange disperse … -n {} --resume`",
            folder.join(note::FILE).display(),
            note.n,
            note.n
        ))),
    }
}

/// The note that all shards agree on, as that of the first shard has it.
fn agreed(notes: &[(&Path, Note)]) -> Result<Option<Note>, Failure> {
    let Some(((first, ours), others)) = notes.split_first() else {
        return Ok(None);
    };
    let plain = |note: &Note| {
        let mut note = note.clone();
        // The same launch and areas may have lain elsewhere.
        note.command.clear();
        note.shard = None;
        note.areas.iter_mut().for_each(|area| area.file.clear());
        serde_json::to_value(&note).unwrap_or_default()
    };
    let expected = plain(ours);
    for (folder, note) in others {
        let read = plain(note);
        let keys = expected.as_object().into_iter().flat_map(|all| all.keys());
        let differs = keys
            .into_iter()
            .find(|key| read.get(key.as_str()) != expected.get(key.as_str()));
        if let Some(key) = differs {
            let of = |value: &serde_json::Value| match value.get(key.as_str()) {
                Some(value) if value.is_number() || value.is_string() => format!(" = {value}"),
                _ => String::new(),
            };
            let hint = match key.as_str() {
                "n" => "fly the shorter one on with `downrange disperse … -n N --resume`",
                _ => "these are two runs: only the shards of one are merged",
            };
            return Err(Failure::Input(format!(
                "error: {} was flown with another `{key}`{} than {}{}\nhelp: {hint}",
                folder.display(),
                of(&read),
                first.display(),
                of(&expected),
            )));
        }
    }
    let mut shards: Vec<(Option<Shard>, &Path, &Note)> = notes
        .iter()
        .map(|(folder, note)| {
            let shard = note.shard.as_deref().and_then(|shard| shard.parse().ok());
            (shard, *folder, note)
        })
        .collect();
    shards.sort_by_key(|(shard, ..)| shard.map(|shard| (shard.of, shard.part)));
    for pair in shards.windows(2) {
        let [(Some(a), before, _), (Some(b), folder, _)] = pair else {
            continue;
        };
        let (before, folder) = (before.display(), folder.display());
        if a == b {
            return Err(Failure::Input(format!(
                "error: {before} and {folder} are both shard {a}\nhelp: give each shard once"
            )));
        }
        if a.of != b.of {
            return Err(Failure::Input(format!(
                "error: {before} is shard {a}, and {folder} shard {b}: a run divided in two ways\nhelp: give the shards of one division"
            )));
        }
    }
    Ok(shards.first().map(|(.., note)| (*note).clone()))
}

/// That no batch is missing.
fn complete(notes: &[(&Path, Note)], note: &Note, parts: &Parts) -> Result<(), Failure> {
    let mut next = 0;
    for batch in parts.batches() {
        if batch != next {
            break;
        }
        next += 1;
    }
    if next >= note.n.div_ceil(BATCH) {
        return Ok(());
    }
    let shards: Vec<(&Path, Shard)> = notes
        .iter()
        .filter_map(|(folder, note)| Some((*folder, note.shard.as_deref()?.parse().ok()?)))
        .collect();
    let sample = next * BATCH;
    let title = match shards.first() {
        Some((_, any)) => {
            let missing = Shard {
                part: next % any.of + 1,
                of: any.of,
            };
            match shards.iter().find(|(_, shard)| *shard == missing) {
                Some((folder, _)) => format!(
                    "shard {missing} in {} has not flown sample {sample} yet, of {}\nhelp: go on with it by --resume",
                    folder.display(),
                    note.n
                ),
                None => format!(
                    "shard {missing} is missing\nhelp: give the folders of all {} shards",
                    any.of
                ),
            }
        }
        None => format!(
            "sample {sample} of {} is missing\nhelp: is a shard missing, or was one stopped? Fly what is missing with --resume",
            note.n
        ),
    };
    Err(Failure::Input(format!("error: {title}")))
}

/// That nothing is written over: the folder is free, or holds the same run.
fn vacant(out: &Path, parts: &Parts, n: u64) -> Result<(), Failure> {
    let unwritten = |error: Error| Failure::Output(error.render(true));
    is_folder_or_free(out)?;
    let [file, unfinished] = [format!("{NAME}.parquet"), format!("{NAME}.parts")];
    let own = [note::FILE, &file, &unfinished].into_iter().chain(BESIDE);
    let own: Vec<&str> = own.collect();
    for entry in fs::read_dir(out).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if !own.iter().any(|own| name == **own) {
            return Err(Failure::Output(format!(
                "error: {} is there already, and not of a run\nhelp: merge into another folder: an empty or new one",
                entry.path().display()
            )));
        }
    }
    let file = out.join(file);
    if fs::symlink_metadata(&file).is_ok() {
        let there = Table::open(&file).map_err(unwritten)?.identity();
        let same = parts.identity().iter().all(|word| there.contains(word));
        return match same && flights_of(&file)? == n {
            true => Ok(()),
            false => Err(occupied(out, &format!("{NAME}.parquet"))),
        };
    }
    for name in [note::FILE, &unfinished] {
        if fs::symlink_metadata(out.join(name)).is_ok() {
            return Err(occupied(out, name));
        }
    }
    free(out, &BESIDE)
}
