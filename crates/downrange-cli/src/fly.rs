//! `downrange fly`.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use downrange::flight::{Flight, FlightError, Launch, Recording};
use downrange::impact;
use downrange_formats::LaunchFile;
use downrange_formats::designs::rasaero;
use downrange_formats::trajectory::{csv, file_stem, geojson, kml};
use downrange_report::{Units, json, report, summary};

use crate::error::CliError;
use crate::folder::{Writer, write_anew};
use crate::input::{Input, Read, tell};
use crate::say::say;
use crate::shell::shell_quote;
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
pub struct Arguments {
    #[command(flatten)]
    input: Input,
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
pub fn run(arguments: &Arguments) -> Result<(), CliError> {
    let file = &arguments.input.launch;
    let Read {
        launch: planned,
        file: document,
    } = match arguments.sample {
        Some(sample) => drawn(arguments, sample)?,
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
    let recording = match arguments.out {
        Some(_) => Recording::Full,
        None => Recording::None,
    };
    let broken = |error| failure(file, document.as_ref(), &launch, &error);
    let mut flight = downrange::flight::fly(&launch, recording).map_err(broken)?;
    if recording != Recording::None {
        let interval = impact::impact_interval(&flight);
        let impacts = impact::impact_points(&launch, interval).map_err(broken)?;
        impact::attach_impact_points(&mut flight, &impacts);
    }
    let units = Units::from(arguments.units);
    let printed = if arguments.json {
        writeln!(io::stdout(), "{}", json(&flight))
    } else if arguments.quiet {
        Ok(())
    } else {
        write!(anstream::stdout(), "{}", summary(&launch, &flight, units))
    };
    // A reader that went away does not want the summary; the files are still wanted.
    let printed = printed.map_err(|error| CliError::of_stdout(&error));
    if let Some(folder) = &arguments.out {
        write(arguments, folder, &launch, &flight)?;
    }
    printed
}

/// The launch of a sample.
fn drawn(arguments: &Arguments, sample: u64) -> Result<Read, CliError> {
    let (file, seed) = (&arguments.input.launch, arguments.seed.unwrap_or(1));
    let document = arguments.input.document.open(file)?;
    let dispersed = document
        .dispersed()
        .map_err(|error| CliError::Input(error.render(true)))?;
    if !arguments.quiet {
        tell(&dispersed.warnings);
    }
    let drawn = dispersed.sampler().sample(seed, sample).launch;
    match drawn {
        Ok(launch) => Ok(Read {
            launch,
            file: Some(document),
        }),
        Err(fault) => {
            let file = file.display();
            let message = format!("error: {file}: sample {sample} cannot be: {fault}");
            Err(CliError::Input(message))
        }
    }
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
    arguments: &Arguments,
    folder: &Path,
    launch: &Launch,
    flight: &Flight,
) -> Result<(), CliError> {
    let command = repeat(arguments, folder);
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
    let say = |remark: &str| say(arguments.json, arguments.quiet, remark);
    write_anew(folder, "fly", &files, ("trajectory-", ".csv"), say)
}

/// The command line that makes the same files again.
fn repeat(arguments: &Arguments, folder: &Path) -> String {
    let mut command = format!("downrange fly {}", arguments.input.repeat());
    if let Some(failure) = &arguments.failure {
        command.push_str(&format!(" --failure {}", shell_quote(Path::new(failure))));
    }
    if let Some(sample) = arguments.sample {
        command.push_str(&format!(
            " --sample {sample} --seed {}",
            arguments.seed.unwrap_or(1)
        ));
    }
    command.push_str(&format!(" --out {}", shell_quote(folder)));
    if arguments.units == UnitSystem::Us {
        command.push_str(" --units us");
    }
    command
}
