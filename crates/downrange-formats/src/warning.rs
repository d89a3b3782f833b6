//! What was read otherwise than it stands, and what was made of it.

use std::fmt;

use crate::error::told;

/// Lines that a warning lists at most.
const LISTED: usize = 12;

/// Characters of what stands there that are shown at most.
const READ: usize = 120;

/// Characters of what is said of it at most.
const MESSAGE: usize = 800;

/// Something in a file that was not taken as it stands, or that the file leaves open.
///
/// Displayed, it is what stands there, its lines and what was made of it; the file is for the caller to put first:
///
/// ```
/// let warning = downrange_formats::Warning {
///     file: "drag.csv".into(),
///     read: "mach 0.8519".into(),
///     lines: vec![5],
///     message: "out of order: sorted".into(),
/// };
/// assert_eq!(warning.to_string(), "mach 0.8519 (line 5): out of order: sorted");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Warning {
    /// The file it is about.
    pub file: String,
    /// What stands there, such as `Color Black`; empty where the file says nothing.
    pub read: String,
    /// The lines where it stands, from 1.
    pub lines: Vec<usize>,
    /// What was made of it, and why.
    pub message: String,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (read, message) = (told(&self.read, READ), told(&self.message, MESSAGE));
        let shown: Vec<String> = self.lines.iter().map(usize::to_string).collect();
        let shown = match shown.get(..LISTED) {
            Some(first) if shown.len() > LISTED => {
                format!("{} and {} more", first.join(", "), shown.len() - LISTED)
            }
            _ => shown.join(", "),
        };
        let s = if self.lines.len() == 1 { "" } else { "s" };
        match (read.is_empty(), self.lines.is_empty()) {
            (true, true) => f.write_str(&message),
            (true, false) => write!(f, "line{s} {shown}: {message}"),
            (false, true) => write!(f, "{read}: {message}"),
            (false, false) => write!(f, "{read} (line{s} {shown}): {message}"),
        }
    }
}
