//! The outline of a fin: its corners, and what makes one impossible.

use super::planform::ELLIPSE;
use super::planform::Planform;
use super::planform::STRIPS;
use super::shape::FinOutline;
use crate::error::Fault;
use std::f64::consts::FRAC_PI_2;

impl FinOutline {
    /// The corners, from the root's forward end outward, back to the body and forward.
    pub fn corners(&self) -> Vec<(f64, f64)> {
        match self {
            Self::Trapezoidal {
                root_chord,
                tip_chord,
                span,
                sweep_length,
            } => vec![
                (0.0, 0.0),
                (*sweep_length, *span),
                (sweep_length + tip_chord, *span),
                (*root_chord, 0.0),
            ],
            Self::Elliptical { root_chord, span } => (0..=ELLIPSE)
                .map(|i| {
                    let angle = 2.0 * FRAC_PI_2 * i as f64 / ELLIPSE as f64;
                    (
                        0.5 * root_chord * (1.0 - libm::cos(angle)),
                        (span * libm::sin(angle)).max(0.0),
                    )
                })
                .collect(),
            Self::Freeform(points) => points.clone(),
        }
    }

    /// Chord along the body, m.
    pub fn root_chord(&self) -> f64 {
        match self {
            Self::Trapezoidal { root_chord, .. } | Self::Elliptical { root_chord, .. } => {
                *root_chord
            }
            Self::Freeform(points) => points.get(root_end(points)).map_or(0.0, |end| end.0),
        }
    }

    /// Corners of the root from its aft end forward, without its forward end at (0, 0); of a straight one a single corner.
    pub(super) fn root_corners(&self) -> &[(f64, f64)] {
        match self {
            Self::Trapezoidal { .. } | Self::Elliptical { .. } => &[],
            Self::Freeform(points) => points.get(root_end(points)..).unwrap_or_default(),
        }
    }

    /// Mean height of the root above its forward end, m: zero, or less where it follows a narrowing body inward.
    pub fn root_height(&self) -> f64 {
        let corners = self.root_corners();
        let forward = corners.iter().skip(1).chain([&(0.0, 0.0)]);
        let area: f64 = corners
            .iter()
            .zip(forward)
            .map(|(aft, fore)| 0.5 * (aft.1 + fore.1) * (aft.0 - fore.0))
            .sum();
        match area < 0.0 {
            true => area / self.root_chord(),
            false => 0.0,
        }
    }

    /// The corners with the root straightened at its mean height, from which heights count.
    fn straightened(&self) -> Vec<(f64, f64)> {
        let mut corners = self.corners();
        let height = self.root_height();
        if height < 0.0 {
            let end = root_end(&corners);
            corners.truncate(end + 1);
            for (index, corner) in corners.iter_mut().enumerate() {
                let root = index == 0 || index == end;
                corner.1 = if root { 0.0 } else { corner.1 - height };
            }
        }
        corners
    }

    /// Measures the outline.
    pub fn planform(&self) -> Planform {
        let corners = self.straightened();
        let span = corners.iter().fold(0.0_f64, |most, c| most.max(c.1));
        let width = span / STRIPS as f64;
        let edges: Vec<(f64, f64)> = (0..STRIPS)
            .map(|i| edges_at(&corners, (i as f64 + 0.5) * width))
            .collect();
        let chords: Vec<f64> = edges.iter().map(|(lead, trail)| trail - lead).collect();
        let sum = |value: &dyn Fn(usize) -> f64| (0..STRIPS).map(value).sum::<f64>() * width;
        let area = sum(&|i| chords[i]);
        let mean = |value: &dyn Fn(usize) -> f64| sum(&|i| value(i) * chords[i]) / area;
        let (last, before) = (edges[STRIPS - 1], edges[STRIPS - 2]);
        let ahead = |a: f64, b: f64| 1.5 * a - 0.5 * b;
        let tip_leading_edge = ahead(last.0, before.0);
        let tip_chord = (ahead(last.1, before.1) - tip_leading_edge).max(0.0);
        let middle = |i: usize| 0.5 * (edges[i].0 + edges[i].1);
        let sweep = (1..STRIPS)
            .map(|i| libm::atan((middle(i) - middle(i - 1)) / width))
            .sum::<f64>()
            / (STRIPS - 1) as f64;
        Planform {
            area,
            span,
            root_chord: self.root_chord(),
            tip_chord,
            mean_chord: mean(&|i| chords[i]),
            mean_leading_edge: mean(&|i| edges[i].0),
            mean_height: mean(&|i| (i as f64 + 0.5) * width),
            centroid: mean(&middle),
            tip_leading_edge,
            cos_middle_sweep: libm::cos(sweep),
            tan_leading_sweep: ((last.0 - edges[0].0) / (span - width)).abs(),
            tan_trailing_sweep: ((last.1 - edges[0].1) / (span - width)).abs(),
            chords,
        }
    }

    /// Refuses outlines that are none.
    pub(super) fn check(&self) -> Result<(), Fault> {
        use super::checks::numbers::{not_negative, positive, signed};
        match self {
            Self::Trapezoidal {
                root_chord,
                tip_chord,
                span,
                sweep_length,
            } => {
                positive("root_chord", *root_chord)?;
                not_negative("tip_chord", *tip_chord)?;
                positive("span", *span)?;
                signed("sweep_length", *sweep_length)
            }
            Self::Elliptical { root_chord, span } => {
                positive("root_chord", *root_chord)?;
                positive("span", *span)
            }
            Self::Freeform(points) => check_polygon(points),
        }
    }
}

/// Which corner is the root's aft end: the last, or, of a root that goes inward, the first of those that end the outline
/// along the body.
fn root_end(points: &[(f64, f64)]) -> usize {
    let last = points.len().saturating_sub(1);
    match points.iter().any(|point| point.1 < 0.0) {
        true => points
            .iter()
            .rposition(|point| point.1 > 0.0)
            .map_or(last, |outside| (outside + 1).min(last)),
        false => last,
    }
}

/// Foremost and aftmost point of the outline at a height.
fn edges_at(corners: &[(f64, f64)], y: f64) -> (f64, f64) {
    let (mut lead, mut trail) = (f64::INFINITY, f64::NEG_INFINITY);
    for (i, a) in corners.iter().enumerate() {
        let b = corners[(i + 1) % corners.len()];
        if (a.1 <= y) != (b.1 <= y) {
            let x = a.0 + (b.0 - a.0) * (y - a.1) / (b.1 - a.1);
            lead = lead.min(x);
            trail = trail.max(x);
        }
    }
    (lead, trail)
}

/// No outline is traced with more points; whether it crosses itself costs the square of their number.
pub(super) const MOST_POINTS: usize = 2000;

pub(super) fn check_polygon(points: &[(f64, f64)]) -> Result<(), Fault> {
    let fault = |message: String| Err(Fault::new("points", message));
    if points.len() < 3 {
        return fault(format!(
            "an outline needs at least three points, {} given",
            points.len()
        ));
    }
    if points.len() > MOST_POINTS {
        return fault(format!(
            "an outline of {} points, expected {MOST_POINTS} at most",
            points.len()
        ));
    }
    if let Some(i) = points
        .iter()
        .position(|p| !p.0.is_finite() || !p.1.is_finite())
    {
        return fault(format!("point {i} of the outline is not a number"));
    }
    if points[0] != (0.0, 0.0) {
        return fault(format!(
            "the outline begins at ({}, {}), expected (0, 0), the forward end of the root",
            points[0].0, points[0].1
        ));
    }
    let last = points[points.len() - 1];
    if last.1 > 1e-9 || last.0 <= 0.0 {
        return Err(Fault::new(
            "points",
            format!(
                "the outline ends at ({}, {}) and does not return to the body",
                last.0, last.1
            ),
        )
        .hint("the last point lies on the body (height 0, or less where the body narrows), aft of the first"));
    }
    let end = root_end(points);
    if let Some(i) = points.iter().take(end).position(|p| p.1 < 0.0) {
        return fault(format!("point {i} of the outline lies inside the body"));
    }
    if end + 1 < points.len()
        && let Some(i) = (end + 1..points.len()).find(|i| points[*i].0 >= points[i - 1].0)
    {
        return fault(format!(
            "point {i} of the outline lies inside the body, aft of the point before it"
        ));
    }
    if points.iter().all(|p| p.1 <= 0.0) {
        return fault("the outline has no height".to_owned());
    }
    let n = points.len();
    for i in 0..n {
        for j in i + 2..n {
            let neighbours = i == 0 && j == n - 1;
            if !neighbours && cross(points[i], points[i + 1], points[j], points[(j + 1) % n]) {
                return fault(format!(
                    "the outline crosses itself between points {i} and {}",
                    j + 1
                ));
            }
        }
    }
    Ok(())
}

pub(super) fn cross(a: (f64, f64), b: (f64, f64), c: (f64, f64), d: (f64, f64)) -> bool {
    let side = |p: (f64, f64), q: (f64, f64), r: (f64, f64)| {
        (q.0 - p.0) * (r.1 - p.1) - (q.1 - p.1) * (r.0 - p.0)
    };
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}
