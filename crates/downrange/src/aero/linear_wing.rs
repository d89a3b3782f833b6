//! Lift of a thin flat trapezoid in supersonic flow.
//!
//! Linear theory by Evvard's method (J. C. Evvard, NACA Report 951, 1950): with supersonic leading and trailing edges, and a tip
//! along the flow, the potential of a fin with its mirror image at a small angle of attack α is
//!
//! `φ = V α / π ∬ dξ dη / sqrt((x - ξ)² - β² (y - η)²)`
//!
//! over the part of the outline in the forward Mach cone of (x, y), without the part that the tip's edge takes away: what
//! lies outboard of the Mach line that runs forward from where the point's own forward Mach line meets the tip. In the
//! coordinates `u² = r₀ - r`, `v² = s₀ - s` with `r = x - β y`, `s = x + β y` the integrand is the constant 2/β, so that
//! φ is an area, bounded by straight lines (Mach lines) and ellipses (leading edges), in closed form. The lift of a strip
//! is 4 φ/V at its trailing edge.
//!
//! The rectangle's exact slope and centre follow to 1e-3 (test `a_rectangle_by_linear_theory`). Where both tips' Mach cones cover the
//! whole root chord (`β A < 1`) the method ends.

use crate::rocket::Planform;

/// A fin as a trapezoid of like area, span, root and centroid, m.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Trapezoid {
    root: f64,
    tip: f64,
    span: f64,
    /// Tangent of the leading edge's sweep.
    sweep: f64,
}

/// Slope times area of one fin, m²/rad, and its moment about the root's forward end, m³/rad.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Lifted {
    pub force: f64,
    pub moment: f64,
}

/// What a strip along the flow lifts.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Strip {
    /// Middle of the strip, m from the root.
    y: f64,
    /// Its area, m².
    area: f64,
    lifted: Lifted,
}

/// Strips along the span.
const STRIPS: usize = 24;

impl Trapezoid {
    pub fn new(planform: &Planform) -> Self {
        let (span, area) = (planform.span, planform.area);
        let tip = (2.0 * area / span - planform.root_chord).max(0.0);
        let root = 2.0 * area / span - tip;
        // The centroid of a trapezoid: sweep times the area's mean height, and half the mean chord by area.
        let height = span * (root + 2.0 * tip) / (3.0 * (root + tip));
        let chord = 2.0 / 3.0 * (root * root + root * tip + tip * tip) / (root + tip);
        Self {
            root,
            tip,
            span,
            sweep: (planform.centroid - 0.5 * chord) / height,
        }
    }

    /// Tangent of the leading edge's sweep.
    pub fn leading_sweep(&self) -> f64 {
        self.sweep
    }

    /// Chord at the root, m.
    pub fn root(&self) -> f64 {
        self.root
    }

    /// The β from which the method holds: edges supersonic, and a root chord not wholly covered from the tips.
    pub fn least_beta(&self) -> f64 {
        let trailing = self.sweep + (self.tip - self.root) / self.span;
        let aspect = 4.0 * self.span / (self.root + self.tip);
        (1.05 * self.sweep.abs())
            .max(1.05 * trailing.abs())
            .max(1.0 / aspect)
    }

    /// What it lifts per rad, without thickness.
    pub fn lifted(&self, beta: f64) -> Lifted {
        self.strips(beta)
            .fold(Lifted::default(), |sum, strip| Lifted {
                force: sum.force + strip.lifted.force,
                moment: sum.moment + strip.lifted.moment,
            })
    }

    /// Mean square distance of the lift from the rocket's axis over that of the area.
    pub fn outwardness(&self, beta: f64, body_radius: f64) -> f64 {
        let mut sums = [0.0; 4];
        for strip in self.strips(beta) {
            let arm = (body_radius + strip.y).powi(2);
            let (force, area) = (strip.lifted.force, strip.area);
            for (sum, value) in sums.iter_mut().zip([force * arm, force, area * arm, area]) {
                *sum += value;
            }
        }
        sums[0] / sums[1] * sums[3] / sums[2]
    }

    fn strips(&self, beta: f64) -> impl Iterator<Item = Strip> {
        // Strips narrow toward the tip, where the lift falls to nothing as a square root.
        (0..STRIPS).map(move |i| {
            let inward = 1.0 - (i as f64 + 0.5) / STRIPS as f64;
            let y = self.span * (1.0 - inward * inward);
            let width = 2.0 * self.span * inward / STRIPS as f64;
            let lead = self.sweep * y;
            let chord = self.root + (self.tip - self.root) * y / self.span;
            let at = |share: f64| 4.0 * self.potential(lead + share * chord, y, beta);
            let end = at(1.0);
            // The moment by parts: the potential's mean over the chord by Gauss–Legendre with three points.
            let node = 0.5 * 0.6_f64.sqrt();
            let mean = (5.0 * (at(0.5 - node) + at(0.5 + node)) + 8.0 * at(0.5)) / 18.0;
            let lifted = Lifted {
                force: width * end,
                moment: width * (end * (lead + chord) - mean * chord),
            };
            Strip {
                y,
                area: width * chord,
                lifted,
            }
        })
    }

    /// φ/(V α), m.
    fn potential(&self, x: f64, y: f64, beta: f64) -> f64 {
        let (r0, s0) = (x - beta * y, x + beta * y);
        let kappa = (beta + self.sweep) / (beta - self.sweep);
        let tip = 2.0 * beta * self.span;
        // The tip cuts at this r, the mirrored tip at this s.
        let (least_r, least_s) = ((s0 - tip).max(-s0 / kappa), (r0 - tip).min(0.0));
        // The quarter ellipse under sqrt(extent² - u²).
        let under = |extent: f64, u: f64| {
            let u = u.clamp(0.0, extent);
            0.5 * (u * (extent * extent - u * u).sqrt() + extent * extent * libm::asin(u / extent))
        };
        let mut area = 0.0;
        // Behind the own leading edge: r < 0.
        let outer = (r0 - least_r).max(0.0).sqrt();
        let inner = r0.max(0.0).sqrt().min(outer);
        let extent = (r0 + s0 / kappa).max(1e-300).sqrt();
        area += kappa.sqrt() * (under(extent, outer) - under(extent, inner));
        // Behind the mirrored one: r > 0, u from zero to `inner`.
        let cut = (r0 + kappa * least_s).max(0.0).sqrt().min(inner);
        let extent = (r0 + kappa * s0).max(1e-300).sqrt();
        area += cut * (s0 - least_s).max(0.0).sqrt();
        area += (under(extent, inner) - under(extent, cut)) / kappa.sqrt();
        2.0 / (std::f64::consts::PI * beta) * area
    }
}
