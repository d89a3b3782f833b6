//! Shapes and texts of SVG.

use std::fmt::Write;

pub const INK: &str = "#1a202c";
pub const FAINT: &str = "#5a6778";
pub const GRID: &str = "#e2e8f0";
pub const BLUE: &str = "#2b6cb0";
pub const PALE: &str = "#a9c6e3";
pub const RED: &str = "#c0263d";
pub const GROUND: &str = "#b8a98c";

/// A picture of a size in pixels, as wide as what it stands in.
pub fn picture(width: f64, height: f64, title: &str, body: &str) -> String {
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0} {height:.0}" width="100%" role="img" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif" font-size="13" fill="{INK}"><title>{}</title>{body}</svg>"##,
        escape(title)
    )
}

/// A text; `anchor` is `start`, `middle` or `end`.
pub fn text(out: &mut String, [x, y]: [f64; 2], anchor: &str, color: &str, content: &str) {
    let _ = write!(
        out,
        r##"<text x="{x:.1}" y="{y:.1}" text-anchor="{anchor}" fill="{color}" paint-order="stroke" stroke="#fff" stroke-width="3" stroke-linejoin="round">{}</text>"##,
        escape(content)
    );
}

/// A straight line.
pub fn line(out: &mut String, [x, y]: [f64; 2], [u, v]: [f64; 2], style: &str) {
    let _ = write!(out, r##"<path d="M{x:.1} {y:.1}L{u:.1} {v:.1}" {style}/>"##);
}

/// A line through points.
pub fn path(out: &mut String, points: &[[f64; 2]], style: &str) {
    let mut d = String::new();
    for (index, [x, y]) in points.iter().enumerate() {
        let _ = write!(d, "{}{x:.1} {y:.1}", if index == 0 { 'M' } else { 'L' });
    }
    let _ = write!(out, r##"<path d="{d}" {style}/>"##);
}

pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// Round numbers from zero to about a most, so many or a few more.
pub fn ticks(most: f64, about: f64) -> Vec<f64> {
    let step = step(most / about);
    let count = (most / step + 1e-9).floor().max(0.0) as usize;
    (0..=count.min(50)).map(|tick| tick as f64 * step).collect()
}

/// The round number next above.
pub fn step(least: f64) -> f64 {
    if least <= 0.0 || !least.is_finite() {
        return 1.0;
    }
    let size = 10f64.powf(least.log10().floor());
    let factor = [1.0, 2.0, 5.0]
        .into_iter()
        .find(|factor| factor * size >= least * 0.999);
    factor.unwrap_or(10.0) * size
}

/// A number with thousands apart.
pub fn number(value: f64) -> String {
    let rounded = format!("{value:.6}");
    let rounded = rounded.trim_end_matches('0').trim_end_matches('.');
    let (whole, decimals) = rounded.split_once('.').unwrap_or((rounded, ""));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 && whole.len() > 4 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match decimals {
        "" => grouped,
        decimals => format!("{grouped}.{decimals}"),
    }
}
