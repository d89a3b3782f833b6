//! A row of a summary.

/// A label and what is said under it.
pub type Row = (&'static str, String);
