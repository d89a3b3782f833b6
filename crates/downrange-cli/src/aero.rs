//! `downrange aero`.

use std::path::{Path, PathBuf};

use clap::Args;
use downrange::aero::Aerodynamics;
use downrange_formats::output::{Writer, replace_files};
use downrange_formats::parse_numbers;
use downrange_report::{AeroReport, Units};

use crate::error::CliError;
use crate::input::LaunchArguments;
use crate::printer::Printer;

#[derive(Args)]
pub struct AeroArguments {
    #[command(flatten)]
    input: LaunchArguments,
    /// Mach numbers
    #[arg(long, default_value = MACH, allow_hyphen_values = true)]
    mach: String,
    /// Total angles of attack in degrees [default for --json and --out: 0:10:1]
    #[arg(long, allow_hyphen_values = true)]
    alpha: Option<String>,
    /// Of a vehicle in stages, only what flies with this stage as its lowest
    #[arg(long, value_name = "NAME")]
    stage: Option<String>,
    /// Write tables and a page with charts into this folder, which is made if need be
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    printer: Printer,
}

const MACH: &str = "0:5:0.05";
const ALPHA: &str = "0:10:1";

/// Computes, prints, writes.
pub fn run(arguments: &AeroArguments) -> Result<(), CliError> {
    let read = |option, text: &str, greatest| {
        parse_numbers(option, text, 0.0..=greatest)
            .map_err(|error| CliError::CommandLine(error.render(true)))
    };
    let mach = read("--mach", &arguments.mach, Aerodynamics::GREATEST_MACH)?;
    let alpha = arguments.alpha.as_deref();
    let angles = read("--alpha", alpha.unwrap_or(ALPHA), 180.0)?;
    let angles = angles.into_iter().map(f64::to_radians).collect();
    let launch = arguments.input.launch(arguments.printer.quiet)?;
    let mut report = AeroReport::new(&launch, mach, angles);
    if let Some(name) = &arguments.stage {
        let unknown = |fault| CliError::CommandLine(format!("error: --stage: {fault}"));
        report.keep_stage(name).map_err(unknown)?;
    }
    let printer = arguments.printer;
    let units = Units::from(printer.units);
    let summary = || report.summary(units, alpha.is_some());
    let printed = printer.results(|| report.json(), summary);
    if let Some(folder) = &arguments.out {
        write(arguments, folder, &report)?;
    }
    printed
}

fn write(
    arguments: &AeroArguments,
    folder: &Path,
    report: &AeroReport<'_>,
) -> Result<(), CliError> {
    let mach = (arguments.mach != MACH).then_some(&*arguments.mach);
    let options = [
        ("--mach", mach),
        ("--alpha", arguments.alpha.as_deref()),
        ("--stage", arguments.stage.as_deref()),
    ];
    let printer = arguments.printer;
    let command = arguments
        .input
        .command_line("aero", &options, folder, printer.units);
    let units = Units::from(printer.units);
    let names = report.csv_names();
    let alpha_names: Vec<String> = names
        .iter()
        .map(|name| name.replacen("aero", "aero-alpha", 1))
        .collect();
    let page = |out| report.page(units, &command, out);
    let tables: Vec<_> = (0..names.len())
        .map(|index| {
            (
                move |out| report.csv(index, out),
                move |out| report.alpha_csv(index, out),
            )
        })
        .collect();
    let mut files: Vec<(&str, Writer)> = vec![("aero.html", &page)];
    for ((name, alpha), (table, alpha_table)) in names.iter().zip(&alpha_names).zip(&tables) {
        files.push((name, table));
        files.push((alpha, alpha_table));
    }
    let family = ("aero-", ".csv");
    replace_files(folder, "aero", &files, family, |text| printer.remark(text))
}
