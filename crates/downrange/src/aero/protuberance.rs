//! Drag of launch lugs and rail buttons, on the reference area, as if they stood in the free stream.
//!
//! A **lug** is a blunt ring: its frontal area (the bore counts when the lug is shorter than its diameter) times the
//! blunt front's drag, times `max(1.3 - 0.3 l/d, 1)` (Niskanen 2013, §3.4, after Hoerner 1965). A **rail button** is a
//! circular cylinder across the stream on its side view, with the drag of F. E. Gowen and E. W. Perkins, NACA TN 2960
//! (1953), figure 7. The boundary layer shelters both, which is not counted, nor is what the vortex about their foot and the wake do to the body behind
//! them: steps and shoulders are wide, so that [`super::boundary_layer`] can take them strip by strip; these stand as high as wide, often as high as the layer.

use super::base_drag::blunt_front;
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

pub(super) fn lug(length: f64, outer: f64, inner: f64, reference_area: f64) -> Smooth {
    let bore = (1.0 - length / outer).max(0.0);
    let area = 0.25 * PI * (outer * outer - inner * inner * bore);
    let factor = (1.3 - 0.3 * length / outer).max(1.0) * area / reference_area;
    Smooth::sampled(|mach| factor * blunt_front(mach))
}

pub(super) fn button(diameter: f64, height: f64, reference_area: f64) -> Smooth {
    Smooth::new(CYLINDER).times(diameter * height / reference_area)
}
