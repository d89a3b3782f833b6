//! Pressure drag of fins, by cross-section.
//!
//! On the frontal area of one fin (span times thickness) times cos² of the leading edge's sweep: a **square** leading
//! edge has the drag of a blunt front, a **rounded** one `(1 - M²)^-0.417 - 1` to Mach 0.9, `1 - 1.785 (M - 0.9)` to
//! Mach 1 and `1.214 - 0.502/M² + 0.1095/M⁴` above, a sharp one none. A square or blunt **trailing edge** has the drag
//! of a base, a rounded one half of it, a sharp one none (S. Niskanen 2013, §3.4, after Hoerner 1965).
//!
//! An **airfoil** is round only over its nose: of a NACA four-digit section twice the leading-edge radius, `2.2 (t/c)` of
//! the thickness (I. H. Abbott and A. E. von Doenhoff, *Theory of Wing Sections*, 1959, §6.4).
//!
//! Sections with thin edges have the **wave drag** `K (t/c)² / b` on the fin's area, K four times the mean square of the
//! slopes over (t/c)² (J. Ackeret 1925; Liepmann & Roshko, *Elements of Gasdynamics*, 1957, ch. 4): 4 for a symmetric
//! double wedge, 16/3 biconvex and airfoils, 1 for a single wedge, `1/a + 1/b` with bevels over the fractions a and b of
//! the chord. b is the largest of
//!
//! - `β = sqrt(M² - 1)`, plane flow,
//! - `tan Λ`, a leading edge that sweep keeps subsonic (USAF Stability and Control DATCOM, 1978, §4.1.5.1),
//! - `1/A`, a fin so low that its tip's Mach cone covers it (linear theory of the rectangle ends at `β A = 1`),
//! - `((γ + 1) t/c)^⅓`, the scale of transonic similarity (T. von Kármán 1947): at Mach 1 3.0 (t/c)^(5/3) for a double
//!   wedge of high aspect ratio.
//!
//! The rise begins as far below Mach 1 as similarity has it, `1 - M² = ((γ + 1) t/c)^⅔`, and at Mach 0.9
//! at the latest.

use super::bluff::{blunt_front, trailing_edge};
use super::gas::GAMMA;
use super::smooth::Smooth;
use crate::rocket::Planform;
use crate::rocket::shape::{FinSet, Section};

/// Drag of a fin set on the reference area.
pub(super) fn fin_set(fins: &FinSet, planform: &Planform, reference_area: f64) -> Smooth {
    let count = f64::from(fins.count) / reference_area;
    let front = count * fins.thickness * planform.span;
    let swept = front / (1.0 + planform.tan_leading_sweep.powi(2));
    let ratio = fins.thickness / planform.mean_chord;
    let wave = wave_factor(fins.section) * ratio * ratio * count * planform.area;
    let (blunt, round, rear) = match fins.section {
        Section::Square => (1.0, 0.0, 1.0),
        Section::Rounded => (0.0, 1.0, 0.5),
        Section::Airfoil => (0.0, (2.2 * ratio).min(1.0), 0.0),
        Section::SingleWedge => (0.0, 0.0, 1.0),
        Section::DoubleWedge(_) | Section::Hexagonal { .. } | Section::Biconvex => (0.0, 0.0, 0.0),
    };
    let base = trailing_edge();
    let scale = libm::cbrt((GAMMA + 1.0) * ratio);
    let least = scale
        .max(planform.tan_leading_sweep)
        .max(1.0 / planform.aspect_ratio());
    let begin = (1.0 - scale * scale).max(0.25).sqrt().min(0.9);
    let rise = Smooth::joined(begin, 1.0, |mach| {
        if mach <= begin {
            0.0
        } else {
            wave / (mach * mach - 1.0).max(0.0).sqrt().max(least)
        }
    });
    Smooth::sampled(|mach| {
        swept * (blunt * blunt_front(mach) + round * rounded_edge(mach))
            + front * rear * base.at(mach)
            + rise.at(mach)
    })
}

fn rounded_edge(mach: f64) -> f64 {
    if mach <= 0.9 {
        libm::pow(1.0 - mach * mach, -0.417) - 1.0
    } else if mach <= 1.0 {
        1.0 - 1.785 * (mach - 0.9)
    } else {
        let inverse = 1.0 / (mach * mach);
        1.214 - 0.502 * inverse + 0.1095 * inverse * inverse
    }
}

fn wave_factor(section: Section) -> f64 {
    match section {
        Section::Square | Section::Rounded => 0.0,
        Section::DoubleWedge(at) => 1.0 / (at * (1.0 - at)),
        Section::Hexagonal { leading, trailing } => 1.0 / leading + 1.0 / trailing,
        Section::SingleWedge => 1.0,
        Section::Biconvex | Section::Airfoil => 16.0 / 3.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rocket::shape::Outline;

    #[test]
    fn a_double_wedge_by_ackeret() {
        let fins = FinSet {
            count: 4,
            outline: Outline::Trapezoidal {
                root_chord: 0.1,
                tip_chord: 0.1,
                span: 0.1,
                sweep_length: 0.0,
            },
            thickness: 0.005,
            section: Section::DoubleWedge(0.5),
            cant: 0.0,
            body_diameter: None,
        };
        // 4 (t/c)²/beta on 0.04 m² of fins, reference area 0.01 m², Mach 2.
        let drag = fin_set(&fins, &fins.outline.planform(), 0.01);
        let expected = 4.0 * 0.0025 / 3.0_f64.sqrt() * 4.0;
        assert!((drag.at(2.0) / expected - 1.0).abs() < 1e-6);
        assert!(drag.at(0.7) == 0.0);
        // At Mach 1 the aspect ratio of 2 bounds it (0.5 against 0.493 of similarity).
        assert!((drag.at(1.0) / (4.0 * 0.0025 / 0.5 * 4.0) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn a_rounded_edge_has_no_step() {
        assert!((rounded_edge(0.9) - 1.0).abs() < 2e-3);
        assert!((rounded_edge(1.0 + 1e-9) - rounded_edge(1.0)).abs() < 1e-3);
    }
}
