//! `downrange merge`.

use std::path::PathBuf;

use clap::Args;
use downrange_formats::output::is_folder_or_free;
use downrange_runs::StoreOptions;

use super::failure::failure;
use super::results::{BESIDE, write_results};
use crate::error::CliError;
use crate::printer::OutputOptions;

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
    #[command(flatten)]
    output: OutputOptions,
}

/// Joins shards, prints, writes.
pub fn merge(arguments: &MergeArguments) -> Result<(), CliError> {
    is_folder_or_free(&arguments.out)?;
    let into = StoreOptions::new(&arguments.out).beside(&BESIDE);
    let run = downrange_runs::merge(&arguments.folders, &into).map_err(failure)?;
    let told = write_results(&run, Some(&arguments.out), &arguments.output);
    let closed = run.close();
    told?;
    closed.map_err(failure)
}
