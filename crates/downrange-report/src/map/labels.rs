//! Labels that do not overlap.

use super::view::MapView;
use crate::svg::{outlined_text, text_width};

/// Rectangles that labels have taken.
pub struct Labels {
    /// Left, top, right, bottom.
    taken: Vec<[f64; 4]>,
    frame: [f64; 4],
}

impl Labels {
    /// None stands yet; names keep off rectangles (left, top, right, bottom) that are taken by something else.
    pub fn within(view: &MapView, taken: &[[f64; 4]]) -> Self {
        Self {
            taken: taken.to_vec(),
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
        let half = text_width(name) / 2.0 + 2.0;
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

    /// The first of some points of a line at which a label has room, which then is taken.
    pub fn find_on(&mut self, points: &[[f64; 2]], name: &str) -> Option<[f64; 2]> {
        let places: Vec<_> = points.iter().map(|[x, y]| [*x, y + 4.0]).collect();
        self.find(&places, name)
    }
}

/// A name at one of the outermost points of a line, where there is room.
pub fn name_line(
    points: &[[f64; 2]],
    name: &str,
    color: &str,
    labels: &mut Labels,
    out: &mut String,
) {
    let seen = || {
        points
            .iter()
            .copied()
            .filter(|point| labels.view_shows(*point))
    };
    let most = |toward: [f64; 2]| {
        let far = |[x, y]: [f64; 2]| x * toward[0] + y * toward[1];
        seen().max_by(|a, b| far(*a).total_cmp(&far(*b)))
    };
    let ways = [
        [0.0, -1.0],
        [0.0, 1.0],
        [1.0, 0.0],
        [-1.0, 0.0],
        [0.7, -0.7],
        [-0.7, -0.7],
        [0.7, 0.7],
        [-0.7, 0.7],
    ];
    let places: Vec<_> = ways.into_iter().filter_map(most).collect();
    if let Some(place) = labels.find_on(&places, name) {
        outlined_text(out, place, "middle", color, name);
    }
}

/// A name beside a point.
pub fn label([x, y]: [f64; 2], name: &str, color: &str, labels: &mut Labels, out: &mut String) {
    let width = text_width(name) / 2.0 + 12.0;
    let beside = [
        [x + width, y + 5.0],
        [x - width, y + 5.0],
        [x, y + 24.0],
        [x, y - 14.0],
    ];
    if let Some(place) = labels.find(&beside, name) {
        outlined_text(out, place, "middle", color, name);
    }
}
