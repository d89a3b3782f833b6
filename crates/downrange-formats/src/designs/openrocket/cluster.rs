//! Clusters of inner tubes: where each stands (`ClusterConfiguration`, `InnerTube.getClusterPoints`).

use std::f64::consts::TAU;

use crate::designs::numbers;
use crate::designs::xml::Node;
use crate::error::Error;

/// The patterns: how many stand around the axis, how far from it, where the first stands, and whether one is in the middle.
/// Distances are tube diameters at a scale of 1; angles count from z toward y.
#[derive(Debug, Clone, Copy)]
enum Pattern {
    /// In a row, so many.
    Row(u32),
    /// Around the axis.
    Ring(Ring),
    /// Around one in the middle.
    Star(Ring),
    /// Three by three.
    Grid,
}

#[derive(Debug, Clone, Copy)]
struct Ring {
    count: u32,
    /// Distance from the axis; none is that at which neighbours touch.
    radius: Option<f64>,
    /// Turns by which the first stands off z.
    first: f64,
}

const fn ring(count: u32, first: f64) -> Ring {
    let radius = None;
    Ring {
        count,
        radius,
        first,
    }
}

const fn star(count: u32, radius: f64, first: f64) -> Ring {
    let radius = Some(radius);
    Ring {
        count,
        radius,
        first,
    }
}

/// Rows and columns of nine stand so far apart.
const NINE: f64 = 1.4;

const PATTERNS: &[(&str, Pattern)] = &[
    ("single", Pattern::Row(1)),
    ("double", Pattern::Row(2)),
    ("3-row", Pattern::Row(3)),
    ("4-row", Pattern::Row(4)),
    ("3-ring", Pattern::Ring(ring(3, 0.0))),
    ("4-ring", Pattern::Ring(ring(4, 0.125))),
    ("5-ring", Pattern::Ring(ring(5, 0.0))),
    ("6-ring", Pattern::Ring(ring(6, 0.0))),
    ("3-star", Pattern::Star(star(3, 1.0, 0.0))),
    ("4-star", Pattern::Star(star(4, 1.0, 0.125))),
    ("5-star", Pattern::Star(star(5, 1.0, 0.0))),
    ("6-star", Pattern::Star(star(6, 1.0, 0.0))),
    ("9-grid", Pattern::Grid),
    ("9-star", Pattern::Star(star(8, NINE, 0.0))),
];

/// The points of the cluster of an inner tube along y and z, in diameters of the tube; `direction` is where the tube
/// stands off the axis, rad.
pub fn points(node: Node<'_>, direction: f64) -> Result<Vec<[f64; 2]>, Error> {
    let pattern = numbers::choice(node, "clusterconfiguration", PATTERNS, Pattern::Row(1))?;
    let scale = numbers::size_or(node, "clusterscale", 1.0)?;
    let rotation = numbers::number_or(node, "clusterrotation", 0.0)?.to_radians() - direction;
    let (sin, cos) = rotation.sin_cos();
    let turned = |[y, z]: [f64; 2]| [scale * (y * cos + z * sin), scale * (z * cos - y * sin)];
    Ok(unturned(pattern).into_iter().map(turned).collect())
}

fn unturned(pattern: Pattern) -> Vec<[f64; 2]> {
    match pattern {
        Pattern::Row(count) => {
            let middle = (f64::from(count) - 1.0) / 2.0;
            (0..count).map(|at| [f64::from(at) - middle, 0.0]).collect()
        }
        Pattern::Ring(ring) => around(ring).collect(),
        Pattern::Star(ring) => std::iter::once([0.0; 2]).chain(around(ring)).collect(),
        Pattern::Grid => {
            let rows = [1.0, 0.0, -1.0];
            rows.into_iter()
                .flat_map(|z| [-1.0, 0.0, 1.0].map(|y| [NINE * y, NINE * z]))
                .collect()
        }
    }
}

fn around(ring: Ring) -> impl Iterator<Item = [f64; 2]> {
    let count = f64::from(ring.count);
    let touching = 0.5 / (TAU / 2.0 / count).sin();
    let radius = ring.radius.unwrap_or(touching);
    (0..ring.count).map(move |at| {
        let (sin, cos) = (TAU * (ring.first + f64::from(at) / count)).sin_cos();
        [radius * sin, radius * cos]
    })
}

#[cfg(test)]
mod tests {
    use std::f64::consts::SQRT_2;

    use super::*;

    /// The patterns are OpenRocket's, as sets: its list writes some of them out by roots of 2 and 3.
    #[test]
    fn patterns_are_those_of_openrocket() {
        let third = 1.0 / 3.0_f64.sqrt();
        for (pattern, expected) in [
            ("double", vec![[-0.5, 0.0], [0.5, 0.0]]),
            (
                "3-ring",
                vec![[-0.5, -third / 2.0], [0.5, -third / 2.0], [0.0, third]],
            ),
            (
                "4-ring",
                vec![[-0.5, 0.5], [0.5, 0.5], [0.5, -0.5], [-0.5, -0.5]],
            ),
            (
                "4-star",
                vec![
                    [0.0, 0.0],
                    [-1.0 / SQRT_2, 1.0 / SQRT_2],
                    [1.0 / SQRT_2, 1.0 / SQRT_2],
                    [1.0 / SQRT_2, -1.0 / SQRT_2],
                    [-1.0 / SQRT_2, -1.0 / SQRT_2],
                ],
            ),
        ] {
            let own = PATTERNS.iter().find(|(name, _)| *name == pattern);
            let own = own
                .map(|(_, pattern)| unturned(*pattern))
                .unwrap_or_default();
            assert_eq!(own.len(), expected.len(), "{pattern}");
            for point in expected {
                let near = |own: &&[f64; 2]| (own[0] - point[0]).hypot(own[1] - point[1]) < 1e-12;
                assert!(own.iter().any(|own| near(&own)), "{pattern} {point:?}");
            }
        }
    }
}
