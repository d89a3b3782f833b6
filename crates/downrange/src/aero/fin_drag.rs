//! Pressure drag of fins, by cross-section.
//!
//! On the frontal area of one fin (span times thickness) times cos² of the leading edge's sweep Λ, at the Mach number across it, `Mₙ = M cos Λ`
//! (simple sweep: the flow along an edge does not press on it; A. Busemann 1935): a **square** leading
//! edge has the drag of a blunt front, a **rounded** one `(1 - Mₙ²)^-0.417 - 1` to Mach 0.9, `1 - 1.785 (Mₙ - 0.9)` to
//! Mach 1 and `1.214 - 0.502/Mₙ² + 0.1095/Mₙ⁴` above, a sharp one none (Hoerner 1965, as used by S. Niskanen 2013, §3.4, who has M for Mₙ).
//! A sharp **trailing edge** has no drag, a square one that
//! of a two-dimensional base ([`super::base_drag`]). So has a rounded one: the flow leaves it where its pressure has fallen to the
//! base's, at Mach 2 after 17° (Prandtl–Meyer, to Korst's pressure), 4 % of the thickness from the corner, and a turbulent layer at low
//! speed not much later (Niskanen 2013 gives it half).
//!
//! An **airfoil** is round only over its nose: of a NACA four-digit section twice the leading-edge radius, `2.2 (t/c)` of
//! the thickness (I. H. Abbott and A. E. von Doenhoff, *Theory of Wing Sections*, 1959, §6.4).
//!
//! Sections with thin edges have the **wave drag** of linear theory ([`super::area_rule`]), mutual interference and a boat-tail under
//! them included. With it and their edges they never have more than square ones (a bevel too steep for the flow to follow). At large Mach numbers it is
//! `K (t/c)² / β` on the fin's area, K four times the mean square of the slopes over (t/c)² (J. Ackeret 1925).
//!
//! **A thin leading edge of radius r** is a cylinder, on which only the flow across it presses: on the frontal area `2 r` times the span
//!
//! `1.28 Mₙ³ / (1 + Mₙ³) cos²Λ`,
//!
//! and the wave drag of the section besides (USAF Stability and Control DATCOM, 1978, §4.1.5.1, in the form of Digital Datcom, AFFDL-TR-79-3032,
//! 1979, subroutine VRTCDO; within a tenth of the chart of L. M. Nicolai and G. E. Carichner, *Fundamentals of Aircraft and Airship Design* 1, 2010,
//! §13.3). The other candidate is Hoerner's rounded edge above: for a section round over all its
//! thickness, whose wave drag it stands for. Here that is linear theory's, which knows whether the edge is swept behind its Mach cone.
//!
//! At one Mₙ both are within 0.025 below 0.7, so that DATCOM's, meant for M > 1, serves there too, and within 7 % above 1.4; at 0.9 to 1 it is half to
//! three quarters of Hoerner's. A cylinder has 1.34 at Mach 2.9, its base included (F. E. Gowen and E. W. Perkins, NACA TN 2960, 1953): with that
//! between vacuum and half the stream's pressure, the front has 1.17 to 1.26, DATCOM 1.23 (test `a_cylinder_as_measured`). As in DATCOM,
//! the flanks keep the drag of a sharp section, though the radius takes the share `2 r` of their thickness away: too much, if anything.
//!
//! The rise begins as far below Mach 1 as similarity has it ([`super::supersonic::transonic_from`]).

use super::area_rule::{BoatTail, Fins};
use super::base_drag::{blunt_front, trailing_edge};
use super::linear_wing::Trapezoid;
use super::mach_curve::Smooth;
use super::supersonic::transonic_from;
use crate::rocket::Planform;
use crate::rocket::shape::{FinSection, FinSet};

/// Drag of a fin set on the reference area.
pub(super) fn fin_set(
    fins: &FinSet,
    planform: &Planform,
    body_radius: f64,
    boat_tail: Option<BoatTail>,
    reference_area: f64,
) -> Smooth {
    let count = f64::from(fins.count) / reference_area;
    let front = count * fins.thickness * planform.span;
    let swept = front / (1.0 + planform.tan_leading_sweep.powi(2));
    let ratio = fins.thickness / planform.mean_chord;
    let (blunt, round, rear) = match fins.section {
        FinSection::Square => (1.0, 0.0, 1.0),
        FinSection::Rounded => (0.0, 1.0, 1.0),
        FinSection::Airfoil => (0.0, (2.2 * ratio).min(1.0), 0.0),
        FinSection::SingleWedge | FinSection::Hexagonal { trailing: 0.0, .. } => (0.0, 0.0, 1.0),
        FinSection::DoubleWedge(_) | FinSection::Hexagonal { .. } | FinSection::Biconvex => {
            (0.0, 0.0, 0.0)
        }
    };
    let cos = 1.0 / planform.tan_leading_sweep.hypot(1.0);
    let blunted = 2.0 * fins.edge_radius / fins.thickness;
    let base = trailing_edge(fins.thickness, planform.mean_chord);
    let behind = base.clone();
    let edges = Smooth::sampled(move |mach| {
        swept
            * (blunt * blunt_front(mach * cos)
                + round * rounded_edge(mach * cos)
                + blunted * swept_cylinder(mach * cos))
            + front * rear * behind.at(mach)
    });
    if matches!(fins.section, FinSection::Square | FinSection::Rounded) {
        return edges;
    }
    let wave = Fins {
        outline: Trapezoid::new(planform),
        section: fins.section,
        ratio,
        count: fins.count,
        body_radius,
    }
    .wave(boat_tail);
    let begin = transonic_from(ratio);
    let without = edges.clone();
    let rise = Smooth::joined(begin, 1.0, move |mach| {
        if mach <= begin {
            return 0.0;
        }
        let square = swept * blunt_front(mach * cos) + front * base.at(mach);
        (wave.at(mach) / reference_area).min(square - without.at(mach))
    });
    Smooth::sampled(move |mach| edges.at(mach) + rise.at(mach))
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

/// Drag of a small round edge on its frontal area over cos² of its sweep, by the Mach number across it.
fn swept_cylinder(across: f64) -> f64 {
    let cubed = across * across * across;
    1.28 * cubed / (1.0 + cubed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aero::base_drag::stagnation;
    use crate::rocket::shape::FinOutline;

    /// Squares of 0.1 m, swept.
    fn set(count: u32, section: FinSection, edge_radius: f64, sweep_length: f64) -> FinSet {
        FinSet {
            count,
            outline: FinOutline::Trapezoidal {
                root_chord: 0.1,
                tip_chord: 0.1,
                span: 0.1,
                sweep_length,
            },
            thickness: 0.005,
            section,
            edge_radius,
            cant: 0.0,
            body_diameter: None,
            angle: None,
        }
    }

    fn drag(fins: &FinSet) -> Smooth {
        fin_set(fins, &fins.outline.planform(), 0.03, None, 0.01)
    }

    #[test]
    fn a_double_wedge_by_ackeret() {
        let fins = set(4, FinSection::DoubleWedge(0.5), 0.0, 0.0);
        // 4 (t/c)²/beta on 0.04 m² of fins, reference area 0.01 m², Mach 3, far from the axis; azimuths: 3 %.
        let drag = fin_set(&fins, &fins.outline.planform(), 0.3, None, 0.01);
        let expected = 4.0 * 0.0025 / 8.0_f64.sqrt() * 4.0;
        assert!((drag.at(3.0) / expected - 1.0).abs() < 0.03);
        assert!(drag.at(0.7) == 0.0);
    }

    #[test]
    fn steep_bevels_drag_no_more_than_square_edges() {
        let square = drag(&set(3, FinSection::Square, 0.0, 0.0));
        for trailing in [0.01, 0.0] {
            let leading = 0.01;
            for edge_radius in [0.0, 0.001, 0.0025] {
                let bevelled = set(
                    3,
                    FinSection::Hexagonal { leading, trailing },
                    edge_radius,
                    0.0,
                );
                let bevelled = drag(&bevelled);
                assert!((bevelled.at(1.5) / square.at(1.5) - 1.0).abs() < 1e-6);
                for mach in [0.3, 0.7, 0.95, 1.05, 3.0, 8.0] {
                    assert!(bevelled.at(mach) < square.at(mach) * (1.0 + 1e-6), "{mach}");
                }
            }
        }
    }

    #[test]
    fn a_blunted_edge_by_the_flow_across_it() {
        // Three edges of 2 mm by 0.1 m on 0.01 m², swept by 60°: a quarter of what the flow of half the Mach number does.
        let swept = 0.1 * 3.0_f64.sqrt();
        let sections = [
            FinSection::DoubleWedge(0.5),
            FinSection::SingleWedge,
            FinSection::Biconvex,
        ];
        for section in sections {
            let of = |radius| drag(&set(3, section, radius, swept));
            let (sharp, blunt) = (of(0.0), of(0.001));
            // 1.28 times 1/9, 1/2 and 27/35, by hand.
            for (mach, across) in [(1.0, 0.142_22), (2.0, 0.64), (3.0, 0.987_43)] {
                let more = blunt.at(mach) - sharp.at(mach);
                assert!((more / (0.06 * 0.25 * across) - 1.0).abs() < 1e-3, "{more}");
            }
            assert!(blunt.at(0.0) == sharp.at(0.0));
        }
    }

    #[test]
    fn a_cylinder_as_measured() {
        // Gowen and Perkins: 1.34 at Mach 2.9, of which the base has what vacuum would to half of it.
        let vacuum = 1.0 / (0.7 * 2.9 * 2.9);
        let front = swept_cylinder(2.9);
        assert!(
            (1.34 - vacuum..1.34 - 0.5 * vacuum).contains(&front),
            "{front}"
        );
        // Modified Newtonian: two thirds of the stagnation pressure.
        assert!((front / (stagnation(2.9) / 1.5) - 1.0).abs() < 0.07);
        // The other source, at the same Mach number across.
        for mach in [0.3, 0.5, 0.6, 0.7] {
            assert!(
                (swept_cylinder(mach) - rounded_edge(mach)).abs() < 0.025,
                "{mach}"
            );
        }
        for mach in [1.4, 2.0, 3.0, 5.0, 10.0] {
            assert!(
                (swept_cylinder(mach) / rounded_edge(mach) - 1.0).abs() < 0.07,
                "{mach}"
            );
        }
    }

    #[test]
    fn a_rounded_edge_has_no_step() {
        assert!((rounded_edge(0.9) - 1.0).abs() < 2e-3);
        assert!((rounded_edge(1.0 + 1e-9) - rounded_edge(1.0)).abs() < 1e-3);
    }
}
