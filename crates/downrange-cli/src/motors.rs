//! `downrange motors`.

use std::env;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use downrange_formats::motors::InstalledMotors;
use etcetera::base_strategy::{BaseStrategy, choose_native_strategy};

use crate::error::{CliError, print_error};
use crate::printer::Printer;
use crate::units::UnitSystem;

pub const AFTER_HELP: &str = "\
The motor library is a folder of .eng and .rse files: the one that DOWNRANGE_MOTORS names, else downrange/motors in the folder for
data of the user ($XDG_DATA_HOME or ~/.local/share; %APPDATA%; ~/Library/Application Support). A launch file finds its motor there by
`[motor] designation = \"K550W\"` alone.

Examples:
  downrange motors import ~/Downloads/AeroTech_K550W.eng
  downrange motors import ~/thrustcurves        a folder, with the folders in it
  downrange motors                              all
  downrange motors K550                         whose designation or maker has K550 in it
  downrange motors K --json                     of class K, for a script";

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

/// The folder of the user's motor library; none where the system says no folder for it.
pub fn library_folder() -> Option<PathBuf> {
    let named = env::var_os("DOWNRANGE_MOTORS").filter(|folder| !folder.is_empty());
    named.map(PathBuf::from).or_else(|| {
        let folders = choose_native_strategy().ok()?;
        Some(folders.data_dir().join("downrange").join("motors"))
    })
}

/// Lists, or imports.
pub fn run(arguments: &MotorsArguments) -> Result<(), CliError> {
    let folder = library_folder().ok_or_else(|| {
        let message = "error: no folder for the motor library\nhelp: name one in DOWNRANGE_MOTORS";
        CliError::Input(message.to_owned())
    })?;
    let (json, quiet) = (arguments.json, false);
    let printer = Printer { json, quiet };
    if let Some(Action::Import { paths, force }) = &arguments.action {
        let (library, imported) = InstalledMotors::import(&folder, paths, *force)?;
        for file in &imported {
            printer.remark(&file.describe())?;
        }
        let shown = folder.display();
        printer.remark(&format!("{} motors in {shown}", library.len()))?;
        return match imported.iter().filter(|file| !file.is_in_library()).count() {
            0 => Ok(()),
            count => Err(CliError::Input(format!(
                "error: {count} files were not copied"
            ))),
        };
    }
    let library = InstalledMotors::open(folder)?;
    let pattern = arguments.pattern.as_deref().unwrap_or_default();
    let motors = library.matching(pattern);
    for problem in library.problems() {
        print_error(&format!("warning: {problem}"));
    }
    if motors.is_empty() {
        print_error(&format!("note: {}", library.none_matching(pattern)));
    }
    printer.results(
        || downrange_report::motors_json(&motors),
        || downrange_report::motors(&motors, arguments.units.into()),
    )
}
