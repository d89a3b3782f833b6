//! How outlines and marks are painted.

use std::fmt::Write;

use super::shapes::{Drawn, DrawnKind};
use crate::page::palette::{BAND, BLUE, FAINT, INK, PALE, PAPER, RED, SHADE, SLATE};
use crate::svg::path_data;

const fn style(kind: DrawnKind) -> (&'static str, &'static str, &'static str) {
    match kind {
        DrawnKind::FarFin => (PALE, SLATE, ""),
        DrawnKind::Body => (SHADE, INK, ""),
        DrawnKind::Inside => ("none", FAINT, r#" stroke-dasharray="4 3""#),
        DrawnKind::Motor => (BAND, BLUE, ""),
        DrawnKind::NearFin => (PALE, INK, ""),
        DrawnKind::Guide => (SLATE, INK, ""),
    }
}

/// Paints outlines, those behind first; `pixel` is where a point in metres stands, px.
pub fn paint(out: &mut String, view: &[Drawn], pixel: impl Fn([f64; 2]) -> [f64; 2]) {
    let mut outlines: Vec<_> = view.iter().flat_map(|drawn| &drawn.outlines).collect();
    outlines.sort_by_key(|outline| outline.kind);
    for outline in outlines {
        let (fill, stroke, dashes) = style(outline.kind);
        let corners = outline.corners.iter().map(|corner| pixel(*corner));
        let data = path_data([corners.collect()], true);
        let _ = write!(
            out,
            r##"<path d="{data}" fill="{fill}" stroke="{stroke}" stroke-linejoin="round"{dashes}/>"##
        );
    }
}

/// Radius of a mark, px.
pub const MARK: f64 = 7.0;

/// The mark of a centre of gravity: a circle in quarters.
pub fn center_of_gravity(out: &mut String, [x, y]: [f64; 2], faint: bool) {
    let color = if faint { FAINT } else { INK };
    let r = MARK;
    let _ = write!(
        out,
        r##"<circle cx="{x:.1}" cy="{y:.1}" r="{r}" fill="{PAPER}" stroke="{color}" stroke-width="1.5"/><path d="M{x:.1} {y:.1}v-{r}a{r} {r} 0 0 1 {r} {r}zv{r}a{r} {r} 0 0 1 -{r} -{r}z" fill="{color}"/>"##
    );
}

/// The mark of a centre of pressure: a dot in a circle.
pub fn center_of_pressure(out: &mut String, [x, y]: [f64; 2]) {
    let _ = write!(
        out,
        r##"<circle cx="{x:.1}" cy="{y:.1}" r="{MARK}" fill="{PAPER}" stroke="{RED}" stroke-width="1.5"/><circle cx="{x:.1}" cy="{y:.1}" r="2.5" fill="{RED}"/>"##
    );
}
