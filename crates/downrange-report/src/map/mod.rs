//! Where very many flights came down, as a map that needs no network: one SVG, for a page or a file of its own.
//!
//! Distances and directions from the launch point are true (azimuthal equidistant projection on WGS-84), so that circles
//! about it are circles. Coasts and borders are Natural Earth's, good to about a kilometre, and are left out of maps on
//! which a kilometre is much.

mod coast;
mod grid;
mod labels;
mod legend;
mod range_rings;
mod view;

use std::fmt::Write;

use downrange::area::Area;
use downrange::safety::{Footprint, Ground, Outline, OutlineKind};

use crate::page::palette::{
    ALLOWED, AMBER, BLUE, GREEN, INK, ORANGE, PAPER, RED, SLATE, TEAL, VIOLET, in_light,
};
use crate::svg::{outlined_text, path_data, picture, text_width};
use crate::text::escape_markup;
use crate::units::Units;
use labels::Labels;
pub(crate) use range_rings::{Ring, reach};
use view::View;

/// Colours of bodies.
const BODIES: [&str; 6] = [BLUE, AMBER, GREEN, VIOLET, TEAL, ORANGE];
/// Colour of landing points outside every area.
const OUTSIDE: &str = RED;
/// Colour of an area's boundary.
const BOUNDARY: &str = RED;

/// Width of the picture for a screen, px of its own; its height follows from what it shows.
pub const WIDE: f64 = 1000.0;
/// The map of areas, launch point, contours, ellipses and landing points, as an `<svg>` element that is as wide as what
/// it stands in, drawn for a screen.
pub fn map(ground: &Ground, units: Units) -> String {
    in_light(&of_width(ground, units, WIDE))
}

/// The map, drawn for a width.
pub(crate) fn of_width(ground: &Ground, units: Units, width: f64) -> String {
    let view = View::of(ground, width);
    let mut labels = Labels::within(&view);
    let mut body = String::new();
    let has_coast = coast::draw(&view, &mut body);
    for area in &ground.areas {
        boundary(
            area,
            &view,
            &format!(r##"fill="{ALLOWED}" fill-opacity="0.5" fill-rule="evenodd""##),
            &mut body,
        );
    }
    grid::graticule(&view, &mut body);
    grid::circles(&view, units, &mut labels, &mut body);
    let (launch, point) = (view.pixel(ground.launch), 9.0);
    labels.keep_clear(launch, point);
    for area in &ground.areas {
        let style = format!(
            r##"fill="none" stroke="{BOUNDARY}" stroke-width="2.2" stroke-linejoin="round""##
        );
        boundary(area, &view, &style, &mut body);
    }
    let mut outside = 0;
    for (footprint, color) in colored(ground) {
        outside += cloud(footprint, &ground.areas, color, &view, &mut body);
    }
    let mut names = String::new();
    label(launch, "launch", INK, &mut labels, &mut names);
    for (footprint, color) in colored(ground) {
        for outline in &footprint.outlines {
            draw_outline(
                outline,
                &footprint.body,
                color,
                &view,
                &mut labels,
                (&mut body, &mut names),
            );
        }
        if let Some(mean) = footprint.mean {
            cross(view.pixel(mean), color, &mut body);
            if ground.footprints.len() > 1 {
                label(
                    view.pixel(mean),
                    &footprint.body,
                    color,
                    &mut labels,
                    &mut names,
                );
            }
        }
    }
    for area in &ground.areas {
        let rings = area
            .polygons()
            .iter()
            .filter_map(|polygon| polygon.rings().first());
        let points: Vec<_> = rings.flatten().map(|place| view.pixel(*place)).collect();
        name_line(&points, area.name(), BOUNDARY, &mut labels, &mut names);
    }
    let mut marks = names;
    let [x, y] = launch;
    let _ = write!(
        marks,
        r##"<path d="M{x:.1} {:.1}l7 13h-14z" fill="{INK}" stroke="{PAPER}" stroke-width="1.5"><title>launch point</title></path>"##,
        y - 9.0
    );
    grid::draw_grid_and_scale(&view, units, has_coast, &mut marks);
    let (legend, height) = legend::draw(ground, outside, &view);
    let ticks = grid::ticks(&view);
    let title = format!("{}: where it comes down", ground.name);
    framed(&view, height, &title, &(body + &marks), &(ticks + &legend))
}

/// The picture: what is cut off at the frame, and what stands around it.
fn framed(view: &View, height: f64, title: &str, within: &str, around: &str) -> String {
    let (whole, left, top, width, frame) =
        (view.picture, view.left, view.top, view.width, view.height);
    // One page may hold the picture of each width.
    let body = format!(
        r##"<clipPath id="map-frame-{whole}"><rect x="{left}" y="{top}" width="{width}" height="{frame:.1}"/></clipPath><g clip-path="url(#map-frame-{whole})">{within}</g><rect x="{left}" y="{top}" width="{width}" height="{frame:.1}" fill="none" stroke="{SLATE}"/>{around}"##
    );
    picture([whole, height], 12, title, &body)
}

/// Each body with its colour.
fn colored(ground: &Ground) -> impl Iterator<Item = (&Footprint, &'static str)> {
    ground.footprints.iter().zip(BODIES.into_iter().cycle())
}

fn boundary(area: &Area, view: &View, style: &str, out: &mut String) {
    for polygon in area.polygons() {
        let line = path_data(polygon.rings().iter().map(|ring| view.edges(ring)), true);
        let name = escape_markup(area.name());
        let _ = write!(
            out,
            r##"<path d="{line}" {style}><title>{name}</title></path>"##
        );
    }
}

/// Landing points, those outside every area in red. Gives how many those are.
fn cloud(
    footprint: &Footprint,
    areas: &[Area],
    color: &str,
    view: &View,
    out: &mut String,
) -> usize {
    let outside = |place: &(f64, f64)| {
        !areas.is_empty() && !areas.iter().any(|area| area.contains(place.0, place.1))
    };
    let (out_there, within): (Vec<_>, Vec<_>) = footprint.cloud.iter().copied().partition(outside);
    for (places, color, width, opacity) in
        [(&within, color, 2.2, 0.45), (&out_there, OUTSIDE, 3.6, 0.9)]
    {
        let mut dots = String::new();
        for [x, y] in places.iter().map(|place| view.pixel(*place)) {
            if view.shows([x, y]) {
                let _ = write!(dots, "M{x:.1} {y:.1}h0");
            }
        }
        if !dots.is_empty() {
            let _ = write!(
                out,
                r##"<path d="{dots}" stroke="{color}" stroke-opacity="{opacity}" stroke-width="{width}" stroke-linecap="round"/>"##
            );
        }
    }
    out_there.len()
}

fn draw_outline(
    outline: &Outline,
    body: &str,
    color: &'static str,
    view: &View,
    labels: &mut Labels,
    (out, names): (&mut String, &mut String),
) {
    let pixels = |ring: &Vec<(f64, f64)>| ring.iter().map(|place| view.pixel(*place)).collect();
    let line = path_data(outline.rings.iter().map(pixels), true);
    let style = legend::stroke(outline.kind);
    let _ = write!(
        out,
        r##"<path d="{line}" fill="none" stroke="{color}" {style} stroke-linejoin="round"><title>{}</title></path>"##,
        escape_markup(&format!("{body}: {} {}", outline.name, outline.kind.name())),
    );
    let points: Vec<_> = outline
        .rings
        .iter()
        .flatten()
        .map(|place| view.pixel(*place))
        .collect();
    if outline.kind != OutlineKind::Hull {
        name_line(&points, &outline.name, color, labels, names);
    }
}

/// A name at one of the outermost points of a line, where there is room.
fn name_line(points: &[[f64; 2]], name: &str, color: &str, labels: &mut Labels, out: &mut String) {
    let seen = || {
        points
            .iter()
            .copied()
            .filter(|point| labels.view_shows(*point))
    };
    let most = |toward: [f64; 2]| {
        let far = |[x, y]: [f64; 2]| x * toward[0] + y * toward[1];
        seen().max_by(|a, b| far(*a).total_cmp(&far(*b)))
    };
    let ways = [
        [0.0, -1.0],
        [0.0, 1.0],
        [1.0, 0.0],
        [-1.0, 0.0],
        [0.7, -0.7],
        [-0.7, -0.7],
        [0.7, 0.7],
        [-0.7, 0.7],
    ];
    let places: Vec<_> = ways.into_iter().filter_map(most).collect();
    if let Some(place) = labels.find_on(&places, name) {
        outlined_text(out, place, "middle", color, name);
    }
}

/// A name beside a point.
fn label([x, y]: [f64; 2], name: &str, color: &str, labels: &mut Labels, out: &mut String) {
    let width = text_width(name) / 2.0 + 12.0;
    let beside = [
        [x + width, y + 5.0],
        [x - width, y + 5.0],
        [x, y + 24.0],
        [x, y - 14.0],
    ];
    if let Some(place) = labels.find(&beside, name) {
        outlined_text(out, place, "middle", color, name);
    }
}

fn cross([x, y]: [f64; 2], color: &str, out: &mut String) {
    let _ = write!(
        out,
        r##"<path d="M{:.1} {y:.1}h12M{x:.1} {:.1}v12" stroke="{PAPER}" stroke-width="5"/><path d="M{:.1} {y:.1}h12M{x:.1} {:.1}v12" stroke="{color}" stroke-width="2.2"><title>mean landing point</title></path>"##,
        x - 6.0,
        y - 6.0,
        x - 6.0,
        y - 6.0
    );
}

#[cfg(test)]
mod tests;
