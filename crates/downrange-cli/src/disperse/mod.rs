//! `downrange disperse` and `downrange merge`.

mod bar;
mod failure;
mod merge;
mod results;
pub mod stop;

use std::io::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::Args;
use downrange_formats::Dispersed;
use downrange_formats::landings::RUN_FILES;
use downrange_formats::output::is_folder_or_free;
use downrange_runs::{
    Campaign, Identity, Remark, RunEnd, RunOptions, Shard, SourceFiles, StoreOptions,
};

use crate::error::CliError;
use crate::ground::GroundArguments;
use crate::input::LaunchArguments;
use crate::printer::{Printer, tell};
pub use bar::Bar;
pub use failure::failure;
use failure::rendered;
pub use merge::{MergeArguments, merge};
use results::write_results;
pub use stop::CODE as STOPPED;

#[derive(Args)]
pub struct DisperseArguments {
    #[command(flatten)]
    input: LaunchArguments,
    /// How many flights; with --until, at most [default: 1000; with --until, 1000000]; with --resume, of all
    #[arg(short, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    n: Option<u64>,
    /// The seed of all random numbers: the same seed, the same flights
    #[arg(long, default_value_t = 1, value_name = "S")]
    seed: u64,
    /// Threads [default: one a processor]; the result does not depend on them
    #[arg(long, value_name = "T", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    #[command(flatten)]
    ground: GroundArguments,
    /// Write flights, report and maps into this folder, which is made if need be
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Go on with the run in --out until what is asked now is flown or known; begin it if there is none
    #[arg(long, requires = "out")]
    resume: bool,
    /// Fly only a part of it, to be merged later: the Kth of M
    #[arg(long, value_name = "K/M", requires = "out", conflicts_with = "until")]
    shard: Option<Shard>,
    /// Stop once this is known, such as 'p_outside<1e-4', 'p_keep_out<1e-5', 'p_above_ceiling<1e-3' or 'apogee.mean±2m'
    #[arg(long, value_name = "EXPR")]
    until: Option<String>,
    /// Print what is uncertain, and fly nothing
    #[arg(long, conflicts_with = "json")]
    inputs: bool,
    #[command(flatten)]
    output: Printer,
}

/// Flies, prints, writes.
pub fn run(arguments: &DisperseArguments) -> Result<(), CliError> {
    let dispersed = arguments.input.open()?.into_launch_file()?.dispersed()?;
    tell(&dispersed.warnings, arguments.output.quiet);
    if arguments.inputs {
        let table = downrange_report::inputs(
            &dispersed.uncertainty,
            &dispersed.dimensions,
            &dispersed.correlations,
            arguments.output.units.into(),
        );
        return write!(anstream::stdout(), "{table}").map_err(|e| CliError::of_stdout(&e));
    }
    if dispersed.is_certain() {
        let file = arguments.input.launch.display();
        return Err(CliError::Input(format!(
            "error: nothing in {file} is uncertain\nhelp: write a number as {{ mean = \"12 lb\", sigma = \"0.1 lb\" }}, or a [dispersion] section"
        )));
    }
    let (ground, source) =
        (arguments.ground).read(&dispersed.launch.site, arguments.input.source())?;
    let campaign = ground.of(campaign(arguments, &dispersed, source))?;
    let campaign = match &arguments.until {
        Some(text) => campaign
            .until(text)
            .map_err(|error| CliError::CommandLine(format!("error: --until {text:?}{error}")))?,
        None => campaign,
    };
    if let Some(folder) = &arguments.out {
        is_folder_or_free(folder)?;
    }
    stop::listen();
    let mut bar = Bar::new(arguments.until.is_some(), arguments.output.quiet);
    let run = campaign.run(&options(arguments), |progress| {
        bar.show(progress);
        for each in &progress.remarks {
            remark(arguments, &remarked(each));
        }
        stop::asked_at(progress)
    });
    bar.clear();
    let run = run.map_err(failure)?;
    if run.end == RunEnd::Cancelled {
        return Err(CliError::Stopped(stop::message()));
    }
    let told = write_results(&run, arguments.out.as_deref(), arguments.output);
    let (until, flights) = (run.manifest.until.clone(), run.manifest.flights);
    let closed = run.close();
    told?;
    closed.map_err(failure)?;
    if let Some(question) = until.filter(|question| question.known == Some(false)) {
        let text = format!(
            "warning: {} is not answered by the {} flights that -n allows: ask for more with --resume",
            question.question,
            flights.unwrap_or_default()
        );
        remark(arguments, &text);
    }
    Ok(())
}

/// The campaign that is asked for, but for what its flights are held against.
fn campaign<'a>(
    arguments: &DisperseArguments,
    dispersed: &'a Dispersed,
    source: SourceFiles,
) -> Campaign<'a> {
    let version = env!("CARGO_PKG_VERSION");
    let identity = Identity::new(version, arguments.seed, dispersed.digest.as_str());
    let mut campaign =
        Campaign::new(dispersed.sampler(), &dispersed.dimensions, identity).source(source);
    if let Some(n) = arguments.n {
        campaign = campaign.flights(n);
    }
    if let Some(shard) = arguments.shard {
        campaign = campaign.shard(shard);
    }
    campaign
}

/// How it is to be run.
fn options(arguments: &DisperseArguments) -> RunOptions {
    let mut options = RunOptions::default();
    options.threads = arguments
        .threads
        .map(usize::from)
        .and_then(NonZeroUsize::new);
    options.store = arguments.out.as_ref().map(|folder| {
        StoreOptions::new(folder)
            .resume(arguments.resume)
            .beside(&RUN_FILES)
    });
    options
}

/// A remark on a run, in words.
fn remarked(remark: &Remark) -> String {
    match remark {
        Remark::Damaged(error) => rendered(error.fault()),
        other => other.to_string(),
    }
}

/// Prints a remark where it does not disturb.
fn remark(arguments: &DisperseArguments, text: &str) {
    if !arguments.output.quiet {
        // Nobody is left to tell if that fails.
        let _ = writeln!(anstream::stderr(), "{text}");
    }
}
