//! What was found, as text.

use std::fmt::Write;

use crate::flights::{ApogeeError, Flown};
use crate::{Check, Verdict};

/// The comparison with RocketPy and the altimeters, a line a figure.
pub fn flights(flown: &[Flown]) -> String {
    let mut text = format!(
        "{:<16} {:<15} {:>9} {:>9} {:>8} {:>8} {:>9} {:>8}  verdict\n",
        "rocket", "quantity", "ours", "RocketPy", "diff %", "allow %", "measured", "diff %"
    );
    let mut reasons: Vec<&str> = Vec::new();
    for check in flown.iter().flat_map(|each| &each.checks) {
        let number = check.reason.as_ref().map(|reason| {
            let known = reasons.iter().position(|each| each == reason);
            known.unwrap_or_else(|| {
                reasons.push(reason);
                reasons.len() - 1
            }) + 1
        });
        let _ = writeln!(text, "{}", line(check, number));
    }
    for (index, reason) in reasons.iter().enumerate() {
        let _ = write!(text, "\n[{}] {reason}\n", index + 1);
    }
    let mean = ApogeeError::mean(flown);
    let _ = write!(
        text,
        "\nMean absolute error of the apogee against the altimeters: ours {:.2} %, RocketPy {:.2} % (as released {:.2} %).\n",
        100.0 * mean.ours,
        100.0 * mean.rocketpy,
        100.0 * mean.rocketpy_released
    );
    text
}

fn line(check: &Check, reason: Option<usize>) -> String {
    let verdict = match check.verdict() {
        Verdict::Agrees => "agrees".to_owned(),
        Verdict::Differs => format!("differs [{}]", reason.unwrap_or_default()),
        Verdict::Fails => "FAILS".to_owned(),
        Verdict::Stale => "FAILS: agrees, but a reason to differ is written down".to_owned(),
    };
    let measured = check.measured.map_or(String::new(), figure);
    let error = check
        .error()
        .map_or(String::new(), |error| format!("{:+.2}", 100.0 * error));
    format!(
        "{:<16} {:<15} {:>9} {:>9} {:>+8.2} {:>8.1} {:>9} {:>8}  {verdict}",
        check.case,
        check.quantity,
        figure(check.ours),
        figure(check.reference),
        100.0 * check.difference,
        100.0 * check.allowed,
        measured,
        error
    )
}

/// Five digits or so, whatever the size.
fn figure(value: f64) -> String {
    let decimals = match value.abs() {
        size if size < 2.0 => 4,
        size if size < 1000.0 => 2,
        _ => 1,
    };
    format!("{value:.decimals$}")
}
