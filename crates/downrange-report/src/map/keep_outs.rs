//! What to keep out of, on a map: hatched, with a dotted line around it.

use std::fmt::Write;

use downrange::area::{KeepOut, KeepOutFeature, KeepOutGeometry};

use super::bodies::KEEP_OUT;
use super::labels::{self, Labels, name_line};
use super::view::MapView;
use crate::page::palette::PAPER;
use crate::svg::path_data;
use crate::text::escape_markup;

/// The least width of a line and radius of a point, px: what is small is still seen.
const LEAST: f64 = 4.0;

/// The line around it.
const EDGE: &str = r##"stroke-width="1.8" stroke-dasharray="2 2""##;

/// The hatching, which a picture has once; its name differs between the pictures of one page.
pub fn hatching(view: &MapView) -> String {
    let name = name(view);
    format!(
        r##"<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0h6v6h-6z" fill="{KEEP_OUT}" fill-opacity="0.18"/><path d="M1.5 0v6" stroke="{KEEP_OUT}" stroke-width="2"/></pattern>"##
    )
}

fn name(view: &MapView) -> String {
    format!("keep-out-{}", view.id)
}

/// Draws the keep-out areas.
pub fn draw(keep_outs: &[KeepOut], view: &MapView, out: &mut String) {
    for keep_out in keep_outs {
        for feature in keep_out.features() {
            let title = escape_markup(&title(keep_out, feature));
            let _ = write!(out, "<g><title>{title}</title>{}</g>", shape(feature, view));
        }
    }
}

/// Names the keep-out areas where there is room.
pub fn label(keep_outs: &[KeepOut], view: &MapView, labels: &mut Labels, out: &mut String) {
    for keep_out in keep_outs {
        let features = keep_out.features().iter();
        let positions = features.flat_map(|feature| feature.geometry().positions());
        let points: Vec<_> = positions.map(|place| view.pixel(place)).collect();
        match points.as_slice() {
            // A name beside it leaves what is small to be seen.
            [point] => labels::label(*point, keep_out.name(), KEEP_OUT, labels, out),
            points => name_line(points, keep_out.name(), KEEP_OUT, labels, out),
        }
    }
}

/// How it looks in a legend, 26 px wide.
pub fn swatch(view: &MapView) -> String {
    let fill = name(view);
    format!(r##"<path d="M1 -6h24v12h-24z" fill="url(#{fill})" stroke="{KEEP_OUT}" {EDGE}/>"##)
}

fn title(keep_out: &KeepOut, feature: &KeepOutFeature) -> String {
    match feature.distance() {
        distance if distance > 0.0 => {
            format!(
                "keep out: {} and {distance:.0} m around it",
                keep_out.name()
            )
        }
        _ => format!("keep out: {}", keep_out.name()),
    }
}

fn shape(feature: &KeepOutFeature, view: &MapView) -> String {
    let fill = name(view);
    let around = feature.distance() * view.scale;
    match feature.geometry() {
        KeepOutGeometry::Polygon(polygon) => {
            let rings = polygon.rings().iter();
            let line = path_data(rings.map(|ring| view.edges(ring)), true);
            let band = match around > 0.0 {
                true => format!(
                    r##"<path d="{line}" fill="none" stroke="{KEEP_OUT}" stroke-opacity="0.3" stroke-width="{:.1}" stroke-linejoin="round"/>"##,
                    2.0 * around
                ),
                false => String::new(),
            };
            format!(
                r##"{band}<path d="{line}" fill="url(#{fill})" fill-rule="evenodd" stroke="{KEEP_OUT}" {EDGE}/>"##
            )
        }
        KeepOutGeometry::Line(places) => {
            let line = path_data([view.path(places)], false);
            let width = (2.0 * around).max(LEAST);
            let stroke = |color: &str, width: f64, more: &str| {
                format!(
                    r##"<path d="{line}" fill="none" stroke="{color}" stroke-width="{width:.1}" stroke-linecap="round" stroke-linejoin="round" {more}/>"##
                )
            };
            // Its two edges are what a wider line shows beside a narrower one.
            let edge = stroke(KEEP_OUT, width + 2.4, r##"stroke-opacity="0.75""##);
            let paper = stroke(PAPER, width, "");
            edge + &paper + &stroke(&format!("url(#{fill})"), width, "")
        }
        KeepOutGeometry::Point(place) => {
            let [x, y] = view.pixel(*place);
            let radius = around.max(LEAST);
            format!(
                r##"<circle cx="{x:.1}" cy="{y:.1}" r="{radius:.1}" fill="url(#{fill})" stroke="{KEEP_OUT}" {EDGE}/>"##
            )
        }
    }
}
