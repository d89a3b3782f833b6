//! Histograms of the rockets that fit the print, with the claim marked.

use std::fmt::Write;

use downrange::claim::{Percentiles, Quantity};

use super::report::ClaimReport;
use crate::page::palette::{BLUE, FAINT, GRID, INK, PALE, PAPER, RED};
use crate::rounding::{grouped, round_above, ticks};
use crate::svg::{line, outlined_text, picture};

const SIZE: [f64; 2] = [400.0, 300.0];
/// Left, top, right and bottom of the frame.
const FRAME: [f64; 4] = [14.0, 62.0, 386.0, 246.0];
const BARS: usize = 32;

/// The picture of a quantity.
pub fn histogram(report: &ClaimReport<'_>, quantity: Quantity) -> String {
    let (unit, size) = report.unit(quantity);
    let column: Vec<f64> = report.column(quantity).iter().map(|si| si / size).collect();
    let spread = Percentiles::new(&column);
    let claimed = report
        .statement(quantity)
        .map(|(_, statement)| (statement.figure.value / size, statement.claimed()));
    let most = claimed.as_ref().map_or(0.0, |(value, _)| *value);
    let shown = most.max(1.35 * spread.p95.min(1e9)).max(1e-9);
    let end = 1.04 * shown;
    let bin = round_above(end / BARS as f64);
    let [left, top, right, bottom] = FRAME;
    let x = |value: f64| left + (right - left) * (value / end).clamp(0.0, 1.0);
    let count = (end / bin).ceil() as usize;
    let mut bins = vec![[0_usize; 2]; count.clamp(1, 200)];
    for value in &column {
        let does = claimed
            .as_ref()
            .is_some_and(|(claimed, _)| value >= claimed);
        // What lies beyond the frame is not drawn.
        if let Some(bar) = bins.get_mut((value / bin) as usize) {
            bar[usize::from(does)] += 1;
        }
    }
    let highest = bins.iter().map(|[a, b]| a + b).max().unwrap_or(1).max(1) as f64;
    let mut out = String::new();
    for tick in ticks(0.97 * end, 4.0) {
        line(
            &mut out,
            [x(tick), top],
            [x(tick), bottom],
            &format!(r##"stroke="{GRID}""##),
        );
        outlined_text(
            &mut out,
            [x(tick), bottom + 17.0],
            "middle",
            FAINT,
            &grouped(tick),
        );
    }
    for (index, [below, above]) in bins.iter().enumerate() {
        let (from, to) = (x(index as f64 * bin), x((index + 1) as f64 * bin));
        let mut foot = bottom;
        for (rockets, color) in [(below, PALE), (above, BLUE)] {
            let height = (bottom - top) * *rockets as f64 / highest;
            if height > 0.0 {
                let _ = write!(
                    out,
                    r##"<rect x="{:.1}" y="{:.1}" width="{:.1}" height="{height:.1}" fill="{color}"/>"##,
                    from + 0.5,
                    foot - height,
                    (to - from - 1.0).max(0.5),
                );
                foot -= height;
            }
        }
    }
    line(
        &mut out,
        [left, bottom],
        [right, bottom],
        &format!(r##"stroke="{INK}""##),
    );
    // Nine of ten, and the middle.
    let y = bottom + 26.0;
    line(
        &mut out,
        [x(spread.p05), y],
        [x(spread.p95), y],
        &format!(r##"stroke="{INK}" stroke-width="3""##),
    );
    let _ = write!(
        out,
        r##"<circle cx="{:.1}" cy="{y:.1}" r="5" fill="{PAPER}" stroke="{INK}" stroke-width="2"/>"##,
        x(spread.p50)
    );
    outlined_text(
        &mut out,
        [0.5 * (left + right), bottom + 48.0],
        "middle",
        FAINT,
        &axis(quantity, &unit),
    );
    if let Some((value, words)) = &claimed {
        let at = x(*value);
        line(
            &mut out,
            [at, top - 18.0],
            [at, bottom],
            &format!(r##"stroke="{RED}" stroke-width="2.5""##),
        );
        let (anchor, shift) = match at {
            at if at > right - 70.0 => ("end", 6.0),
            at if at < left + 70.0 => ("start", -6.0),
            _ => ("middle", 0.0),
        };
        outlined_text(
            &mut out,
            [at + shift, top - 24.0],
            anchor,
            RED,
            &format!("claimed: {words}"),
        );
    }
    picture(SIZE, 13, quantity.words(), &out)
}

fn axis(quantity: Quantity, unit: &str) -> String {
    match quantity {
        Quantity::Mach => "greatest speed, in speeds of sound (Mach)".to_owned(),
        other => format!("{} ({unit})", other.words()),
    }
}
