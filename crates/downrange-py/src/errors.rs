//! Faults as Python exceptions, with the words of the command line.

use downrange_formats::Error;
use downrange_formats::output::OutputError;
use downrange_runs::{RunError, RunFault};
use pyo3::PyErr;

pyo3::import_exception!(downrange._errors, FlightError);
pyo3::import_exception!(downrange._errors, InputError);
pyo3::import_exception!(downrange._errors, StoreError);

/// A fault of what was read, with its place.
pub fn input(error: &Error) -> PyErr {
    let (line, column) = error.line_and_column().unzip();
    let message = error.to_string().trim_end().to_owned();
    InputError::new_err((
        message,
        error.file().to_owned(),
        line,
        column,
        error.advice(),
    ))
}

/// A fault of what was asked for.
pub fn request(message: String, file: Option<String>, hint: Option<String>) -> PyErr {
    InputError::new_err((message, file, None::<usize>, None::<usize>, hint))
}

/// A flight that could not be computed.
pub fn flight(message: String) -> PyErr {
    FlightError::new_err((message,))
}

/// A fault of a run.
pub fn run(error: &RunError) -> PyErr {
    let fault = error.fault();
    let (message, path) = (rendered(fault), fault.path().map(str::to_owned));
    let hint = fault.hint().map(str::to_owned);
    match error {
        RunError::Input(_) | RunError::Request(_) => request(message, path, hint),
        _ => StoreError::new_err((message, path, None::<usize>, None::<usize>, hint)),
    }
}

/// A fault of a run in words.
pub fn rendered(fault: &RunFault) -> String {
    let Some(path) = fault.path() else {
        return fault.to_string();
    };
    let error = Error::of_file(path, fault.title());
    let error = match fault.hint() {
        Some(hint) => error.hint(hint),
        None => error,
    };
    error.to_string().trim_end().to_owned()
}

/// What could not be written.
pub fn output(OutputError(error): OutputError) -> PyErr {
    let message = error.to_string().trim_end().to_owned();
    let path = error.file().to_owned();
    StoreError::new_err((message, path, None::<usize>, None::<usize>, error.advice()))
}
