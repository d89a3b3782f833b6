//! Paths, texts, and names that do not fall on each other.

use std::fmt::Write;

use super::view::View;
use crate::charts::draw::escape;

/// Points nearer to each other than this, in pixels, are drawn as one.
const CLOSE: f64 = 0.4;

/// Lines as the `d` of a path.
pub fn path(lines: impl IntoIterator<Item = Vec<[f64; 2]>>, closed: bool) -> String {
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

/// A text; `style` is what stands in its tag.
pub fn text(out: &mut String, [x, y]: [f64; 2], anchor: &str, style: &str, content: &str) {
    let content = escape(content);
    let _ = write!(
        out,
        r##"<text x="{x:.1}" y="{y:.1}" text-anchor="{anchor}" {style}>{content}</text>"##
    );
}

/// A text that can be read on lines and dots.
pub fn halo(out: &mut String, place: [f64; 2], anchor: &str, color: &str, content: &str) {
    let style = format!(
        r##"fill="{color}" stroke="#fff" stroke-width="3" stroke-linejoin="round" paint-order="stroke""##
    );
    text(out, place, anchor, &style, content);
}

/// About how wide a text of 12 px is.
pub fn width(content: &str) -> f64 {
    6.6 * content.chars().count() as f64
}

/// Where names stand already.
pub struct Labels {
    /// Left, top, right, bottom.
    taken: Vec<[f64; 4]>,
    frame: [f64; 4],
}

impl Labels {
    pub fn within(view: &View) -> Self {
        Self {
            taken: super::grid::corners(view).to_vec(),
            frame: [view.left, view.top, view.right(), view.bottom()],
        }
    }

    /// Keeps names off a point.
    pub fn keep_clear(&mut self, [x, y]: [f64; 2], by: f64) {
        self.taken.push([x - by, y - by, x + by, y + by]);
    }

    pub fn view_shows(&self, [x, y]: [f64; 2]) -> bool {
        let [left, top, right, bottom] = self.frame;
        (left..=right).contains(&x) && (top..=bottom).contains(&y)
    }

    /// The first of some places (middle of the base line) at which a name has room, which then is its own.
    pub fn find(&mut self, places: &[[f64; 2]], name: &str) -> Option<[f64; 2]> {
        let half = width(name) / 2.0 + 2.0;
        let boxed = |[x, y]: &[f64; 2]| [x - half, y - 12.0, x + half, y + 4.0];
        let free = |place: &&[f64; 2]| {
            let own = boxed(place);
            let inside = own[0] > self.frame[0]
                && own[1] > self.frame[1]
                && own[2] < self.frame[2]
                && own[3] < self.frame[3];
            inside
                && !self.taken.iter().any(|other| {
                    own[0] < other[2] && other[0] < own[2] && own[1] < other[3] && other[1] < own[3]
                })
        };
        let found = places.iter().find(free).copied()?;
        self.taken.push(boxed(&found));
        Some(found)
    }

    /// The same for names that stand on a line: the place is a point of it.
    pub fn find_on(&mut self, points: &[[f64; 2]], name: &str) -> Option<[f64; 2]> {
        let places: Vec<_> = points.iter().map(|[x, y]| [*x, y + 4.0]).collect();
        self.find(&places, name)
    }
}
