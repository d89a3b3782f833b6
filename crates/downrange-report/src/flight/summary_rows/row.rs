//! A row of a summary.

/// A label and its text.
pub type Row = (&'static str, String);
