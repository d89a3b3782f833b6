//! Lift of fins at small angles.
//!
//! One fin with its mirror image, aspect ratio `A = 2 s²/S`, on the reference area:
//!
//! - **Subsonic**, to Mach 0.9: `CNα₁ = 2π A / (2 + sqrt(4 + (β A / cos Γ)²)) * S/A_ref`, Γ the sweep of the middle
//!   chords, `β² = 1 - M²` (F. W. Diederich, NACA TN 2335, 1951, as used by J. S. Barrowman, *The Practical
//!   Calculation of the Aerodynamic Characteristics of Slender Finned Vehicles*, 1967, §3). It acts at a quarter of
//!   the mean aerodynamic chord up to Mach 0.5.
//! - **Supersonic**: linear theory. The fin carries `4/β` as in plane flow, `β² = M² - 1`, except in the Mach cone of
//!   its tip, a triangle of chord c_t and width c_t/β, where on average half is lost (A. Busemann's conical flow;
//!   R. T. Jones and D. Cohen, *High Speed Wing Theory*, 1960): `CNα₁ = 4/β (S - c_t²/(4β)) / A_ref`. Plane flow acts
//!   at the centroid of the area, the loss at two thirds of the tip chord. For a rectangle both are exact while
//!   `β A >= 1` (centre at `(β A - 2/3)/(2 β A - 1)` of the chord); with swept edges while these are supersonic.
//! - **Between**, from Mach 0.9 (slope) or 0.5 (centre) to the Mach number where the supersonic form begins: Mach 1.2, or
//!   where `β A = 1`, or where the leading edge and (by the reverse-flow theorem: W. D. Hayes 1947) the trailing edge have
//!   turned supersonic, whichever is last: a monotone cubic.
//!
//! A set of N fins has `N/2` times that, 5 to 8 fins less for crowding (Niskanen 2013, §3.2), whatever the roll angle,
//! and gains the body's upwash, `1 + r/(s + r)` (Barrowman 1967). Lift that the fins induce on the body is not
//! counted, as in Barrowman's simplified method.
//!
//! Agreement: RocketPy 1.12.1's fins of Bella Lui and Cavour at Mach 0 to five digits (test
//! `rocketpy_fins`).

use super::smooth::Smooth;
use crate::rocket::Planform;
use std::f64::consts::PI;

/// Mach number to which the subsonic slope is used.
const SUBSONIC: f64 = 0.9;
/// Mach number to which the subsonic centre of pressure is used (Niskanen 2013, §3.2).
const QUARTER_CHORD: f64 = 0.5;
/// Least Mach number of the supersonic form.
const SUPERSONIC: f64 = 1.2;

/// One fin of a set against Mach number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FinLift {
    /// Slope of one fin without the body's influence, 1/rad on the reference area.
    pub slope: Smooth,
    /// Its centre of pressure, m aft of the root's forward end.
    pub center: Smooth,
}

impl FinLift {
    pub fn new(planform: &Planform, reference_area: f64) -> Self {
        let aspect = planform.aspect_ratio();
        let per_area = planform.area / reference_area;
        let begin = supersonic_from(planform);
        let slope = Smooth::joined(SUBSONIC, begin, |mach| {
            if mach <= SUBSONIC {
                let spread = (1.0 - mach * mach).sqrt() * aspect / planform.cos_middle_sweep;
                2.0 * PI * aspect / (2.0 + (4.0 + spread * spread).sqrt()) * per_area
            } else {
                supersonic(planform, mach).0 / reference_area
            }
        });
        let quarter = planform.mean_leading_edge + 0.25 * planform.mean_chord;
        let center = Smooth::joined(QUARTER_CHORD, begin, |mach| {
            if mach <= QUARTER_CHORD {
                quarter
            } else {
                supersonic(planform, mach).1
            }
        });
        Self { slope, center }
    }
}

fn supersonic_from(planform: &Planform) -> f64 {
    let beta = (planform.tip_chord / (2.0 * planform.span))
        .max(1.0 / planform.aspect_ratio())
        .max(planform.tan_leading_sweep)
        .max(planform.tan_trailing_sweep);
    SUPERSONIC.max((1.0 + beta * beta).sqrt())
}

/// Slope times area, m²/rad, and centre of pressure, m.
fn supersonic(planform: &Planform, mach: f64) -> (f64, f64) {
    let beta = (mach * mach - 1.0).sqrt();
    // More than half of the fin cannot be lost: only outlines that widen outward come near.
    let loss = (planform.tip_chord.powi(2) / (4.0 * beta)).min(0.5 * planform.area);
    let at = planform.tip_leading_edge + 2.0 / 3.0 * planform.tip_chord;
    let kept = planform.area - loss;
    let center = (planform.area * planform.centroid - loss * at) / kept;
    (4.0 / beta * kept, center)
}

/// How many times the slope of one fin a set has.
pub(super) fn set_factor(count: u32) -> f64 {
    let crowding = match count {
        0..=4 => 1.0,
        5 => 0.948,
        6 => 0.913,
        7 => 0.854,
        8 => 0.810,
        _ => 0.750,
    };
    0.5 * f64::from(count) * crowding
}

/// Gain of the fins from the upwash of the body.
pub(super) fn interference(body_radius: f64, span: f64) -> f64 {
    1.0 + body_radius / (span + body_radius)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rocket::shape::Outline;

    fn trapezoid(root_chord: f64, tip_chord: f64, span: f64, sweep_length: f64) -> Planform {
        Outline::Trapezoidal {
            root_chord,
            tip_chord,
            span,
            sweep_length,
        }
        .planform()
    }

    #[test]
    fn rocketpy_fins() {
        // RocketPy 1.12.1, example gallery, `clalpha` of the set at Mach 0, interference included.
        // Bella Lui: 3 fins on r = 0.078 m, 10.2812917; at Mach 0.3 10.4302344, at Mach 0.6 10.9306588.
        let p = trapezoid(0.28, 0.125, 0.2, 0.155);
        let lift = FinLift::new(&p, PI * 0.078 * 0.078);
        let factor = set_factor(3) * interference(0.078, 0.2);
        for (mach, expected) in [
            (0.0, 10.281_291_7),
            (0.3, 10.430_234_4),
            (0.6, 10.930_658_8),
        ] {
            let value = factor * lift.slope.at(mach);
            assert!((value / expected - 1.0).abs() < 1e-5, "{value} at {mach}");
        }
        assert!((lift.center.at(0.0) - 0.120_709_877).abs() < 1e-4); // strips
        // Cavour: 4 fins on r = 0.052 m, 8.50494925.
        let p = trapezoid(0.2, 0.07, 0.1, 0.13);
        let lift = FinLift::new(&p, PI * 0.052 * 0.052);
        let value = set_factor(4) * interference(0.052, 0.1) * lift.slope.at(0.0);
        assert!((value / 8.504_949_25 - 1.0).abs() < 1e-5, "{value}");
        assert!((lift.center.at(0.0) - 0.090_925_925_9).abs() < 1e-4);
    }

    #[test]
    fn a_rectangle_by_linear_theory() {
        // Aspect ratio 2, Mach sqrt 5: beta A = 4, slope 4/beta (1 - 1/8) = 1.75, centre (4 - 2/3)/(8 - 1).
        let p = trapezoid(1.0, 1.0, 1.0, 0.0);
        let lift = FinLift::new(&p, 1.0);
        let mach = 5.0_f64.sqrt();
        assert!((lift.slope.at(mach) - 1.75).abs() < 1e-3);
        assert!((lift.center.at(mach) - 10.0 / 21.0).abs() < 1e-4);
    }

    #[test]
    fn the_limits_of_very_long_and_very_low_fins() {
        // Low aspect ratio: pi A/2 per area whatever the Mach number (R. T. Jones, NACA Report 835).
        let low = trapezoid(10.0, 10.0, 0.1, 0.0);
        let slope = FinLift::new(&low, low.area).slope;
        for mach in [0.0, 0.8, 1.2] {
            let expected = 0.5 * PI * low.aspect_ratio();
            assert!((slope.at(mach) / expected - 1.0).abs() < 0.01);
        }
        // High aspect ratio: 2 pi, and 4/beta.
        let high = trapezoid(1.0, 1.0, 200.0, 0.0);
        let slope = FinLift::new(&high, high.area).slope;
        assert!((slope.at(0.0) / (2.0 * PI) - 1.0).abs() < 0.01);
        assert!((slope.at(2.0) / (4.0 / 3.0_f64.sqrt()) - 1.0).abs() < 0.01);
    }
}
