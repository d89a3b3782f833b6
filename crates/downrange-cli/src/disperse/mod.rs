//! `downrange disperse` and `downrange merge`.

mod merge;
mod note;
mod rows;
mod run;
mod stop;
mod stored;
mod tell;
mod until;

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use downrange::area::Area;
use downrange::dispersion::Winds;
use downrange_formats::{AreaText, Dispersed, MOST_AREAS};

use crate::Failure;
use crate::fly::Choice;
use crate::input::Trust;
use crate::shell::shell_quote;
pub use merge::{MERGE_HELP, MergeArguments, merge};
use note::Note;
use run::Flights;
pub use stop::CODE as STOPPED;
use until::Until;

pub const AFTER_HELP: &str = "\
Files written by --out:
  flights.parquet   one row a flight and body: inputs, outcomes, areas, broken rules of thumb
  report.html       map, probabilities, histograms and ranking in one page that needs no network
  landings.kml      ellipses, contours and points for Google Earth
  landings.geojson  the same for maps and GIS
  run.json          what was flown, so that shards can be merged

Examples:
  downrange disperse rocket.toml --inputs                        what is uncertain
  downrange disperse rocket.toml -n 10000 --out run
  downrange disperse rocket.toml -n 10000 --out run --resume     go on after a stop
  downrange disperse rocket.toml -n 50000 --out run --resume     or with more flights than it had
  downrange disperse rocket.toml --area field.geojson --until 'p_outside<1e-3' --json
  downrange disperse rocket.toml -n 1000000 --shard 3/8 --out shard3
  downrange fly rocket.toml --sample 17 --seed 1 --out flight17  one of its flights, with its record";

#[derive(Args)]
pub struct Arguments {
    /// The launch file (TOML) with what is uncertain in it
    #[arg(value_name = "LAUNCH.toml")]
    launch: PathBuf,
    #[command(flatten)]
    trust: Trust,
    /// How many flights; with --until, at most [default: 1000; with --until, 1000000]; with --resume, of all
    #[arg(short, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    n: Option<u64>,
    /// The seed of all random numbers: the same seed, the same flights
    #[arg(long, default_value_t = 1, value_name = "S")]
    seed: u64,
    /// Threads [default: one a processor]; the result does not depend on them
    #[arg(long, value_name = "T", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// An area (GeoJSON) in which everything should stay, `-` for the standard input; may be given again
    #[arg(long, value_name = "FILE")]
    area: Vec<PathBuf>,
    /// Write flights, report and maps into this folder, which is made if need be
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Print the statistics as JSON (SI units, degrees) instead of the summary
    #[arg(long)]
    json: bool,
    /// Go on with the run in --out until what is asked now is flown or known; begin it if there is none
    #[arg(long, requires = "out")]
    resume: bool,
    /// Fly only a part of it, to be merged later: the Kth of M
    #[arg(long, value_name = "K/M", requires = "out", conflicts_with = "until")]
    shard: Option<Shard>,
    /// Stop once this is known, such as 'p_outside<1e-4' or 'apogee.mean±2m'
    #[arg(long, value_name = "EXPR")]
    until: Option<String>,
    /// Print what is uncertain, and fly nothing
    #[arg(long, conflicts_with = "json")]
    inputs: bool,
    /// Units of the summary and the report
    #[arg(long, value_enum, default_value_t = Choice::Si)]
    units: Choice,
    /// Print nothing but errors (and, with --json, the JSON)
    #[arg(long, short)]
    quiet: bool,
}

/// A part of a run: the Kth of M, from 1.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Shard {
    part: u64,
    of: u64,
}

impl std::str::FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/');
        let numbers = parts.and_then(|(k, m)| Some((k.parse().ok()?, m.parse().ok()?)));
        match numbers {
            Some((part, of)) if (1..=of).contains(&part) => Ok(Self { part, of }),
            _ => Err("expected K/M such as 3/8, with K from 1 to M".to_owned()),
        }
    }
}

impl std::fmt::Display for Shard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.part, self.of)
    }
}

/// Flies, prints, writes.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let input = |error: downrange_formats::Error| Failure::Input(error.render(true));
    let options = arguments.trust.options();
    let dispersed = options.read_dispersed(&arguments.launch).map_err(input)?;
    if !arguments.quiet {
        crate::input::tell(&dispersed.warnings);
    }
    if arguments.inputs {
        let table = tell::inputs(&dispersed, arguments.units.into());
        return write!(anstream::stdout(), "{table}").map_err(|e| Failure::of_stdout(&e));
    }
    if dispersed.uncertainty.inputs().is_empty()
        && dispersed.uncertainty.winds() == &Winds::default()
    {
        let file = arguments.launch.display();
        return Err(Failure::Input(format!(
            "error: nothing in {file} is uncertain\nhelp: write a number as {{ mean = \"12 lb\", sigma = \"0.1 lb\" }}, or a [dispersion] section"
        )));
    }
    let (texts, areas) = areas(arguments, &dispersed)?;
    let names: Vec<&str> = areas.iter().map(Area::name).collect();
    let until = arguments.until.as_deref();
    let until = until
        .map(|text| Until::parse(text, &names).map_err(Failure::CommandLine))
        .transpose()?;
    stop::listen();
    let mut note = Note::new(arguments, &dispersed, texts, &areas);
    let done = Flights::new(arguments, &dispersed, &areas).fly(&mut note, until.as_ref())?;
    let told = tell::tell(
        &note,
        &done,
        &tell::Wanted {
            out: arguments.out.as_deref(),
            json: arguments.json,
            units: arguments.units,
            quiet: arguments.quiet,
        },
    );
    let closed = match (done.store, arguments.shard) {
        // The parts of a shard are what is merged.
        (Some(store), None) => store.close(),
        _ => Ok(()),
    };
    told?;
    closed.map_err(|error| Failure::Output(error.render(true)))?;
    if let Some(question) = note.until.filter(|question| question.known == Some(false)) {
        let text = format!(
            "warning: {} is not answered by the {} flights that -n allows: ask for more with --resume",
            question.question,
            note.flights.unwrap_or_default()
        );
        remark(arguments, &text);
    }
    Ok(())
}

/// The areas and what was read of them, once; each has the launch point somewhere near it.
fn areas(
    arguments: &Arguments,
    dispersed: &Dispersed,
) -> Result<(Vec<AreaText>, Vec<Area>), Failure> {
    let site = &dispersed.launch.site;
    let input = |error: downrange_formats::Error| Failure::Input(error.render(true));
    let (mut texts, mut areas): (Vec<AreaText>, Vec<Area>) = (Vec::new(), Vec::new());
    let standard = arguments.area.iter().filter(|path| path.as_os_str() == "-");
    if standard.count() > 1 {
        return Err(Failure::CommandLine(
            "error: --area - is given twice, and the standard input is read once\nhelp: put all outlines into one GeoJSON"
                .to_owned(),
        ));
    }
    for path in &arguments.area {
        let text = AreaText::read(path).map_err(input)?;
        for area in text.areas().map_err(input)? {
            area.check_against((site.latitude, site.longitude))
                .map_err(|fault| Failure::Input(format!("error: {}: {fault}", path.display())))?;
            if areas.iter().any(|other| other.name() == area.name()) {
                let message = format!("error: two areas are called `{}`", area.name());
                return Err(Failure::Input(message));
            }
            areas.push(area);
        }
        if areas.len() > MOST_AREAS {
            return Err(Failure::Input(format!(
                "error: more than {MOST_AREAS} areas in all\nhelp: features of one `name` are one area, however many polygons it has"
            )));
        }
        texts.push(text);
    }
    Ok((texts, areas))
}

/// The command line that flies the same again, into a folder that does not depend on where it was flown to.
fn repeat(arguments: &Arguments, areas: &[AreaText], n: u64) -> String {
    let mut command = format!("downrange disperse {}", shell_quote(&arguments.launch));
    command.push_str(arguments.trust.repeat());
    command.push_str(&format!(" -n {n} --seed {}", arguments.seed));
    for area in areas {
        command.push_str(&format!(" --area {}", shell_quote(area.file.as_ref())));
    }
    if arguments.out.is_some() {
        command.push_str(" --out run");
    }
    command
}

/// Prints a remark where it does not disturb.
fn remark(arguments: &Arguments, text: &str) {
    if !arguments.quiet {
        // Nobody is left to tell if that fails.
        let _ = writeln!(anstream::stderr(), "{text}");
    }
}
