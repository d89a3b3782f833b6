//! The view from behind.

use super::paint::paint;
use super::rocket::Views;
use super::side::Picture;
use crate::page::palette::{FAINT, INK};
use crate::rounding::round_below;
use crate::svg::{line, text};
use crate::units::Units;

/// Around the picture, px.
const MARGIN: f64 = 14.0;

/// The view from behind, in a square of a size, px, above a scale of its own.
pub fn rear(views: &Views, units: Units, size: f64) -> Picture {
    let [low, high] = Views::extent(&views.behind);
    let most = low
        .iter()
        .chain(&high)
        .fold(1e-6_f64, |most, each| each.abs().max(most));
    let scale = (0.5 * size - MARGIN) / most;
    let middle = 0.5 * size;
    let mut out = String::new();
    paint(&mut out, &views.behind, |[right, up]| {
        [middle + scale * right, middle - scale * up]
    });
    let unit = units.length();
    let bar = round_below(unit.of(most));
    let pixels = bar * scale * most / unit.of(most);
    let y = size + 6.0;
    let (from, to) = (middle - 0.5 * pixels, middle + 0.5 * pixels);
    let style = format!(r##"stroke="{INK}" stroke-width="2""##);
    line(&mut out, [from, y], [to, y], &style);
    let words = format!("from behind; the bar is {bar} {}", unit.symbol);
    let style = format!(r##"fill="{FAINT}""##);
    text(&mut out, [middle, y + 17.0], "middle", &style, &words);
    Picture {
        height: y + 22.0,
        body: out,
    }
}
