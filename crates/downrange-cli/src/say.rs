//! Remarks beside what a command prints.

use std::io::{self, Write};

use crate::error::CliError;

/// Prints a remark, unless that is not wanted, where it does not disturb: beside the JSON, not in it.
pub fn say(json: bool, quiet: bool, remark: &str) -> Result<(), CliError> {
    if quiet {
        return Ok(());
    }
    let said = if json {
        writeln!(io::stderr(), "{remark}")
    } else {
        writeln!(io::stdout(), "{remark}")
    };
    match said.map_err(|error| CliError::of_stdout(&error)) {
        // The other files are still wanted.
        Err(CliError::ReaderGone) => Ok(()),
        other => other,
    }
}
