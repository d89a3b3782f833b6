//! Legend of a map.

use std::fmt::Write;

use downrange::dispersion::LandingKind;
use downrange::safety::{LandingMap, OutlineKind};

use super::bodies::{BOUNDARY, OUTSIDE, colored};
use super::keep_outs;
use super::view::MapView;
use crate::page::palette::{INK, SLATE};
use crate::svg::{text, text_width};
use crate::text::wrap;

/// Names of keep-out areas in the legend.
const NAMED: usize = 4;

/// Line style of an outline of all landings, or of one kind of them.
pub fn stroke(kind: OutlineKind, landing: Option<LandingKind>) -> &'static str {
    match kind {
        OutlineKind::Contour if landing == Some(LandingKind::Ballistic) => {
            r##"stroke-width="1.8" stroke-dasharray="12 3 3 3""##
        }
        OutlineKind::Contour => r##"stroke-width="1.8""##,
        OutlineKind::Ellipse => r##"stroke-width="1.6" stroke-dasharray="8 4""##,
        OutlineKind::Hull => r##"stroke-width="1.4" stroke-dasharray="1.5 3""##,
    }
}

/// The legend below the frame; and the height of the whole picture.
pub fn draw(ground: &LandingMap, outside: usize, view: &MapView) -> (String, f64) {
    let line = |color: &str, style: &str| {
        format!(r##"<path d="M0 0h26" fill="none" stroke="{color}" {style}/>"##)
    };
    let dot =
        |color: &str, radius: f64| format!(r##"<circle cx="13" r="{radius}" fill="{color}"/>"##);
    let mut entries = vec![(
        format!(r##"<path d="M13 -7l7 13h-14z" fill="{INK}"/>"##),
        "launch point".to_owned(),
    )];
    if !ground.areas.is_empty() {
        let names: Vec<_> = ground.areas.iter().map(|area| area.name()).collect();
        let swatch = line(BOUNDARY, r##"stroke-width="2.2""##);
        entries.push((swatch, format!("area: {}", names.join(", "))));
    }
    if !ground.keep_outs.is_empty() {
        let names = ground.keep_outs.iter().take(NAMED);
        let names: Vec<_> = names.map(|keep_out| keep_out.name()).collect();
        let more = match ground.keep_outs.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} others"),
        };
        let entry = format!("keep out: {}{more}", names.join(", "));
        entries.push((keep_outs::swatch(view), entry));
    }
    for (footprint, color) in colored(ground) {
        let shown = footprint.cloud.len();
        let entry = format!("{}: {shown} landing points shown", footprint.title());
        entries.push((dot(color, 3.0), entry));
    }
    if outside > 0 {
        let which = match (ground.areas.len(), ground.keep_outs.is_empty()) {
            (0, _) => "where nothing may",
            (1, true) => "outside the area",
            (_, true) => "outside every area",
            (1, false) => "outside the area or where nothing may",
            (_, false) => "outside every area or where nothing may",
        };
        entries.push((dot(OUTSIDE, 3.0), format!("{which}: {outside} of them")));
    }
    if ground
        .footprints
        .iter()
        .any(|footprint| footprint.mean.is_some())
    {
        let swatch = format!(r##"<path d="M7 0h12M13 -6v12" stroke="{INK}" stroke-width="2.2"/>"##);
        entries.push((swatch, "mean landing point".to_owned()));
    }
    let kinds = [
        (
            OutlineKind::Contour,
            "contour: holds this share of landings",
        ),
        (OutlineKind::Ellipse, "ellipse of the covariance"),
        (OutlineKind::Hull, "hull of all landings"),
    ];
    let has = |kind: OutlineKind, is_ballistic: bool| {
        let mut footprints = ground.footprints.iter();
        footprints.any(|footprint| {
            (footprint.landing == Some(LandingKind::Ballistic)) == is_ballistic
                && footprint
                    .outlines
                    .iter()
                    .any(|outline| outline.kind == kind)
        })
    };
    for (kind, meaning) in kinds {
        let is_apart = kind == OutlineKind::Contour;
        if has(kind, false) || !is_apart && has(kind, true) {
            entries.push((line(INK, stroke(kind, None)), meaning.to_owned()));
        }
        if is_apart && has(kind, true) {
            let swatch = line(INK, stroke(kind, Some(LandingKind::Ballistic)));
            entries.push((swatch, "the same of ballistic landings".to_owned()));
        }
    }
    entries.push((
        line(SLATE, r##"stroke-width="0.9" stroke-dasharray="3 4""##),
        "distance from the launch point".to_owned(),
    ));
    set(&entries, view)
}

/// Swatches with what they mean, set below the frame; and the height of the whole picture.
pub fn set(entries: &[(String, String)], view: &MapView) -> (String, f64) {
    let mut out = String::new();
    let (left, right) = (view.left.min(0.07 * view.picture), view.picture - 8.0);
    let (mut x, mut y) = (left, view.bottom() + 40.0);
    let room = ((right - left - 34.0) / text_width("m")) as usize;
    for (swatch, meaning) in entries {
        let lines = wrap(meaning, room);
        let longest = lines
            .iter()
            .map(|line| text_width(line))
            .fold(0.0, f64::max);
        let wide = 34.0 + longest;
        if x + wide > right && x > left {
            (x, y) = (left, y + 20.0);
        }
        let _ = write!(
            out,
            r##"<g transform="translate({x:.1} {:.1})">{swatch}</g>"##,
            y - 4.0
        );
        for (row, line) in lines.iter().enumerate() {
            y += if row == 0 { 0.0 } else { 15.0 };
            text(&mut out, [x + 32.0, y], "start", "", line);
        }
        x += wide + 18.0;
    }
    (out, y + 12.0)
}
