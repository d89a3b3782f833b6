//! `downrange merge`.

use std::path::PathBuf;

use clap::Args;
use downrange_formats::Error;
use downrange_formats::runs::Parts;

use super::note::Note;
use super::run::{BATCH, Done, Kept, NAME};
use super::tell::{Wanted, tell};
use crate::Failure;
use crate::fly::Choice;

pub const MERGE_HELP: &str = "\
The folders are those of the shards of one run; what comes out is what one run without shards writes, byte by byte.

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
    let first = arguments.folders.first();
    let mut note = Note::read(first.map_or(&arguments.out, |folder| folder))?;
    let parts = Parts::open(&arguments.folders, NAME).map_err(failed)?;
    std::fs::create_dir_all(&arguments.out).map_err(|error| {
        let folder = arguments.out.display();
        Failure::Output(format!("error: cannot write {folder}: {error}"))
    })?;
    let n = note.n.to_string();
    let file = parts
        .join(&arguments.out, note.n.div_ceil(BATCH), &[("n", &n)])
        .map_err(failed)?;
    // What is merged is the run without its shards.
    if let Some(own) = note.command.split(" --out ").next() {
        note.command = format!("{own} --out {}", crate::fly::quoted(&arguments.out));
    }
    note.write(&arguments.out)?;
    let done = Done {
        now: (0.0, 0),
        rows: Kept::File(file),
    };
    tell(
        &note,
        &done,
        &Wanted {
            out: Some(&arguments.out),
            json: arguments.json,
            units: arguments.units,
            quiet: arguments.quiet,
        },
    )
}
