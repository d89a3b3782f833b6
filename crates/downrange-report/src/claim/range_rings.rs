//! Range rings around the launch point.

use std::fmt::Write;

use downrange::claim::{Percentiles, Quantity};

use crate::map::{self, Ring};
use crate::page::palette::{BLUE, FAINT, GRID, INK, RED};
use crate::rounding::{grouped, round_above};
use crate::svg::{for_each_width, line, outlined_text, picture};
use crate::units::Units;

use super::report::ClaimReport;

const SIZE: f64 = 400.0;

/// Circles around the launch point, north up: what rockets that fit the print reach, and what is claimed. Distances and
/// directions from the middle are true.
pub fn plain_rings(report: &ClaimReport<'_>) -> String {
    let (unit, size) = report.unit(Quantity::Range);
    let spread = Percentiles::new(&report.column(Quantity::Range));
    let claimed = report
        .statement(Quantity::Range)
        .map(|(_, statement)| (statement.figure.value, statement.claimed()));
    let most = claimed
        .as_ref()
        .map_or(0.0, |(value, _)| *value)
        .max(spread.p95)
        .max(1.0);
    let (center, scale) = (0.5 * SIZE, (0.5 * SIZE - 26.0) / most);
    let mut out = String::new();
    let circle = |out: &mut String, radius: f64, style: &str| {
        let _ = write!(
            out,
            r##"<circle cx="{center}" cy="{center}" r="{:.1}" {style}/>"##,
            radius * scale
        );
    };
    circle(
        &mut out,
        spread.p95,
        &format!(r##"fill="{BLUE}" fill-opacity="0.13""##),
    );
    circle(
        &mut out,
        spread.p50,
        &format!(r##"fill="{BLUE}" fill-opacity="0.18""##),
    );
    circle(
        &mut out,
        spread.p05,
        &format!(r##"fill="{BLUE}" fill-opacity="0.26""##),
    );
    let faint = format!(r##"stroke="{GRID}""##);
    line(&mut out, [center, 8.0], [center, SIZE - 8.0], &faint);
    line(&mut out, [8.0, center], [SIZE - 8.0, center], &faint);
    outlined_text(&mut out, [center, 16.0], "middle", FAINT, "N");
    for radius in [spread.p95, spread.p50, spread.p05] {
        circle(
            &mut out,
            radius,
            &format!(r##"fill="none" stroke="{BLUE}" stroke-width="1.4""##),
        );
    }
    if let Some((value, words)) = &claimed {
        circle(
            &mut out,
            *value,
            &format!(r##"fill="none" stroke="{RED}" stroke-width="2.4" stroke-dasharray="7 4""##),
        );
        outlined_text(
            &mut out,
            [center, center - value * scale - 6.0],
            "middle",
            RED,
            &format!("claimed: {words}"),
        );
    }
    let bar = round_above(most / size / 4.0);
    let (x, y) = (14.0, SIZE - 12.0);
    line(
        &mut out,
        [x, y],
        [x + bar * size * scale, y],
        &format!(r##"stroke="{INK}" stroke-width="3""##),
    );
    outlined_text(
        &mut out,
        [x, y - 7.0],
        "start",
        INK,
        &format!("{} {unit}", grouped(bar)),
    );
    let _ = write!(
        out,
        r##"<circle cx="{center}" cy="{center}" r="4" fill="{INK}"/>"##
    );
    picture([SIZE, SIZE], 13, "Reach around the launch point", &out)
}

/// The rings on a map around the launch point of the claim.
pub fn rings_on_map(report: &ClaimReport<'_>, launch: (f64, f64)) -> String {
    let (unit, size) = report.unit(Quantity::Range);
    let spread = Percentiles::new(&report.column(Quantity::Range));
    let show = |si: f64| format!("{} {unit}", grouped((si / size).round()));
    let ring = |radius: f64, words: &str| Ring {
        radius,
        name: format!("{}: {words}", show(radius)),
        color: BLUE,
        broken: false,
    };
    let claimed = report
        .statement(Quantity::Range)
        .map(|(_, statement)| Ring {
            radius: statement.figure.value,
            name: format!("claimed: {}", statement.claimed()),
            color: RED,
            broken: true,
        });
    let mut rings = vec![
        ring(spread.p95, "one in twenty flies farther"),
        ring(spread.p50, "half fly farther"),
        ring(spread.p05, "one in twenty flies less far"),
    ];
    rings.extend(claimed);
    let units = match unit.as_str() {
        "mi" | "ft" => Units::Us,
        _ => Units::Si,
    };
    for_each_width(map::WIDE, |width| {
        map::range_rings(launch, &rings, units, width)
    })
}

/// Describes the rings in a sentence.
pub fn describe_rings(report: &ClaimReport<'_>) -> String {
    let (unit, size) = report.unit(Quantity::Range);
    let spread = Percentiles::new(&report.column(Quantity::Range));
    let show = |si: f64| format!("{} {unit}", grouped((si / size).round()));
    format!(
        "Blue, from the middle outward: one in twenty of these rockets flies less far than {}, half fly farther than {}, one in twenty farther than {}.",
        show(spread.p05),
        show(spread.p50),
        show(spread.p95)
    )
}
