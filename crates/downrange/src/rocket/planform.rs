//! A fin's outline measured: area, span, mean chord, sweeps and moments.
//!
//! The outline is cut into strips along the flow; a strip's chord runs from its foremost to its aftmost point,
//! so a notch is filled. Strips of equal width with chords at their middles integrate a trapezoid's area exactly
//! and its second moments to 1/(12 n²).
//!
//! **A root that follows a narrowing body inward** (points of a freeform outline below zero) is straightened at its mean
//! height: the root's chord and the edges' other ends stay, and the area with them but for the two small triangles by which
//! the edges grow or shrink, of second order in the root's slope. Heights and span then count from that mean
//! height, [`FinOutline::root_height`], where the fin meets the body; so does the body's radius beside them.

use super::shape::{FinSection, FinSet};
use crate::error::Fault;
use std::f64::consts::FRAC_PI_2;

/// Strips along the span.
pub(super) const STRIPS: usize = 64;

/// Corners that stand for a half ellipse.
pub(super) const ELLIPSE: usize = 128;

/// What an outline measures. Chordwise lengths run aft from the root's forward end, spanwise out from the body.
#[derive(Debug, Clone, PartialEq)]
pub struct Planform {
    /// Area of one fin, m².
    pub area: f64,
    /// From the body to the farthest point, m.
    pub span: f64,
    /// Chord at the body, m.
    pub root_chord: f64,
    /// Chord at the tip, m.
    pub tip_chord: f64,
    /// Mean aerodynamic chord, m.
    pub mean_chord: f64,
    /// Leading edge of the mean aerodynamic chord, m.
    pub mean_leading_edge: f64,
    /// Where the mean aerodynamic chord stands, m from the body.
    pub mean_height: f64,
    /// Centre of the area, m.
    pub centroid: f64,
    /// Leading edge of the tip, m.
    pub tip_leading_edge: f64,
    /// Cosine of the mean sweep of the line of middle chords.
    pub cos_middle_sweep: f64,
    /// Mean tangent of the leading edge's sweep, whichever way.
    pub tan_leading_sweep: f64,
    /// Mean tangent of the trailing edge's sweep, whichever way.
    pub tan_trailing_sweep: f64,
    /// Chord of each strip, m; the strips are equally wide.
    pub chords: Vec<f64>,
}

impl Planform {
    /// Aspect ratio of the fin and its mirror image, `2 span² / area` (Barrowman 1967).
    pub fn aspect_ratio(&self) -> f64 {
        2.0 * self.span * self.span / self.area
    }

    /// The integral of `(body radius + y)² * chord` over the span, m⁴.
    pub fn second_moment_about_axis(&self, body_radius: f64) -> f64 {
        let width = self.span / self.chords.len() as f64;
        self.chords
            .iter()
            .enumerate()
            .map(|(i, chord)| chord * width * (body_radius + (i as f64 + 0.5) * width).powi(2))
            .sum()
    }
}

impl FinSection {
    /// Whether its leading edge is a wedge's, that may be sharp or of a small radius.
    pub fn has_thin_leading_edge(self) -> bool {
        !matches!(self, Self::Square | Self::Rounded | Self::Airfoil)
    }

    /// Area of the cross-section over chord times thickness. A NACA four-digit section stands for the airfoil
    /// (0.685, from its defining polynomial; Abbott & von Doenhoff 1959, §6.4).
    pub fn fullness(self) -> f64 {
        match self {
            Self::Square | Self::Rounded => 1.0,
            Self::Airfoil => 0.685,
            Self::DoubleWedge(_) | Self::SingleWedge => 0.5,
            Self::Hexagonal { leading, trailing } => 1.0 - 0.5 * (leading + trailing),
            Self::Biconvex => 2.0 / 3.0,
        }
    }
}

impl FinSet {
    /// Most fins of a set: what crowds more is no fin, and their wave drag on each other costs the square of their number.
    pub const MOST: u32 = 24;

    /// Refuses fins that are none.
    pub(super) fn check(&self) -> Result<(), Fault> {
        use super::checks::numbers::positive;
        if !(1..=Self::MOST).contains(&self.count) {
            let message = format!("a set of {} fins, expected 1 to {}", self.count, Self::MOST);
            return Err(Fault::new("count", message));
        }
        self.outline.check()?;
        positive("thickness", self.thickness)?;
        if self.thickness >= self.outline.root_chord() {
            return Err(Fault::new(
                "thickness",
                format!(
                    "a fin {} m thick is thicker than its root chord of {} m is long",
                    self.thickness,
                    self.outline.root_chord()
                ),
            ));
        }
        self.check_edge()?;
        if !self.cant.is_finite() || self.cant.abs() >= FRAC_PI_2 {
            return Err(Fault::new(
                "cant",
                format!(
                    "a cant of {} rad, expected less than a right angle",
                    self.cant
                ),
            ));
        }
        if let Some(angle) = self.angle.filter(|angle| !angle.is_finite()) {
            return Err(Fault::new("angle", format!("{angle} is not an angle")));
        }
        let bad = |place: &str, value: f64| {
            Err(Fault::new(
                place,
                format!("{value} of the chord, expected a fraction between 0 and 1"),
            ))
        };
        match self.section {
            FinSection::DoubleWedge(at) if !(at > 0.0 && at < 1.0) => bad("section", at),
            FinSection::Hexagonal { leading, trailing }
                if !(leading > 0.0 && trailing >= 0.0 && leading + trailing <= 1.0) =>
            {
                bad("section", leading + trailing)
            }
            _ => self
                .body_diameter
                .map_or(Ok(()), |diameter| positive("body_diameter", diameter)),
        }
    }

    fn check_edge(&self) -> Result<(), Fault> {
        let radius = self.edge_radius;
        let most = 0.5 * self.thickness;
        let wrong = |message| Err(Fault::new("leading_edge_radius", message));
        if !(0.0..=most).contains(&radius) {
            return wrong(format!(
                "a leading edge of {radius} m radius, expected 0 to {most} m, half the thickness"
            ));
        }
        if radius > 0.0 && !self.section.has_thin_leading_edge() {
            return wrong(format!(
                "a leading edge of {radius} m radius on a section that is not thin there"
            ));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::outline::check_polygon;
    use super::super::shape::FinOutline;
    use super::*;

    #[test]
    fn a_trapezoid_measures_what_its_formulas_say() {
        // Bella Lui's fins: RocketPy 1.12.1 gives area 0.0405, AR 1.97530864, Yma 0.0872427984.
        let p = FinOutline::Trapezoidal {
            root_chord: 0.28,
            tip_chord: 0.125,
            span: 0.2,
            sweep_length: 0.155,
        }
        .planform();
        assert!((p.area - 0.0405).abs() < 1e-12);
        assert!((p.aspect_ratio() - 1.975_308_64).abs() < 1e-8);
        assert!((p.mean_height - 0.087_242_798_4).abs() < 1e-5); // strips: 1/(12 n²) of the span
        assert!((p.tip_chord - 0.125).abs() < 1e-12);
        assert!((libm::acos(p.cos_middle_sweep) - 0.369_684_289).abs() < 1e-9);
        assert!((p.tan_leading_sweep - 0.775).abs() < 1e-12);
    }

    #[test]
    fn half_an_ellipse_has_its_area_and_centroid() {
        let p = FinOutline::Elliptical {
            root_chord: 0.2,
            span: 0.1,
        }
        .planform();
        // pi/4 * chord * span; the strips lose 3e-4 at the round tip.
        assert!((p.area / (FRAC_PI_2 * 0.5 * 0.2 * 0.1) - 1.0).abs() < 1e-3);
        assert!((p.centroid - 0.1).abs() < 1e-9);
        assert!((p.cos_middle_sweep - 1.0).abs() < 1e-9);
    }

    /// A root that goes inward with the body keeps the fin's area, and less and less inward it becomes the straight root, to
    /// the last digit at none.
    #[test]
    fn an_inward_root_is_straightened_at_its_mean_height() {
        let outline = |depth: f64| {
            FinOutline::Freeform(vec![(0.0, 0.0), (0.04, 0.06), (0.1, 0.06), (0.12, -depth)])
        };
        let straight = outline(0.0).planform();
        assert_eq!(outline(0.0).root_height(), 0.0);
        let inward = outline(0.01);
        assert!((inward.root_height() + 0.005).abs() < 1e-15);
        let planform = inward.planform();
        // The shoelace formula has 0.0059 m² of the outline as it stands.
        let exact = 0.0059;
        assert!(
            (planform.area / exact - 1.0).abs() < 0.01,
            "{}",
            planform.area / exact
        );
        assert!((planform.span - 0.065).abs() < 1e-15);
        for depth in [1e-6, 1e-9] {
            let near = outline(depth).planform();
            for (a, b) in [
                (near.area / straight.area, 1.0),
                (near.mean_chord / straight.mean_chord, 1.0),
                (near.span / straight.span, 1.0),
                (near.mean_height / straight.mean_height, 1.0),
            ] {
                assert!((a - b).abs() < 100.0 * depth, "{a} {b} at {depth}");
            }
        }
        // A root in several steps, as along a curved boat-tail: its mean height is the trapezoids' under it.
        let curved = FinOutline::Freeform(vec![
            (0.0, 0.0),
            (0.04, 0.06),
            (0.1, 0.06),
            (0.12, -0.01),
            (0.06, -0.002),
        ]);
        assert_eq!(curved.root_chord(), 0.12);
        let expected = -(0.06 * 0.001 + 0.06 * 0.006) / 0.12;
        assert!((curved.root_height() - expected).abs() < 1e-15);
        assert!(curved.check().is_ok());
        let back = [(0.0, 0.0), (0.1, 0.06), (0.1, -0.01), (0.12, -0.01)];
        assert!(check_polygon(&back).is_err());
        let dips = [(0.0, 0.0), (0.02, -0.01), (0.1, 0.06), (0.12, 0.0)];
        assert!(check_polygon(&dips).is_err());
    }

    #[test]
    fn crossing_and_open_outlines_are_refused() {
        let bow = [(0.0, 0.0), (0.1, 0.1), (0.0, 0.1), (0.1, 0.0)];
        assert!(check_polygon(&bow).is_err());
        assert!(check_polygon(&[(0.0, 0.0), (0.1, 0.1), (0.2, 0.05)]).is_err());
        assert!(check_polygon(&[(0.0, 0.0), (0.1, 0.1), (0.2, 0.0)]).is_ok());
    }
}
