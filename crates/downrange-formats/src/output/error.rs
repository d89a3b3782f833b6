//! A fault of what is written.

use crate::error::Error;

/// A fault of a file or folder that cannot be written; the file named is that one.
#[derive(Debug, Clone, PartialEq)]
pub struct OutputError(pub Error);

impl From<Error> for OutputError {
    fn from(error: Error) -> Self {
        Self(error)
    }
}
