//! Shapes and texts of SVG. Colours are names of the [palette](crate::page::palette).

use std::fmt::Write;

use crate::page::palette::{INK, PAPER};
use crate::text::escape_markup;

/// Points nearer to each other than this, in pixels, are drawn as one.
const CLOSE: f64 = 0.4;

/// Widths of a picture for paper and tablets, and for phones, px of its own: a picture that is shrunk into these has words
/// too small to read.
pub const MIDDLE: f64 = 700.0;
pub const NARROW: f64 = 400.0;

/// A picture of a size in pixels, as wide as what it stands in.
pub fn picture([width, height]: [f64; 2], font_size: u8, title: &str, body: &str) -> String {
    format!(
        r##"<svg viewBox="0 0 {width:.0} {height:.0}" width="100%" role="img" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif" font-size="{font_size}" fill="{INK}"><title>{}</title>{body}</svg>"##,
        escape_markup(title)
    )
}

/// A picture drawn for each width of a page, of which `style.css` shows one; `draw` is given the width.
pub fn for_each_width(wide: f64, draw: impl Fn(f64) -> String) -> String {
    [("wide", wide), ("middle", MIDDLE), ("narrow", NARROW)]
        .map(|(class, width)| format!(r##"<div class="drawn {class}">{}</div>"##, draw(width)))
        .concat()
}

/// A text; `anchor` is `start`, `middle` or `end`, `style` what else stands in its tag.
pub fn text(out: &mut String, [x, y]: [f64; 2], anchor: &str, style: &str, content: &str) {
    let content = escape_markup(content);
    let _ = write!(
        out,
        r##"<text x="{x:.1}" y="{y:.1}" text-anchor="{anchor}" {style}>{content}</text>"##
    );
}

/// A text that can be read on lines and dots.
pub fn outlined_text(out: &mut String, at: [f64; 2], anchor: &str, color: &str, content: &str) {
    let style = format!(
        r##"fill="{color}" stroke="{PAPER}" stroke-width="3" stroke-linejoin="round" paint-order="stroke""##
    );
    text(out, at, anchor, &style, content);
}

/// About how wide a text of 12 px is.
pub fn text_width(content: &str) -> f64 {
    6.6 * content.chars().count() as f64
}

/// A straight line.
pub fn line(out: &mut String, [x, y]: [f64; 2], [u, v]: [f64; 2], style: &str) {
    let _ = write!(out, r##"<path d="M{x:.1} {y:.1}L{u:.1} {v:.1}" {style}/>"##);
}

/// A line through points.
pub fn polyline(out: &mut String, points: &[[f64; 2]], style: &str) {
    let data = path_data([points.to_vec()], false);
    let _ = write!(out, r##"<path d="{data}" {style}/>"##);
}

/// Lines as the `d` of a path.
pub fn path_data(lines: impl IntoIterator<Item = Vec<[f64; 2]>>, closed: bool) -> String {
    let mut path = String::new();
    for line in lines {
        let mut before: Option<[f64; 2]> = None;
        let last = line.len().saturating_sub(1);
        for (index, point) in line.iter().enumerate() {
            let [x, y] = *point;
            let near = before.is_some_and(|[a, b]| (x - a).hypot(y - b) < CLOSE);
            if near && (closed || index < last) {
                continue;
            }
            let command = if before.is_none() { 'M' } else { 'L' };
            let _ = write!(path, "{command}{x:.1} {y:.1}");
            before = Some(*point);
        }
        if closed && before.is_some() {
            path.push('Z');
        }
    }
    path
}
