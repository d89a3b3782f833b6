//! Measures of a map: graticule, circles about the launch point, scale bar, north.

use std::fmt::Write;

use super::labels::Labels;
use super::view::MapView;
use crate::page::palette::{FAINT, GRAY, INK, PAPER, SLATE};
use crate::rounding::{round_below, shown};
use crate::svg::{outlined_text, path_data, text};
use crate::units::Units;

/// m a statute mile and a foot (exact: international yard and pound agreement of 1959).
const MILE: f64 = 1609.344;
const FOOT: f64 = 0.3048;

/// A round distance next below one in m, and how it is written.
fn round_distance(meters: f64, units: Units) -> (f64, fn(f64) -> String) {
    match units {
        Units::Si if meters >= 1000.0 => {
            (round_below(meters), |m| format!("{} km", shown(m / 1000.0)))
        }
        Units::Si => (round_below(meters), |m| format!("{} m", shown(m))),
        Units::Us if meters >= MILE => (round_below(meters / MILE) * MILE, |m| {
            format!("{} mi", shown(m / MILE))
        }),
        Units::Us => (round_below(meters / FOOT) * FOOT, |m| {
            format!("{} ft", shown(m / FOOT))
        }),
    }
}

/// Meridians and parallels: their steps in degrees.
fn steps(view: &MapView) -> [f64; 2] {
    let middle = (0.5 * (view.south + view.north)).to_radians();
    // A line every 160 pixels or so, on a narrow picture closer; a degree is 111 km.
    let apart = (0.22 * view.width).min(200.0);
    let degree = 111_195.0 * view.scale;
    let step = |pixels: f64| match round_below(pixels / degree) {
        step if step > 10.0 => 30.0,
        step => step,
    };
    [step(apart / middle.cos().max(0.05)), step(apart)]
}

/// The multiples of a step between two values.
fn multiples(low: f64, high: f64, step: f64) -> impl Iterator<Item = f64> {
    let first = (low / step).ceil() as i64;
    let last = (high / step).floor() as i64;
    (first..=last).map(move |index| index as f64 * step)
}

fn pixel(view: &MapView, longitude: f64, latitude: f64) -> [f64; 2] {
    view.pixel((latitude.to_radians(), longitude.to_radians()))
}

/// Every line of the graticule: whether it is a meridian, its degrees, its points on the picture.
fn lines(view: &MapView) -> Vec<(bool, f64, Vec<[f64; 2]>)> {
    const POINTS: usize = 64;
    let [across, along] = steps(view);
    // A little beyond the frame, so that lines which bend reach it.
    let (tall, wide) = (
        0.1 * (view.north - view.south),
        0.1 * (view.east - view.west),
    );
    let (south, north) = (
        (view.south - tall).max(-90.0),
        (view.north + tall).min(90.0),
    );
    let wide = wide.min(0.5 * (359.9 - (view.east - view.west)).max(0.0));
    let (west, east) = (view.west - wide, view.east + wide);
    let between = |low: f64, high: f64| {
        (0..=POINTS).map(move |i| low + (high - low) * i as f64 / POINTS as f64)
    };
    let mut lines = Vec::new();
    for longitude in multiples(west, east, across) {
        let points = between(south, north).map(|latitude| pixel(view, longitude, latitude));
        lines.push((true, longitude, points.collect()));
    }
    for latitude in multiples(south, north, along) {
        let points = between(west, east).map(|longitude| pixel(view, longitude, latitude));
        lines.push((false, latitude, points.collect()));
    }
    lines
}

/// Draws meridians and parallels.
pub fn graticule(view: &MapView, out: &mut String) {
    let lines = path_data(lines(view).into_iter().map(|(_, _, points)| points), false);
    let _ = write!(
        out,
        r##"<path d="{lines}" fill="none" stroke="{GRAY}" stroke-opacity="0.45" stroke-width="0.7"/>"##
    );
}

/// Their degrees: meridians below the frame, parallels to its left.
pub fn ticks(view: &MapView) -> String {
    let mut out = String::new();
    let [across, along] = steps(view);
    let mut last = f64::NEG_INFINITY;
    let mut meridians: Vec<(f64, String)> = Vec::new();
    for (meridian, degrees, points) in lines(view) {
        for pair in points.windows(2) {
            let (axis, bound) = if meridian {
                (1, view.bottom())
            } else {
                (0, view.left)
            };
            let (a, b) = (pair[0][axis] - bound, pair[1][axis] - bound);
            if (a > 0.0) == (b > 0.0) {
                continue;
            }
            let part = a / (a - b);
            let other = 1 - axis;
            let at = pair[0][other] + part * (pair[1][other] - pair[0][other]);
            if meridian && (view.left + 20.0..view.right() - 20.0).contains(&at) {
                let longitude = degrees - (degrees / 360.0).round() * 360.0;
                meridians.push((at, written(longitude, across, ["E", "W"])));
            } else if !meridian && (view.top + 8.0..view.bottom() - 8.0).contains(&at) {
                let style = format!(r##"font-size="11" fill="{SLATE}""##);
                let written = written(degrees, along, ["N", "S"]);
                text(
                    &mut out,
                    [view.left - 5.0, at + 4.0],
                    "end",
                    &style,
                    &written,
                );
            }
        }
    }
    meridians.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (at, written) in meridians {
        if at - last > 70.0 {
            let style = format!(r##"font-size="11" fill="{SLATE}""##);
            text(
                &mut out,
                [at, view.bottom() + 15.0],
                "middle",
                &style,
                &written,
            );
            last = at;
        }
    }
    out
}

/// Degrees with as many decimals as their step has.
fn written(degrees: f64, step: f64, [positive, negative]: [&str; 2]) -> String {
    let decimals = (-step.log10().floor()).max(0.0) as usize;
    let size = format!("{:.decimals$}°", degrees.abs());
    let nowhere = degrees.abs() < 0.5 * step || (degrees.abs() - 180.0).abs() < 1e-9;
    match nowhere {
        true => size,
        false if degrees < 0.0 => format!("{size} {negative}"),
        false => format!("{size} {positive}"),
    }
}

/// Circles about the launch point, with their radii.
pub fn circles(view: &MapView, units: Units, labels: &mut Labels, out: &mut String) {
    let [x, y] = view.on_picture([0.0; 2]);
    let corners = [view.left, view.right()]
        .into_iter()
        .flat_map(|x| [view.top, view.bottom()].map(|y| [x, y]));
    let furthest = corners
        .map(|[a, b]| (a - x).hypot(b - y))
        .fold(0.0, f64::max);
    let (step, write) = round_distance(furthest / view.scale / 4.0, units);
    let mut radius = step;
    let mut names = String::new();
    while radius * view.scale < furthest {
        let pixels = radius * view.scale;
        let _ = write!(
            out,
            r##"<circle cx="{x:.1}" cy="{y:.1}" r="{pixels:.1}" fill="none" stroke="{SLATE}" stroke-opacity="0.5" stroke-width="0.9" stroke-dasharray="3 4"/>"##
        );
        let on = |degrees: f64| {
            let (sine, cosine) = degrees.to_radians().sin_cos();
            [x + pixels * sine, y - pixels * cosine + 4.0]
        };
        let written = write(radius);
        let places = [
            135.0, 45.0, 225.0, 315.0, 90.0, 270.0, 180.0, 0.0, 110.0, 70.0, 250.0, 290.0, 20.0,
            160.0, 200.0, 340.0,
        ]
        .map(on);
        if let Some(place) = labels.find(&places, &written) {
            outlined_text(&mut names, place, "middle", SLATE, &written);
        }
        radius += step;
    }
    out.push_str(&names);
}

/// Draws scale bar, north arrow, and the source of the coasts.
pub fn draw_grid_and_scale(view: &MapView, units: Units, has_coast: bool, out: &mut String) {
    scale_bar(view, units, out);
    north(view, out);
    if has_coast {
        let (place, anchor) = source_place(view);
        text(
            out,
            place,
            anchor,
            &format!(r##"font-size="10" fill="{FAINT}""##),
            "Coasts and borders: Natural Earth, to about 1 km",
        );
    }
}

/// Place and anchor of the source of the coasts: at the lower right; at the top where the scale bar leaves no room.
fn source_place(view: &MapView) -> ([f64; 2], &'static str) {
    match scale_bar_room(view) + 42.0 + SOURCE < view.width {
        true => ([view.right() - 6.0, view.bottom() - 7.0], "end"),
        false => ([view.left + 6.0, view.top + 13.0], "start"),
    }
}

/// Rectangles (left, top, right, bottom) of scale bar, north arrow, and source of the coasts.
pub fn corners(view: &MapView) -> [[f64; 4]; 3] {
    let (left, top, right, bottom) = (view.left, view.top, view.right(), view.bottom());
    let ([x, y], anchor) = source_place(view);
    let start = if anchor == "end" { x + 6.0 - SOURCE } else { x };
    [
        [
            left,
            bottom - 44.0,
            left + scale_bar_room(view) + 30.0,
            bottom,
        ],
        [right - 44.0, top, right, top + 64.0],
        [start, y - 11.0, start + SOURCE, y + 7.0],
    ]
}

/// Approximate width of the source of the coasts, px.
const SOURCE: f64 = 270.0;

/// Greatest length of the scale bar, px.
pub fn scale_bar_room(view: &MapView) -> f64 {
    (0.4 * view.width).min(230.0)
}

/// The bar at the lower left: two halves.
fn scale_bar(view: &MapView, units: Units, out: &mut String) {
    let (length, write) = round_distance(scale_bar_room(view) / view.scale, units);
    let (half, x, y) = (
        0.5 * length * view.scale,
        view.left + 16.0,
        view.bottom() - 20.0,
    );
    let _ = write!(
        out,
        r##"<rect x="{:.1}" y="{:.1}" width="{:.1}" height="34" rx="3" fill="{PAPER}" fill-opacity="0.8"/><rect x="{x:.1}" y="{y:.1}" width="{half:.1}" height="5" fill="{INK}" stroke="{INK}"/><rect x="{:.1}" y="{y:.1}" width="{half:.1}" height="5" fill="{PAPER}" stroke="{INK}"/>"##,
        x - 9.0,
        y - 19.0,
        2.0 * half + 42.0,
        x + half,
    );
    let style = r##"font-size="11""##;
    text(out, [x, y - 5.0], "middle", style, "0");
    text(
        out,
        [x + half, y - 5.0],
        "middle",
        style,
        &write(0.5 * length),
    );
    text(
        out,
        [x + 2.0 * half, y - 5.0],
        "middle",
        style,
        &write(length),
    );
}

/// The arrow at the upper right: north at the launch point is up.
fn north(view: &MapView, out: &mut String) {
    let (x, y) = (view.right() - 24.0, view.top + 14.0);
    let _ = write!(
        out,
        r##"<circle cx="{x:.1}" cy="{:.1}" r="21" fill="{PAPER}" fill-opacity="0.8"/><path d="M{x:.1} {y:.1}l8 24-8-6z" fill="{INK}"/><path d="M{x:.1} {y:.1}l-8 24 8-6z" fill="{PAPER}" stroke="{INK}" stroke-linejoin="round"/>"##,
        y + 15.0
    );
    text(
        out,
        [x, y + 36.0],
        "middle",
        r##"font-size="12" font-weight="700""##,
        "N",
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_round_and_written_short() {
        let write = |meters: f64, units: Units| {
            let (length, write) = round_distance(meters, units);
            write(length)
        };
        assert_eq!(write(740.0, Units::Si), "500 m");
        assert_eq!(write(2_400.0, Units::Si), "2 km");
        assert_eq!(write(2_400.0, Units::Us), "1 mi");
        assert_eq!(write(740.0, Units::Us), "2000 ft");
        assert_eq!(written(-106.95, 0.05, ["E", "W"]), "106.95° W");
        assert_eq!(written(180.0, 1.0, ["E", "W"]), "180°");
        assert_eq!(written(0.0, 5.0, ["N", "S"]), "0°");
    }
}
