//! Drag of launch lugs and rail buttons, on the reference area, as if they stood in the free stream.
//!
//! A **lug** is a ring and an open bore. The ring, the area between its outer and inner diameter, has a blunt front, times `max(1.3 - 0.3 l/d, 1)`: a wire
//! loop has more (Niskanen 2013, §3.4, after Hoerner 1965); and a base. The bore is a pipe of length l and width d: `f l/d` on its area with
//! `f = (1.82 log10 R - 1.64)⁻²`, R its Reynolds number at sea level (H. Darcy and J. Weisbach; smooth pipes by G. K. Filonenko 1954, above R = 1e4 within 2 % of L. Prandtl's law in
//! H. Schlichting, *Boundary-Layer Theory*, 1979, ch. 20), and never more than if it were closed. At speed it chokes (flow with friction, NACA Report 1135's
//! relations for γ = 1.4: with `f l/d = 0.3` at Mach 0.66): from Mach 0.6 to 1 it closes in proportion, our choice. Niskanen takes long lugs as
//! closed at any speed, which was twice as much.
//!
//! A **rail button** is a circular cylinder across the stream on its side view, with the drag of F. E. Gowen and E. W. Perkins, NACA TN 2960
//! (1953), figure 7: of a long one. The boundary layer shelters both, which is not counted, nor is what the vortex about their foot and the wake do to the body behind
//! them, nor that air enters the wake of a short cylinder round its free end (C. Wieselsberger 1923: 0.68 for two diameters of length, 1.20 for many): steps and
//! shoulders are wide, so that [`super::boundary_layer`] can take them strip by strip; these stand as high as wide, often as high as the layer.

use super::base_drag::{base, blunt_front};
use super::friction::SEA_LEVEL;
use super::mach_curve::Smooth;
use std::f64::consts::PI;

/// NACA TN 2960, figure 7: drag of a long circular cylinder across the stream against Mach number.
const CYLINDER: [(f64, f64); 11] = [
    (0.0, 1.2),
    (0.2, 1.22),
    (0.3, 1.25),
    (0.4, 1.3),
    (0.5, 1.4),
    (0.6, 1.5),
    (0.7, 1.6),
    (1.0, 2.1),
    (1.6, 1.5),
    (2.0, 1.45),
    (2.8, 1.33),
];
/// Mach numbers from which and to which a bore closes.
const CHOKED: (f64, f64) = (0.6, 1.0);
/// Least Reynolds number of turbulent flow through a pipe (Schlichting 1979, ch. 20).
const TURBULENT_PIPE: f64 = 4000.0;

pub(super) fn lug(length: f64, outer: f64, inner: f64, reference_area: f64) -> Smooth {
    let bore = 0.25 * PI * inner * inner / reference_area;
    let ring = 0.25 * PI * outer * outer / reference_area - bore;
    let loops = (1.3 - 0.3 * length / outer).max(1.0);
    let base = base();
    Smooth::sampled(move |mach| {
        let (front, behind) = (blunt_front(mach), base.at(mach));
        let closed = front + behind;
        let open = pipe(mach, length, inner).min(closed);
        let choked = ((mach - CHOKED.0) / (CHOKED.1 - CHOKED.0)).clamp(0.0, 1.0);
        ring * (loops * front + behind) + bore * (open + choked * (closed - open))
    })
}

/// Drag of a pipe along the stream, on the area of its bore.
fn pipe(mach: f64, length: f64, inner: f64) -> f64 {
    if inner <= 0.0 {
        return 0.0;
    }
    let reynolds = (SEA_LEVEL * mach * inner).max(TURBULENT_PIPE);
    let friction = (1.82 * libm::log10(reynolds) - 1.64).powi(-2);
    friction * length / inner
}

pub(super) fn button(diameter: f64, height: f64, reference_area: f64) -> Smooth {
    Smooth::new(CYLINDER).times(diameter * height / reference_area)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A lug of 5 mm with a bore of 4 mm, by hand at Mach 0.3: R = 27,960, f = 0.0240.
    #[test]
    fn a_lug_is_a_ring_and_a_pipe() {
        let ring = 0.25 * PI * (25e-6 - 16e-6);
        let bore = 0.25 * PI * 16e-6;
        let ends = blunt_front(0.3) + base().at(0.3);
        let expected = ring * ends + bore * 0.0240 * 12.5;
        let drag = lug(0.05, 0.005, 0.004, 1.0).at(0.3);
        assert!((drag / expected - 1.0).abs() < 0.005, "{drag} {expected}");
    }

    /// A closed bore has no more than a plug; neither has a very long one, nor any at Mach 1, where it has as much.
    #[test]
    fn a_lug_drags_no_more_than_a_plug() {
        let plug = |mach| 0.25 * PI * 25e-6 * (blunt_front(mach) + base().at(mach));
        for (length, inner) in [(0.05, 0.0), (1.0, 0.004), (0.05, 0.004)] {
            for mach in [0.0, 0.1, 0.3, 0.7, 1.0, 2.0] {
                let drag = lug(length, 0.005, inner, 1.0).at(mach);
                assert!(drag <= plug(mach) * (1.0 + 1e-9), "{length} {inner} {mach}");
            }
        }
        assert!((lug(0.05, 0.005, 0.004, 1.0).at(1.0) / plug(1.0) - 1.0).abs() < 1e-9);
    }
}
