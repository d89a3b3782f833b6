//! Pressure and wave drag of noses, shoulders and boat-tails, on their own frontal area.
//!
//! After S. Niskanen, *OpenRocket Technical Documentation* (2013), §3.4 and appendix B, who collects:
//!
//! - **At low speed**: `0.8 sin² φ`, φ the angle between skin and axis at the wider end; nothing for
//!   a profile tangent to the body. Cones and ogives rise from it as said below, the others from Mach 0.8.
//! - **Cones and ogives**: R. L. McCoy (*MC DRAG*, BRL ARBRL-TR-02293, 1981), with τ the diameter over the length, κ the
//!   tangent ogive's radius over the ogive's (1 is tangent, 0 a cone) and β² = M² - 1:
//!   `(c₁ - c₂ τ²) (τ β)^(c₃ + c₄ τ) / β²`, c₁ = 0.7156 - 0.5313 κ + 0.595 κ², c₂ = 0.0796 + 0.0779 κ, c₃ = 1.587 + 0.049 κ,
//!   c₄ = 0.1122 + 0.1658 κ. For a cone of 10° it is
//!   within 1 % of the exact (Taylor–Maccoll) 0.1239, 0.1045 and 0.0875 at Mach 1.5, 2 and 3. It stands from Mach
//!   `1 + 0.368 τ^1.85` for a cone, 1.2 for a tangent ogive, between in proportion to κ: below 1.2 McCoy's tangent ogives rise further, at fineness 3 to 0.156
//!   at Mach 1.05, while Stoney's flights of the parabola, which is nearly one, have 0.119, 0.109, 0.092 and 0.041 at Mach 1.2, 1.1, 1.05 and 1; and
//!   his `0.368 τ^1.8` at Mach 1, 0.051, is the same for both. **At Mach 1** a cone of fineness f has `0.88/(f + 0.7)^1.29`, an ogive
//!   `0.88/(f + 1)^2.22` (J. S. Barrowman 1967, equations 4-42 and 4-43, read through a public port), those between in proportion to κ: 0.163 and
//!   0.041 at fineness 3, where Niskanen has sin φ = 0.164 for the cone. Below, a power of the Mach number on top of the subsonic value, with the slope
//!   `4/(γ+1) (1 - C/2)` at Mach 1 that Niskanen has. Shorter than one diameter
//!   it is carried on as the other profiles are.
//! - **Other profiles**: W. E. Stoney, NASA TR R-100 (1961), free flights of fineness-3 noses, read from the plot
//!   on page 16. To another fineness f: `C = B (C₃/B)^(ln(f+1)/ln 4)` with the blunt front B, right at f = 0 and
//!   f = 3. Beyond the tables' last Mach number the drag falls as that of a cone of fineness 3.
//! - **Boat-tails**: where the flow follows, McCoy's (1981): to Mach 1 his transonic fit, from Mach 1.1 the expansion at the
//!   shoulder that decays as `exp(-0.85 x/(β d))`; he takes the expansion to second order, we take it exact
//!   (Prandtl–Meyer). He has the fit to Mach 1.1, where it is 0.6 to 1.2 of the expansion, the more the steeper: between, they are joined. Where it separates, the base drag of the area that disappears. The separated share is Niskanen's (2013): all for a length below one change of diameter, falling linearly to
//!   nothing at three.
//!
//! - **Conical shoulders** on a body already wide: at the corner the flow is plane, far behind it that of the cone. Above Mach 1 the pressure runs
//!   from a wedge's to second order (A. Busemann 1935, [`super::supersonic`]; not above a blunt front's) to a cone's of like slope as McCoy has a boat-tail's
//!   run out, `exp(-0.85 x/(β d))`, d the diameter before it; β is at least `((γ + 1) θ)^⅓`, θ the turn, where transonic similarity has the pressure
//!   grow no more (T. von Kármán, J. Math. Phys. 26, 1947). Behind a nose that still widens where it ends, the wedge is that of the turn, on top
//!   of the pressure of a cone of the nose's last slope: two cones of one slope are one. To Mach 0.8, and other profiles, as a nose of the same
//!   rise. In the boundary layer they have less of it: [`super::boundary_layer`].
//!
//! A **spherical tip** covers the share `(r_t/R)²` of the frontal area, r_t where it meets the profile; that share
//! has the drag of a hemisphere (an ellipsoid of fineness 1/2), the rest that of the sharp profile. Above Mach 2.4 the ellipsoids' falls with the
//! cone's, where Newtonian flow has it stay: at Mach 5 a hemisphere has 0.73 for 0.90, and one of fineness 3 0.12 for 0.14.
//!
//! Between and beyond these anchors the curves are joined by the monotone cubic of [`super::mach_curve`].

use super::base_drag::{base, blunt_front};
use super::mach_curve::{Smooth, grid};
use super::nose_tables::{
    ELLIPSOID, LV_HAACK, PARABOLA, PARABOLA_1_2, PARABOLA_3_4, POWER_1_2, POWER_1_4, POWER_3_4,
    VON_KARMAN,
};
use super::supersonic::{GAMMA, pressure_ratio, turned, wedge_pressure};
use crate::rocket::shape::{Nose, Profile, Transition};

/// Mach number at which pressure drag begins to rise.
const RISE: f64 = 0.8;

/// Mach number to which Stoney's flights of the parabola are followed rather than McCoy's tangent ogives.
const FLOWN: f64 = 1.2;

/// Mach number from which a boat-tail has the drag of its expansion (McCoy 1981).
const EXPANDING: f64 = 1.1;

/// Mach numbers and drag coefficients.
type Tabled = &'static [(f64, f64)];

/// Drag of a nose on the area of its base.
pub(super) fn nose(nose: &Nose) -> Smooth {
    let radius = 0.5 * nose.base_diameter;
    let sharp = nose.sharp_length();
    let profile = profile(nose.profile, sharp, radius, libm::sin(nose.base_angle()));
    let tip = (nose.cap_radius() / radius).powi(2);
    if tip == 0.0 {
        return profile;
    }
    let hemisphere = scaled(table(ELLIPSOID), 0.5, 0.0);
    blend(profile, hemisphere, tip)
}

/// Drag of a shoulder or boat-tail on the area by which it changes the body's, which before it widens by an angle, rad.
pub(super) fn transition(transition: &Transition, before: f64) -> Smooth {
    let rise = 0.5 * (transition.aft_diameter - transition.fore_diameter).abs();
    if transition.aft_diameter > transition.fore_diameter {
        let sine = libm::sin(transition.wide_angle());
        let nose = profile(transition.profile, transition.length, rise, sine);
        return match transition.profile {
            Profile::Conical if transition.fore_diameter > 0.0 => {
                shoulder(transition, before, nose)
            }
            _ => nose,
        };
    }
    let (separated, share) = (base(), separated_share(transition));
    let narrow = transition.aft_diameter / transition.fore_diameter;
    let calibres = transition.length / transition.fore_diameter;
    let attached = Smooth::joined(1.0, EXPANDING, move |mach| {
        boat_tail(mach, narrow, calibres) / (1.0 - narrow * narrow)
    });
    Smooth::sampled(move |m| share * separated.at(m) + (1.0 - share) * attached.at(m))
}

/// A conical shoulder behind a body that widens by an angle, rad; `cone` is its drag as a nose.
fn shoulder(transition: &Transition, before: f64, cone: Smooth) -> Smooth {
    let (fore, aft) = (transition.fore_diameter, transition.aft_diameter);
    let calibres = transition.length / fore;
    let turn = libm::atan(0.5 * (aft - fore) / transition.length) - before.max(0.0);
    if turn <= 0.0 {
        return cone;
    }
    // Second-order theory ends near Mach 1: at the β at which similarity has the pressure grow no more.
    let least = libm::cbrt((GAMMA + 1.0) * turn);
    let ahead = (before > 0.0).then(|| ogive(0.5 / libm::tan(before), 0.0, 0.0));
    // Mean over the ring's area of exp(-rate x), by the middles of slices.
    let left = move |rate: f64| {
        const SLICES: u32 = 16;
        let at = |i: u32| {
            let x = (f64::from(i) + 0.5) / f64::from(SLICES);
            let radius = fore + (aft - fore) * x;
            [radius * libm::exp(-rate * calibres * x), radius]
        };
        let sums = (0..SLICES)
            .map(at)
            .fold([0.0, 0.0], |sum, each| [sum[0] + each[0], sum[1] + each[1]]);
        sums[0] / sums[1]
    };
    let alone = cone.clone();
    let more = Smooth::joined(RISE, 1.0, move |mach| {
        if mach <= RISE {
            return 0.0;
        }
        let beta = (mach * mach - 1.0).max(0.0).sqrt().max(least);
        let ahead = ahead.as_ref().map_or(0.0, |cone| cone.at(mach));
        let wedge = wedge_pressure((1.0 + beta * beta).sqrt(), turn);
        let corner = (ahead + wedge).min(blunt_front(mach));
        (corner - alone.at(mach)).max(0.0) * left(0.85 / beta)
    });
    Smooth::sampled(move |mach| cone.at(mach) + more.at(mach))
}

/// How much of a boat-tail the flow does not follow.
pub(super) fn separated_share(transition: &Transition) -> f64 {
    let change = (transition.fore_diameter - transition.aft_diameter).abs();
    (0.5 * (3.0 - transition.length / change)).clamp(0.0, 1.0)
}

/// McCoy's boat-tail with attached flow, on the area of the body before it.
fn boat_tail(mach: f64, narrow: f64, calibres: f64) -> f64 {
    let slope = (1.0 - narrow) / (2.0 * calibres);
    // The pressure decays as exp(-rate x) along the calibres; its drag per pressure at the shoulder:
    let decayed = |rate: f64| {
        let end = libm::exp(-rate * calibres);
        let inner = end * (calibres + 1.0 / rate) - 1.0 / rate;
        4.0 * slope / rate * (1.0 - end + 2.0 * slope * inner)
    };
    if mach <= 0.85 {
        return 0.0;
    }
    if mach < EXPANDING {
        let near = (mach * mach - 1.0) / ((GAMMA + 1.0) * mach * mach);
        let rise = 1.0 / (0.564 + 1250.0 * near * near);
        return decayed(2.0) * (2.0 * slope + slope * slope) * rise;
    }
    let behind = pressure_ratio(turned(mach, libm::atan(slope))) / pressure_ratio(mach);
    let suction = (1.0 - behind) / (0.5 * GAMMA * mach * mach);
    suction * decayed(0.85 / (mach * mach - 1.0).sqrt())
}

fn profile(profile: Profile, length: f64, radius: f64, base_sine: f64) -> Smooth {
    let fineness = length / (2.0 * radius);
    let low = 0.8 * base_sine * base_sine;
    let between =
        |a: Tabled, b: Tabled, share: f64| scaled(blend(table(a), table(b), share), fineness, low);
    match profile {
        Profile::Conical => ogive(fineness, 0.0, low),
        Profile::TangentOgive => ogive(fineness, 1.0, low),
        Profile::SecantOgive(arc) => {
            let tangent = (radius * radius + length * length) / (2.0 * radius);
            let kappa = (tangent / arc).min(1.0);
            ogive(fineness, kappa, low)
        }
        Profile::Elliptical => scaled(table(ELLIPSOID), fineness, low),
        Profile::Power(n) if n <= 0.25 => {
            let front = Smooth::sampled(blunt_front);
            scaled(blend(front, table(POWER_1_4), 4.0 * n), fineness, low)
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

fn toward_cone(other: Tabled, share: f64, fineness: f64, low: f64) -> Smooth {
    let three = ogive(3.0, 0.0, 0.0);
    scaled(blend(table(other), three, share), fineness, low)
}

/// McCoy's cone (κ = 0) to tangent ogive (κ = 1), above Mach 1.
fn supersonic(mach: f64, thickness: f64, kappa: f64) -> f64 {
    let beta_squared = mach * mach - 1.0;
    let c1 = 0.7156 - 0.5313 * kappa + 0.595 * kappa * kappa;
    let c2 = 0.0796 + 0.0779 * kappa;
    let power = 1.587 + 0.049 * kappa + (0.1122 + 0.1658 * kappa) * thickness;
    (c1 - c2 * thickness * thickness) / beta_squared
        * libm::pow(thickness * beta_squared.sqrt(), power)
}

/// Pressure coefficient of a cone of this diameter over length, at most 1, above Mach 1.
pub(super) fn cone_pressure(mach: f64, thickness: f64) -> f64 {
    supersonic(mach, thickness, 0.0)
}

fn ogive(fineness: f64, kappa: f64, low: f64) -> Smooth {
    // Below fineness 1 McCoy's formula ends: its value at 1 is carried on to the blunt front.
    let long = fineness.max(1.0);
    let cone = 0.88 / libm::pow(long + 0.7, 1.29);
    let tangent = 0.88 / libm::pow(long + 1.0, 2.22);
    let sonic = cone + kappa * (tangent - cone);
    let rise = (sonic - low).max(1e-6);
    let power = 4.0 / (GAMMA + 1.0) * (1.0 - 0.5 * sonic) / rise;
    // A cone's shock attaches soon; what is round takes longer.
    let attached = 1.0 + 0.368 * libm::pow(long, -1.85);
    let from = attached + kappa * (FLOWN - attached).max(0.0);
    let sharp = Smooth::joined(1.0, from, move |mach| {
        if mach <= 1.0 {
            low + rise * libm::pow(mach, power)
        } else {
            supersonic(mach, 1.0 / long, kappa)
        }
    });
    if fineness < 1.0 {
        return carried(sharp, libm::log(fineness + 1.0) / libm::log(2.0), low);
    }
    Smooth::sampled(move |m| sharp.at(m).max(low))
}

/// A table of fineness 3 from nothing at Mach 0.8, continued beyond its end.
fn table(points: Tabled) -> Smooth {
    let last = points.last().copied().unwrap_or((1.0, 0.0));
    let decay = last.1 / supersonic(last.0.max(1.1), 1.0 / 3.0, 0.0);
    let beyond = grid().filter(|m| *m > last.0 + 0.1);
    let machs = [0.0, RISE].into_iter().chain(points.iter().map(|p| p.0));
    Smooth::over(machs.chain(beyond), move |mach| {
        if mach <= RISE {
            return 0.0;
        }
        let tabled = points.iter().find(|point| point.0 == mach);
        tabled.map_or_else(|| decay * supersonic(mach, 1.0 / 3.0, 0.0), |point| point.1)
    })
}

fn blend(a: Smooth, b: Smooth, share: f64) -> Smooth {
    Smooth::sampled(move |m| (1.0 - share) * a.at(m) + share * b.at(m))
}

/// From fineness 3 to another, never below the subsonic value. Between Mach 0.8 and 0.95 the scaled curve is
/// joined: the power law would turn the foot of a blunt nose into a step.
fn scaled(three: Smooth, fineness: f64, low: f64) -> Smooth {
    carried(three, libm::log(fineness + 1.0) / libm::log(4.0), low)
}

fn carried(known: Smooth, exponent: f64, low: f64) -> Smooth {
    Smooth::joined(RISE, 0.95, move |m| {
        let front = blunt_front(m);
        let scaled = front * libm::pow((known.at(m) / front).max(0.0), exponent);
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
    fn a_cone_follows_the_cone_tables() {
        // Half-angle 10° by the exact (Taylor–Maccoll) solution; McCoy's formula is 1 % above it at Mach 2.
        let cone = nose(&pointed(Profile::Conical, 0.5 / 0.176_327));
        for (mach, exact) in [(1.5, 0.1239), (2.0, 0.1045), (3.0, 0.0875)] {
            let value = cone.at(mach);
            assert!((value / exact - 1.0).abs() < 0.015, "{value}");
        }
        assert!((cone.at(0.3) - 0.8 * 0.173_648_f64.powi(2)).abs() < 1e-4);
    }

    #[test]
    fn near_mach_one_an_ogive_is_stoneys_parabola() {
        // NASA TR R-100, page 16, fineness 3. Between Mach 1 and 1.2 the cubic is up to 0.018 below what flew.
        let ogive = nose(&pointed(Profile::TangentOgive, 3.0));
        for (mach, flown) in [
            (0.975, 0.016),
            (1.0, 0.041),
            (1.05, 0.092),
            (1.1, 0.109),
            (1.2, 0.119),
        ] {
            let value = ogive.at(mach);
            assert!((value - flown).abs() < 0.019, "{value} at {mach}");
        }
        let cone = nose(&pointed(Profile::Conical, 3.0));
        assert!((cone.at(1.0) - 0.163).abs() < 1e-3, "{}", cone.at(1.0));
        assert!((cone.at(1.05) - 0.183).abs() < 4e-3, "{}", cone.at(1.05));
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
    fn a_low_shoulder_is_a_wedge_and_a_high_one_a_cone() {
        // 14° on a body of 8 by 8.375 in: at Mach 2 the oblique shock of NACA Report 1135 has Cp 0.42 (p2/p1 = 2.17); second order 0.38.
        let of = |fore: f64, aft: f64| {
            let shoulder = Transition {
                profile: Profile::Conical,
                length: 2.0 * (aft - fore),
                fore_diameter: fore,
                aft_diameter: aft,
                wall: None,
            };
            transition(&shoulder, 0.0).at(2.0)
        };
        let (low, high) = (of(8.0, 8.375), of(0.2, 8.0));
        assert!((low - 0.37).abs() < 0.02, "{low}");
        let cone = nose(&pointed(Profile::Conical, 2.0)).at(2.0);
        assert!((high / cone - 1.0).abs() < 0.1, "{high} {cone}");
    }

    #[test]
    fn a_shoulder_that_goes_on_as_the_nose_before_it_is_a_cone() {
        let shoulder = Transition {
            profile: Profile::Conical,
            length: 0.2,
            fore_diameter: 0.05,
            aft_diameter: 0.1,
            wall: None,
        };
        let angle = libm::atan(0.125);
        let cone = nose(&pointed(Profile::Conical, 4.0));
        for mach in [0.5, 1.0, 1.2, 2.0, 4.0] {
            let of = |before: f64| transition(&shoulder, before).at(mach);
            assert!((of(angle) / cone.at(mach) - 1.0).abs() < 1e-9);
            assert!(of(0.5 * angle) <= of(0.0) && of(0.999 * angle) < 1.01 * of(angle));
        }
    }

    #[test]
    fn near_mach_one_a_shoulder_has_no_more_than_a_detaching_shock() {
        // Oblique shocks (NACA Report 1135) of 5.5° and 9.5° detach at Mach 1.26 and 1.40, with Cp 0.415 and 0.553; second order is up to 12 % above.
        for (degrees, most) in [(5.5_f64, 0.415), (9.5, 0.553)] {
            let shoulder = Transition {
                profile: Profile::Conical,
                length: 0.01 / libm::tan(degrees.to_radians()),
                fore_diameter: 10.0,
                aft_diameter: 10.02,
                wall: None,
            };
            let drag = transition(&shoulder, 0.0);
            for i in 100..200 {
                assert!(drag.at(0.01 * f64::from(i)) < 1.12 * most);
            }
            assert!(drag.at(1.15) > 0.9 * most);
            // The rise to Mach 1 is spread as other profiles' is.
            for i in 80..150 {
                let mach = 0.01 * f64::from(i);
                assert!(
                    (drag.at(mach + 0.01) - drag.at(mach)).abs() < 0.1 * most,
                    "{mach}"
                );
            }
        }
    }

    #[test]
    fn a_boat_tail_drags_most_at_mach_one() {
        // 9.5° to 0.8 of the diameter, attached. McCoy's fit falls from 0.381 at Mach 1 to 0.237 at 1.1, where the expansion has 0.280.
        let tail = Transition {
            profile: Profile::Conical,
            length: 0.6,
            fore_diameter: 1.0,
            aft_diameter: 0.8,
            wall: None,
        };
        let drag = transition(&tail, 0.0);
        assert!((drag.at(1.0) - 0.381).abs() < 1e-3 && (drag.at(1.1) - 0.280).abs() < 1e-3);
        for i in 100..300 {
            let mach = 0.01 * f64::from(i);
            assert!(drag.at(mach + 0.01) <= drag.at(mach), "{mach}");
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
