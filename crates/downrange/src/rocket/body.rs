//! The body: noses, tubes and transitions in a row, as one contour.

use super::profile::BodyContour;
use super::{Part, PartShape, RocketDescription};
use crate::mass::MassProperties;

/// One body section in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct BodySection {
    /// Which part of the description it is.
    pub part: usize,
    /// Corners of its contour: distance from the rocket's nose tip and radius, m.
    pub contour: BodyContour,
}

impl BodySection {
    /// Forward end, m from the nose tip.
    pub fn fore(&self) -> f64 {
        self.contour.first().map_or(0.0, |c| c.0)
    }
    /// Aft end, m from the nose tip.
    pub fn aft(&self) -> f64 {
        self.contour.last().map_or(0.0, |c| c.0)
    }
    /// Radius at the forward end, m.
    pub fn fore_radius(&self) -> f64 {
        self.contour.first().map_or(0.0, |c| c.1)
    }
    /// Radius at the aft end, m.
    pub fn aft_radius(&self) -> f64 {
        self.contour.last().map_or(0.0, |c| c.1)
    }
    /// Sums a function of `(x, radius)` against length: Gauss–Legendre with three points a side, exact for the
    /// volumes and second moments of frusta.
    pub fn integral(&self, value: impl Fn(f64, f64) -> f64) -> f64 {
        integral(&self.contour, |x, r, _| value(x, r))
    }
    /// Outer surface, m².
    pub fn wetted_area(&self) -> f64 {
        self.contour
            .windows(2)
            .map(|pair| {
                let ((x0, r0), (x1, r1)) = (pair[0], pair[1]);
                std::f64::consts::PI
                    * (r0 + r1)
                    * ((x1 - x0) * (x1 - x0) + (r1 - r0) * (r1 - r0)).sqrt()
            })
            .sum()
    }
    /// Area of its side view, m².
    pub fn planform_area(&self) -> f64 {
        self.integral(|_, r| 2.0 * r)
    }
    /// Enclosed volume, m³.
    pub fn volume(&self) -> f64 {
        self.integral(|_, r| std::f64::consts::PI * r * r)
    }
}

/// The integral over a contour of a function of `(x, radius, slope)`.
pub(super) fn integral(contour: &[(f64, f64)], value: impl Fn(f64, f64, f64) -> f64) -> f64 {
    // Nodes ±sqrt(3/5) and 0, weights 5/9 and 8/9 (Abramowitz & Stegun 1964, table 25.4).
    let node = 0.6_f64.sqrt();
    contour
        .windows(2)
        .map(|pair| {
            let ((x0, r0), (x1, r1)) = (pair[0], pair[1]);
            if x1 <= x0 {
                return 0.0;
            }
            let slope = (r1 - r0) / (x1 - x0);
            let at = |t: f64| {
                let x = 0.5 * (x0 + x1) + 0.5 * t * (x1 - x0);
                value(x, r0 + slope * (x - x0), slope)
            };
            0.5 * (x1 - x0) * (5.0 * (at(-node) + at(node)) + 8.0 * at(0.0)) / 9.0
        })
        .sum()
}

/// All body sections from the nose aft.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Body {
    /// In order of their forward ends.
    pub sections: Vec<BodySection>,
}

impl Body {
    /// The body drawn in a description; empty when none is.
    pub fn new(description: &RocketDescription) -> Self {
        Self::rebuild(description, None)
    }

    /// The same, with the contours of a rocket whose parts are drawn the same.
    pub(super) fn rebuild(
        description: &RocketDescription,
        known: Option<(&RocketDescription, &Self)>,
    ) -> Self {
        let same = |part: usize, drawn: &Part| {
            let (description, body) = known?;
            let its = description.parts.get(part)?;
            let section = body.sections.iter().find(|each| each.part == part)?;
            let same = its.shape == drawn.shape && its.position == drawn.position;
            same.then(|| section.clone())
        };
        let mut sections: Vec<BodySection> = description
            .parts
            .iter()
            .enumerate()
            .filter_map(|(part, drawn)| {
                if let Some(section) = same(part, drawn) {
                    return Some(section);
                }
                let contour = match &drawn.shape {
                    PartShape::Nose(nose) => nose.contour(),
                    PartShape::Tube(tube) => {
                        let radius = 0.5 * tube.outer_diameter;
                        vec![(0.0, radius), (tube.length, radius)]
                    }
                    PartShape::Transition(transition) => transition.contour(),
                    _ => return None,
                };
                let contour = contour
                    .into_iter()
                    .map(|(x, r)| (x + drawn.position, r))
                    .collect();
                Some(BodySection { part, contour })
            })
            .collect();
        sections.sort_by(|a, b| a.fore().total_cmp(&b.fore()));
        Self { sections }
    }

    /// Aft end, m from the nose tip; `None` without a body.
    pub fn aft(&self) -> Option<f64> {
        self.sections
            .iter()
            .map(BodySection::aft)
            .max_by(f64::total_cmp)
    }

    /// Largest diameter, m; `None` without a body.
    pub fn diameter(&self) -> Option<f64> {
        self.sections
            .iter()
            .flat_map(|s| s.contour.iter().map(|c| 2.0 * c.1))
            .max_by(f64::total_cmp)
    }

    /// A mass spread evenly over the skin, from the nose tip: a guess at the inertia of a rocket of which only the mass is
    /// known. Across the axis it is 0.8 to 1.1 times what was published of five student rockets without their motors,
    /// along it, where what is inside sits nearer to the axis, 1.2 to 1.9 times (test `skin_and_published_inertia` of the
    /// validation).
    pub fn skin(&self, mass: f64) -> MassProperties {
        // Moments of the area, each over 2 pi.
        let sum = |value: &dyn Fn(f64, f64) -> f64| -> f64 {
            let each = |section: &BodySection| {
                integral(&section.contour, |x, r, slope| {
                    value(x, r) * r * (1.0 + slope * slope).sqrt()
                })
            };
            self.sections.iter().map(each).sum()
        };
        let area = sum(&|_, _| 1.0);
        if area <= 0.0 {
            return MassProperties::point(mass, 0.0);
        }
        let center = sum(&|x, _| x) / area;
        let axial = mass * sum(&|_, r| r * r) / area;
        let spread = mass * sum(&|x, _| (x - center) * (x - center)) / area;
        MassProperties {
            mass,
            center,
            axial,
            transverse: 0.5 * axial + spread,
        }
    }

    /// Radius at a distance from the nose tip, m; `None` off the body.
    pub fn radius_at(&self, x: f64) -> Option<f64> {
        let section = self
            .sections
            .iter()
            .find(|s| x >= s.fore() - 1e-9 && x <= s.aft() + 1e-9)?;
        let corners = &section.contour;
        let after = corners.partition_point(|c| c.0 <= x).max(1);
        if after == corners.len() {
            return Some(section.aft_radius());
        }
        let ((x0, r0), (x1, r1)) = (corners[after - 1], corners[after]);
        Some(if x1 > x0 {
            r0 + (r1 - r0) * ((x - x0) / (x1 - x0)).clamp(0.0, 1.0)
        } else {
            r1
        })
    }
}
