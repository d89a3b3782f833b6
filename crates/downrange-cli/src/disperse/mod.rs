//! `downrange disperse` and `downrange merge`.

mod bar;
mod failure;
mod merge;
mod results;
pub mod stop;

use std::io::Write;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::Args;
use downrange::quantity::{self, Dimension};
use downrange_formats::landings::RUN_FILES;
use downrange_formats::output::is_folder_or_free;
use downrange_formats::{Dispersed, KeepOutFiles, read_area_files, read_keep_out_files};
use downrange_runs::{
    Campaign, Identity, Remark, RunEnd, RunOptions, Shard, SourceFiles, StoreOptions,
};

use crate::error::CliError;
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
    /// An area (GeoJSON) in which everything should stay, `-` for the standard input; may be given again
    #[arg(long, value_name = "FILE")]
    area: Vec<PathBuf>,
    /// Houses, roads and other ground (GeoJSON: polygons, lines, points) that nothing may come down on, `-` for the standard input;
    /// may be given again
    #[arg(long, value_name = "FILE")]
    keep_out: Vec<PathBuf>,
    /// How far around a feature of --keep-out counts that does not say so itself (by its property distance, width or radius), such
    /// as "50 m"
    #[arg(long, value_name = "DISTANCE", value_parser = length, requires = "keep_out")]
    keep_out_distance: Option<f64>,
    /// The height above sea level that nothing may pass, such as "3000 m"
    #[arg(long, value_name = "HEIGHT", value_parser = length, allow_hyphen_values = true)]
    ceiling: Option<f64>,
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
    let outlines = arguments.area.iter().chain(&arguments.keep_out);
    let from_pipe = outlines.filter(|path| path.as_os_str() == "-");
    if from_pipe.count() > 1 {
        return Err(CliError::CommandLine(
            "error: - is given twice, and the standard input is read once\nhelp: put all outlines into one GeoJSON"
                .to_owned(),
        ));
    }
    let site = &dispersed.launch.site;
    let pad = (site.latitude, site.longitude);
    let (area_files, areas) = read_area_files(&arguments.area, pad)?;
    let wanted = KeepOutFiles {
        paths: arguments.keep_out.clone(),
        distance: arguments.keep_out_distance,
    };
    let (keep_out_files, keep_outs) = read_keep_out_files(&wanted, pad)?;
    let source = SourceFiles {
        areas: area_files,
        keep_outs: keep_out_files,
        keep_out_distance_m: arguments.keep_out_distance,
        ..arguments.input.source()
    };
    let campaign = campaign(arguments, &dispersed, source)
        .areas(&areas)
        .keep_outs(&keep_outs)
        .ceiling(arguments.ceiling)
        .map_err(failure)?;
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
        if let Some(stored) = progress.stored {
            stop::keep(stored);
        }
        if let Some(folder) = &progress.temporary {
            stop::remove_at_the_end(folder.clone());
        }
        for each in &progress.remarks {
            remark(arguments, &remarked(each));
        }
        match stop::asked() {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
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

/// A length with its unit, m.
pub fn length(text: &str) -> Result<f64, String> {
    quantity::parse(text, Dimension::Length).map_err(|fault| fault.message)
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
