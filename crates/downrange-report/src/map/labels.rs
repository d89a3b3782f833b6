//! Names that do not fall on each other.

use super::grid::corners;
use super::view::View;
use crate::svg::text_width;

/// Where names stand already.
pub struct Labels {
    /// Left, top, right, bottom.
    taken: Vec<[f64; 4]>,
    frame: [f64; 4],
}

impl Labels {
    pub fn within(view: &View) -> Self {
        Self {
            taken: corners(view).to_vec(),
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

    /// The same for names that stand on a line: the place is a point of it.
    pub fn find_on(&mut self, points: &[[f64; 2]], name: &str) -> Option<[f64; 2]> {
        let places: Vec<_> = points.iter().map(|[x, y]| [*x, y + 4.0]).collect();
        self.find(&places, name)
    }
}
