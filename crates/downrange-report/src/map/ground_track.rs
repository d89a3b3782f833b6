//! The way of one flight over the ground, on a map.

use std::fmt::Write;

use downrange::area::{Area, KeepOut};
use downrange::flight::{Flight, Launch, TrajectoryPoint};
use downrange::safety::{Footprint, LandingMap};

use super::bodies::{BOUNDARY, colored};
use super::frame::{WIDE, framed};
use super::labels::{Labels, label};
use super::landings::boundary;
use super::view::MapView;
use super::{coast, grid, keep_outs, legend};
use crate::page::palette::{ALLOWED, INK, PAPER, in_light};
use crate::svg::path_data;
use crate::text::escape_markup;
use crate::units::Units;

/// Points of a way that a map shows.
const POINTS: usize = 500;

/// The map of the way of every body of a flight over the ground to where it came down, with areas and what to keep out of, as an
/// `<svg>` element that is as wide as what it stands in, drawn for a screen. The flight should have been flown with its record, else
/// only the ends of the ways are there.
pub fn flight_map(
    launch: &Launch,
    flight: &Flight,
    areas: &[Area],
    keep_outs: &[KeepOut],
    units: Units,
) -> String {
    let ways = flight.bodies.iter().enumerate().map(|(number, body)| {
        let record = flight.trajectory_of(number);
        let step = record.len().div_ceil(POINTS).max(1);
        let place = |point: &TrajectoryPoint| (point.latitude, point.longitude);
        let end = (body.landing.latitude, body.landing.longitude);
        let way = record.iter().step_by(step).map(place);
        Footprint {
            body: body.name.clone(),
            landing: None,
            mean: Some(end),
            outlines: Vec::new(),
            cloud: way.chain([end]).collect(),
        }
    });
    let ground = LandingMap {
        name: launch.name.clone(),
        launch: (launch.site.latitude, launch.site.longitude),
        areas: areas.to_vec(),
        keep_outs: keep_outs.to_vec(),
        footprints: ways.collect(),
    };
    in_light(&drawn(&ground, units, &MapView::of(&ground, WIDE)))
}

fn drawn(ground: &LandingMap, units: Units, view: &MapView) -> String {
    let mut labels = Labels::within(view, &grid::corners(view));
    let mut body = String::new();
    let has_coast = coast::draw(view, &mut body);
    let allowed = format!(r##"fill="{ALLOWED}" fill-opacity="0.5" fill-rule="evenodd""##);
    let edge = format!(r##"fill="none" stroke="{BOUNDARY}" stroke-width="2.2""##);
    for area in &ground.areas {
        boundary(area, view, &allowed, &mut body);
    }
    grid::graticule(view, &mut body);
    grid::circles(view, units, &mut labels, &mut body);
    for area in &ground.areas {
        boundary(area, view, &edge, &mut body);
    }
    if !ground.keep_outs.is_empty() {
        body.push_str(&keep_outs::hatching(view));
        keep_outs::draw(&ground.keep_outs, view, &mut body);
    }
    let launch = view.pixel(ground.launch);
    let mut names = String::new();
    labels.keep_clear(launch, 9.0);
    label(launch, "launch", INK, &mut labels, &mut names);
    let line = |color: &str| format!(r##"fill="none" stroke="{color}" stroke-width="2.4""##);
    let mut entries = vec![(
        format!(r##"<path d="M13 -7l7 13h-14z" fill="{INK}"/>"##),
        "launch point".to_owned(),
    )];
    for (way, color) in colored(ground) {
        let title = escape_markup(&way.body);
        let path = path_data([view.path(&way.cloud)], false);
        let _ = write!(
            body,
            r##"<path d="{path}" {} stroke-linejoin="round"><title>{title}</title></path>"##,
            line(color)
        );
        if let Some([x, y]) = way.mean.map(|place| view.pixel(place)) {
            let _ = write!(
                body,
                r##"<circle cx="{x:.1}" cy="{y:.1}" r="5" fill="{color}" stroke="{PAPER}" stroke-width="1.5"><title>{title}</title></circle>"##
            );
            label([x, y], &way.body, color, &mut labels, &mut names);
        }
        let swatch = format!(r##"<path d="M0 0h26" {}/>"##, line(color));
        entries.push((swatch, format!("{}: its way over the ground", way.body)));
    }
    let [x, y] = launch;
    let _ = write!(
        names,
        r##"<path d="M{x:.1} {:.1}l7 13h-14z" fill="{INK}" stroke="{PAPER}" stroke-width="1.5"><title>launch point</title></path>"##,
        y - 9.0
    );
    for area in &ground.areas {
        let swatch = format!(r##"<path d="M0 0h26" {edge}/>"##);
        entries.push((swatch, format!("area: {}", area.name())));
    }
    for keep_out in &ground.keep_outs {
        let meaning = format!("keep out: {}", keep_out.name());
        entries.push((keep_outs::swatch(view), meaning));
    }
    keep_outs::label(&ground.keep_outs, view, &mut labels, &mut names);
    grid::draw_grid_and_scale(view, units, has_coast, &mut names);
    let (legend, height) = legend::set(&entries, view);
    let ticks = grid::ticks(view);
    let title = format!("{}: its way over the ground", ground.name);
    framed(view, height, &title, &(body + &names), &(ticks + &legend))
}
