//! Pressure drag of fins, by cross-section.
//!
//! On the frontal area of one fin (span times thickness) times cos² of the leading edge's sweep: a **square** leading
//! edge has the drag of a blunt front, a **rounded** one `(1 - M²)^-0.417 - 1` to Mach 0.9, `1 - 1.785 (M - 0.9)` to
//! Mach 1 and `1.214 - 0.502/M² + 0.1095/M⁴` above, a sharp one none (S. Niskanen 2013, §3.4, after Hoerner 1965).
//! A sharp **trailing edge** has no drag, a square one that
//! of a two-dimensional base ([`super::bluff`]). So has a rounded one: the flow leaves it where its pressure has fallen to the
//! base's, at Mach 2 after 17° (Prandtl–Meyer, to Korst's pressure), 4 % of the thickness from the corner, and a turbulent layer at low
//! speed not much later (Niskanen 2013 gives it half).
//!
//! An **airfoil** is round only over its nose: of a NACA four-digit section twice the leading-edge radius, `2.2 (t/c)` of
//! the thickness (I. H. Abbott and A. E. von Doenhoff, *Theory of Wing Sections*, 1959, §6.4).
//!
//! Sections with thin edges have the **wave drag** of linear theory ([`super::area_rule`]), mutual interference and a boat-tail under
//! them included, and never more than square edges would have (a bevel too steep for the flow to follow). At large Mach numbers it is
//! `K (t/c)² / β` on the fin's area, K four times the mean square of the slopes over (t/c)² (J. Ackeret 1925).
//!
//! The rise begins as far below Mach 1 as similarity has it ([`super::gas::transonic_from`]).

use super::area_rule::{BoatTail, Fins};
use super::bluff::{blunt_front, trailing_edge};
use super::gas::transonic_from;
use super::linear_wing::Trapezoid;
use super::smooth::Smooth;
use crate::rocket::Planform;
use crate::rocket::shape::{FinSet, Section};

/// Drag of a fin set on the reference area.
pub(super) fn fin_set(
    fins: &FinSet,
    planform: &Planform,
    body_radius: f64,
    boat_tail: Option<&BoatTail>,
    reference_area: f64,
) -> Smooth {
    let count = f64::from(fins.count) / reference_area;
    let front = count * fins.thickness * planform.span;
    let swept = front / (1.0 + planform.tan_leading_sweep.powi(2));
    let ratio = fins.thickness / planform.mean_chord;
    let (blunt, round, rear) = match fins.section {
        Section::Square => (1.0, 0.0, 1.0),
        Section::Rounded => (0.0, 1.0, 1.0),
        Section::Airfoil => (0.0, (2.2 * ratio).min(1.0), 0.0),
        Section::SingleWedge | Section::Hexagonal { trailing: 0.0, .. } => (0.0, 0.0, 1.0),
        Section::DoubleWedge(_) | Section::Hexagonal { .. } | Section::Biconvex => (0.0, 0.0, 0.0),
    };
    let base = trailing_edge(fins.thickness, planform.mean_chord);
    let edges = Smooth::sampled(|mach| {
        swept * (blunt * blunt_front(mach) + round * rounded_edge(mach))
            + front * rear * base.at(mach)
    });
    if matches!(fins.section, Section::Square | Section::Rounded) {
        return edges;
    }
    let wave = Fins {
        outline: &Trapezoid::new(planform),
        section: fins.section,
        ratio,
        count: fins.count,
        body_radius,
    }
    .wave(boat_tail);
    let begin = transonic_from(ratio);
    let rise = Smooth::joined(begin, 1.0, |mach| {
        if mach <= begin {
            return 0.0;
        }
        let square = swept * blunt_front(mach) + front * base.at(mach);
        (wave.at(mach) / reference_area).min(square)
    });
    Smooth::sampled(|mach| edges.at(mach) + rise.at(mach))
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
        // 4 (t/c)²/beta on 0.04 m² of fins, reference area 0.01 m², Mach 3, far from the axis; azimuths: 3 %.
        let drag = fin_set(&fins, &fins.outline.planform(), 0.3, None, 0.01);
        let expected = 4.0 * 0.0025 / 8.0_f64.sqrt() * 4.0;
        assert!((drag.at(3.0) / expected - 1.0).abs() < 0.03);
        assert!(drag.at(0.7) == 0.0);
    }

    #[test]
    fn steep_bevels_drag_no_more_than_square_edges() {
        let set = |section| FinSet {
            count: 3,
            outline: Outline::Trapezoidal {
                root_chord: 0.1,
                tip_chord: 0.1,
                span: 0.1,
                sweep_length: 0.0,
            },
            thickness: 0.005,
            section,
            cant: 0.0,
            body_diameter: None,
        };
        let (leading, trailing) = (0.01, 0.01);
        let drag = |section| {
            let fins = set(section);
            fin_set(&fins, &fins.outline.planform(), 0.03, None, 0.01).at(1.5)
        };
        let steep = drag(Section::Hexagonal { leading, trailing });
        assert!((steep / drag(Section::Square) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn a_rounded_edge_has_no_step() {
        assert!((rounded_edge(0.9) - 1.0).abs() < 2e-3);
        assert!((rounded_edge(1.0 + 1e-9) - rounded_edge(1.0)).abs() < 1e-3);
    }
}
