//! Figures of an hour in words, for the terminal and the page.

use downrange::dispersion::statistics::Proportion;
use downrange::flight::metric;
use downrange::results::upper_bound;
use downrange::window::{Judged, JudgedFigure, LaunchVerdict, LimitKind, WindowHour};

use crate::dispersion::probability_text::percent;
use crate::figure;
use crate::units::Units;

/// A probability in a cell: its share, or of what was never seen the bound, which stays one: it is rounded up.
pub fn share(found: &Proportion) -> String {
    match found.hits {
        0 => format!("< {}", two_digits(upper_bound(found), f64::ceil)),
        hits => two_digits(hits as f64 / found.trials.max(1) as f64, f64::round),
    }
}

/// A share as a percentage of two digits.
fn two_digits(share: f64, round: fn(f64) -> f64) -> String {
    let digits = 10f64.powf(1.0 - (100.0 * share).max(1e-12).log10().floor());
    percent(round(100.0 * share * digits) / digits / 100.0)
}

/// What was found against a limit.
pub fn found(judged: &Judged, units: Units) -> String {
    match &judged.figure {
        JudgedFigure::Probability(found) => share(found),
        JudgedFigure::Speeds { median, greatest } => speeds(*median, *greatest, units),
    }
}

/// The median speed, and the greatest where members differ.
fn speeds(median: f64, greatest: f64, units: Units) -> String {
    let unit = units.wind();
    let (median, greatest) = (unit.number(median), unit.number(greatest));
    match median == greatest {
        true => format!("{median} {}", unit.symbol),
        false => format!("{median} to {greatest} {}", unit.symbol),
    }
}

/// What a column of a limit is headed with.
pub fn head(kind: LimitKind) -> &'static str {
    match kind {
        LimitKind::Outside => "outside",
        LimitKind::KeepOut => "keep-out",
        LimitKind::AboveCeiling => "too high",
        LimitKind::SlowRailExit => "slow exit",
        LimitKind::WindAtRail => "wind at rail",
        LimitKind::WindAloft => "wind aloft",
    }
}

/// A limit.
pub fn limit(judged: &Judged, units: Units) -> String {
    match judged.figure {
        JudgedFigure::Probability(_) => percent(judged.limit),
        JudgedFigure::Speeds { .. } => units.wind().show(judged.limit),
    }
}

/// The rule that decides, in words; empty for *go*.
pub fn rule(hour: &WindowHour, units: Units) -> String {
    let Some(judged) = hour.decided_by() else {
        return String::new();
    };
    let about = match judged.about.as_str() {
        "" => String::new(),
        area => format!(" {area}"),
    };
    let how = match (judged.verdict, &judged.figure) {
        (LaunchVerdict::Caution, JudgedFigure::Probability(_)) => "not surely within",
        (LaunchVerdict::Caution, JudgedFigure::Speeds { .. }) => "for some members above",
        _ => "above",
    };
    format!(
        "{}{about}: {}, {how} {}",
        judged.kind.limit().label,
        found(judged, units),
        limit(judged, units)
    )
}

/// The worst of the figures that have a limit of a kind; empty where none has.
pub fn worst(hour: &WindowHour, kind: LimitKind, units: Units) -> String {
    let judged = hour.judged.iter().filter(|judged| judged.kind == kind);
    let worst = judged.max_by(|a, b| {
        let size = |judged: &Judged| match judged.figure {
            JudgedFigure::Probability(found) => found.hits as f64 / found.trials.max(1) as f64,
            JudgedFigure::Speeds { greatest, .. } => greatest,
        };
        size(a).total_cmp(&size(b))
    });
    worst.map_or_else(String::new, |judged| found(judged, units))
}

/// The mean apogee; empty where nothing flew.
pub fn apogee(hour: &WindowHour, units: Units) -> String {
    let spread = hour
        .findings
        .main()
        .and_then(|body| body.outcome(&metric::APOGEE_AGL));
    spread.map_or_else(String::new, |spread| {
        figure::show(&metric::APOGEE_AGL, spread.mean, units)
    })
}
