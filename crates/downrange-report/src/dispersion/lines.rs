//! Lines of a summary: a name and what is said of it.

use std::fmt::{self, Write};

use crate::terminal::DIM;

/// The widest column of names.
const WIDEST: usize = 34;

/// Writes lines whose texts stand in one column; a name that is too long has a line of its own.
pub fn write_lines(text: &mut String, lines: Vec<(String, String)>) -> fmt::Result {
    let longest = lines.iter().map(|(name, _)| name.chars().count()).max();
    let column = longest.unwrap_or_default().min(WIDEST);
    for (name, line) in lines {
        match name.chars().count() > column {
            true => writeln!(text, "{DIM}{name}{DIM:#}\n{:column$}  {line}", "")?,
            false => writeln!(text, "{DIM}{name:column$}{DIM:#}  {line}")?,
        }
    }
    Ok(())
}
