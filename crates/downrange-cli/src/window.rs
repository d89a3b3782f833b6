//! `downrange window`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use downrange_formats::WeatherFile;
use downrange_formats::output::{Writer, is_folder_or_free, write_files};
use downrange_report::{Units, WindowReport};
use downrange_runs::{Campaign, Identity, RunOptions, WindowRequest};

use crate::disperse::{Bar, failure, stop};
use crate::error::CliError;
use crate::ground::GroundArguments;
use crate::input::LaunchArguments;
use crate::printer::{Printer, tell};

#[derive(Args)]
pub struct WindowArguments {
    #[command(flatten)]
    input: LaunchArguments,
    /// The forecast, or the climatology: any weather file that [air] takes, of several hours
    #[arg(long, value_name = "FILE")]
    weather: PathBuf,
    /// The first hour, UTC, such as 2026-11-28T06:00Z [default: the first of the forecast]
    #[arg(long, value_name = "TIME")]
    from: Option<String>,
    /// The last hour [default: the last of the forecast]
    #[arg(long, value_name = "TIME")]
    to: Option<String>,
    /// How far apart, such as 1h or 30min; between two hours of the forecast the air changes linearly
    #[arg(long, value_name = "TIME", default_value = "1h")]
    every: String,
    /// One row for each month, whose weather is that of all its hours in all years of the file, instead of one for each hour
    #[arg(long, value_name = "GROUP", conflicts_with = "every")]
    by: Option<Grouping>,
    /// When the forecast was made, UTC: the wind of each hour then has the error of its lead time ([dispersion.wind_error])
    #[arg(long, value_name = "TIME", conflicts_with = "by")]
    issued: Option<String>,
    /// How many flights an hour
    #[arg(short, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..))]
    n: u64,
    /// The seed of all random numbers: the same at every hour, so that hours differ by their weather alone
    #[arg(long, default_value_t = 1, value_name = "S")]
    seed: u64,
    #[command(flatten)]
    ground: GroundArguments,
    /// Another limit than the default, or `none`: p_outside=0.1%, p_keep_out, p_above_ceiling, p_slow_rail_exit, wind_at_rail="20 mph", wind_aloft; may be given again
    #[arg(long, value_name = "KEY=VALUE")]
    limits: Vec<String>,
    /// Fly no more of an hour than makes its verdict sure
    #[arg(long)]
    until: bool,
    /// Write the page into this folder, which is made if need be
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    output: Printer,
}

/// What hours are put together by.
#[derive(Clone, Copy, ValueEnum)]
enum Grouping {
    Month,
}

/// Flies each hour, prints, writes.
pub fn run(arguments: &WindowArguments) -> Result<(), CliError> {
    let request = arguments.request();
    let limits = request.limits().map_err(|(each, fault)| {
        let hint = fault.hint.unwrap_or_default();
        CliError::CommandLine(format!(
            "error: --limits {each:?}: {}\nhelp: {hint}",
            fault.message
        ))
    })?;
    if let Some(folder) = &arguments.out {
        is_folder_or_free(folder)?;
    }
    let file = arguments.input.open()?.into_launch_file()?;
    let read = file.launch()?;
    tell(&read.warnings, arguments.output.quiet);
    let site = &read.launch.site;
    let weather = WeatherFile::open(&arguments.weather)?;
    let ends = [request.from.as_deref(), request.to.as_deref()];
    let hours = weather.window(ends, request.every.as_deref(), request.issued.as_deref())?;
    let (ground, source) = arguments.ground.read(site, arguments.input.source())?;
    stop::listen();
    let mut bar = Bar::new(false, arguments.output.quiet);
    let (mut judged, mut flown) = (Vec::new(), 0);
    for (index, times) in hours.iter().enumerate() {
        let mut warnings = Vec::new();
        let at_hour = file.at_hour(&weather, site, times, &mut warnings)?;
        if index == 0 {
            tell(&warnings, arguments.output.quiet);
        }
        let dispersed = at_hour.dispersed()?;
        let identity = Identity::new(
            env!("CARGO_PKG_VERSION"),
            arguments.seed,
            &*dispersed.digest,
        );
        let campaign = Campaign::new(dispersed.sampler(), &dispersed.dimensions, identity);
        let campaign = ground.of(campaign.flights(arguments.n))?;
        let goal = hours.len() as u64 * arguments.n;
        let hour = campaign.fly_hour(
            times.name(),
            &limits,
            arguments.until,
            &RunOptions::default(),
            |progress| {
                bar.show_of(flown + progress.done, goal);
                stop::asked_at(progress)
            },
        );
        flown += arguments.n;
        let Some(hour) = hour.map_err(failure)? else {
            bar.clear();
            return Err(CliError::Stopped(stop::message()));
        };
        judged.push(hour);
    }
    bar.clear();
    let report = WindowReport {
        hours: &judged,
        limits: &limits,
        by_month: arguments.by.is_some(),
        weather: &request.weather,
        command: &request.command_line(&source, arguments.ground.ceiling),
    };
    let units = Units::from(arguments.output.units);
    let printed = arguments
        .output
        .results(|| report.json(), || report.summary(units));
    if let Some(folder) = &arguments.out {
        let page = |out| report.page(units, out);
        let files: [(&str, Writer<'_>); 1] = [("window.html", &page)];
        write_files(folder, &files, |text| arguments.output.remark(text))?;
    }
    printed
}

impl WindowArguments {
    fn request(&self) -> WindowRequest {
        WindowRequest {
            weather: self.weather.display().to_string(),
            from: self.from.clone(),
            to: self.to.clone(),
            every: self.by.is_none().then(|| self.every.clone()),
            issued: self.issued.clone(),
            flights: self.n,
            seed: self.seed,
            limits: self.limits.clone(),
            until_sure: self.until,
        }
    }
}
