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
//! **Lag.** While α grows steadily, α = α̇ t, linear theory adds to `t φ` a potential that follows from steady ones (the wave equation
//! to first order in frequency; I. E. Garrick and S. I. Rubinow, NACA Report 872, 1947, for the plane): `M²/β² (φ_q - x φ/V)`,
//! φ_q that of the inclination x/V. With the pressure of `∂φ/∂t` the lift over q α̇/V is
//! `4/V (∬ φ dS + M²/β² ∫ (φ_q - x φ)_TE dy)`, the potentials per rad; in plane flow `-2 c²/β³` per span.
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
    /// Its width, m.
    width: f64,
    /// Its trailing edge, m aft of the root's forward end.
    end: f64,
    /// Its area, m².
    area: f64,
    lifted: Lifted,
}

/// Strips along the span.
const STRIPS: usize = 24;

/// How the lift of a fin is spread over its span at a β.
#[derive(Debug, Clone, Copy)]
pub(super) struct Loading {
    wing: Trapezoid,
    beta: f64,
    strips: [Strip; STRIPS],
}

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

    /// Chord at the tip, m.
    pub fn tip(&self) -> f64 {
        self.tip
    }

    /// From root to tip, m.
    pub fn span(&self) -> f64 {
        self.span
    }

    /// The β from which the method holds: edges supersonic, and a root chord not wholly covered from the tips.
    pub fn least_beta(&self) -> f64 {
        let trailing = self.sweep + (self.tip - self.root) / self.span;
        let aspect = 4.0 * self.span / (self.root + self.tip);
        (1.05 * self.sweep.abs())
            .max(1.05 * trailing.abs())
            .max(1.0 / aspect)
    }

    /// How its lift is spread, per rad and without thickness.
    pub fn loading(self, beta: f64) -> Loading {
        // Strips narrow toward the tip, where the lift falls to nothing as a square root.
        let strips = std::array::from_fn(|i| {
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
                width,
                end: lead + chord,
                area: width * chord,
                lifted,
            }
        });
        Loading {
            wing: self,
            beta,
            strips,
        }
    }

    /// φ/V of a surface inclined by its distance from the root's forward end, m²: the integral of [`Self::potential`] weighed with ξ.
    fn tilted(&self, x: f64, y: f64, beta: f64) -> f64 {
        let (r0, s0) = (x - beta * y, x + beta * y);
        let kappa = (beta + self.sweep) / (beta - self.sweep);
        let tip = 2.0 * beta * self.span;
        let (least_r, least_s) = ((s0 - tip).max(-s0 / kappa), (r0 - tip).min(0.0));
        let outer = (r0 - least_r).max(0.0).sqrt();
        let inner = r0.max(0.0).sqrt().min(outer);
        let cut = (r0 + kappa * least_s).max(0.0).sqrt().min(inner);
        // The same area, cut along u; ξ is (r0 + s0 - u² - v²)/2.
        let column = |u: f64, height: f64| {
            let height = height.max(0.0);
            (0.5 * (r0 + s0 - u * u) - height / 6.0) * height.sqrt()
        };
        let sum = gauss(0.0, cut, |u| column(u, s0 - least_s))
            + gauss(cut, inner, |u| column(u, s0 + (r0 - u * u) / kappa))
            + gauss(inner, outer, |u| column(u, s0 + kappa * (r0 - u * u)));
        2.0 / (std::f64::consts::PI * beta) * sum
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

impl Loading {
    /// All of it.
    pub fn lifted(&self) -> Lifted {
        let strips = self.strips.iter();
        strips.fold(Lifted::default(), |sum, strip| Lifted {
            force: sum.force + strip.lifted.force,
            moment: sum.moment + strip.lifted.moment,
        })
    }

    /// Lift while the angle of attack grows, over the dynamic pressure and `α̇/V`, m³: negative where the flow lags.
    pub fn lag(&self) -> f64 {
        let beta = self.beta;
        let delay = (1.0 + beta * beta) / (beta * beta);
        let strips = self.strips.iter();
        strips
            .map(|strip| {
                let growing = strip.lifted.force * strip.end - strip.lifted.moment;
                let tilted = 4.0 * strip.width * self.wing.tilted(strip.end, strip.y, beta);
                growing + delay * (tilted - strip.end * strip.lifted.force)
            })
            .sum()
    }

    /// Mean square distance of the lift from the rocket's axis over that of the area.
    pub fn outwardness(&self, body_radius: f64) -> f64 {
        let mut sums = [0.0; 4];
        for strip in &self.strips {
            let arm = (body_radius + strip.y).powi(2);
            let (force, area) = (strip.lifted.force, strip.area);
            for (sum, value) in sums.iter_mut().zip([force * arm, force, area * arm, area]) {
                *sum += value;
            }
        }
        sums[0] / sums[1] * sums[3] / sums[2]
    }
}

/// The integral over an interval by Gauss–Legendre with five points (Abramowitz & Stegun 1964, table 25.4).
fn gauss(from: f64, to: f64, value: impl Fn(f64) -> f64) -> f64 {
    const NODES: [(f64, f64); 3] = [
        (0.0, 0.568_888_888_888_889),
        (0.538_469_310_105_683, 0.478_628_670_499_366),
        (0.906_179_845_938_664, 0.236_926_885_056_189),
    ];
    let (middle, half) = (0.5 * (from + to), 0.5 * (to - from));
    NODES
        .iter()
        .map(|(node, weight)| {
            let both = if *node == 0.0 {
                value(middle)
            } else {
                value(middle - half * node) + value(middle + half * node)
            };
            half * weight * both
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rocket::shape::FinOutline;

    fn rectangle(span: f64) -> Trapezoid {
        let outline = FinOutline::Trapezoidal {
            root_chord: 1.0,
            tip_chord: 1.0,
            span,
            sweep_length: 0.0,
        };
        Trapezoid::new(&outline.planform())
    }

    #[test]
    fn lag_of_plane_flow() {
        // -2 c²/beta³ per span; without it at infinite beta.
        let wing = rectangle(200.0);
        for beta in [0.7, 1.0, 2.0_f64] {
            let expected = -2.0 * 200.0 / beta.powi(3);
            assert!(
                (wing.loading(beta).lag() / expected - 1.0).abs() < 0.01,
                "{beta}"
            );
        }
    }

    #[test]
    fn a_tilted_surface_weighs_the_same_potential() {
        // In plane flow x²/(2 beta); shifted by one chord it grows by the potential.
        let wing = rectangle(5.0);
        assert!((wing.tilted(0.8, 2.0, 1.0) - 0.32).abs() < 1e-3);
        // Near the tip it is less.
        assert!(wing.tilted(0.8, 4.9, 1.0) < 0.25);
    }
}
