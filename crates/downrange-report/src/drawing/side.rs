//! The view from the side, with names and centres.

use super::centers::{Centers, MACH};
use super::labels::{PartLabel, PlacedLabel, place, shortened};
use super::paint::{MARK, center_of_gravity, center_of_pressure, paint};
use super::rocket::Views;
use super::shapes::{Drawn, DrawnKind};
use crate::page::palette::{AXIS, FAINT, INK, RED};
use crate::svg::{line, outlined_text, text};
use crate::units::Units;

/// Around the picture, px.
const MARGIN: f64 = 16.0;
/// The greatest height of the vehicle itself, px.
const TALL: f64 = 300.0;
/// From a row of names to the next, px.
const ROW: f64 = 17.0;
/// The longest name, characters.
const LONGEST: usize = 28;
/// The most rows of names above, and below.
const ROWS: usize = 9;

/// A picture of its own height for a width, px, and what is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Height, px.
    pub height: f64,
    /// Shapes and texts.
    pub body: String,
}

/// The view from the side at a width, px.
pub fn side(views: &Views, centers: Option<&Centers>, units: Units, width: f64) -> Picture {
    let [low, high] = Views::extent(&views.side);
    let length = (high[0] - low[0]).max(1e-6);
    let scale = ((width - 2.0 * MARGIN) / length).min(TALL / (high[1] - low[1]).max(1e-6));
    let left = 0.5 * (width - scale * length);
    // The axis is at zero; what is above it is negative.
    let pixel = |[along, up]: [f64; 2]| [left + scale * (along - low[0]), -scale * up];
    let mut out = String::new();
    paint(&mut out, &views.side, pixel);
    let [skin, inside] = labels(&views.side, pixel);
    let (above, left_out) = place(skin, width, ROWS);
    let (below, more) = place(inside, width, ROWS);
    let rows =
        |placed: &[PlacedLabel]| placed.iter().map(|each| each.row + 1).max().unwrap_or(0) as f64;
    for name in &above {
        let y = -scale * high[1] - 12.0 - ROW * name.row as f64;
        line(&mut out, [name.at[0], y + 4.0], name.at, &leader());
        outlined_text(&mut out, [name.middle, y], "middle", INK, &name.text);
    }
    let bottom = -scale * low[1];
    for name in &below {
        let y = bottom + 20.0 + ROW * name.row as f64;
        line(&mut out, name.at, [name.at[0], y - 11.0], &leader());
        outlined_text(&mut out, [name.middle, y], "middle", FAINT, &name.text);
    }
    let mut end = bottom + 10.0 + ROW * rows(&below);
    let left_out = left_out + more;
    if left_out > 0 {
        end += ROW;
        let words = format!("{left_out} more names stand in the table of masses");
        let style = format!(r##"fill="{FAINT}""##);
        text(&mut out, [0.5 * width, end], "middle", &style, &words);
    }
    if let Some(centers) = centers {
        let x = |along| pixel([along, 0.0])[0];
        end = mark_centers(&mut out, centers, units, end, width, x);
    }
    let ends = [low[0], high[0]].map(|along| pixel([along, 0.0])[0]);
    end = dimension(&mut out, units, length, ends, end + 30.0);
    let axis = MARGIN + ROW * rows(&above) + 6.0 + scale * high[1];
    Picture {
        height: axis + end + MARGIN,
        body: format!(r##"<g transform="translate(0 {axis:.1})">{out}</g>"##),
    }
}

fn leader() -> String {
    format!(r##"stroke="{AXIS}" stroke-width="0.8""##)
}

/// Names of the skin, which stand above the vehicle, and of guides and of what is inside, which stand below.
fn labels(view: &[Drawn], pixel: impl Fn([f64; 2]) -> [f64; 2]) -> [Vec<PartLabel>; 2] {
    let mut labels = [Vec::new(), Vec::new()];
    for drawn in view {
        let Some(outline) = drawn.outlines.first() else {
            continue;
        };
        let [low, high] = Views::extent(std::slice::from_ref(drawn));
        let middle = 0.5 * (low[0] + high[0]);
        let (side, up) = match outline.kind {
            DrawnKind::Body => (0, high[1]),
            DrawnKind::FarFin | DrawnKind::NearFin => (0, 0.6 * high[1]),
            DrawnKind::Guide => (1, low[1]),
            // The line ends in it.
            DrawnKind::Inside | DrawnKind::Motor => (1, 0.5 * (low[1] + high[1])),
        };
        labels[side].push(PartLabel {
            text: shortened(&drawn.name, LONGEST),
            at: pixel([middle, up]),
        });
    }
    labels
}

/// Marks the centres on the axis, each with a line down to its words; the height that the words end at, px.
fn mark_centers(
    out: &mut String,
    centers: &Centers,
    units: Units,
    from: f64,
    width: f64,
    x: impl Fn(f64) -> f64,
) -> f64 {
    let [lift_off, burnt_out] = centers.gravity;
    let mut marks = vec![(x(lift_off), Mark::Gravity, lift_off)];
    if burnt_out != lift_off {
        marks.push((x(burnt_out), Mark::GravityBurntOut, burnt_out));
    }
    if let Some(pressure) = centers.pressure {
        marks.push((x(pressure), Mark::Pressure, pressure));
    }
    // All words stand on the side that has room, and in an order in which no line crosses the words of another.
    marks.sort_by(|a, b| a.0.total_cmp(&b.0));
    let aft = marks.iter().map(|mark| mark.0).sum::<f64>() > 0.5 * width * marks.len() as f64;
    let (anchor, shift) = if aft { ("end", -5.0) } else { ("start", 5.0) };
    if !aft {
        marks.reverse();
    }
    let mut y = from;
    for (at, mark, along) in marks {
        y = if y == from { from + 20.0 } else { y + ROW };
        let (color, name) = match mark {
            Mark::Gravity => (INK, "CG at lift-off".to_owned()),
            Mark::GravityBurntOut => (FAINT, "CG burnt out".to_owned()),
            Mark::Pressure => (RED, format!("CP at Mach {MACH}")),
        };
        let style = format!(r##"stroke="{color}" stroke-width="0.8" stroke-dasharray="2 2""##);
        line(out, [at, MARK], [at, y - 2.0], &style);
        let words = format!("{name}: {}", units.length().show(along));
        outlined_text(out, [at + shift, y], anchor, color, &words);
        match mark {
            Mark::Gravity => center_of_gravity(out, [at, 0.0], false),
            Mark::GravityBurntOut => center_of_gravity(out, [at, 0.0], true),
            Mark::Pressure => center_of_pressure(out, [at, 0.0]),
        }
    }
    if let Some([first, _]) = centers.margins {
        y += ROW;
        let words = format!("static margin at lift-off: {first:.2} calibres");
        let style = format!(r##"fill="{FAINT}""##);
        text(out, [0.5 * width, y], "middle", &style, &words);
    }
    y
}

/// What is marked on the axis.
#[derive(Clone, Copy)]
enum Mark {
    Gravity,
    GravityBurntOut,
    Pressure,
}

/// The length of the whole, between its ends; the height at which it ends, px.
fn dimension(out: &mut String, units: Units, length: f64, [fore, aft]: [f64; 2], y: f64) -> f64 {
    let style = format!(r##"stroke="{INK}" stroke-width="1""##);
    line(out, [fore, y], [aft, y], &style);
    for end in [fore, aft] {
        line(out, [end, y - 5.0], [end, y + 5.0], &style);
    }
    let words = format!("{} long", units.length().show(length));
    outlined_text(out, [0.5 * (fore + aft), y - 6.0], "middle", INK, &words);
    y + 5.0
}
