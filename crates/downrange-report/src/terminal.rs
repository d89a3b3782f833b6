//! Styles of a terminal, and what is said on it alike of one flight and of many.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use crate::text::{printable, wrap};

pub const BOLD: Style = Style::new().bold();
pub const DIM: Style = Style::new().dimmed();
pub const WARNING: Style = AnsiColor::Yellow.on_default().bold();
/// Columns of the screen that it has to fit.
pub const WIDTH: usize = 100;

/// Rules of thumb that a flight breaks and how; `which` says of which flight, if that is to be said.
pub fn write_warnings(
    text: &mut String,
    which: &str,
    warnings: &[(String, String)],
) -> std::fmt::Result {
    for (rule, message) in warnings {
        let message = format!("{which}{}: {}", printable(rule), printable(message));
        let lines = wrap(&message, WIDTH - "warning  ".len());
        for (index, line) in lines.iter().enumerate() {
            match index {
                0 => writeln!(text, "{WARNING}warning{WARNING:#}  {line}")?,
                _ => writeln!(text, "         {line}")?,
            }
        }
    }
    Ok(())
}
