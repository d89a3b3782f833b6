//! `downrange rules`.

use std::fs::File;
use std::io::BufWriter;
use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::Args;
use downrange::flight::{Recording, fly};
use downrange::rules::assess;
use downrange_formats::output::{Writer, filled, is_folder_or_free, write_files};
use downrange_formats::{read_rule_sheet, rule_sheet_text};
use downrange_report::RuleReport;
use downrange_runs::{RuleRequest, fly_rules};

use crate::disperse::{Bar, failure};
use crate::error::CliError;
use crate::input::LaunchArguments;
use crate::printer::{Printer, tell};

#[derive(Args)]
pub struct RulesArguments {
    #[command(flatten)]
    input: LaunchArguments,
    /// The rule sheet: irec, euroc, launch-canada, faa-101, faa-417, faa-450, nar, tripoli, nfpa-1122, or the path of your own (TOML)
    #[arg(long, value_name = "NAME|FILE.toml")]
    sheet: String,
    /// How many flights of its dispersion are held against the rules, too [default: 200]; none where nothing is uncertain
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(..=10_000_000))]
    flights: Option<u64>,
    /// The seed of these flights: the samples are those of `downrange disperse`
    #[arg(long, default_value_t = 1, value_name = "S")]
    seed: u64,
    /// Write the page, and a copy of the sheet to change, into this folder, which is made if need be
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    printer: Printer,
}

/// Reads, flies, judges, prints, writes.
pub fn run(arguments: &RulesArguments) -> Result<(), CliError> {
    let (input, printer) = (&arguments.input, arguments.printer);
    let sheet = read_rule_sheet(&arguments.sheet)?;
    if let Some(folder) = &arguments.out {
        is_folder_or_free(folder)?;
    }
    let opened = input.open()?;
    let dispersed = opened.clone().into_launch_file()?.dispersed()?;
    tell(&dispersed.warnings, printer.quiet);
    let launch = &dispersed.launch;
    let flight = fly(launch, Recording::None);
    let flight = flight.map_err(|error| input.failure(&opened, launch, &error))?;
    let request = RuleRequest {
        sheet: arguments.sheet.clone(),
        flights: arguments.flights,
        seed: arguments.seed,
    };
    let uncertain = !dispersed.is_certain();
    let flights = request.flights_of(uncertain);
    let mut bar = Bar::new(false, printer.quiet || flights == 0);
    let judged = fly_rules(
        &dispersed.sampler(),
        &sheet,
        request.seed,
        flights,
        None,
        |done| {
            bar.show_of(done, flights);
            ControlFlow::Continue(())
        },
    );
    bar.clear();
    let judged = judged.map_err(failure)?.unwrap_or_default();
    let judged = (flights > 0).then_some((request.seed, judged.as_slice()));
    let assessment = assess(&sheet, launch, &flight, judged);
    let report = RuleReport {
        assessment: &assessment,
        command: &request.command_line(&input.source(), uncertain),
    };
    let printed = printer.results(|| report.json(), || report.summary(printer.units.into()));
    if let Some(folder) = &arguments.out {
        let page = |out: BufWriter<File>| report.page(printer.units.into(), out);
        let copy = format!("{}.toml", arguments.sheet);
        // What a team has changed stays.
        let text = rule_sheet_text(&arguments.sheet).filter(|_| !folder.join(&copy).exists());
        let text = text.map(filled);
        let mut files: Vec<(&str, Writer<'_>)> = vec![("rules.html", &page)];
        files.extend(text.as_ref().map(|text| (&*copy, text as Writer<'_>)));
        write_files(folder, &files, |text| printer.remark(text))?;
    }
    printed
}
