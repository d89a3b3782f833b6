//! The edges of a polygon, in slabs of latitude, so that a test looks at few of them.

use std::ops::RangeInclusive;

/// From one position to the next: longitude and latitude, rad.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    pub from: [f64; 2],
    pub to: [f64; 2],
}

/// Edges, sorted into slabs of equal height; one that spans several stands in each.
#[derive(Debug, Clone, PartialEq)]
pub struct Slabs {
    south: f64,
    north: f64,
    /// Slabs per rad.
    density: f64,
    edges: Vec<Edge>,
    /// Where each slab begins among the edges, and the end of the last.
    starts: Vec<usize>,
}

impl Slabs {
    /// At least one edge.
    pub fn new(edges: &[Edge]) -> Self {
        let latitudes = || edges.iter().flat_map(|edge| [edge.from[1], edge.to[1]]);
        let south = latitudes().fold(f64::INFINITY, f64::min);
        let north = latitudes().fold(f64::NEG_INFINITY, f64::max);
        // Some four edges a slab, and tall edges not in so many slabs that each stands in more than eight on average.
        let height = |edge: &Edge| (edge.to[1] - edge.from[1]).abs();
        let heights =
            edges.iter().map(height).sum::<f64>() / (north - south).max(f64::MIN_POSITIVE);
        let most = 8.0 * edges.len() as f64 / heights.max(1.0);
        let count = (edges.len() / 4).min(most as usize).max(1);
        let mut slabs = Self {
            south,
            north,
            density: count as f64 / (north - south).max(f64::MIN_POSITIVE),
            edges: Vec::new(),
            starts: vec![0],
        };
        let mut members: Vec<Vec<Edge>> = vec![Vec::new(); count];
        for edge in edges {
            let spanned = slabs.spanned(edge.from[1], edge.to[1], count);
            for slab in members.get_mut(spanned).into_iter().flatten() {
                slab.push(*edge);
            }
        }
        for slab in members {
            slabs.edges.extend(slab);
            slabs.starts.push(slabs.edges.len());
        }
        slabs
    }

    /// The slabs that two latitudes and all between stand in.
    fn spanned(&self, a: f64, b: f64, count: usize) -> RangeInclusive<usize> {
        // A cast holds what is below or above at the first or the last.
        let slab =
            |latitude: f64| (((latitude - self.south) * self.density) as usize).min(count - 1);
        slab(a.min(b))..=slab(a.max(b))
    }

    /// The edges that may stand at any of these latitudes.
    fn near(&self, a: f64, b: f64) -> &[Edge] {
        let spanned = self.spanned(a, b, self.starts.len() - 1);
        let (first, last) = (*spanned.start(), *spanned.end());
        &self.edges[self.starts[first]..self.starts[last + 1]]
    }

    /// The slabs one by one.
    pub fn each(&self) -> impl Iterator<Item = &[Edge]> {
        self.starts
            .windows(2)
            .map(|ends| &self.edges[ends[0]..ends[1]])
    }

    /// Whether a line from here to the east meets an odd number of edges.
    #[inline]
    pub fn odd(&self, [longitude, latitude]: [f64; 2]) -> bool {
        if !(self.south <= latitude && latitude <= self.north) {
            return false;
        }
        let mut odd = false;
        for Edge { from, to } in self.near(latitude, latitude) {
            if (from[1] > latitude) != (to[1] > latitude) {
                let along = (latitude - from[1]) / (to[1] - from[1]);
                odd ^= longitude < from[0] + along * (to[0] - from[0]);
            }
        }
        odd
    }

    /// Adds where a straight line meets edges, as parts of its length.
    pub fn crossed_by(&self, from: [f64; 2], to: [f64; 2], at: &mut Vec<f64>) {
        if from[1].max(to[1]) < self.south || from[1].min(to[1]) > self.north {
            return;
        }
        let line = Edge { from, to };
        at.extend(
            self.near(from[1], to[1])
                .iter()
                .filter_map(|edge| line.meets(edge)),
        );
    }

    /// The square of the distance to the nearest edge, longitudes counted this much shorter.
    pub fn distance_squared(&self, point: [f64; 2], shrink: f64) -> f64 {
        self.edges
            .iter()
            .map(|edge| edge.distance_squared(point, shrink))
            .fold(f64::INFINITY, f64::min)
    }
}

impl Edge {
    /// Where it meets another edge, as a part of its length, ends included; parallels never meet.
    pub fn meets(&self, other: &Self) -> Option<f64> {
        let along = minus(self.to, self.from);
        let across = minus(other.to, other.from);
        let apart = minus(other.from, self.from);
        let turn = cross(along, across);
        if turn == 0.0 {
            return None;
        }
        let (part, of_other) = (cross(apart, across) / turn, cross(apart, along) / turn);
        let whole = 0.0..=1.0;
        (whole.contains(&part) && whole.contains(&of_other)).then_some(part)
    }

    /// The point at a part of its length.
    pub fn at(&self, part: f64) -> [f64; 2] {
        let along = minus(self.to, self.from);
        [
            self.from[0] + part * along[0],
            self.from[1] + part * along[1],
        ]
    }

    fn distance_squared(&self, point: [f64; 2], shrink: f64) -> f64 {
        let flat = |[x, y]: [f64; 2]| [shrink * x, y];
        let along = flat(minus(self.to, self.from));
        let to_point = flat(minus(point, self.from));
        let length_squared = dot(along, along);
        let part = match length_squared > 0.0 {
            true => (dot(to_point, along) / length_squared).clamp(0.0, 1.0),
            false => 0.0,
        };
        let gap = [to_point[0] - part * along[0], to_point[1] - part * along[1]];
        dot(gap, gap)
    }
}

fn minus(a: [f64; 2], b: [f64; 2]) -> [f64; 2] {
    [a[0] - b[0], a[1] - b[1]]
}

fn cross(a: [f64; 2], b: [f64; 2]) -> f64 {
    a[0] * b[1] - a[1] * b[0]
}

fn dot(a: [f64; 2], b: [f64; 2]) -> f64 {
    a[0] * b[0] + a[1] * b[1]
}
