//! A comparison on a terminal.

use std::fmt::{self, Write};

use super::report::ComparisonReport;
use crate::flight::write_stored;
use crate::terminal::{BOLD, DIM, WIDTH};
use crate::text::{printable, wrap};
use crate::units::{Units, signed_percent};

impl ComparisonReport<'_> {
    /// The comparison on a screen. The text holds ANSI styles; whoever prints it where they do not belong strips them.
    pub fn summary(&self, units: Units) -> String {
        let mut text = String::new();
        // Writing into a string cannot fail.
        let _ = self.write(&mut text, units);
        text
    }

    fn write(&self, text: &mut String, units: Units) -> fmt::Result {
        writeln!(text, "{BOLD}{}{BOLD:#}", printable(&self.launch.name))?;
        write_stored(text, self.stored, &self.comparison.flight, units)?;
        let tables = [
            ("On the pad and on the way up", self.values(units)),
            ("Drag coefficient at zero angle of attack", self.drag()),
        ];
        for (title, rows) in tables {
            if rows.is_empty() {
                continue;
            }
            writeln!(text, "\n{BOLD}{title}{BOLD:#}")?;
            writeln!(text, "{DIM}{:20}{:>12}{:>12}{DIM:#}", "", "stored", "ours")?;
            for row in rows {
                let indent = if row.is_share { "  " } else { "" };
                let (label, [stored, ours, difference]) =
                    (indent.to_owned() + &row.label, row.cells);
                writeln!(
                    text,
                    "{DIM}{label:20}{DIM:#}{stored:>12}{ours:>12}  {difference:>10}"
                )?;
            }
        }
        let causes = self.causes();
        if !causes.is_empty() {
            writeln!(text, "\n{BOLD}Our apogee with one thing as stored{BOLD:#}")?;
            for row in causes {
                let effect = units.height().show_signed(row.effect);
                writeln!(
                    text,
                    "{DIM}{:20}{DIM:#}{effect:>12}  {:>10}",
                    row.name(),
                    signed_percent(row.share)
                )?;
            }
        }
        writeln!(text)?;
        for sentence in self.comparison.explanation(self.stored) {
            for line in wrap(&printable(&sentence), WIDTH) {
                writeln!(text, "{line}")?;
            }
        }
        for remark in &self.comparison.remarks {
            for line in wrap(&format!("Not compared: {}", printable(remark)), WIDTH) {
                writeln!(text, "{DIM}{line}{DIM:#}")?;
            }
        }
        Ok(())
    }
}
