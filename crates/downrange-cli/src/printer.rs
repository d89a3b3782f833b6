//! What a command prints: results, and remarks beside them.

use std::io::{self, Write};

use clap::Args;

use crate::error::CliError;
use crate::units::UnitSystem;

/// How results are printed.
#[derive(Args)]
pub struct OutputOptions {
    /// Print the figures as JSON (SI units, degrees) instead of the summary
    #[arg(long)]
    json: bool,
    /// Units of the summary and the page
    #[arg(long, value_enum, default_value_t = UnitSystem::Si)]
    pub units: UnitSystem,
    /// Print nothing but errors (and, with --json, the JSON)
    #[arg(long, short)]
    pub quiet: bool,
}

impl OutputOptions {
    pub fn printer(&self) -> Printer {
        let (json, quiet) = (self.json, self.quiet);
        Printer { json, quiet }
    }
}

/// How a command prints.
#[derive(Clone, Copy)]
pub struct Printer {
    /// JSON instead of the summary.
    pub json: bool,
    /// Nothing but errors and JSON.
    pub quiet: bool,
}

impl Printer {
    /// Prints the results as JSON, or their summary.
    ///
    /// A reader that went away does not want the summary; files are still wanted: so write these before this fault ends the
    /// command.
    pub fn results(
        self,
        json: impl FnOnce() -> String,
        summary: impl FnOnce() -> String,
    ) -> Result<(), CliError> {
        let printed = match (self.json, self.quiet) {
            (true, _) => writeln!(io::stdout(), "{}", json()),
            (false, true) => Ok(()),
            (false, false) => write!(anstream::stdout(), "{}", summary()),
        };
        printed.map_err(|error| CliError::of_stdout(&error))
    }

    /// Prints a remark where it does not disturb: beside the JSON, not in it.
    pub fn remark(self, remark: &str) -> Result<(), CliError> {
        let printed = match (self.quiet, self.json) {
            (true, _) => Ok(()),
            (false, true) => writeln!(io::stderr(), "{remark}"),
            (false, false) => writeln!(io::stdout(), "{remark}"),
        };
        match printed.map_err(|error| CliError::of_stdout(&error)) {
            // The other files are still wanted.
            Err(CliError::ReaderGone) => Ok(()),
            other => other,
        }
    }
}
