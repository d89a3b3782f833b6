//! `downrange fly`.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use clap::Args;
use downrange::flight::{Recording, fly};
use downrange::impact::fly_with_impact_points;
use downrange_formats::output::{Writer, replace_files};
use downrange_formats::trajectory::{csv, file_stem, geojson, kml};
use downrange_report::{FlightReport, Units};

use crate::error::CliError;
use crate::input::{LaunchArguments, ReadInput, tell};
use crate::printer::{OutputOptions, Printer};

pub const AFTER_HELP: &str = "\
Files written by --out:
  report.html          figures and charts in one page that needs no network
  trajectory.csv       every channel against time, SI units
  trajectory-NAME.csv  the same of each body that left: stages, boosters
  trajectory.kml       for Google Earth: the flight in height, its ground track, its impact points
  trajectory.geojson   the same for maps and GIS
  downrange-files.json what was written, so that the next run into this folder removes what is no longer so
A trajectory-NAME.csv that an earlier run wrote there, that nobody changed since and that this run does not write is
removed, and that is told. No other file is touched.

Examples:
  downrange fly rocket.toml
  downrange fly rocket.toml --out flight --units us
  downrange fly rocket.toml --failure \"main stays shut\"
  downrange fly rocket.toml --json | jq .landing
  downrange fly rocket.toml --sample 17 --seed 1
  downrange fly rocket.CDX1 --motors motors
  downrange fly rocket.ork --simulation \"windy day\"";

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
    /// Write the trajectory and a report into this folder, which is made if need be
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    output: OutputOptions,
}

/// Flies, prints, writes.
pub fn run(arguments: &FlyArguments) -> Result<(), CliError> {
    let file = &arguments.input.launch;
    let mut read = match arguments.sample {
        Some(sample) => {
            let file = arguments.input.open(arguments.output.quiet)?;
            let dispersed = file.dispersed()?;
            if !arguments.output.quiet {
                tell(&dispersed.warnings);
            }
            ReadInput {
                launch: dispersed.sampled_launch(arguments.seed.unwrap_or(1), sample)?,
                file: Some(file),
                stored: None,
            }
        }
        None => arguments.input.read(arguments.output.quiet)?,
    };
    if let Some(name) = &arguments.failure {
        // That those of the file can be was found as it was read: what is left is a name that is not there.
        read.launch = read.launch.with_failure(name).map_err(|fault| {
            let hint = fault
                .hint
                .map_or_else(String::new, |hint| format!("; {hint}"));
            let file = file.display();
            CliError::CommandLine(format!("error: {} in {file}{hint}", fault.message))
        })?;
        // No other program had it fail.
        read.stored = None;
    }
    let launch = &read.launch;
    let flight = match arguments.out {
        Some(_) => fly_with_impact_points(launch),
        None => fly(launch, Recording::None),
    };
    let flight = flight.map_err(|error| read.failure(&arguments.input, &error))?;
    let units = Units::from(arguments.output.units);
    let printer = arguments.output.printer();
    let report = FlightReport {
        launch,
        flight: &flight,
        stored: read.stored.as_ref(),
    };
    let printed = printer.results(|| report.json(), || report.summary(units));
    if let Some(folder) = &arguments.out {
        write(arguments, printer, folder, report)?;
    }
    printed
}

/// Writes the files into a folder and says so.
fn write(
    arguments: &FlyArguments,
    printer: Printer,
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
    let command = arguments
        .input
        .command_line("fly", &options, folder, arguments.output.units);
    let FlightReport { launch, flight, .. } = report;
    let page = |out: BufWriter<File>| report.page(arguments.output.units.into(), &command, out);
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
