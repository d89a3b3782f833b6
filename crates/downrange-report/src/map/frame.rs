//! Frame and size of a map.

use super::view::MapView;
use crate::page::palette::SLATE;
use crate::svg::picture;

/// Width of the picture for a screen, px of its own; its height follows from what it shows.
pub const WIDE: f64 = 1000.0;

/// The picture: what is cut off at the frame, and what stands around it.
pub fn framed(view: &MapView, height: f64, title: &str, within: &str, around: &str) -> String {
    let (whole, left, top, width, frame) =
        (view.picture, view.left, view.top, view.width, view.height);
    let id = &view.id;
    let body = format!(
        r##"<clipPath id="map-frame-{id}"><rect x="{left}" y="{top}" width="{width}" height="{frame:.1}"/></clipPath><g clip-path="url(#map-frame-{id})">{within}</g><rect x="{left}" y="{top}" width="{width}" height="{frame:.1}" fill="none" stroke="{SLATE}"/>{around}"##
    );
    picture([whole, height], 12, title, &body)
}
