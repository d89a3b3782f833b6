//! The results of a run, printed and written.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use downrange_formats::landings::write_run_files;
use downrange_report::{DispersionReport, Units};
use downrange_runs::{NAME, Run};

use super::failure::failure;
use crate::error::CliError;
use crate::printer::Printer;

/// Prints and, into a folder, writes.
pub fn write_results(run: &Run, out: Option<&Path>, printer: Printer) -> Result<(), CliError> {
    let findings = run.findings().map_err(failure)?;
    let findings = DispersionReport {
        findings: &findings,
        command: &run.manifest.command_line(),
        flights_per_s: run.flights_per_s(),
    };
    let units = Units::from(printer.units);
    let printed = printer.results(|| findings.json(), || findings.summary(units));
    if let (Some(folder), Some(shard)) = (out, run.shard) {
        let text = format!(
            "wrote shard {shard} of {} flights into {}; merge all with `downrange merge DIR… --out DIR`",
            run.manifest.n,
            folder.join(format!("{NAME}.parts")).display()
        );
        printer.remark(&text)?;
    } else if let Some(folder) = out {
        let page = |out: BufWriter<File>| findings.page(units, out);
        write_run_files(folder, &page, &findings.ground(), |text| {
            printer.remark(text)
        })?;
    }
    printed
}
