//! For the terminal.

use std::fmt::Write;

use downrange::claim::{OUTSIDE, QuotableText, Verdict};

use super::report::{ClaimReport, printed};

/// Columns of a terminal.
const WIDTH: usize = 96;

/// The claim and what was found of it, on a screen.
pub fn summary(report: &ClaimReport<'_>) -> String {
    let (claim, assessment) = (report.study.claim(), report.assessment);
    let words = QuotableText::new(claim, assessment);
    let (bold, reset) = (anstyle::Style::new().bold(), anstyle::Reset);
    let mut out = format!("{bold}{}{reset}\n{}\n", claim.name, printed(report));
    let _ = writeln!(
        out,
        "{} rockets that fit the print were flown, seed {}\n",
        assessment.rockets, report.seed
    );
    let _ = writeln!(
        out,
        "{:<34}{:<28}{:>8}   nine of ten reach",
        "claimed", "verdict", "can"
    );
    for (statement, finding) in claim.statements.iter().zip(&assessment.findings) {
        let style = style(finding.verdict);
        let _ = writeln!(
            out,
            "{:<34}{style}{:<28}{reset}{:>6.1} %   {} to {}",
            format!(
                "{} {}",
                statement.quantity.words().replace("greatest ", ""),
                statement.claimed()
            ),
            finding.verdict.words(),
            100.0 * finding.holds.value,
            statement.show(finding.spread.p05),
            statement.show(finding.spread.p95),
        );
    }
    if claim.statements.len() > 1 {
        let _ = writeln!(
            out,
            "{:<62}{:>6.1} %",
            "all together",
            100.0 * assessment.all_hold.value
        );
    }
    if let Some(statement) = claim.statements.get(assessment.hardest) {
        let _ = writeln!(
            out,
            "\n{bold}What {} of {} takes{reset}, everything else in the middle",
            statement.quantity.words(),
            statement.claimed()
        );
    }
    for line in &words.takes {
        item(&mut out, line);
    }
    let _ = writeln!(out, "\n{bold}To be quoted{reset}");
    wrapped(&mut out, "  ", &words.quote);
    let _ = writeln!(out, "\n{bold}Assumed{reset}");
    for assumption in claim.assumptions.all() {
        let name = assumption.unknown.name().replace('_', " ");
        item(
            &mut out,
            &format!("{name}: {}; {}", assumption.describe(), assumption.source),
        );
    }
    let _ = writeln!(out, "\n{bold}Outside the model{reset}");
    for each in OUTSIDE {
        item(&mut out, each);
    }
    out
}

fn style(verdict: Verdict) -> anstyle::Style {
    use anstyle::AnsiColor::{Cyan, Green, Red, Yellow};
    let color = match verdict {
        Verdict::Supported => Green,
        Verdict::Possible => Cyan,
        Verdict::NotRefuted => Yellow,
        Verdict::Refuted => Red,
    };
    anstyle::Style::new().fg_color(Some(color.into()))
}

fn item(out: &mut String, text: &str) {
    let mut lines = String::new();
    wrapped(&mut lines, "    ", text);
    out.push_str("  -");
    out.push_str(lines.get(3..).unwrap_or(""));
}

/// Text in lines of a terminal's width, each with an indent.
fn wrapped(out: &mut String, indent: &str, text: &str) {
    let mut line = indent.to_owned();
    for word in text.split_whitespace() {
        if line.len() > indent.len() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            out.push_str(&line);
            out.push('\n');
            line = indent.to_owned();
        }
        if line.len() > indent.len() {
            line.push(' ');
        }
        line.push_str(word);
    }
    out.push_str(&line);
    out.push('\n');
}
