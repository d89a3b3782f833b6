//! Why an address was not read.

use std::fmt;

/// Why an address was not read; displayed, the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchError {
    /// The address.
    pub address: String,
    reason: String,
    hint: &'static str,
}

impl FetchError {
    /// The fault of an address, for this reason, and what to do.
    pub(crate) fn new(address: &str, reason: impl Into<String>, hint: &'static str) -> Self {
        Self {
            address: address.to_owned(),
            reason: reason.into(),
            hint,
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> &str {
        self.hint
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for FetchError {}
