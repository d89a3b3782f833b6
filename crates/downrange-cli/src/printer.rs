//! What a command prints: results, and remarks beside them.

use std::io::{self, Write};

use clap::Args;
use downrange::text::visible;
use downrange_formats::Warning;

use crate::error::CliError;
use crate::units::UnitSystem;

/// How a command prints.
#[derive(Args, Clone, Copy)]
pub struct Printer {
    /// Print the figures as JSON (SI units, degrees) instead of the summary
    #[arg(long)]
    pub json: bool,
    /// Units of what is printed, and of pages
    #[arg(long, value_enum, default_value_t = UnitSystem::Si)]
    pub units: UnitSystem,
    /// Print nothing but errors (and, with --json, the JSON)
    #[arg(long, short)]
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

/// Tells on the standard error what was made of what was read, unless `quiet`.
pub fn tell(warnings: &[Warning], quiet: bool) {
    for warning in warnings.iter().filter(|_| !quiet) {
        // Nobody is left to tell if that fails.
        let _ = writeln!(
            anstream::stderr(),
            "warning: {}: {warning}",
            visible(&warning.file)
        );
    }
}

/// Says on the standard error what is being done, unless `quiet`.
pub fn print_note(sentence: &str, quiet: bool) {
    if !quiet {
        // Nobody is left to tell if that fails.
        let _ = writeln!(anstream::stderr(), "{}", visible(sentence));
    }
}
