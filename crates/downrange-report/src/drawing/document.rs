//! A drawing as a file of its own.

use std::fmt::Write;

use downrange::flight::{Launch, Vehicle};

use super::centers::Centers;
use super::labels::shortened;
use super::masses::masses;
use super::rear::rear;
use super::rocket::Views;
use super::side::side;
use crate::page::PageTable;
use crate::page::palette::{FAINT, GRID, INK, PAPER, in_light};
use crate::recovery::recovery;
use crate::svg::{line, picture, text};
use crate::text::wrap;
use crate::units::Units;

/// Width of the file's picture, px of its own.
const WIDE: f64 = 1000.0;
/// Size of the view from behind, px.
const REAR: f64 = 220.0;
/// Width of the texts below that view, characters.
const COLUMN: usize = 37;
/// From a line of text to the next, px.
const LINE: f64 = 18.0;

/// The rocket of a launch as an SVG file: from the side and from behind, to scale, with names, centres of gravity and of
/// pressure, motors, parachutes, and the masses of its parts. `None` for a body that is no rocket, or a rocket of which
/// nothing is drawn.
///
/// ```
/// # let text = std::fs::read_to_string("../../rockets/calisto/launch.toml").unwrap();
/// # let _ = text;
/// use downrange_report::Units;
/// # fn show(launch: &downrange::flight::Launch) {
/// if let Some(svg) = downrange_report::drawing(launch, Units::Si) {
///     println!("{svg}");
/// }
/// # }
/// ```
pub fn drawing(launch: &Launch, units: Units) -> Option<String> {
    let views = Views::new(launch)?;
    let mut out = String::new();
    let title = format!(r##"font-size="20" font-weight="600" fill="{INK}""##);
    text(&mut out, [16.0, 34.0], "start", &title, &launch.name);
    let seen = side(&views, Centers::new(launch).as_ref(), units, WIDE);
    let mut top = 48.0;
    place(&mut out, [0.0, top], &seen.body);
    top += seen.height + 8.0;
    let behind = rear(&views, units, REAR);
    place(&mut out, [16.0, top], &behind.body);
    let mut left_end = top + behind.height;
    let faint = format!(r##"fill="{FAINT}""##);
    for words in parachutes(launch, units) {
        left_end += LINE;
        for part in wrap(&words, COLUMN) {
            text(&mut out, [16.0, left_end], "start", &faint, &part);
            left_end += LINE;
        }
        left_end -= LINE;
    }
    let right_end = match masses(launch, units) {
        Some(table) => mass_lines(&mut out, &table, [REAR + 70.0, top + LINE]),
        None => top,
    };
    let height = left_end.max(right_end) + 20.0;
    let paper = format!(r##"<rect width="{WIDE}" height="{height:.0}" fill="{PAPER}"/>"##);
    let body = format!("{paper}{out}");
    let svg = picture(
        [WIDE, height],
        12,
        &format!("{}, to scale", launch.name),
        &body,
    );
    Some(in_light(&svg))
}

fn place(out: &mut String, [x, y]: [f64; 2], body: &str) {
    let _ = write!(
        out,
        r##"<g transform="translate({x:.1} {y:.1})">{body}</g>"##
    );
}

fn parachutes(launch: &Launch, units: Units) -> Vec<String> {
    let of = |name: &str, rocket: &downrange::rocket::Rocket| -> Vec<String> {
        let parachutes = &rocket.description().parachutes;
        let lines = parachutes.iter();
        lines
            .map(|each| format!("{name}{}", recovery(each, units)))
            .collect()
    };
    match &launch.vehicle {
        Vehicle::Object(_) => Vec::new(),
        Vehicle::Rocket(rocket) => of("", rocket),
        Vehicle::Stack(stack) => {
            let mut lines = Vec::new();
            for stage in stack.stages() {
                lines.extend(of(&format!("{}: ", stage.name), &stage.rocket));
                let after = stage
                    .separation
                    .iter()
                    .flat_map(|leaves| &leaves.after.parachutes);
                let own =
                    after.map(|each| format!("{} alone: {}", stage.name, recovery(each, units)));
                lines.extend(own);
            }
            lines
        }
    }
}

/// The longest text in a column of texts, characters.
const LONGEST: usize = 34;

/// Where the columns of the table stand, px, and how their texts are set.
const COLUMNS: [(f64, &str); 5] = [
    (0.0, "start"),
    (240.0, "start"),
    (500.0, "end"),
    (590.0, "end"),
    (680.0, "end"),
];

/// The table of masses as lines of text; the height at which it ends, px.
fn mass_lines(out: &mut String, table: &PageTable, [x, top]: [f64; 2]) -> f64 {
    let mut y = top;
    let faint = format!(r##"fill="{FAINT}""##);
    for (column, (shift, anchor)) in table.columns.iter().zip(COLUMNS) {
        text(out, [x + shift, y], anchor, &faint, &column.title);
    }
    let rule = format!(r##"stroke="{GRID}""##);
    for row in &table.rows {
        y += LINE;
        line(out, [x, y - 13.0], [x + COLUMNS[4].0, y - 13.0], &rule);
        let style = match row.strong {
            true => r##"font-weight="600""##,
            false => "",
        };
        let cells = row.cells.iter().map(|cell| &*cell.text);
        let texts = [&*row.name].into_iter().chain(cells);
        for (cell, (shift, anchor)) in texts.zip(COLUMNS) {
            let cell = shortened(cell, LONGEST);
            text(out, [x + shift, y], anchor, style, &cell);
        }
    }
    y + 8.0
}
