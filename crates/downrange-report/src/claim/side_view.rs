//! Flights from the side, on a round Earth, height and distance to one scale.

use std::fmt::Write;

use downrange::claim::bound::RADIUS;
use downrange::claim::{Candidate, CandidateOutcome, Quantity, three_digits};
use downrange::flight::FlightError;

use super::report::ClaimReport;
use crate::page::palette::{BLUE, FAINT, INK, PALE, RED, SOIL, SURFACE};
use crate::rounding::{grouped, round_above};
use crate::svg::{for_each_width, line, outlined_text, picture, polyline};

/// Width of the picture for a screen, px of its own.
const WIDE: f64 = 820.0;
const MARGIN: f64 = 46.0;
/// A picture less wide than this has its legend above what it shows, and fewer distances below.
const ROOMY: f64 = 600.0;

/// A flight: what it is called, its colour, and its points, distance over the ground and height, m.
type Flight<'a> = (&'a str, &'a str, Vec<(f64, f64)>);

/// A point of the plane through the flight, m: along the ground at the launch, and up; the Earth is round.
fn point(distance: f64, height: f64) -> [f64; 2] {
    let (sine, cosine) = (distance / RADIUS).sin_cos();
    [
        (RADIUS + height) * sine,
        (RADIUS + height) * cosine - RADIUS,
    ]
}

/// The rocket whose range is at a place among all, 0 to 1.
fn at(outcomes: &[CandidateOutcome], share: f64) -> Option<&CandidateOutcome> {
    let mut order: Vec<&CandidateOutcome> = outcomes.iter().collect();
    order.sort_by(|a, b| a.best.range.total_cmp(&b.best.range));
    let last = order.len().checked_sub(1)?;
    order.get((share * last as f64).round() as usize).copied()
}

/// The picture, drawn for each width of a page.
///
/// # Errors
/// When a flight cannot be computed.
pub fn side_view(report: &ClaimReport<'_>) -> Result<String, FlightError> {
    let mut flights: Vec<Flight<'_>> = Vec::new();
    let view = |rocket: &Candidate, elevation: f64| report.study.side_view(rocket, elevation);
    for (share, name, color) in [
        (0.95, "one in twenty flies farther than this", PALE),
        (0.5, "the rocket in the middle", BLUE),
        (0.05, "one in twenty flies less far", FAINT),
    ] {
        if let Some(outcome) = at(report.outcomes, share) {
            flights.push((name, color, view(&outcome.rocket, outcome.best_elevation)?));
        }
    }
    Ok(for_each_width(WIDE, |width| seen(report, &flights, width)))
}

/// The picture, drawn for a width.
fn seen(report: &ClaimReport<'_>, flights: &[Flight<'_>], wide: f64) -> String {
    let claimed = report
        .statement(Quantity::Range)
        .map(|(_, statement)| (statement.figure.value, statement.claimed()));
    let far = flights
        .iter()
        .filter_map(|flight| flight.2.last())
        .map(|end| end.0)
        .chain(claimed.iter().map(|each| each.0))
        .fold(1.0, f64::max)
        .min(0.45 * std::f64::consts::PI * RADIUS);
    let all = flights.iter().flat_map(|flight| &flight.2);
    let high = all.map(|(_, height)| *height).fold(0.0, f64::max);
    // Everything in the plane: x to the right, y up.
    let [_, lowest] = point(far, 0.0);
    let across = point(far, 0.0)[0].max(1.0);
    let scale = ((wide - 2.0 * MARGIN) / across).min(420.0 / (high - lowest).max(1.0));
    let (above, ticks) = if wide < ROOMY {
        (88.0, 3.0)
    } else {
        (34.0, 6.0)
    };
    let top = above + scale * high;
    let left = 0.5 * (wide - scale * across);
    let pixel = |distance: f64, height: f64| {
        let [x, y] = point(distance, height);
        [left + scale * x, top - scale * y]
    };
    let height = top - scale * lowest + 58.0;
    let mut out = String::new();
    let from = -(left / scale).min(far);
    let to = far + ((wide - left) / scale - across).max(0.0);
    let ground: Vec<[f64; 2]> = (0..=120)
        .map(|part| pixel(from + (to - from) * f64::from(part) / 120.0, 0.0))
        .collect();
    let mut filled = ground.clone();
    filled.extend([[wide, height], [0.0, height]]);
    polyline(&mut out, &filled, &format!(r##"fill="{SOIL}""##));
    polyline(
        &mut out,
        &ground,
        &format!(r##"fill="none" stroke="{SURFACE}" stroke-width="2.5""##),
    );
    let (unit, size) = report.unit(Quantity::Range);
    let tick = round_above(far / size / ticks);
    let mut distance = 0.0;
    while distance * size <= far * 1.001 {
        let [x, y] = pixel(distance * size, 0.0);
        line(
            &mut out,
            [x, y],
            [x, y + 6.0],
            &format!(r##"stroke="{INK}""##),
        );
        let words = if distance == 0.0 {
            "launch".to_owned()
        } else {
            format!("{} {unit}", grouped(distance))
        };
        outlined_text(&mut out, [x, y + 21.0], "middle", FAINT, &words);
        distance += tick;
    }
    for (_, color, points) in flights {
        let points: Vec<[f64; 2]> = points.iter().map(|(d, h)| pixel(*d, *h)).collect();
        polyline(
            &mut out,
            &points,
            &format!(
                r##"fill="none" stroke="{color}" stroke-width="2.6" stroke-linejoin="round""##
            ),
        );
    }
    if let Some(middle) = flights.get(1) {
        let highest = middle.2.iter().max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((distance, height)) = highest {
            let (unit, size) = report.unit(Quantity::Height);
            let [x, y] = pixel(*distance, *height);
            let words = format!("{} {unit} high", three_digits(height / size));
            outlined_text(&mut out, [x, y - 8.0], "middle", BLUE, &words);
        }
    }
    if let Some((range, words)) = &claimed {
        let [x, y] = pixel(*range, 0.0);
        let _ = write!(
            out,
            r##"<path d="M{x:.1} {y:.1}l-7 -13h14z" fill="{RED}"/>"##
        );
        let anchor = if x > wide - 110.0 { "end" } else { "middle" };
        outlined_text(
            &mut out,
            [x, y - 19.0],
            anchor,
            RED,
            &format!("claimed: {words}"),
        );
    }
    for (row, (name, color, _)) in flights.iter().enumerate() {
        let y = 20.0 + 18.0 * row as f64;
        line(
            &mut out,
            [14.0, y - 4.0],
            [38.0, y - 4.0],
            &format!(r##"stroke="{color}" stroke-width="3""##),
        );
        outlined_text(&mut out, [44.0, y], "start", INK, name);
    }
    picture([wide, height], 13, "The flight from the side", &out)
}
