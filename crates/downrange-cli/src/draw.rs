//! `downrange draw`.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use downrange_formats::output;

use crate::error::CliError;
use crate::input::LaunchArguments;
use crate::units::UnitSystem;

#[derive(Args)]
pub struct DrawArguments {
    #[command(flatten)]
    input: LaunchArguments,
    /// Write the picture (SVG) into this file [default: the standard output]
    #[arg(long, value_name = "FILE.svg")]
    out: Option<PathBuf>,
    /// Units of the picture
    #[arg(long, value_enum, default_value_t = UnitSystem::Si)]
    units: UnitSystem,
    /// Print nothing but errors
    #[arg(long, short)]
    quiet: bool,
}

/// Draws, writes.
pub fn run(arguments: &DrawArguments) -> Result<(), CliError> {
    let launch = arguments.input.launch(arguments.quiet)?;
    let Some(picture) = downrange_report::drawing(&launch, arguments.units.into()) else {
        let file = arguments.input.launch.display();
        let message = format!("error: {file}: nothing is drawn of what flies: it has no parts");
        return Err(CliError::Input(message));
    };
    let stdout = |error: io::Error| CliError::of_stdout(&error);
    match &arguments.out {
        None => writeln!(io::stdout(), "{picture}").map_err(stdout),
        Some(path) => {
            output::write_text(path, &picture)
                .map_err(|error| CliError::unwritten(path, &error))?;
            match arguments.quiet {
                true => Ok(()),
                false => writeln!(io::stdout(), "wrote {}", path.display()).map_err(stdout),
            }
        }
    }
}
