//! A sheet as a table of a terminal.

use std::fmt::{self, Write};

use anstyle::{AnsiColor, Style};
use downrange::rules::{RuleAssessment, RuleVerdict};

use super::RuleReport;
use super::words::{asks, broken, has, remarks};
use crate::terminal::{BOLD, DIM, WIDTH};
use crate::text::{printable, wrap};
use crate::units::Units;

/// Columns of the verdict and the gap behind it.
const VERDICT: usize = 16;

impl RuleReport<'_> {
    /// Rule by rule: the verdict, what is asked, what the launch has. The text holds ANSI styles.
    pub fn summary(&self, units: Units) -> String {
        let mut text = String::new();
        // Writing into a string cannot fail.
        let _ = self.write_summary(&mut text, units);
        text
    }

    fn write_summary(&self, text: &mut String, units: Units) -> fmt::Result {
        let sheet = &self.assessment.sheet;
        let heading = format!("{}: rules of {}", self.assessment.name, sheet.name);
        writeln!(text, "{BOLD}{}{BOLD:#}", printable(&heading))?;
        let about = [
            format!("edition: {}", sheet.edition),
            sheet.about.clone(),
            format!("held against {}", self.flown()),
        ];
        for paragraph in about.iter().filter(|paragraph| !paragraph.is_empty()) {
            for line in wrap(&printable(paragraph), WIDTH) {
                writeln!(text, "{line}")?;
            }
        }
        writeln!(text)?;
        for rule in &self.assessment.rules {
            write_rule(text, rule, units)?;
        }
        writeln!(text, "\n{}", self.counted())
    }
}

fn write_rule(text: &mut String, assessment: &RuleAssessment, units: Units) -> fmt::Result {
    let rule = &assessment.rule;
    let style = style(assessment.verdict);
    let word = assessment.verdict.word();
    let head = printable(&format!("{}: {}", rule.number, rule.title));
    for (index, line) in wrap(&head, WIDTH - VERDICT).iter().enumerate() {
        match index {
            0 => writeln!(
                text,
                "{style}{word}{style:#}{:gap$}{BOLD}{line}{BOLD:#}",
                "",
                gap = VERDICT - word.len()
            )?,
            _ => writeln!(text, "{:VERDICT$}{BOLD}{line}{BOLD:#}", "")?,
        }
    }
    let figures = has(assessment, units);
    let asked = match figures.as_str() {
        "" => asks(assessment, units),
        figures => format!("{}; this launch: {figures}", asks(assessment, units)),
    };
    let plain = Style::new();
    for (style, paragraph) in [
        (plain, asked),
        (plain, broken(assessment)),
        (DIM, remarks(assessment)),
    ] {
        for line in wrap(&printable(&paragraph), WIDTH - VERDICT) {
            writeln!(text, "{:VERDICT$}{style}{line}{style:#}", "")?;
        }
    }
    Ok(())
}

fn style(verdict: RuleVerdict) -> Style {
    let color = match verdict {
        RuleVerdict::Fail => AnsiColor::Red,
        RuleVerdict::Caution => AnsiColor::Yellow,
        RuleVerdict::Unknown => AnsiColor::Magenta,
        RuleVerdict::ToBeShown => AnsiColor::Cyan,
        RuleVerdict::Pass => AnsiColor::Green,
        RuleVerdict::NotApplicable => return DIM,
    };
    color.on_default().bold()
}
