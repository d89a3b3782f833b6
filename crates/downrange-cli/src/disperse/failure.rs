//! Faults of a run as messages, with their exit codes.

use downrange_formats::Error;
use downrange_runs::{RunError, RunFault};

use crate::error::CliError;

/// A fault of a run: what was read is at fault, what was asked for, or what was to be written.
pub fn failure(error: RunError) -> CliError {
    let message = rendered(error.fault());
    match error {
        RunError::Input(_) => CliError::Input(message),
        RunError::Request(_) => CliError::CommandLine(message),
        _ => CliError::Output(message),
    }
}

/// The message for a terminal.
pub fn rendered(fault: &RunFault) -> String {
    let Some(path) = fault.path() else {
        return fault.to_string();
    };
    let error = Error::of_file(path, fault.title());
    match fault.hint() {
        Some(hint) => error.hint(hint).render(true),
        None => error.render(true),
    }
}
