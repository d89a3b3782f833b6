//! Pressure and wave drag of noses, shoulders and boat-tails, on their own frontal area.
//!
//! After S. Niskanen, *OpenRocket Technical Documentation* (2013), §3.4 and appendix B, who collects:
//!
//! - **Subsonic** (below Mach 0.8): `0.8 sin² φ`, φ the angle between skin and axis at the wider end; nothing for
//!   a profile tangent to the body.
//! - **Cones**: `sin ε` at Mach 1 and `2.1 sin² ε + 0.5 sin ε / sqrt(M² - 1)` from Mach 1.3 (S. F. Hoerner,
//!   *Fluid-Dynamic Drag*, 1965, ch. 16), ε the half-angle.
//!   For 10° the exact (Taylor–Maccoll) solution is 0.1239, 0.1045 and 0.0875 at Mach 1.5, 2 and 3: the formula is 14,
//!   9 and 7 % above it.
//! - **Ogives**: the cone of equal fineness times `0.82 + 0.72 (κ - 0.5)²`, κ the tangent ogive's radius over the
//!   ogive's (1 is tangent, 0 a cone).
//! - **Other profiles**: W. E. Stoney, NASA TR R-100 (1961), free flights of fineness-3 noses, read from the plot
//!   on page 16. To another fineness f: `C = B (C₃/B)^(ln(f+1)/ln 4)` with the blunt front B, right at f = 0 and
//!   f = 3. Beyond the tables' last Mach number the drag falls as that of a cone of fineness 3.
//! - **Boat-tails**: the base drag of the area that disappears, in full for a length below one change of diameter,
//!   falling linearly to nothing at three.
//!
//! A **spherical tip** covers the share `(r_t/R)²` of the frontal area, r_t where it meets the profile; that share
//! has the drag of a hemisphere (an ellipsoid of fineness 1/2), the rest that of the sharp profile.
//!
//! Below and above these anchors the curves are joined by the monotone cubic of [`super::smooth`], from Mach 0.8.

use super::bluff::{base, blunt_front};
use super::smooth::{Smooth, grid};
use crate::rocket::shape::{Nose, Profile, Transition};

/// Mach number at which pressure drag begins to rise.
const RISE: f64 = 0.8;
/// Sine of the half-angle of a cone of fineness 3.
const SINE_AT_THREE: f64 = 0.164_398_987_305_357_3;

// NASA TR R-100 (1961), page 16, fineness 3: Mach number and drag coefficient on the base.
const ELLIPSOID: &[(f64, f64)] = &[
    (1.2, 0.110),
    (1.25, 0.128),
    (1.3, 0.140),
    (1.4, 0.148),
    (1.6, 0.152),
    (2.0, 0.159),
    (2.4, 0.162),
];
const POWER_1_4: &[(f64, f64)] = &[
    (1.2, 0.140),
    (1.3, 0.156),
    (1.4, 0.169),
    (1.6, 0.192),
    (1.8, 0.206),
    (2.2, 0.227),
    (2.6, 0.241),
    (3.0, 0.249),
    (3.6, 0.252),
];
const POWER_1_2: &[(f64, f64)] = &[
    (0.95, 0.014),
    (1.0, 0.050),
    (1.05, 0.060),
    (1.2, 0.081),
    (1.3, 0.084),
    (1.7, 0.085),
    (2.0, 0.078),
];
const POWER_3_4: &[(f64, f64)] = &[
    (0.9, 0.015),
    (1.0, 0.078),
    (1.06, 0.121),
    (1.2, 0.110),
    (1.4, 0.098),
    (1.6, 0.090),
    (2.0, 0.084),
    (2.8, 0.078),
    (3.4, 0.074),
];
const VON_KARMAN: &[(f64, f64)] = &[
    (0.95, 0.010),
    (1.0, 0.027),
    (1.05, 0.055),
    (1.1, 0.070),
    (1.2, 0.081),
    (1.4, 0.095),
    (1.6, 0.097),
    (2.0, 0.091),
    (3.0, 0.083),
];
const LV_HAACK: &[(f64, f64)] = &[
    (0.95, 0.010),
    (1.0, 0.024),
    (1.05, 0.066),
    (1.1, 0.084),
    (1.2, 0.100),
    (1.4, 0.114),
    (1.6, 0.117),
    (2.0, 0.113),
];
const PARABOLA: &[(f64, f64)] = &[
    (0.975, 0.016),
    (1.0, 0.041),
    (1.05, 0.092),
    (1.1, 0.109),
    (1.2, 0.119),
    (1.4, 0.113),
    (1.7, 0.108),
];
const PARABOLA_1_2: &[(f64, f64)] = &[
    (0.9, 0.016),
    (0.95, 0.042),
    (1.0, 0.100),
    (1.05, 0.126),
    (1.1, 0.125),
    (1.3, 0.100),
    (1.5, 0.090),
    (1.8, 0.088),
];
const PARABOLA_3_4: &[(f64, f64)] = &[
    (0.95, 0.023),
    (1.0, 0.073),
    (1.05, 0.098),
    (1.1, 0.107),
    (1.2, 0.106),
    (1.4, 0.089),
    (1.7, 0.082),
];

/// Drag of a nose on the area of its base.
pub(super) fn nose(nose: &Nose) -> Smooth {
    let radius = 0.5 * nose.base_diameter;
    let sharp = nose.sharp_length();
    let profile = profile(nose.profile, sharp, radius, libm::sin(nose.base_angle()));
    let tip = (nose.cap_radius() / radius).powi(2);
    if tip == 0.0 {
        return profile;
    }
    let hemisphere = scaled(&table(ELLIPSOID), 0.5, 0.0);
    Smooth::sampled(|m| (1.0 - tip) * profile.at(m) + tip * hemisphere.at(m))
}

/// Drag of a shoulder or boat-tail on the area by which it changes the body's.
pub(super) fn transition(transition: &Transition) -> Smooth {
    let rise = 0.5 * (transition.aft_diameter - transition.fore_diameter).abs();
    if transition.aft_diameter > transition.fore_diameter {
        let sine = libm::sin(transition.wide_angle());
        return profile(transition.profile, transition.length, rise, sine);
    }
    let fineness = transition.length / (2.0 * rise);
    base().times((0.5 * (3.0 - fineness)).clamp(0.0, 1.0))
}

fn profile(profile: Profile, length: f64, radius: f64, base_sine: f64) -> Smooth {
    let fineness = length / (2.0 * radius);
    let low = 0.8 * base_sine * base_sine;
    let half_angle_sine = radius / (radius * radius + length * length).sqrt();
    let between = |a: &[(f64, f64)], b: &[(f64, f64)], share: f64| {
        let (a, b) = (table(a), table(b));
        scaled(&blend(&a, &b, share), fineness, low)
    };
    match profile {
        Profile::Conical | Profile::TangentOgive => cone(half_angle_sine, low, 1.0),
        Profile::SecantOgive(arc) => {
            let tangent = (radius * radius + length * length) / (2.0 * radius);
            let kappa = (tangent / arc).min(1.0);
            cone(half_angle_sine, low, 0.82 + 0.72 * (kappa - 0.5).powi(2))
        }
        Profile::Elliptical => scaled(&table(ELLIPSOID), fineness, low),
        Profile::Power(n) if n <= 0.25 => {
            let front = Smooth::sampled(blunt_front);
            scaled(&blend(&front, &table(POWER_1_4), 4.0 * n), fineness, low)
        }
        Profile::Power(n) if n <= 0.5 => between(POWER_1_4, POWER_1_2, 4.0 * n - 1.0),
        Profile::Power(n) if n <= 0.75 => between(POWER_1_2, POWER_3_4, 4.0 * n - 2.0),
        Profile::Power(n) => toward_cone(POWER_3_4, 4.0 * n - 3.0, fineness, low),
        Profile::Parabolic(k) if k <= 0.5 => {
            toward_cone(PARABOLA_1_2, 1.0 - 2.0 * k, fineness, low)
        }
        Profile::Parabolic(k) if k <= 0.75 => between(PARABOLA_1_2, PARABOLA_3_4, 4.0 * k - 2.0),
        Profile::Parabolic(k) => between(PARABOLA_3_4, PARABOLA, 4.0 * k - 3.0),
        // Stoney flew no Haack body beyond C = 1/3.
        Profile::Haack(c) => between(VON_KARMAN, LV_HAACK, (3.0 * c).min(1.0)),
    }
}

fn toward_cone(other: &[(f64, f64)], share: f64, fineness: f64, low: f64) -> Smooth {
    let three = cone(SINE_AT_THREE, 0.0, 1.0);
    scaled(&blend(&table(other), &three, share), fineness, low)
}

/// Hoerner's cone from Mach 1.3.
fn cone_above(sine: f64, mach: f64) -> f64 {
    2.1 * sine * sine + 0.5 * sine / (mach * mach - 1.0).sqrt()
}

fn cone(sine: f64, low: f64, shape: f64) -> Smooth {
    let above = grid()
        .filter(|m| *m >= 1.3)
        .map(|m| (m, shape * cone_above(sine, m)));
    let rise = [(0.0, low), (RISE, low), (1.0, (shape * sine).max(low))];
    Smooth::new(rise.into_iter().chain(above))
}

/// A table of fineness 3 from nothing at Mach 0.8, continued beyond its end.
fn table(points: &[(f64, f64)]) -> Smooth {
    let last = points.last().copied().unwrap_or((1.0, 0.0));
    let decay = last.1 / cone_above(SINE_AT_THREE, last.0);
    let beyond = grid()
        .filter(|m| *m > last.0 + 0.1)
        .map(|m| (m, decay * cone_above(SINE_AT_THREE, m)));
    Smooth::new(
        [(0.0, 0.0), (RISE, 0.0)]
            .into_iter()
            .chain(points.iter().copied())
            .chain(beyond),
    )
}

fn blend(a: &Smooth, b: &Smooth, share: f64) -> Smooth {
    Smooth::sampled(|m| (1.0 - share) * a.at(m) + share * b.at(m))
}

/// From fineness 3 to another, never below the subsonic value. Between Mach 0.8 and 0.95 the scaled curve is
/// joined: the power law would turn the foot of a blunt nose into a step.
fn scaled(three: &Smooth, fineness: f64, low: f64) -> Smooth {
    let exponent = libm::log(fineness + 1.0) / libm::log(4.0);
    Smooth::joined(RISE, 0.95, |m| {
        let front = blunt_front(m);
        let scaled = front * libm::pow((three.at(m) / front).max(0.0), exponent);
        if m <= RISE { low } else { scaled.max(low) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointed(profile: Profile, fineness: f64) -> Nose {
        Nose {
            profile,
            length: 0.1 * fineness,
            base_diameter: 0.1,
            tip_radius: 0.0,
            wall: None,
        }
    }

    #[test]
    fn a_cone_follows_hoerner_and_the_cone_tables() {
        // Half-angle 10°, Mach 2: 0.1045 by the exact (Taylor–Maccoll) solution; Hoerner's formula is 9 % above it.
        let cone = nose(&pointed(Profile::Conical, 0.5 / 0.176_327));
        let value = cone.at(2.0);
        assert!((value / 0.1045 - 1.0).abs() < 0.10, "{value}");
        assert!((cone.at(0.3) - 0.8 * 0.173_648_f64.powi(2)).abs() < 1e-4);
    }

    #[test]
    fn fineness_three_returns_stoney() {
        for (profile, mach, expected) in [
            (Profile::Haack(0.0), 1.4, 0.095),
            (Profile::Haack(1.0 / 3.0), 1.2, 0.100),
            (Profile::Power(0.5), 1.2, 0.081),
            (Profile::Elliptical, 1.6, 0.152),
            (Profile::Parabolic(1.0), 1.2, 0.119),
        ] {
            let value = nose(&pointed(profile, 3.0)).at(mach);
            assert!((value - expected).abs() < 2e-3, "{profile:?}: {value}");
        }
    }

    #[test]
    fn finer_noses_drag_less_and_blunter_tips_more() {
        let of = |fineness| nose(&pointed(Profile::Haack(0.0), fineness)).at(1.5);
        assert!(of(2.0) > of(3.0) && of(3.0) > of(5.0));
        let mut blunted = pointed(Profile::Conical, 4.0);
        let sharp = nose(&blunted).at(2.0);
        blunted.tip_radius = 0.02;
        assert!(nose(&blunted).at(2.0) > sharp);
    }
}
