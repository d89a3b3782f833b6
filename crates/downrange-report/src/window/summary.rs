//! A window as a table of a terminal.

use std::fmt::{self, Write};

use anstyle::{AnsiColor, Style};
use downrange::text::visible;
use downrange::window::{LIMITS, LaunchVerdict, LimitKind};

use super::WindowReport;
use super::cells::{apogee, head, rule, worst};
use crate::terminal::{BOLD, DIM, WIDTH};
use crate::text::{printable, wrap};
use crate::units::Units;

const GO: Style = AnsiColor::Green.on_default().bold();
const CAUTION: Style = AnsiColor::Yellow.on_default().bold();
const NO_GO: Style = AnsiColor::Red.on_default().bold();

impl WindowReport<'_> {
    /// Hour by hour: the verdict, what it stands on, and the rule that decides. The text holds ANSI styles.
    pub fn summary(&self, units: Units) -> String {
        let mut text = String::new();
        // Writing into a string cannot fail.
        let _ = self.write_summary(&mut text, units);
        text
    }

    fn write_summary(&self, text: &mut String, units: Units) -> fmt::Result {
        writeln!(
            text,
            "{BOLD}{}{BOLD:#}: launch window",
            printable(self.name())
        )?;
        for line in wrap(&printable(&self.flown()), WIDTH) {
            writeln!(text, "{line}")?;
        }
        let columns: Vec<LimitKind> = LIMITS
            .iter()
            .map(|limit| limit.kind)
            .filter(|kind| {
                self.hours
                    .iter()
                    .any(|hour| hour.judged.iter().any(|judged| judged.kind == *kind))
            })
            .collect();
        let mut rows = vec![(
            Style::new(),
            self.words().head.to_owned(),
            "verdict",
            Vec::new(),
            String::new(),
        )];
        rows[0]
            .3
            .extend(columns.iter().map(|kind| head(*kind).to_owned()));
        rows[0].3.push("apogee".to_owned());
        for hour in self.hours {
            let verdict = hour.verdict();
            let style = match verdict {
                LaunchVerdict::Go => GO,
                LaunchVerdict::Caution => CAUTION,
                LaunchVerdict::NoGo => NO_GO,
            };
            let mut cells: Vec<String> = columns
                .iter()
                .map(|kind| worst(hour, *kind, units))
                .collect();
            cells.push(apogee(hour, units));
            rows.push((
                style,
                visible(&hour.time).to_string(),
                verdict.word(),
                cells,
                rule(hour, units),
            ));
        }
        let width = |cell: usize| {
            let cells = rows.iter().filter_map(|row| row.3.get(cell));
            cells.map(|text| text.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..=columns.len()).map(width).collect();
        let first = rows
            .iter()
            .map(|row| row.1.chars().count())
            .max()
            .unwrap_or(0);
        writeln!(text)?;
        for (index, (style, hour, verdict, cells, _)) in rows.iter().enumerate() {
            let style = if index == 0 { DIM } else { *style };
            write!(text, "{hour:<first$}  {style}{verdict:<7}{style:#}")?;
            for (cell, width) in cells.iter().zip(&widths) {
                write!(text, "  {cell:>width$}")?;
            }
            writeln!(text)?;
        }
        writeln!(text, "\n{}", self.counted())?;
        let decided = rows.iter().filter(|row| !row.4.is_empty());
        for (style, hour, verdict, _, rule) in decided {
            let lines = wrap(&printable(rule), WIDTH - first - 11);
            for (index, line) in lines.iter().enumerate() {
                match index {
                    0 => writeln!(text, "{hour:<first$}  {style}{verdict:<7}{style:#}  {line}")?,
                    _ => writeln!(text, "{:<first$}           {line}", "")?,
                }
            }
        }
        Ok(())
    }
}
