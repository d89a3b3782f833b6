//! The generating curves of noses and transitions: radius against distance from the narrow end.
//!
//! Closed forms as collected by G. A. Crowell, *The Descriptive Geometry of Nose Cones* (1996). With length L,
//! base radius R and u = x/L:
//!
//! | profile | radius |
//! |---|---|
//! | conical | `R u` |
//! | tangent ogive | `sqrt(ρ² - (L - x)²) + R - ρ`, `ρ = (R² + L²) / 2R` |
//! | secant ogive | `sqrt(ρ² - (ρ cos a - x)²) + ρ sin a`, `a = atan(R/L) - acos(sqrt(L² + R²) / 2ρ)` |
//! | elliptical | `R sqrt(1 - (1 - u)²)` |
//! | power | `R uⁿ` |
//! | parabolic | `R (2u - K u²) / (2 - K)` |
//! | Haack | `R sqrt((θ - sin 2θ / 2 + C sin³ θ) / π)`, `θ = acos(1 - 2u)` |

use super::shape::{Nose, Profile, Transition};
use crate::error::Fault;
use std::f64::consts::PI;

/// Points of the polygon that stands for a curved contour. Volume and area then lie within 1e-4 of the closed
/// forms (tests `a_solid_ellipsoid`, `a_sphere_has_its_area`).
const POINTS: usize = 240;

impl Profile {
    /// Radius at a distance from the narrow end, m, for a length and a rise in radius, m; zero before the narrow
    /// end and the full rise behind the wide one.
    pub fn radius(self, x: f64, length: f64, rise: f64) -> f64 {
        if x <= 0.0 {
            return 0.0;
        }
        if x >= length {
            return rise;
        }
        let u = x / length;
        match self {
            Self::Conical => rise * u,
            Self::TangentOgive => {
                let arc = tangent_radius(length, rise);
                (arc * arc - (length - x).powi(2)).max(0.0).sqrt() + rise - arc
            }
            Self::SecantOgive(arc) => {
                let chord = (length * length + rise * rise).sqrt();
                let angle = libm::atan2(rise, length) - libm::acos((chord / (2.0 * arc)).min(1.0));
                let (sin, cos) = (libm::sin(angle), libm::cos(angle));
                (arc * arc - (arc * cos - x).powi(2)).max(0.0).sqrt() + arc * sin
            }
            Self::Elliptical => rise * (1.0 - (1.0 - u).powi(2)).max(0.0).sqrt(),
            Self::Power(exponent) => rise * libm::pow(u, exponent),
            Self::Parabolic(k) => rise * (2.0 * u - k * u * u) / (2.0 - k),
            Self::Haack(c) => {
                let theta = libm::acos(1.0 - 2.0 * u);
                let sin = libm::sin(theta);
                let area = theta - 0.5 * libm::sin(2.0 * theta) + c * sin.powi(3);
                rise * (area.max(0.0) / PI).sqrt()
            }
        }
    }

    /// Slope dr/dx at a distance from the narrow end, by a central difference inside the profile.
    pub fn slope(self, x: f64, length: f64, rise: f64) -> f64 {
        let step = 1e-5 * length;
        let (before, after) = ((x - step).max(0.0), (x + step).min(length));
        (self.radius(after, length, rise) - self.radius(before, length, rise)) / (after - before)
    }

    /// Refuses parameters that make no curve of this length and rise.
    pub(super) fn check(self, length: f64, rise: f64) -> Result<(), Fault> {
        let outside = |name: &str, value: f64, range: &str| {
            Err(Fault::new(
                name,
                format!("{name} is {value}, expected {range}"),
            ))
        };
        match self {
            Self::TangentOgive if length < rise => Err(Fault::new(
                "length",
                format!("a tangent ogive of {length} m is shorter than its radius of {rise} m"),
            )
            .hint("use an elliptical profile for a nose that blunt")),
            Self::SecantOgive(arc)
                if !arc.is_finite() || arc < tangent_radius(length, rise) * (1.0 - 1e-9) =>
            {
                Err(Fault::new(
                    "ogive_radius",
                    format!(
                        "a secant ogive's radius is {arc} m, expected at least the tangent ogive's, {:.4} m",
                        tangent_radius(length, rise)
                    ),
                )
                .hint("a smaller radius would bulge beyond the base"))
            }
            Self::Power(n) if !(n > 0.0 && n <= 1.0) => outside("exponent", n, "0 < exponent <= 1"),
            Self::Parabolic(k) if !(0.0..=1.0).contains(&k) => outside("parameter", k, "0 to 1"),
            // Above 2/3 the Haack series bulges beyond its base.
            Self::Haack(c) if !(0.0..=2.0 / 3.0).contains(&c) => {
                outside("parameter", c, "0 (von Kármán) to 2/3")
            }
            _ => Ok(()),
        }
    }
}

fn tangent_radius(length: f64, rise: f64) -> f64 {
    (rise * rise + length * length) / (2.0 * rise)
}

/// The outer contour of a body section: corners of a polygon `(x, r)`, x rising from zero.
pub type BodyContour = Vec<(f64, f64)>;

/// Where a spherical tip meets a profile.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Blunting {
    /// Length of the sharp profile, m.
    sharp: f64,
    /// How much of it, from its tip, the blunted nose lacks, m.
    cut: f64,
    /// Where the cap ends, m from the blunted tip.
    cap: f64,
}

impl Nose {
    /// The contour from the tip, close points where it curves most.
    pub fn contour(&self) -> BodyContour {
        let radius = 0.5 * self.base_diameter;
        let blunting = self.blunting();
        let at = |x: f64| match blunting {
            Some(b) if x < b.cap => (x * (2.0 * self.tip_radius - x)).max(0.0).sqrt(),
            Some(b) => self.profile.radius(x + b.cut, b.sharp, radius),
            None => self.profile.radius(x, self.length, radius),
        };
        if self.profile == Profile::Conical && blunting.is_none() {
            return vec![(0.0, 0.0), (self.length, radius)];
        }
        (0..=POINTS)
            .map(|i| {
                let t = i as f64 / POINTS as f64;
                let x = self.length * t * t;
                (x, at(x))
            })
            .collect()
    }

    /// Radius at which a spherical tip meets the profile, m; zero for a sharp tip.
    pub fn cap_radius(&self) -> f64 {
        self.blunting().map_or(0.0, |b| {
            (b.cap * (2.0 * self.tip_radius - b.cap)).max(0.0).sqrt()
        })
    }

    /// Angle between the skin and the axis where the nose meets the body, rad.
    pub fn base_angle(&self) -> f64 {
        let radius = 0.5 * self.base_diameter;
        let sharp = self.blunting().map_or(self.length, |b| b.sharp);
        libm::atan(self.profile.slope(sharp, sharp, radius))
    }

    /// Length of the same profile without a spherical tip, m.
    pub fn sharp_length(&self) -> f64 {
        self.blunting().map_or(self.length, |b| b.sharp)
    }

    /// The sphere touches the profile where the normal from the axis has its radius:
    /// `r sqrt(1 + r'²) = tip radius`; the sharp profile is lengthened until the blunted one has its length.
    fn blunting(&self) -> Option<Blunting> {
        if self.tip_radius <= 0.0 {
            return None;
        }
        let radius = 0.5 * self.base_diameter;
        let at_length = |sharp: f64| {
            let touch = |x: f64| {
                let slope = self.profile.slope(x, sharp, radius);
                let r = self.profile.radius(x, sharp, radius);
                (r * (1.0 + slope * slope).sqrt(), r, slope)
            };
            let (mut low, mut high) = (1e-5 * sharp, sharp);
            if touch(low).0 > self.tip_radius || touch(high).0 < self.tip_radius {
                return None;
            }
            for _ in 0..60 {
                let middle = 0.5 * (low + high);
                if touch(middle).0 < self.tip_radius {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            let (_, r, slope) = touch(high);
            let cut = high + r * slope - self.tip_radius;
            Some(Blunting {
                sharp,
                cut,
                cap: high - cut,
            })
        };
        // The blunted length grows with the sharp one.
        let (mut low, mut high) = (self.length, 20.0 * self.length);
        at_length(low)?;
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            match at_length(middle) {
                Some(b) if b.sharp - b.cut < self.length => low = middle,
                _ => high = middle,
            }
        }
        at_length(low).filter(|b| (b.sharp - b.cut - self.length).abs() < 1e-3 * self.length)
    }

    /// Refuses a spherical tip that does not fit.
    ///
    /// # Errors
    /// At `tip_radius`, when the tip is larger than the nose or its sphere does not touch the profile.
    pub fn check_tip(&self) -> Result<(), Fault> {
        let radius = 0.5 * self.base_diameter;
        if self.tip_radius == 0.0 {
            return Ok(());
        }
        if !(self.tip_radius > 0.0 && self.tip_radius < radius && self.tip_radius <= self.length) {
            return Err(Fault::new(
                "tip_radius",
                format!(
                    "a tip radius of {} m does not fit a nose of radius {radius} m and length {} m",
                    self.tip_radius, self.length
                ),
            ));
        }
        if self.blunting().is_none() {
            return Err(Fault::new(
                "tip_radius",
                format!(
                    "no sphere of radius {} m touches this profile",
                    self.tip_radius
                ),
            )
            .hint("elliptical and power noses are round by themselves: leave the tip radius out"));
        }
        Ok(())
    }
}

impl Transition {
    /// The contour from its forward end.
    pub fn contour(&self) -> BodyContour {
        let (fore, aft) = (0.5 * self.fore_diameter, 0.5 * self.aft_diameter);
        if self.profile == Profile::Conical {
            return vec![(0.0, fore), (self.length, aft)];
        }
        let narrow = fore.min(aft);
        let rise = (aft - fore).abs();
        let mut points: BodyContour = (0..=POINTS)
            .map(|i| {
                let t = i as f64 / POINTS as f64;
                let x = self.length * t * t;
                (x, narrow + self.profile.radius(x, self.length, rise))
            })
            .collect();
        if aft < fore {
            points = points
                .into_iter()
                .rev()
                .map(|(x, r)| (self.length - x, r))
                .collect();
        }
        points
    }

    /// Angle between the skin and the axis at the wider end, rad.
    pub fn wide_angle(&self) -> f64 {
        let rise = 0.5 * (self.aft_diameter - self.fore_diameter).abs();
        libm::atan(self.profile.slope(self.length, self.length, rise))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const ALL: [Profile; 9] = [
        Profile::Conical,
        Profile::TangentOgive,
        Profile::SecantOgive(3.0),
        Profile::Elliptical,
        Profile::Power(0.5),
        Profile::Power(0.75),
        Profile::Parabolic(0.75),
        Profile::Haack(0.0),
        Profile::Haack(1.0 / 3.0),
    ];

    fn nose(profile: Profile, tip_radius: f64) -> Nose {
        Nose {
            profile,
            length: 0.4,
            base_diameter: 0.2,
            tip_radius,
            wall: None,
        }
    }

    #[test]
    fn every_profile_rises_from_the_tip_to_the_base() {
        for profile in ALL {
            let mut last = 0.0;
            for i in 0..=100 {
                let r = profile.radius(0.004 * f64::from(i), 0.4, 0.1);
                assert!(r >= last - 1e-12, "{profile:?}");
                last = r;
            }
            assert!((last - 0.1).abs() < 1e-9, "{profile:?} ends at {last}");
            assert!(profile.radius(1e-9, 0.4, 0.1) < 1e-3, "{profile:?}");
        }
    }

    #[test]
    fn a_blunted_nose_keeps_its_length_and_meets_its_sphere_without_a_step() {
        for profile in [Profile::Conical, Profile::TangentOgive, Profile::Haack(0.0)] {
            let nose = nose(profile, 0.02);
            nose.check_tip().unwrap();
            let b = nose.blunting().unwrap();
            assert!((b.sharp - b.cut - nose.length).abs() < 1e-6);
            let sphere = (b.cap * (0.04 - b.cap)).sqrt();
            let curve = profile.radius(b.cap + b.cut, b.sharp, 0.1);
            assert!((sphere - curve).abs() < 1e-6, "{profile:?}");
        }
    }

    #[test]
    fn a_blunted_cone_is_tangent_where_geometry_says() {
        // A sphere of radius t touches a cone of half-angle e at radius t cos e.
        let nose = nose(Profile::Conical, 0.02);
        let b = nose.blunting().unwrap();
        let angle = (0.1 / b.sharp).atan();
        assert!((nose.cap_radius() - 0.02 * angle.cos()).abs() < 1e-7);
    }

    #[test]
    fn an_elliptical_nose_takes_no_sphere_smaller_than_its_own_tip() {
        assert!(nose(Profile::Elliptical, 0.001).check_tip().is_err());
        assert!(nose(Profile::Conical, 0.1).check_tip().is_err());
    }
}
