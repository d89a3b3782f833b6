//! Polygons from positions, and what can be wrong with them.

use super::Polygon;
use super::position::{format_position, short_way};
use super::region::turns;
use super::slabs::{Edge, Slabs};
use crate::error::Fault;
use std::f64::consts::{FRAC_PI_2, PI, TAU};

/// A turn less what rounding may take of it.
const WHOLE_TURN: f64 = TAU * (1.0 - 1e-12);

/// A ring laid out in the plane, its longitudes without a jump.
struct Ring {
    edges: Vec<Edge>,
    /// At which positions its edges begin; those that close it round a pole begin at none, and stand last.
    given: Vec<usize>,
}

impl Polygon {
    /// A polygon from its rings: the first outside, the others holes in it; positions are latitude and longitude,
    /// rad, and the last of a ring is its first again. It does not matter which way a ring turns.
    ///
    /// # Errors
    /// A ring that has fewer than four positions, does not close, crosses itself or another, encloses nothing, or is
    /// a hole outside; a position that is not on the Earth. The place of the fault is `[ring]` or `[ring][position]`.
    pub fn new(rings: &[Vec<(f64, f64)>]) -> Result<Self, Fault> {
        let mut laid = Vec::new();
        for (index, ring) in rings.iter().enumerate() {
            laid.push(Ring::new(ring).map_err(|fault| fault.inside(&format!("[{index}]")))?);
        }
        let Some((outer, holes)) = laid.split_first() else {
            return Err(Fault::new("", "a polygon without a ring"));
        };
        let mut polygon = outer.alone(rings);
        let alone = polygon.clone();
        let mut edges = outer.edges.clone();
        for (index, hole) in holes.iter().enumerate() {
            let place = format!("[{}]", index + 1);
            let start = hole.edges[0].from;
            if !alone.contains(start[1], start[0]) {
                let message = "a hole that begins outside its polygon";
                let hint = "the first ring of a polygon is its outside; two areas are two polygons";
                return Err(Fault::new(place, message).hint(hint));
            }
            if let Some(other) = holes[..index]
                .iter()
                .position(|other| other.alone(&[]).contains(start[1], start[0]))
            {
                let message = format!("hole {} lies in hole {}", index + 1, other + 1);
                return Err(Fault::new(place, message));
            }
            // A hole over the seam of a polygon that goes round the Earth stands at both its ends.
            let (west, east) = hole.span();
            for shifted in turns(west, alone.west - (east - west), alone.east) {
                edges.extend(hole.edges.iter().map(|edge| edge.shifted(shifted - west)));
            }
        }
        no_crossing(&laid)?;
        polygon.edges = Slabs::new(&edges);
        Ok(polygon)
    }
}

impl Ring {
    fn new(positions: &[(f64, f64)]) -> Result<Self, Fault> {
        for (index, position) in positions.iter().enumerate() {
            on_earth(*position).map_err(|fault| fault.inside(&format!("[{index}]")))?;
        }
        let (Some(first), Some(last)) = (positions.first(), positions.last()) else {
            return Err(Fault::new("", "a ring without positions"));
        };
        if first != last {
            let (first, last) = (format_position(*first), format_position(*last));
            return Err(Fault::new(
                "",
                format!("the ring does not close: it begins at {first} and ends at {last}"),
            )
            .hint("repeat the first position as the last"));
        }
        if positions.len() < 4 {
            let message = format!(
                "a ring of {} positions, expected at least four, the last like the first",
                positions.len()
            );
            return Err(Fault::new("", message));
        }
        let mut edges = Vec::with_capacity(positions.len());
        let mut given = Vec::with_capacity(positions.len());
        let mut from = [first.1, first.0];
        for (index, pair) in positions.windows(2).enumerate() {
            let step = pair[1].1 - pair[0].1;
            let step = match step.abs() < WHOLE_TURN && step.abs() > PI {
                true => short_way(step),
                false => step,
            };
            let to = [from[0] + step, pair[1].0];
            // Rounding must not open a gap between a longitude and the same longitude again.
            let to = [snapped(to[0], pair[1].1), to[1]];
            if from != to {
                edges.push(Edge { from, to });
                given.push(index);
            }
            from = to;
        }
        let start = [first.1, first.0];
        if (from[0] - start[0]).abs() > PI {
            let latitudes: f64 = positions.iter().map(|position| position.0).sum();
            let pole = FRAC_PI_2.copysign(latitudes);
            let corners = [from, [from[0], pole], [start[0], pole], start];
            edges.extend(corners.windows(2).map(|pair| Edge {
                from: pair[0],
                to: pair[1],
            }));
        }
        let ring = Self { edges, given };
        let (west, east) = ring.span();
        if east - west > TAU * (1.0 + 1e-12) {
            return Err(Fault::new(
                "",
                "the ring goes more than once round the Earth",
            ));
        }
        match ring.encloses_something() {
            true => Ok(ring),
            false => Err(Fault::new(
                "",
                "a ring that encloses nothing: its positions stand on one line",
            )),
        }
    }

    fn encloses_something(&self) -> bool {
        let Some(Edge { from: start, .. }) = self.edges.first() else {
            return false;
        };
        self.edges.iter().any(|edge| {
            let reach = |point: [f64; 2]| [point[0] - start[0], point[1] - start[1]];
            let (a, b) = (reach(edge.from), reach(edge.to));
            (a[0] * b[1] - a[1] * b[0]).abs() > 0.0
        })
    }

    /// West and east end of its edges.
    fn span(&self) -> (f64, f64) {
        let longitudes = || {
            self.edges
                .iter()
                .map(|edge| edge.from[0])
                .chain(self.edges.iter().map(|edge| edge.to[0]))
        };
        (
            longitudes().fold(f64::INFINITY, f64::min),
            longitudes().fold(f64::NEG_INFINITY, f64::max),
        )
    }

    /// The polygon without holes.
    fn alone(&self, rings: &[Vec<(f64, f64)>]) -> Polygon {
        let (west, east) = self.span();
        Polygon {
            rings: rings.to_vec(),
            west,
            east,
            edges: Slabs::new(&self.edges),
        }
    }
}

impl Edge {
    fn shifted(&self, by: f64) -> Self {
        let shifted = |[longitude, latitude]: [f64; 2]| [longitude + by, latitude];
        Self {
            from: shifted(self.from),
            to: shifted(self.to),
        }
    }
}

/// A longitude some whole turns from one that was given, without what rounding added.
fn snapped(longitude: f64, given: f64) -> f64 {
    given + ((longitude - given) / TAU).round() * TAU
}

/// Checks that a position, latitude and longitude in rad, is one on the Earth.
pub fn on_earth((latitude, longitude): (f64, f64)) -> Result<(), Fault> {
    if latitude.is_nan() || latitude.abs() > FRAC_PI_2 {
        let fault = Fault::new(
            "",
            format!(
                "latitude is {:.4}°, expected from -90° to 90°",
                latitude.to_degrees()
            ),
        );
        return Err(match longitude.abs() <= FRAC_PI_2 {
            true => {
                fault.hint("longitude stands first in GeoJSON, then latitude: are they swapped?")
            }
            false => {
                fault.hint("are these metres of a projected map? GeoJSON has degrees on WGS 84")
            }
        });
    }
    if longitude.is_nan() || longitude.abs() > TAU {
        return Err(Fault::new(
            "",
            format!(
                "longitude is {:.4}°, expected from -180° to 180°",
                longitude.to_degrees()
            ),
        ));
    }
    Ok(())
}

/// That no two edges of the rings cross. Rings may touch in a position.
fn no_crossing(rings: &[Ring]) -> Result<(), Fault> {
    let first_west = rings.first().map_or(0.0, |ring| ring.span().0);
    let mut edges = Vec::new();
    let mut names = Vec::new();
    for (ring_index, ring) in rings.iter().enumerate() {
        // All in the same turn as the outer ring.
        let turn = ((ring.span().0 - first_west) / TAU).floor() * TAU;
        for (edge, index) in ring.edges.iter().zip(&ring.given) {
            edges.push(edge.shifted(-turn));
            names.push((ring_index, *index));
        }
    }
    let name = |edge: &Edge| {
        let index = edges.iter().position(|each| each == edge);
        index
            .and_then(|index| names.get(index).copied())
            .unwrap_or((0, 0))
    };
    for slab in Slabs::new(&edges).each() {
        for (index, edge) in slab.iter().enumerate() {
            for other in &slab[index + 1..] {
                let apart = edge.from[0].max(edge.to[0]) < other.from[0].min(other.to[0])
                    || other.from[0].max(other.to[0]) < edge.from[0].min(edge.to[0]);
                let joined = [edge.from, edge.to]
                    .iter()
                    .any(|end| *end == other.from || *end == other.to);
                if apart || joined {
                    continue;
                }
                if let Some(part) = edge.meets(other) {
                    let [longitude, latitude] = edge.at(part);
                    let ((ring, from), (other_ring, other_from)) = (name(edge), name(other));
                    let what = match ring == other_ring {
                        true => format!(
                            "the ring crosses itself near {}: the edges after its positions {} and {}",
                            format_position((latitude, longitude)),
                            from + 1,
                            other_from + 1
                        ),
                        false => format!(
                            "rings {} and {} of a polygon cross near {}",
                            ring + 1,
                            other_ring + 1,
                            format_position((latitude, longitude))
                        ),
                    };
                    let hint = match ring == other_ring {
                        true => "its positions have to follow the outline in order",
                        false => {
                            "a hole has to lie inside the first ring, and holes beside each other"
                        }
                    };
                    let place = format!(
                        "[{}][{}]",
                        other_ring.max(ring),
                        if other_ring >= ring { other_from } else { from }
                    );
                    return Err(Fault::new(place, what).hint(hint));
                }
            }
        }
    }
    Ok(())
}
