//! `downrange merge`.

use std::path::PathBuf;

use clap::Args;
use downrange_formats::landings::RUN_FILES;
use downrange_formats::output::is_folder_or_free;
use downrange_runs::StoreOptions;

use super::failure::failure;
use super::results::write_results;
use crate::error::CliError;
use crate::printer::Printer;

#[derive(Args)]
pub struct MergeArguments {
    /// The folders of all shards, in any order
    #[arg(value_name = "DIR", required = true)]
    folders: Vec<PathBuf>,
    /// Write flights, report and maps into this folder, which is made if need be
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[command(flatten)]
    output: Printer,
}

/// Joins shards, prints, writes.
pub fn merge(arguments: &MergeArguments) -> Result<(), CliError> {
    is_folder_or_free(&arguments.out)?;
    let into = StoreOptions::new(&arguments.out).beside(&RUN_FILES);
    let run = downrange_runs::merge(&arguments.folders, &into).map_err(failure)?;
    let told = write_results(&run, Some(&arguments.out), arguments.output);
    let closed = run.close();
    told?;
    closed.map_err(failure)
}
