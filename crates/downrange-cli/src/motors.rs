//! `downrange motors`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use downrange_formats::motors::{InstalledMotors, library_folder};

use crate::error::{CliError, print_error};
use crate::printer::Printer;
use crate::units::UnitSystem;

pub const AFTER_HELP: &str = "\
The motor library is the folder of .eng and .rse files that DOWNRANGE_MOTORS names, else downrange/motors in your folder for data.
`[motor] designation = \"K550W\"` in a launch file finds its motor there.

Examples:
  downrange motors import ~/Downloads/K550W.eng ~/thrustcurves
  downrange motors K550
  downrange motors K --json";

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct MotorsArguments {
    #[command(subcommand)]
    action: Option<Action>,
    /// A piece of the designation or of the maker's name, or one letter for an impulse class [default: all motors]
    pattern: Option<String>,
    /// Print the motors as JSON (SI units)
    #[arg(long)]
    json: bool,
    /// Units of the table
    #[arg(long, value_enum, default_value_t = UnitSystem::Si)]
    units: UnitSystem,
}

#[derive(Subcommand)]
enum Action {
    /// Copy motor files, or those of folders and of the folders in them, into the motor library
    Import {
        /// Motor files (.eng, .rse), or folders of them
        #[arg(required = true, value_name = "FILE|DIR")]
        paths: Vec<PathBuf>,
        /// Replace files of the same name with other bytes
        #[arg(long)]
        force: bool,
    },
}

/// Lists, or imports.
pub fn run(arguments: &MotorsArguments) -> Result<(), CliError> {
    let none = || CliError::Input("error: name a folder in DOWNRANGE_MOTORS".to_owned());
    let folder = library_folder().ok_or_else(none)?;
    let json = arguments.json;
    let printer = Printer { json, quiet: false };
    if let Some(Action::Import { paths, force }) = &arguments.action {
        let (library, imported) = InstalledMotors::import(&folder, paths, *force)?;
        library.describe_import(&imported, |line| printer.remark(line))?;
        let is_there = imported.iter().all(|file| file.is_in_library());
        let refused = || CliError::Input("error: not all files were copied".to_owned());
        return is_there.then_some(()).ok_or_else(refused);
    }
    let library = InstalledMotors::open(folder)?;
    let pattern = arguments.pattern.as_deref().unwrap_or_default();
    library
        .remarks(pattern)
        .iter()
        .for_each(|each| print_error(each));
    let motors = library.matching(pattern);
    printer.results(
        || downrange_report::motors_json(&motors),
        || downrange_report::motors(&motors, arguments.units.into()),
    )
}
