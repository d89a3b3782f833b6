//! Areas, what to keep out of, launch point, contours, ellipses and landing points.

use std::fmt::Write;

use downrange::area::{Area, out_of_bounds};
use downrange::safety::{Footprint, LandingMap, Outline, OutlineKind};

use super::bodies::{BOUNDARY, OUTSIDE, colored};
use super::frame::{WIDE, framed};
use super::labels::{Labels, label, name_line};
use super::view::MapView;
use super::{coast, grid, keep_outs, legend};
use crate::page::palette::{ALLOWED, INK, PAPER, in_light};
use crate::svg::path_data;
use crate::text::escape_markup;
use crate::units::Units;

/// The map of areas, what to keep out of, launch point, contours, ellipses and landing points, as an `<svg>` element that is as wide as what
/// it stands in, drawn for a screen.
pub fn map(ground: &LandingMap, units: Units) -> String {
    in_light(&of_width(ground, units, WIDE))
}

/// The map, drawn for a width.
pub(crate) fn of_width(ground: &LandingMap, units: Units, width: f64) -> String {
    on_view(ground, units, &MapView::of(ground, width))
}

/// The map of one of several on a page, by its number, drawn for a width on the part of the ground that shows all of them: one
/// after the other they stand still.
pub(crate) fn of_width_among(
    (number, ground): (usize, &LandingMap),
    all: &LandingMap,
    units: Units,
    width: f64,
) -> String {
    let mut view = MapView::of(all, width);
    view.id = format!("{number}-{width}");
    on_view(ground, units, &view)
}

fn on_view(ground: &LandingMap, units: Units, view: &MapView) -> String {
    let mut labels = Labels::within(view, &grid::corners(view));
    let mut body = String::new();
    let has_coast = coast::draw(view, &mut body);
    for area in &ground.areas {
        boundary(
            area,
            view,
            &format!(r##"fill="{ALLOWED}" fill-opacity="0.5" fill-rule="evenodd""##),
            &mut body,
        );
    }
    grid::graticule(view, &mut body);
    grid::circles(view, units, &mut labels, &mut body);
    let (launch, point) = (view.pixel(ground.launch), 9.0);
    labels.keep_clear(launch, point);
    for area in &ground.areas {
        let style = format!(
            r##"fill="none" stroke="{BOUNDARY}" stroke-width="2.2" stroke-linejoin="round""##
        );
        boundary(area, view, &style, &mut body);
    }
    if !ground.keep_outs.is_empty() {
        body.push_str(&keep_outs::hatching(view));
        keep_outs::draw(&ground.keep_outs, view, &mut body);
    }
    let mut outside = 0;
    for (footprint, color) in colored(ground) {
        outside += cloud(footprint, ground, color, view, &mut body);
    }
    let mut names = String::new();
    label(launch, "launch", INK, &mut labels, &mut names);
    for (footprint, color) in colored(ground) {
        for outline in &footprint.outlines {
            draw_outline(
                outline,
                footprint,
                color,
                view,
                &mut labels,
                (&mut body, &mut names),
            );
        }
        if let Some(mean) = footprint.mean {
            cross(view.pixel(mean), color, &mut body);
            if ground.footprints.len() > 1 {
                label(
                    view.pixel(mean),
                    &footprint.title(),
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
    keep_outs::label(&ground.keep_outs, view, &mut labels, &mut names);
    let mut marks = names;
    let [x, y] = launch;
    let _ = write!(
        marks,
        r##"<path d="M{x:.1} {:.1}l7 13h-14z" fill="{INK}" stroke="{PAPER}" stroke-width="1.5"><title>launch point</title></path>"##,
        y - 9.0
    );
    grid::draw_grid_and_scale(view, units, has_coast, &mut marks);
    let (legend, height) = legend::draw(ground, outside, view);
    let ticks = grid::ticks(view);
    let title = format!("{}: where it comes down", ground.name);
    framed(view, height, &title, &(body + &marks), &(ticks + &legend))
}

pub(super) fn boundary(area: &Area, view: &MapView, style: &str, out: &mut String) {
    for polygon in area.polygons() {
        let line = path_data(polygon.rings().iter().map(|ring| view.edges(ring)), true);
        let name = escape_markup(area.name());
        let _ = write!(
            out,
            r##"<path d="{line}" {style}><title>{name}</title></path>"##
        );
    }
}

/// Landing points, those outside every area or in a keep-out area in red. Gives how many those are.
fn cloud(
    footprint: &Footprint,
    ground: &LandingMap,
    color: &str,
    view: &MapView,
    out: &mut String,
) -> usize {
    let outside = |place: &(f64, f64)| out_of_bounds(&ground.areas, &ground.keep_outs, *place);
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
    footprint: &Footprint,
    color: &'static str,
    view: &MapView,
    labels: &mut Labels,
    (out, names): (&mut String, &mut String),
) {
    let pixels = |ring: &Vec<(f64, f64)>| ring.iter().map(|place| view.pixel(*place)).collect();
    let line = path_data(outline.rings.iter().map(pixels), true);
    let style = legend::stroke(outline.kind, footprint.landing);
    let _ = write!(
        out,
        r##"<path d="{line}" fill="none" stroke="{color}" {style} stroke-linejoin="round"><title>{}</title></path>"##,
        escape_markup(&format!(
            "{}: {} {}",
            footprint.title(),
            outline.name,
            outline.kind.name()
        )),
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
