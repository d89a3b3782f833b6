//! Roll by canted fins, and its damping.
//!
//! Strip theory on the finite-span slope of the fin (J. S. Barrowman 1967, §§ on roll forcing and roll damping). With
//! N fins, slope CNα₁ of one fin on the reference area A, fin area S, body radius r and calibre d:
//!
//! - forcing by a cant δ: `C_l = N k_f CNα₁ δ (r + y_mac) / d`
//! - damping: `C_lp = -2 N k_d CNα₁ (A/S) / (A d²) * ∫ (r + y)² c dy`, of `p d / (2 V)`
//!
//! Above Mach 1 the integral is weighed with where linear theory has the lift ([`super::linear_wing`]): less of it at the tip.
//!
//! The factors k_f and k_d are the fin–body interference in roll (Barrowman 1967; k_d weighs the body's loss of
//! cross-flow against the square of the distance for a fin of linear taper).
//!
//! Agreement: k_f and k_d as RocketPy 1.12.1 prints them, to six digits (test `rocketpy_interference`). Its damping
//! multiplies by the slope on the reference area where the slope on the fin's own area belongs, so that its C_lp is
//! S/A times ours. The Basic Finner's measured damping (Nicolaides, BuWeps TN 100A, 1959, in Barrowman 1967, figure
//! 5-7) bears ours out: -33.6 at Mach 1.51, ours within 10 % (test `basic_finner_roll_damping`).

use crate::rocket::Planform;
use std::f64::consts::PI;

/// Roll of one fin set, as factors on the slope of one fin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Roll {
    /// Roll moment coefficient over the slope of one fin, cant included.
    pub forcing: f64,
    /// Roll damping C_lp over the slope of one fin; negative.
    pub damping: f64,
}

impl Roll {
    pub fn new(
        planform: &Planform,
        count: u32,
        cant: f64,
        body_radius: f64,
        diameter: f64,
    ) -> Self {
        let fins = f64::from(count);
        let tau = (planform.span + body_radius) / body_radius;
        let taper = planform.tip_chord / planform.root_chord;
        let arm = (planform.mean_height + body_radius) / diameter;
        let second = planform.second_moment_about_axis(body_radius);
        Self {
            forcing: fins * forcing_factor(tau) * arm * cant,
            damping: -2.0 * fins * damping_factor(tau, taper) * second
                / (planform.area * diameter * diameter),
        }
    }
}

/// Interference in roll forcing; τ is the tip's distance from the axis over the body's radius.
fn forcing_factor(tau: f64) -> f64 {
    let squared = tau * tau;
    let arc = libm::asin((squared - 1.0) / (squared + 1.0));
    let wide = ((squared + 1.0) / (tau * (tau - 1.0))).powi(2);
    let near = (tau + 1.0) / (tau * (tau - 1.0));
    (0.25 * PI * PI * ((tau + 1.0) / tau).powi(2) + PI * wide * arc - 2.0 * PI * near
        + wide * arc * arc
        - 4.0 * near * arc
        + 8.0 / (tau - 1.0).powi(2) * libm::log((squared + 1.0) / (2.0 * tau)))
        / (PI * PI)
}

/// Interference in roll damping, with the taper (tip over root chord).
fn damping_factor(tau: f64, taper: f64) -> f64 {
    let body = (tau - taper) / tau - (1.0 - taper) / (tau - 1.0) * libm::log(tau);
    let alone = 0.5 * (tau + 1.0) * (tau - taper)
        - (1.0 - taper) * (tau.powi(3) - 1.0) / (3.0 * (tau - 1.0));
    1.0 + body / alone
}

#[cfg(test)]
mod tests {
    use super::super::fins::{FinLift, Root};
    use super::*;
    use crate::rocket::shape::{FinOutline, FinSection};

    const ROOT: Root = Root {
        radius: 0.5,
        distance: 0.5,
        afterbody: 0.0,
    };

    #[test]
    fn rocketpy_interference() {
        // RocketPy 1.12.1: Bella Lui (tau 3.56410256, taper 0.125/0.28) and Cavour (tau 2.92307692, 0.35).
        assert!((forcing_factor(3.564_102_56) - 0.936_735_825).abs() < 1e-8);
        assert!((damping_factor(3.564_102_56, 0.125 / 0.28) - 1.152_820_99).abs() < 1e-8);
        assert!((forcing_factor(2.923_076_92) - 0.934_801_596).abs() < 1e-8);
        assert!((damping_factor(2.923_076_92, 0.35) - 1.220_687_29).abs() < 1e-8);
    }

    #[test]
    fn rocketpy_forcing() {
        // Cavour at Mach 0: clf_delta 10.7056985 on d = 0.104 m.
        let p = FinOutline::Trapezoidal {
            root_chord: 0.2,
            tip_chord: 0.07,
            span: 0.1,
            sweep_length: 0.13,
        }
        .planform();
        let slope = FinLift::new(&p, FinSection::Square, 0.003, ROOT, PI * 0.052 * 0.052)
            .slope
            .at(0.0);
        let roll = Roll::new(&p, 4, 1.0, 0.052, 0.104);
        assert!((roll.forcing * slope / 10.705_698_5 - 1.0).abs() < 1e-4);
    }

    #[test]
    fn basic_finner_roll_damping() {
        // Four square fins of one calibre on a body of one calibre; points read to ±0.3.
        let p = FinOutline::Trapezoidal {
            root_chord: 1.0,
            tip_chord: 1.0,
            span: 1.0,
            sweep_length: 0.0,
        }
        .planform();
        let fin = FinLift::new(&p, FinSection::SingleWedge, 0.08, ROOT, 0.25 * PI);
        let roll = Roll::new(&p, 4, 0.0, 0.5, 1.0);
        for (mach, measured) in [
            (1.51, -33.6),
            (1.82, -27.45),
            (2.27, -23.48),
            (2.60, -20.92),
            (3.00, -18.32),
        ] {
            let ours = roll.damping * fin.slope.at(mach) * fin.outward.at(mach);
            assert!((ours / measured - 1.0).abs() < 0.10, "{ours} at {mach}");
        }
    }
}
