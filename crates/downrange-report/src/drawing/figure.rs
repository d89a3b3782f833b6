//! A drawing as a part of a page.

use downrange::flight::Launch;

use super::centers::Centers;
use super::rear::rear;
use super::rocket::Views;
use super::side::side;
use crate::svg::{for_each_width, picture};
use crate::units::Units;

/// Width of the picture for a screen, px of its own.
const WIDE: f64 = 900.0;
/// Size of the view from behind, px.
const REAR: f64 = 200.0;

/// The vehicle from the side and from behind, drawn for each width of a page; `None` where nothing is drawn of it.
pub fn figure(launch: &Launch, units: Units) -> Option<String> {
    let (views, centers) = (Views::new(launch)?, Centers::new(launch));
    Some(for_each_width(WIDE, |width| {
        let seen = side(&views, centers.as_ref(), units, width);
        let behind = rear(&views, units, REAR);
        let left = 0.5 * (width - REAR);
        let body = format!(
            r##"{}<g transform="translate({left:.1} {:.1})">{}</g>"##,
            seen.body, seen.height, behind.body
        );
        let size = [width, seen.height + behind.height + 8.0];
        picture(
            size,
            12,
            "The rocket to scale, from the side and from behind",
            &body,
        )
    }))
}
