//! The radius of a body component along its length (`Transition.getRadius`, `Transition.Shape`).

use downrange::rocket::shape::Profile;

use super::component::{BodyComponent, Family, SkinCurve};

/// OpenRocket takes an ogive of a smaller parameter as a cone (`Transition.MINFEATURE`).
const STRAIGHT: f64 = 0.001;

/// The least exponent of a power series that is a curve: below, it is a disc.
const FLATTEST: f64 = 1e-3;

/// The curve as the core has it, over a length and a rise in radius, m.
///
/// OpenRocket's ogive of parameter p is part of a tangent ogive that is 1/p as long, a circular arc of the radius
/// `sqrt((L² + R²) ((2 - p)² L² + p² R²) / (4 p² R²))`; an ogive shorter than its radius is a longer one, compressed: half an
/// ellipsoid.
pub fn profile(curve: SkinCurve, length: f64, rise: f64) -> Profile {
    let p = curve.parameter;
    match curve.family {
        Family::Conical => Profile::Conical,
        Family::Ogive if p < STRAIGHT => Profile::Conical,
        Family::Ogive if length < rise => Profile::Elliptical,
        Family::Ogive if p >= 1.0 => Profile::TangentOgive,
        Family::Ogive => {
            let chord = length * length + rise * rise;
            let other = ((2.0 - p) * length).powi(2) + (p * rise).powi(2);
            Profile::SecantOgive((chord * other).sqrt() / (2.0 * p * rise))
        }
        Family::Ellipsoid => Profile::Elliptical,
        Family::Power => Profile::Power(p.max(FLATTEST)),
        Family::Parabolic => Profile::Parabolic(p),
        Family::Haack => Profile::Haack(p),
    }
}

impl BodyComponent<'_> {
    /// Outer radius at a distance from the forward end, m; beyond the ends that of the end.
    pub fn radius(&self, x: f64) -> f64 {
        let [fore, aft] = self.radii;
        if x < 0.0 || self.length <= 0.0 {
            return fore;
        }
        if x >= self.length {
            return aft;
        }
        let Some(curve) = self.curve.filter(|_| fore != aft) else {
            return fore;
        };
        let (narrow, wide) = (fore.min(aft), fore.max(aft));
        let x = if fore > aft { self.length - x } else { x };
        if curve.clipped && narrow > 0.0 {
            let clip = self.clip(curve, narrow, wide);
            let length = clip + self.length;
            return profile(curve, length, wide).radius(clip + x, length, wide);
        }
        let rise = wide - narrow;
        narrow + profile(curve, self.length, rise).radius(x, self.length, rise)
    }

    /// How much of a nose cone lies before a transition that is cut out of it, m: where that has the narrower radius.
    fn clip(&self, curve: SkinCurve, narrow: f64, wide: f64) -> f64 {
        let there = |clip: f64| {
            let length = clip + self.length;
            profile(curve, length, wide).radius(clip, length, wide)
        };
        let (mut low, mut high) = (0.0, self.length);
        // As far as OpenRocket looks.
        for _ in 0..10 {
            if there(high) >= narrow {
                break;
            }
            (low, high) = (high, 2.0 * high);
        }
        for _ in 0..50 {
            let middle = 0.5 * (low + high);
            match there(middle) < narrow {
                true => low = middle,
                false => high = middle,
            }
        }
        0.5 * (low + high)
    }

    /// Inner radius at a distance from the forward end, m (`Transition.getInnerRadius`: across the axis).
    pub fn inner_radius(&self, x: f64) -> f64 {
        let radius = self.radius(x);
        self.wall.map_or(0.0, |wall| (radius - wall).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::super::auto::Auto;
    use super::super::component::Shoulder;
    use super::*;

    fn body(
        family: Family,
        parameter: f64,
        clipped: bool,
        radii: [f64; 2],
    ) -> BodyComponent<'static> {
        BodyComponent {
            curve: Some(SkinCurve {
                family,
                parameter,
                clipped,
            }),
            length: 0.3,
            said: radii.map(Auto::Given),
            radii,
            wall: Some(0.002),
            density: 680.0,
            roughness: 0.0,
            shoulders: [Shoulder::default(); 2],
            mount: None,
        }
    }

    /// Every curve goes from one end to the other, and OpenRocket's secant ogive has the radius of its formula.
    #[test]
    fn curves_end_where_they_should() {
        for (family, parameter) in [
            (Family::Conical, 0.0),
            (Family::Ogive, 1.0),
            (Family::Ogive, 0.4),
            (Family::Ellipsoid, 0.0),
            (Family::Power, 0.6),
            (Family::Parabolic, 0.7),
            (Family::Haack, 1.0 / 3.0),
        ] {
            for (clipped, radii) in [
                (false, [0.0, 0.05]),
                (false, [0.03, 0.05]),
                (true, [0.03, 0.05]),
                (true, [0.05, 0.03]),
            ] {
                let body = body(family, parameter, clipped, radii);
                for (x, expected) in [(0.0, radii[0]), (0.3, radii[1])] {
                    let radius = body.radius(x);
                    // OpenRocket's own clipping is no finer than 0.1 mm of length.
                    assert!((radius - expected).abs() < 1e-6, "{family:?} {x} {radius}");
                }
            }
        }
        // sqrt(R² - (L/p - x)²) - sqrt(R² - (L/p)²) of `Shape.OGIVE`, by hand for L = 0.3, R = 0.05, p = 0.5 at x = 0.15.
        let secant = body(Family::Ogive, 0.5, false, [0.0, 0.05]);
        let arc = ((0.09_f64 + 0.0025) * (0.2025 + 0.000_625) / (4.0 * 0.000_625)).sqrt();
        let by_hand = (arc * arc - 0.45_f64.powi(2)).sqrt() - (arc * arc - 0.36).sqrt();
        assert!((secant.radius(0.15) - by_hand).abs() < 1e-9);
    }
}
