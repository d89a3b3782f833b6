//! `downrange motors`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use downrange_formats::Error;
use downrange_formats::motors::{
    DATABASE_MANIFEST, DatabaseUpdate, InstalledMotors, library_folder,
};

use crate::error::{CliError, print_error};
use crate::printer::Printer;
use crate::units::UnitSystem;

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
        /// Motor files (.eng, .rse), folders of them, or a motor database of OpenRocket (.db, .db.gz)
        #[arg(required = true, value_name = "FILE|DIR")]
        paths: Vec<PathBuf>,
        /// Replace files of the same name with other bytes
        #[arg(long)]
        force: bool,
    },
    /// Fetch the motor database that OpenRocket publishes weekly into the motor library, if it is not there yet or is damaged
    Update {
        /// The address of its manifest
        #[arg(long, value_name = "URL", default_value = DATABASE_MANIFEST)]
        from: String,
    },
}

/// Lists, imports, or updates.
pub fn run(arguments: &MotorsArguments) -> Result<(), CliError> {
    let none = || CliError::Input("error: name a folder in DOWNRANGE_MOTORS".to_owned());
    let folder = library_folder().ok_or_else(none)?;
    let json = arguments.json;
    let (units, quiet) = (arguments.units, false);
    let printer = Printer { json, units, quiet };
    match &arguments.action {
        Some(Action::Import { paths, force }) => {
            let import = InstalledMotors::import(&folder, paths, *force);
            let lines = import.describe();
            lines.iter().try_for_each(|line| printer.remark(line))?;
            let refused = || CliError::Input("error: not all files were copied".to_owned());
            let is_complete = import.is_complete();
            import.library?;
            return is_complete.then_some(()).ok_or_else(refused);
        }
        Some(Action::Update { from }) => {
            let lines = DatabaseUpdate::fetched(&folder, from, fetch)?.describe();
            return lines.iter().try_for_each(|line| printer.remark(line));
        }
        None => {}
    }
    let library = InstalledMotors::reread(folder)?;
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

fn fetch(address: &str, limit: u64) -> Result<Vec<u8>, Error> {
    downrange_fetch::fetch(address, limit)
        .map_err(|error| Error::of_file(address, error.to_string()).hint(error.hint()))
}
