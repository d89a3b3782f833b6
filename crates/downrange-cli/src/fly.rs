//! `downrange fly`.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use clap::Args;
use downrange::flight::{Flight, FlightError, Launch, Recording, fly};
use downrange::impact::fly_with_impact_points;
use downrange_formats::LaunchFile;
use downrange_formats::designs::rasaero;
use downrange_formats::output::{Writer, replace_files};
use downrange_formats::trajectory::{csv, file_stem, geojson, kml};
use downrange_report::{Units, report, summary};

use crate::error::CliError;
use crate::input::{LaunchArguments, ReadInput, tell};
use crate::printer::Printer;
use crate::units::UnitSystem;

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
    /// Print the figures as JSON (SI units, degrees) instead of the summary
    #[arg(long)]
    json: bool,
    /// Write the trajectory and a report into this folder, which is made if need be
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Units of the summary and the report
    #[arg(long, value_enum, default_value_t = UnitSystem::Si)]
    units: UnitSystem,
    /// Print nothing but errors (and, with --json, the JSON)
    #[arg(long, short)]
    quiet: bool,
}

/// Flies, prints, writes.
pub fn run(arguments: &FlyArguments) -> Result<(), CliError> {
    let file = &arguments.input.launch;
    let ReadInput {
        launch: planned,
        file: document,
    } = match arguments.sample {
        Some(sample) => {
            let file = arguments.input.open(arguments.quiet)?;
            let dispersed = file.dispersed()?;
            if !arguments.quiet {
                tell(&dispersed.warnings);
            }
            ReadInput {
                launch: dispersed.sampled_launch(arguments.seed.unwrap_or(1), sample)?,
                file: Some(file),
            }
        }
        None => arguments.input.read(arguments.quiet)?,
    };
    let launch = match &arguments.failure {
        // That those of the file can be was found as it was read: what is left is a name that is not there.
        Some(name) => planned.with_failure(name).map_err(|fault| {
            let hint = fault
                .hint
                .map_or_else(String::new, |hint| format!("; {hint}"));
            let file = file.display();
            CliError::CommandLine(format!("error: {} in {file}{hint}", fault.message))
        })?,
        None => planned,
    };
    let flight = match arguments.out {
        Some(_) => fly_with_impact_points(&launch),
        None => fly(&launch, Recording::None),
    };
    let flight = flight.map_err(|error| failure(file, document.as_ref(), &launch, &error))?;
    let units = Units::from(arguments.units);
    let (json, quiet) = (arguments.json, arguments.quiet);
    let printer = Printer { json, quiet };
    let printed = printer.results(
        || downrange_report::json(&flight),
        || summary(&launch, &flight, units),
    );
    if let Some(folder) = &arguments.out {
        write(arguments, printer, folder, &launch, &flight)?;
    }
    printed
}

/// A launch that cannot lift off is the input's fault; a flight that breaks down is ours.
fn failure(
    file: &Path,
    document: Option<&LaunchFile>,
    launch: &Launch,
    error: &FlightError,
) -> CliError {
    let located = match document {
        Some(document) => document.locate_weight(launch, error),
        None => rasaero::locate_weight(file, launch, error),
    };
    match located {
        Some(located) => CliError::Input(located.render(true)),
        None => CliError::Flight(format!("error: {}: {error}", file.display())),
    }
}

/// Writes the files into a folder and says so.
fn write(
    arguments: &FlyArguments,
    printer: Printer,
    folder: &Path,
    launch: &Launch,
    flight: &Flight,
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
        .command_line("fly", &options, folder, arguments.units);
    let page = |out: BufWriter<File>| report(launch, flight, arguments.units.into(), &command, out);
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
