//! Mass, centre and inertia of a drawn part.
//!
//! Bodies of revolution are integrated along their contour: a slice of radii a (inside) and b (outside) has area
//! `π (b² - a²)` and second moments `π/2 (b⁴ - a⁴)` about the axis and `π/4 (b⁴ - a⁴)` across it. A wall is
//! measured along the skin's normal. Fins are flat plates of their outline, evenly spaced, so that the set is
//! alike in all transverse directions; the fullness of their section counts, its shift of the centre does not.
//! A lug or button counts at its distance from the axis, its own small inertia apart from length neglected.

use super::body::{Body, integral};
use super::profile::BodyContour;
use super::shape::FinSet;
use super::{Part, PartMass, PartShape};
use crate::mass::MassProperties;
use std::f64::consts::PI;

impl Part {
    /// Mass properties of the part in its place (centre in m from the nose tip), what is given replacing what
    /// is drawn.
    pub(super) fn mass_properties(&self, body: &Body, default_radius: f64) -> MassProperties {
        if self.stuff == PartMass::Weightless {
            return MassProperties::default();
        }
        let drawn = self.of_unit_density(body, default_radius);
        let mut properties = match self.stuff {
            PartMass::Weightless => MassProperties::default(),
            PartMass::Density(density) => scaled(drawn, density),
            PartMass::Mass(mass) if drawn.mass > 0.0 => scaled(drawn, mass / drawn.mass),
            PartMass::Mass(mass) => MassProperties { mass, ..drawn },
        };
        if let Some(center) = self.given.center_of_mass {
            properties.center = center;
        }
        if let Some(inertia) = self.given.inertia {
            properties.axial = inertia.axial;
            properties.transverse = inertia.transverse;
        }
        properties
    }

    fn of_unit_density(&self, body: &Body, default_radius: f64) -> MassProperties {
        let radius = body.radius_at(self.position).unwrap_or(default_radius);
        let properties = match &self.shape {
            PartShape::Nose(nose) => revolution(&nose.contour(), nose.wall),
            PartShape::Transition(transition) => revolution(&transition.contour(), transition.wall),
            PartShape::Tube(tube) => {
                cylinder(tube.length, tube.outer_diameter, tube.inner_diameter)
            }
            PartShape::Fins(fins) => plates(fins, fins.body_diameter.map_or(radius, |d| 0.5 * d)),
            PartShape::Lug {
                length,
                outer_diameter,
                inner_diameter,
            } => beside(
                cylinder(*length, *outer_diameter, *inner_diameter),
                radius + 0.5 * outer_diameter,
            ),
            PartShape::RailButton { diameter, height } => beside(
                MassProperties::point(0.25 * PI * diameter * diameter * height, 0.0),
                radius + 0.5 * height,
            ),
            PartShape::Mass { length, diameter } => cylinder(*length, *diameter, 0.0),
        };
        properties.shifted(self.position)
    }
}

/// The same thing with its mass, and its inertia with it, multiplied.
pub(super) fn scaled(properties: MassProperties, factor: f64) -> MassProperties {
    MassProperties {
        mass: properties.mass * factor,
        center: properties.center,
        axial: properties.axial * factor,
        transverse: properties.transverse * factor,
    }
}

fn cylinder(length: f64, outer: f64, inner: f64) -> MassProperties {
    let (b, a) = (0.5 * outer, 0.5 * inner);
    let mass = PI * (b * b - a * a) * length;
    MassProperties {
        mass,
        center: 0.5 * length,
        axial: 0.5 * mass * (a * a + b * b),
        transverse: mass * (3.0 * (a * a + b * b) + length * length) / 12.0,
    }
}

/// The same thing moved off the axis, averaged over the directions across it.
fn beside(properties: MassProperties, distance: f64) -> MassProperties {
    let moment = properties.mass * distance * distance;
    MassProperties {
        axial: properties.axial + moment,
        transverse: properties.transverse + 0.5 * moment,
        ..properties
    }
}

fn revolution(contour: &BodyContour, wall: Option<f64>) -> MassProperties {
    let inner = |r: f64, slope: f64| {
        wall.map_or(0.0, |wall| {
            (r - wall * (1.0 + slope * slope).sqrt()).max(0.0)
        })
    };
    let area = |r: f64, slope: f64| PI * (r * r - inner(r, slope).powi(2));
    let fourth = |r: f64, slope: f64| PI * (r.powi(4) - inner(r, slope).powi(4));
    let mass = integral(contour, |_, r, slope| area(r, slope));
    let center = integral(contour, |x, r, slope| x * area(r, slope)) / mass;
    MassProperties {
        mass,
        center,
        axial: integral(contour, |_, r, slope| 0.5 * fourth(r, slope)),
        transverse: integral(contour, |x, r, slope| {
            0.25 * fourth(r, slope) + (x - center).powi(2) * area(r, slope)
        }),
    }
}

fn plates(fins: &FinSet, radius: f64) -> MassProperties {
    let corners = fins.outline.corners();
    // Moments of a polygon by Green's theorem; y from the axis.
    let (mut area, mut x1, mut x2, mut y2) = (0.0, 0.0, 0.0, 0.0);
    for (i, &(ax, ay)) in corners.iter().enumerate() {
        let (bx, by) = corners[(i + 1) % corners.len()];
        let (ay, by) = (ay + radius, by + radius);
        let cross = ax * by - bx * ay;
        area += cross / 2.0;
        x1 += (ax + bx) * cross / 6.0;
        x2 += (ax * ax + ax * bx + bx * bx) * cross / 12.0;
        y2 += (ay * ay + ay * by + by * by) * cross / 12.0;
    }
    let center = x1 / area;
    let mass = f64::from(fins.count) * area.abs() * fins.thickness * fins.section.fullness();
    let (along, out) = ((x2 / area - center * center).max(0.0), y2 / area);
    MassProperties {
        mass,
        center,
        axial: mass * out,
        transverse: mass * (along + 0.5 * out),
    }
}

#[cfg(test)]
mod tests {
    use super::super::shape::{FinOutline, FinSection, Nose, Profile};
    use super::*;

    fn nose(profile: Profile, wall: Option<f64>) -> Nose {
        Nose {
            profile,
            length: 0.3,
            base_diameter: 0.1,
            tip_radius: 0.0,
            wall,
        }
    }

    fn near(value: f64, expected: f64, relative: f64) {
        assert!(
            (value / expected - 1.0).abs() < relative,
            "{value}, expected {expected}"
        );
    }

    #[test]
    fn a_solid_cone() {
        let cone = revolution(&nose(Profile::Conical, None).contour(), None);
        let volume = PI * 0.05 * 0.05 * 0.3 / 3.0;
        near(cone.mass, volume, 1e-12);
        near(cone.center, 0.225, 1e-12);
        near(cone.axial, 0.3 * volume * 0.0025, 1e-12);
        // 3/20 m r² + 3/80 m h² about the centre.
        near(
            cone.transverse,
            volume * (0.15 * 0.0025 + 0.0375 * 0.09),
            1e-12,
        );
    }

    #[test]
    fn a_solid_ellipsoid() {
        // Half a spheroid: 2/3 π r² L, centre 5/8 L from the tip, 2/5 m r². A polygon of 240 sides: 1e-4.
        let half = revolution(&nose(Profile::Elliptical, None).contour(), None);
        near(half.mass, 2.0 / 3.0 * PI * 0.0025 * 0.3, 1e-4);
        near(half.center, 0.625 * 0.3, 1e-4);
        near(half.axial, 0.4 * half.mass * 0.0025, 1e-4);
    }

    #[test]
    fn a_thin_conical_shell_has_its_centre_two_thirds_down() {
        let shell = revolution(&nose(Profile::Conical, Some(1e-5)).contour(), Some(1e-5));
        near(shell.center, 0.2, 1e-3);
        near(shell.axial, 0.5 * shell.mass * 0.0025, 1e-3);
    }

    #[test]
    fn a_hollow_cylinder_agrees_with_its_contour() {
        let tube = cylinder(1.0, 0.1, 0.096);
        let contour = vec![(0.0, 0.05), (1.0, 0.05)];
        let same = revolution(&contour, Some(0.002));
        near(same.mass, tube.mass, 1e-12);
        near(same.transverse, tube.transverse, 1e-12);
    }

    #[test]
    fn rectangular_fins_by_the_parallel_axis_theorem() {
        let fins = FinSet {
            count: 4,
            outline: FinOutline::Trapezoidal {
                root_chord: 0.2,
                tip_chord: 0.2,
                span: 0.1,
                sweep_length: 0.0,
            },
            thickness: 0.003,
            section: FinSection::Square,
            edge_radius: 0.0,
            cant: 0.0,
            body_diameter: None,
            angle: None,
        };
        let set = plates(&fins, 0.05);
        let mass = 4.0 * 0.2 * 0.1 * 0.003;
        near(set.mass, mass, 1e-12);
        near(set.center, 0.1, 1e-12);
        let out = 0.01 / 12.0 + 0.1 * 0.1;
        near(set.axial, mass * out, 1e-12);
        near(set.transverse, mass * (0.04 / 12.0 + 0.5 * out), 1e-12);
    }

    #[test]
    fn a_sphere_has_its_area() {
        let mut half = nose(Profile::Elliptical, None);
        half.length = 0.05;
        let section = super::super::body::BodySection {
            part: 0,
            contour: half.contour(),
        };
        near(section.wetted_area(), 2.0 * PI * 0.0025, 1e-4);
    }
}
