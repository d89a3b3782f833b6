//! A row of a summary.

/// A label and its text.
pub type SummaryRow = (&'static str, String);
