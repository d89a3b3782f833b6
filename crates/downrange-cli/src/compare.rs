//! `downrange compare`.

use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;

use clap::Args;
use downrange::compare::compare;
use downrange_formats::output::{Writer, replace_files};
use downrange_report::ComparisonReport;

use crate::error::CliError;
use crate::input::LaunchArguments;
use crate::printer::OutputOptions;

pub const AFTER_HELP: &str = "\
Flies the design, and again with one thing at a time as its own program stored it (thrust, mass, centres, drag, wind): the change of
our apogee is what each accounts for.

Examples:
  downrange compare rocket.ork
  downrange compare rocket.ork --simulation 2 --out compared
  downrange compare rocket.ork --json | jq .main_cause";

#[derive(Args)]
pub struct CompareArguments {
    #[command(flatten)]
    input: LaunchArguments,
    /// Write compare.html, a page with charts, into this folder, which is made if need be
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    output: OutputOptions,
}

/// Flies, compares, prints, writes.
pub fn run(CompareArguments { input, out, output }: &CompareArguments) -> Result<(), CliError> {
    let read = input.read(output.quiet)?;
    let stored = read.stored.as_ref().ok_or_else(|| {
        let what = "no results are stored for this simulation\nhelp: run it in the program that drew it, and save the file";
        CliError::Input(format!("error: {}: {what}", input.launch.display()))
    })?;
    let comparison = compare(&read.launch, stored).map_err(|error| read.failure(input, &error))?;
    let report = ComparisonReport {
        launch: &read.launch,
        stored,
        comparison: &comparison,
    };
    let (units, printer) = (output.units.into(), output.printer());
    let printed = printer.results(|| report.json(), || report.summary(units));
    if let Some(folder) = out {
        let command = input.command_line("compare", &[], folder, output.units);
        let page = |out: BufWriter<File>| report.page(units, &command, out);
        let files: [(&str, Writer); 1] = [("compare.html", &page)];
        let family = ("compare-", ".html");
        replace_files(folder, "compare", &files, family, |text| {
            printer.remark(text)
        })?;
    }
    printed
}
