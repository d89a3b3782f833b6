//! What forward fins take from the fins behind them.
//!
//! W. C. Pitts, J. N. Nielsen and G. E. Kaattari, NACA Report 1307 (1957): the lift L of forward fins leaves two vortices along the
//! body, each with an image inside it, at `f = r + π/4 (s - r)` from the axis (elliptic loading) and `r²/f`, of circulation
//! `Γ = L / (2 ρ V (f - r²/f))`. Taken as endless lines they incline the flow at a fin behind, at y from the axis, by
//!
//! `ε = Γ/(2π V) (1/(f - y) + 1/(f + y) + 1/(y - r²/f) - 1/(y + r²/f))`,
//!
//! and strip theory has its mean, weighed with the chord, for the angle of attack that the fin loses. Within the vortices' cores,
//! 0.155 of their distance (J. R. Spreiter and A. H. Sacks, J. Aeronaut. Sci. 18, 1951), the flow turns as a solid. At small angles the
//! vortices stay in the plane of the fins. A set takes from another at most all that it lifts; the delay on the way from one to the other,
//! in damping, is not counted.

use crate::rocket::Planform;
use std::f64::consts::PI;

/// Radius of a core over the distance of the vortices.
const CORE: f64 = 0.155;

/// Fins of one set on a body.
#[derive(Debug, Clone, Copy)]
pub(super) struct Set<'a> {
    pub planform: &'a Planform,
    pub body_radius: f64,
}

/// Mean inclination of the flow at the fins behind, over that of the rocket and the forward fins' slope; the body there as given.
pub(super) fn behind(forward: Set<'_>, aft: Set<'_>, reference_area: f64) -> f64 {
    let radius = forward.body_radius;
    let vortex = radius + 0.25 * PI * forward.planform.span;
    let circulation = 0.25 * reference_area / (vortex - radius * radius / vortex);
    let image = aft.body_radius * aft.body_radius / vortex;
    let core = 2.0 * CORE * vortex;
    let line = |distance: f64| distance / (distance * distance + core * core);
    let chords = &aft.planform.chords;
    let width = aft.planform.span / chords.len() as f64;
    let (mut sum, mut area) = (0.0, 0.0);
    for (i, chord) in chords.iter().enumerate() {
        let y = aft.body_radius + (i as f64 + 0.5) * width;
        let inclination = line(vortex - y) + line(vortex + y) + line(y - image) - line(y + image);
        sum += chord * inclination;
        area += chord;
    }
    circulation / (2.0 * PI) * sum / area
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rocket::shape::FinOutline;

    fn rectangle(span: f64) -> Planform {
        FinOutline::Trapezoidal {
            root_chord: 1.0,
            tip_chord: 1.0,
            span,
            sweep_length: 0.0,
        }
        .planform()
    }

    #[test]
    fn equal_fins_lose_much_and_long_ones_little() {
        // Without a body an elliptic wing's vortices incline the far wake by 2 CL/(pi A) at the middle: CL = 4 per rad and A = 4, 0.64 of the
        // angle; on a like wing, over the core and the outer eighth, about a half.
        let forward = rectangle(2.0);
        let set = |planform| Set {
            planform,
            body_radius: 1e-3,
        };
        let loss = 4.0 * 2.0 * 2.0 * behind(set(&forward), set(&forward), 1.0);
        assert!((0.3..0.7).contains(&loss), "{loss}");
        // Far outside the vortices the flow goes up.
        let long = rectangle(20.0);
        assert!(
            behind(set(&forward), set(&long), 1.0)
                < 0.2 * behind(set(&forward), set(&forward), 1.0)
        );
    }
}
