//! Range rings around a launch point.

use std::f64::consts::TAU;
use std::fmt::Write;

use downrange::earth::from_east_north;
use downrange::safety::{Footprint, LandingMap, Outline, OutlineKind};

use super::frame::framed;
use super::labels::{Labels, label, name_line};
use super::view::MapView;
use super::{coast, grid};
use crate::page::palette::{INK, PAPER};
use crate::units::Units;

/// A circle around the launch point.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ring {
    /// Radius over the ground, m.
    pub radius: f64,
    /// Label.
    pub name: String,
    /// Its colour.
    pub color: &'static str,
    /// Whether its line is dashed.
    pub broken: bool,
}

/// Corners of a circle.
const CORNERS: u32 = 180;

/// The map around a launch point (latitude and longitude, rad) with circles, as an `<svg>` element that is as wide as what
/// it stands in, drawn for a width.
pub(crate) fn range_rings(launch: (f64, f64), rings: &[Ring], units: Units, width: f64) -> String {
    let outlines = rings.iter().map(|ring| Outline {
        name: ring.name.clone(),
        kind: OutlineKind::Contour,
        rings: vec![
            (0..CORNERS)
                .map(|corner| {
                    let (sine, cosine) = (TAU * f64::from(corner) / f64::from(CORNERS)).sin_cos();
                    from_east_north(launch, [ring.radius * sine, ring.radius * cosine])
                })
                .collect(),
        ],
    });
    let ground = LandingMap {
        name: String::new(),
        launch,
        areas: Vec::new(),
        keep_outs: Vec::new(),
        footprints: vec![Footprint {
            body: String::new(),
            landing: None,
            mean: None,
            outlines: outlines.collect(),
            cloud: Vec::new(),
        }],
    };
    let view = MapView::of(&ground, width);
    let mut labels = Labels::within(&view, &grid::corners(&view));
    let (mut body, mut marks) = (String::new(), String::new());
    let has_coast = coast::draw(&view, &mut body);
    grid::graticule(&view, &mut body);
    let [x, y] = view.pixel(launch);
    labels.keep_clear([x, y], 9.0);
    for ring in rings {
        let radius = ring.radius * view.scale;
        let style = if ring.broken {
            r##"stroke-dasharray="8 4""##
        } else {
            ""
        };
        let _ = write!(
            body,
            r##"<circle cx="{x:.1}" cy="{y:.1}" r="{radius:.1}" fill="{0}" fill-opacity="0.05" stroke="{0}" stroke-width="2" {style}/>"##,
            ring.color
        );
        let points: Vec<[f64; 2]> = (0..CORNERS)
            .map(|corner| {
                let (sine, cosine) = (TAU * f64::from(corner) / f64::from(CORNERS)).sin_cos();
                [x + radius * sine, y - radius * cosine]
            })
            .collect();
        name_line(&points, &ring.name, ring.color, &mut labels, &mut marks);
    }
    label([x, y], "launch", INK, &mut labels, &mut marks);
    let _ = write!(
        marks,
        r##"<path d="M{x:.1} {:.1}l7 13h-14z" fill="{INK}" stroke="{PAPER}" stroke-width="1.5"/>"##,
        y - 9.0
    );
    grid::draw_grid_and_scale(&view, units, has_coast, &mut marks);
    let ticks = grid::ticks(&view);
    framed(
        &view,
        view.bottom() + 30.0,
        "Reach around the launch point",
        &(body + &marks),
        &ticks,
    )
}
