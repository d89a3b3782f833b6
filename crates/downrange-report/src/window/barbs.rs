//! Winds of all hours against height, as barbs.
//!
//! A staff points to where the wind comes from; of the feathers a half is 5 knots, a whole 10, a pennant 50, rounded to 5 (WMO-No. 485,
//! Manual on the Global Data-processing and Forecasting System, and every weather map). They stand clockwise of the staff on the
//! northern half of the Earth, counter-clockwise on the southern.

use std::fmt::Write;

use downrange::window::{LaunchVerdict, WindowHour};

use crate::page::palette::{AMBER, FAINT, GREEN, GRID, INK, RED};
use crate::svg::{line, picture, polyline, text};
use crate::units::Units;

/// Knot, m/s (exact: a nautical mile of 1852 m an hour).
const KNOT: f64 = 1852.0 / 3600.0;

/// Length of a staff and of a feather, and the way from feather to feather, px.
const STAFF: f64 = 20.0;
const FEATHER: f64 = 8.0;
const APART: f64 = 3.6;

/// Height of a row, px.
const ROW: f64 = 34.0;

/// Least width of an hour, px: its time stands above it.
const COLUMN: f64 = 42.0;

/// The mean winds of all hours, drawn for a width: an hour a column, as many as can be read.
pub fn barbs(hours: &[WindowHour], units: Units, width: f64) -> String {
    let heights: Vec<f64> = match hours
        .iter()
        .map(|hour| &hour.winds.levels)
        .max_by_key(|levels| levels.len())
    {
        Some(levels) => levels.iter().map(|level| level.height).collect(),
        None => Vec::new(),
    };
    let (left, top) = (66.0, 26.0);
    let fit = (((width - left) / COLUMN) as usize).max(1);
    let every = hours.len().div_ceil(fit).max(1);
    let shown: Vec<&WindowHour> = hours.iter().step_by(every).collect();
    let step = (width - left) / shown.len().max(1) as f64;
    let height = top + ROW * heights.len() as f64;
    let mut out = String::new();
    let y = |row: usize| height - ROW * (row as f64 + 0.5);
    for (row, at) in heights.iter().enumerate() {
        line(
            &mut out,
            [left, y(row)],
            [width, y(row)],
            &format!(r##"stroke="{GRID}""##),
        );
        let style = format!(r##"fill="{FAINT}""##);
        text(
            &mut out,
            [left - 8.0, y(row) + 4.0],
            "end",
            &style,
            &format!("{:.0} {}", units.height().of(*at), units.height().symbol),
        );
    }
    let mut day = "";
    for (column, hour) in shown.iter().enumerate() {
        let x = left + step * (column as f64 + 0.5);
        let color = match hour.verdict() {
            LaunchVerdict::Go => GREEN,
            LaunchVerdict::Caution => AMBER,
            LaunchVerdict::NoGo => RED,
        };
        // The day above and the clock below; of a month its first letters.
        let (date, clock, letters) = match hour.time.split_once('T') {
            Some((date, clock)) => (date, clock, 5),
            None => ("", &*hour.time, 3),
        };
        let clock: String = clock.chars().take(letters).collect();
        let style = format!(r##"fill="{color}" font-weight="600""##);
        text(&mut out, [x, 22.0], "middle", &style, &clock);
        if date != day {
            text(
                &mut out,
                [x - 16.0, 9.0],
                "start",
                &format!(r##"fill="{FAINT}""##),
                date,
            );
            day = date;
        }
        let southern = hour.findings.run.site.0 < 0.0;
        for (row, level) in hour.winds.levels.iter().enumerate() {
            let told = format!(
                "{} at {}: mean {}, {} to {}",
                hour.time,
                units.height().show(level.height),
                units.wind().show(level.mean[0].hypot(level.mean[1])),
                units.wind().number(level.speeds[0]),
                units.wind().show(level.speeds[1]),
            );
            let _ = write!(out, "<g><title>{told}</title>");
            barb([x, y(row)], level.mean, southern, &mut out);
            out.push_str("</g>");
        }
    }
    picture(
        [width, height],
        12,
        "Mean wind of each hour against height above the ground",
        &out,
    )
}

/// A barb whose staff begins at a place.
fn barb([x, y]: [f64; 2], [east, north]: [f64; 2], southern: bool, out: &mut String) {
    let speed = east.hypot(north);
    let mut fives = (speed / KNOT / 5.0).round() as u32;
    if fives == 0 {
        let _ = write!(
            out,
            r##"<circle cx="{x:.1}" cy="{y:.1}" r="3.5" fill="none" stroke="{INK}"/>"##
        );
        return;
    }
    // Toward where it comes from, on the picture; and clockwise of that.
    let from = [-east / speed, north / speed];
    let side = match southern {
        true => [from[1], -from[0]],
        false => [-from[1], from[0]],
    };
    let style =
        format!(r##"fill="none" stroke="{INK}" stroke-width="1.4" stroke-linecap="round""##);
    let at = |along: f64, beside: f64| {
        [
            x + (along - 0.5 * STAFF) * from[0] + beside * side[0],
            y + (along - 0.5 * STAFF) * from[1] + beside * side[1],
        ]
    };
    polyline(out, &[at(0.0, 0.0), at(STAFF, 0.0)], &style);
    let mut place = STAFF;
    while fives >= 10 {
        let [a, b, c] = [
            at(place, 0.0),
            at(place, FEATHER),
            at(place - 1.4 * APART, 0.0),
        ];
        let _ = write!(
            out,
            r##"<path d="M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}z" fill="{INK}"/>"##,
            a[0], a[1], b[0], b[1], c[0], c[1]
        );
        place -= 1.9 * APART;
        fives -= 10;
    }
    while fives >= 2 {
        polyline(
            out,
            &[at(place, 0.0), at(place + 0.35 * FEATHER, FEATHER)],
            &style,
        );
        place -= APART;
        fives -= 2;
    }
    if fives == 1 {
        // One of 5 knots alone stands off the staff's end, so that it is not taken for 10.
        if place == STAFF {
            place -= APART;
        }
        polyline(
            out,
            &[at(place, 0.0), at(place + 0.175 * FEATHER, 0.5 * FEATHER)],
            &style,
        );
    }
}
