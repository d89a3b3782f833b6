//! What a command prints: results, and remarks beside them.

use std::io::{self, Write};

use crate::error::CliError;

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
