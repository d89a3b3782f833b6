//! Why the program ends without having done what it was asked.

use std::io::{self, Write};
use std::path::Path;

use downrange_formats::output::OutputError;

/// Why the program ends without having done what it was asked.
pub enum CliError {
    /// The input is at fault; the message is ready to print.
    Input(String),
    /// What the command line says makes no sense; the message is ready to print.
    CommandLine(String),
    /// Something could not be written.
    Output(String),
    /// The flight could not be computed.
    Flight(String),
    /// Stopped by Ctrl-C; the message says what is kept.
    Stopped(String),
    /// The reader of our output went away, as `head` does: nothing to complain about.
    ReaderGone,
}

impl From<downrange_formats::Error> for CliError {
    fn from(error: downrange_formats::Error) -> Self {
        Self::Input(error.render(true))
    }
}

impl From<OutputError> for CliError {
    fn from(OutputError(error): OutputError) -> Self {
        Self::Output(error.render(true))
    }
}

impl CliError {
    /// A file or folder that could not be written.
    pub fn unwritten(path: &Path, error: &io::Error) -> Self {
        Self::Output(format!("error: cannot write {}: {error}", path.display()))
    }

    /// What it means that our own output could not be written.
    pub fn of_stdout(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ReaderGone,
            _ => Self::Output(format!(
                "error: cannot write to the standard output: {error}"
            )),
        }
    }
}

/// Prints to the standard error, in colour where a terminal wants it. Nobody is left to tell if that fails.
pub fn print_error(message: &str) {
    let _ = writeln!(anstream::stderr(), "{}", message.trim_end());
}
