//! What was found, as rows of text, for the terminal and as Markdown.

use std::fmt::Write;

use crate::{Check, Group, Scale, Verdict};

/// The table of a group: its header, and a row a figure.
pub fn rows(group: &Group) -> (Vec<&str>, Vec<Vec<String>>) {
    let measured = group.checks.iter().any(|check| check.measured.is_some());
    let peer = group.checks.iter().find_map(|check| check.peer);
    let timed = group.checks.iter().any(|check| check.time.is_some());
    let mut header = vec![
        "case",
        "quantity",
        "ours",
        group.reference,
        "difference",
        "allowed",
    ];
    if measured {
        header.extend(["measured", "difference"]);
    }
    if let Some((name, _)) = peer {
        header.extend([name, "difference"]);
    }
    if timed {
        header.push("at, s");
    }
    header.push("verdict");
    let reasons = group.reasons();
    let row = |check: &Check| {
        let mut cells = vec![
            check.case.clone(),
            check.quantity.to_owned(),
            figure(check, check.ours),
            figure(check, check.reference),
            difference(check),
            allowed(check),
        ];
        if measured {
            cells.push(
                check
                    .measured
                    .map_or(String::new(), |value| figure(check, value)),
            );
            let error = check.error();
            cells.push(error.map_or(String::new(), |error| format!("{:+.2} %", 100.0 * error)));
        }
        if peer.is_some() {
            let theirs = check.peer.map(|(_, value)| figure(check, value));
            cells.push(theirs.unwrap_or_default());
            let difference = check.peer_difference();
            cells
                .push(difference.map_or(String::new(), |share| format!("{:+.2} %", 100.0 * share)));
        }
        if timed {
            cells.push(
                check
                    .time
                    .map_or(String::new(), |time| format!("{time:.1}")),
            );
        }
        let reason = check.reason.as_deref();
        let number = reasons.iter().position(|each| Some(*each) == reason);
        cells.push(match check.verdict() {
            Verdict::Agrees => "agrees".to_owned(),
            Verdict::Differs => format!("differs [{}]", number.unwrap_or_default() + 1),
            Verdict::Fails => "FAILS".to_owned(),
            Verdict::Stale => "FAILS: agrees, but a reason to differ is written down".to_owned(),
        });
        cells
    };
    (header, group.checks.iter().map(row).collect())
}

/// The groups for a terminal.
pub fn text(groups: &[Group]) -> String {
    let mut text = String::new();
    for group in groups {
        let (header, rows) = rows(group);
        let width = |column: usize| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells
                .map(|cell| cell.chars().count())
                .fold(header[column].len(), usize::max)
        };
        let widths: Vec<usize> = (0..header.len()).map(width).collect();
        let line = |cells: &[&str]| {
            let mut line = String::new();
            for (column, cell) in cells.iter().enumerate() {
                let width = widths[column];
                // Names to the left, numbers to the right.
                let _ = match column == 0 || column == 1 || column + 1 == cells.len() {
                    true => write!(line, "{cell:<width$}  "),
                    false => write!(line, "{cell:>width$}  "),
                };
            }
            line.trim_end().to_owned()
        };
        let _ = writeln!(text, "{}\n\n{}", group.title, line(&header));
        for row in &rows {
            let cells: Vec<&str> = row.iter().map(String::as_str).collect();
            let _ = writeln!(text, "{}", line(&cells));
        }
        for (index, reason) in group.reasons().iter().enumerate() {
            let _ = write!(text, "\n[{}] {reason}\n", index + 1);
        }
        let _ = write!(text, "\n{}\n\n", group.note);
    }
    text
}

/// The groups as Markdown.
pub fn markdown(groups: &[Group]) -> String {
    let mut page = String::from("# Validation\n");
    for group in groups {
        let (header, rows) = rows(group);
        let _ = write!(page, "\n## {}\n\n{}\n\n", group.title, group.note);
        let _ = writeln!(page, "| {} |", header.join(" | "));
        let _ = writeln!(page, "|{}", "---|".repeat(header.len()));
        for row in rows {
            let _ = writeln!(page, "| {} |", row.join(" | "));
        }
        for (index, reason) in group.reasons().iter().enumerate() {
            let _ = write!(page, "\n[{}] {reason}\n", index + 1);
        }
    }
    page
}

/// A figure: as precise as the difference allowed makes sense of, or five digits or so of what is compared by share.
fn figure(check: &Check, value: f64) -> String {
    let decimals = match (check.scale, value.abs()) {
        (Scale::Absolute, _) => (1.0 - check.allowed.log10()).ceil().clamp(0.0, 12.0) as usize,
        (Scale::Share, _) if !percent(check) => return format!("{value:.4e}"),
        (Scale::Share, size) if size < 2.0 => 4,
        (Scale::Share, size) if size < 1000.0 => 2,
        (Scale::Share, _) => 1,
    };
    let text = format!("{value:.decimals$}");
    // A small negative number would be shown as -0.000.
    match text.strip_prefix('-') {
        Some(digits) if digits.bytes().all(|b| b == b'0' || b == b'.') => digits.to_owned(),
        _ => text,
    }
}

fn difference(check: &Check) -> String {
    match percent(check) {
        true => format!("{:+.2} %", 100.0 * check.difference),
        false => format!("{:+.1e}", check.difference),
    }
}

fn allowed(check: &Check) -> String {
    match percent(check) {
        true => format!("{:.1} %", 100.0 * check.allowed),
        false => format!("{:.0e}", check.allowed),
    }
}

/// Whether a difference is a share that is said in percent.
fn percent(check: &Check) -> bool {
    check.scale == Scale::Share && check.allowed >= 1e-3
}
