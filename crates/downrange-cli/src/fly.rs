//! `downrange fly`.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use clap::Args;
use downrange::compare::DragTermEffects;
use downrange::flight::{Recording, fly};
use downrange::impact::fly_with_impact_points;
use downrange_formats::output::{Writer, replace_files};
use downrange_formats::trajectory::{csv, file_stem, geojson, kml};
use downrange_report::FlightReport;

use crate::error::CliError;
use crate::input::LaunchArguments;
use crate::printer::{Printer, tell};

#[derive(Args)]
pub struct FlyArguments {
    #[command(flatten)]
    input: LaunchArguments,
    /// Fly it with a failure that the launch file describes, by its name
    #[arg(long, value_name = "NAME")]
    failure: Option<String>,
    /// Fly one sample of its dispersion, as `downrange disperse` with the same seed has it
    #[arg(long, value_name = "I", conflicts_with = "failure")]
    sample: Option<u64>,
    /// The seed of that dispersion [default: 1]
    #[arg(long, value_name = "S", requires = "sample")]
    seed: Option<u64>,
    /// Fly it again with each term of the drag uncertain as documented, and tell what that does to the apogee
    #[arg(long)]
    drag_terms: bool,
    /// Write the trajectory and a report into this folder, which is made if need be
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    printer: Printer,
}

/// Flies, prints, writes.
pub fn run(arguments: &FlyArguments) -> Result<(), CliError> {
    let (input, printer) = (&arguments.input, arguments.printer);
    let file = input.launch.display();
    let opened = input.open()?;
    let planned = match arguments.sample {
        Some(sample) => {
            let dispersed = opened.clone().into_launch_file()?.dispersed()?;
            tell(&dispersed.warnings, printer.quiet);
            dispersed.sampled_launch(arguments.seed.unwrap_or(1), sample)?
        }
        None => {
            let read = opened.launch()?;
            tell(&read.warnings, printer.quiet);
            read.launch
        }
    };
    let launch = match &arguments.failure {
        // That those of the file can be was found as it was read: what is left is a name that is not there.
        Some(name) => planned.with_failure(name).map_err(|fault| {
            let hint = fault
                .hint
                .map_or_else(String::new, |hint| format!("; {hint}"));
            CliError::CommandLine(format!("error: {} in {file}{hint}", fault.message))
        })?,
        None => planned,
    };
    let flight = match arguments.out {
        Some(_) => fly_with_impact_points(&launch),
        None => fly(&launch, Recording::None),
    };
    let flight = flight.map_err(|error| input.failure(&opened, &launch, &error))?;
    // No other program flew a sample, or a failure.
    let other = arguments.sample.is_some() || arguments.failure.is_some();
    let rougher = match other {
        true => None,
        false => opened.rougher()?,
    };
    let assumed = rougher.and_then(|rougher| rougher.effect(&flight));
    let drag_terms = arguments.drag_terms;
    let drag_terms = drag_terms.then(|| DragTermEffects::of(&launch, &flight));
    let drag_terms = drag_terms.transpose();
    let drag_terms = drag_terms.map_err(|error| input.failure(&opened, &launch, &error))?;
    let report = FlightReport {
        launch: &launch,
        flight: &flight,
        stored: opened.stored().filter(|_| !other),
        assumed: assumed.as_ref(),
        drag_terms: drag_terms.as_ref(),
    };
    let printed = printer.results(|| report.json(), || report.summary(printer.units.into()));
    if let Some(folder) = &arguments.out {
        write(arguments, folder, report)?;
    }
    printed
}

/// Writes the files into a folder and says so.
fn write(
    arguments: &FlyArguments,
    folder: &Path,
    report: FlightReport<'_>,
) -> Result<(), CliError> {
    let sample = arguments.sample.map(|sample| sample.to_string());
    let seed = sample.as_ref();
    let seed = seed.map(|_| arguments.seed.unwrap_or(1).to_string());
    let options = [
        ("--failure", arguments.failure.as_deref()),
        ("--sample", sample.as_deref()),
        ("--seed", seed.as_deref()),
    ];
    let printer = arguments.printer;
    let command = arguments
        .input
        .command_line("fly", &options, folder, printer.units);
    let FlightReport { launch, flight, .. } = report;
    let page = |out: BufWriter<File>| report.page(printer.units.into(), &command, out);
    let earth = |out: BufWriter<File>| kml::write(launch, flight, out);
    let map = |out: BufWriter<File>| geojson::write(launch, flight, out);
    let table = |body| move |out: BufWriter<File>| csv::write(flight, body, out);
    let tables: Vec<_> = (0..flight.bodies.len())
        .map(|body| (format!("{}.csv", file_stem(flight, body)), table(body)))
        .collect();
    let mut files: Vec<(&str, Writer)> = vec![("report.html", &page)];
    files.extend(
        tables
            .iter()
            .map(|(name, write)| (name.as_str(), write as Writer)),
    );
    files.extend([
        ("trajectory.kml", &earth as Writer),
        ("trajectory.geojson", &map),
    ]);
    let family = ("trajectory-", ".csv");
    replace_files(folder, "fly", &files, family, |text| printer.remark(text))
}
