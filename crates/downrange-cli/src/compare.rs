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
use crate::printer::{Printer, tell};

#[derive(Args)]
pub struct CompareArguments {
    #[command(flatten)]
    input: LaunchArguments,
    /// Write compare.html, a page with charts, into this folder, which is made if need be
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    printer: Printer,
}

/// Flies, compares, prints, writes.
pub fn run(arguments: &CompareArguments) -> Result<(), CliError> {
    let (input, printer) = (&arguments.input, arguments.printer);
    let opened = input.open()?;
    let read = opened.launch()?;
    tell(&read.warnings, printer.quiet);
    let (launch, units) = (&read.launch, printer.units.into());
    let stored = opened.need_stored()?;
    let comparison =
        &compare(launch, stored).map_err(|error| input.failure(&opened, launch, &error))?;
    let report = ComparisonReport {
        launch,
        stored,
        comparison,
    };
    let printed = printer.results(|| report.json(), || report.summary(units));
    if let Some(folder) = &arguments.out {
        let command = input.command_line("compare", &[], folder, printer.units);
        let page = |out: BufWriter<File>| report.page(units, &command, out);
        let files: [(&str, Writer); 1] = [("compare.html", &page)];
        let family = ("compare-", ".html");
        replace_files(folder, "compare", &files, family, |text| {
            printer.remark(text)
        })?;
    }
    printed
}
