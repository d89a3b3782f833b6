//! `downrange check`.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::Args;
use downrange_formats::output::{Writer, filled, replace_files};
use downrange_report::claim;
use downrange_runs::{RunError, check_claim};

use crate::error::CliError;
use crate::printer::Printer;
use crate::units::UnitSystem;

#[derive(Args)]
pub struct CheckArguments {
    /// The claim file (TOML): what was printed of a rocket and its flight
    #[arg(value_name = "CLAIM.toml")]
    claim: PathBuf,
    /// How many rockets that fit the print are flown
    #[arg(short, value_name = "N", default_value_t = 4000, value_parser = clap::value_parser!(u64).range(100..=10_000_000))]
    n: u64,
    /// The same seed gives the same rockets
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Print JSON instead of the summary
    #[arg(long)]
    json: bool,
    /// Write a page with pictures into this folder, which is made if need be
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Draws, flies, judges, prints, writes.
pub fn run(arguments: &CheckArguments) -> Result<(), CliError> {
    let read = downrange_formats::read_claim(&arguments.claim)?;
    let file = arguments.claim.display();
    let on = |_| ControlFlow::Continue(());
    let checked = check_claim(&read, arguments.seed, arguments.n, None, on).map_err(|error| {
        let message = format!("error: {file}: {}", error.fault().title());
        match error {
            RunError::Input(_) => CliError::Input(message),
            _ => CliError::Flight(message),
        }
    })?;
    // Nothing cancels it.
    let Some(checked) = checked else {
        return Ok(());
    };
    let report = claim::ClaimReport {
        study: &checked.study,
        assessment: &checked.assessment,
        outcomes: &checked.outcomes,
        seed: checked.seed,
    };
    let (json, units, quiet) = (arguments.json, UnitSystem::Si, false);
    let printer = Printer { json, units, quiet };
    let printed = printer.results(|| claim::json(&report), || claim::summary(&report));
    if let Some(folder) = &arguments.out {
        write(arguments, printer, folder, &report)?;
    }
    printed
}

fn write(
    arguments: &CheckArguments,
    printer: Printer,
    folder: &Path,
    report: &claim::ClaimReport<'_>,
) -> Result<(), CliError> {
    let command = format!(
        "downrange check {} -n {} --seed {}",
        arguments.claim.display(),
        arguments.n,
        arguments.seed
    );
    let page = claim::page(report, &command).map_err(|error| {
        CliError::Flight(format!("error: {}: {error}", arguments.claim.display()))
    })?;
    let json = claim::json(report) + "\n";
    let (page, json) = (filled(&page), filled(&json));
    let files: [(&str, Writer<'_>); 2] = [("claim.html", &page), ("claim.json", &json)];
    let family = ("claim.", ".html");
    replace_files(folder, "check", &files, family, |text| printer.remark(text))
}
