//! Lift of fins at small angles.
//!
//! One fin with its mirror image, aspect ratio `A = 2 s²/S`, on the reference area:
//!
//! - **Subsonic**, to Mach 0.9, thick fins less far ([`super::supersonic::transonic_from`]): `CNα₁ = 2π A / (2 + sqrt(4 + (β A / cos Γ)²)) * S/A_ref`, Γ the sweep of the middle
//!   chords, `β² = 1 - M²` (F. W. Diederich, NACA TN 2335, 1951, as used by J. S. Barrowman, *The Practical
//!   Calculation of the Aerodynamic Characteristics of Slender Finned Vehicles*, 1967, §3). It acts at a quarter of
//!   the mean aerodynamic chord up to Mach 0.5.
//! - **Supersonic**: linear theory of the trapezoid with its tip's Mach cone ([`super::linear_wing`]), times the **thickness**:
//!   to second order (A. Busemann 1935; Barrowman 1967 uses his third-order series) a surface inclined by θ has its lift raised by
//!   `1 + 2 (C₂/C₁) θ` ([`super::supersonic::second_order`]). Over the chord the mean of θ is half the blunt trailing edge's
//!   thickness over the chord: a single wedge gains, closed sections lift no more but further forward, by
//!   `2 (C₂/C₁) (f/2 t/c - t_e/4c) c`, f the section's area over `c t`. Used from where it is a fifth.
//! - **At Mach 1** that of a slender wing, `π A/2` (R. T. Jones, NACA Report 835, 1946; linear theory's limit for any wing), not above
//!   a rectangle's `4/β (1 - 1/(2 β A))` at `β = ((γ + 1) t/c)^⅓`, where similarity has it grow no more (T. von Kármán 1947).
//! - **Between**, from there (slope), 1 (thickness) or 0.5 (centre) to the Mach number where the supersonic form begins: Mach 1.2,
//!   or where `β A = 1`, or where leading and trailing edge have turned supersonic, whichever is last: a monotone cubic, the slope's through its value at Mach 1.
//!
//! **Past the tail** a root has no body under it: there is no upwash there, no body to carry the fins' pressure, and the means
//! of the body's radius along the root count it as zero. What the fins do to the flow at the base, and the base to theirs, is left out:
//! the base keeps its drag, and the fins lift as in the free stream. A root that ends at the tail is the limit (test
//! `fins_reach_past_the_tail_without_a_step`). A root that follows a **boat-tail inward** is straightened at its mean height ([`Planform`]), and
//! the body's radius there is where the fins meet it.
//!
//! A set of N fins has `N/2` times that, 5 to 8 fins less for crowding (Niskanen 2013, §3.2): each bears in proportion to the flow across
//! it and lifts along its normal, so that a set has `Σ sin²φᵢ`, which is N/2 whatever the roll angle for three fins or more, and for one
//! or two on average over the roll (Barrowman 1967, §3). That average is flown: such a rocket is stiffer in one plane than in the other, and one fin
//! alone also pushes to its side, which is left out and told. All that
//! times the gains of [`super::interference`].
//!
//! Agreement: RocketPy 1.12.1's fins of Bella Lui and Cavour at Mach 0 to five digits (test
//! `rocketpy_fins`).

use super::interference;
use super::linear_wing::{Lifted, Trapezoid};
use super::mach_curve::{Smooth, grid};
use super::supersonic::{GAMMA, second_order, transonic_from};
use crate::rocket::shape::{FinSection, FinSet};
use crate::rocket::{Planform, Rocket};
use std::f64::consts::PI;
use std::sync::{Arc, OnceLock};

/// Mach number to which what the fins lift of the body is left out ([`interference`]): there Niskanen's (2013, §3.4) transonic range begins.
const CARRIED: f64 = 0.8;
/// Mach number to which the subsonic centre of pressure is used (Niskanen 2013, §3.2).
const QUARTER_CHORD: f64 = 0.5;
/// Least Mach number of the supersonic form.
const SUPERSONIC: f64 = 1.2;
/// Most that thickness may add for its second order to be trusted.
const SECOND_ORDER: f64 = 0.2;

/// One fin of a set against Mach number.
#[derive(Debug, Clone)]
pub(super) struct FinLift {
    /// Slope of one fin without the body's influence, 1/rad on the reference area.
    pub slope: Smooth,
    /// Its centre of pressure, m aft of the root's forward end.
    pub center: Smooth,
    /// What it lifts of the body over what it lifts itself.
    pub on_body: Smooth,
    /// Where that acts, m aft of the root's forward end.
    pub body_center: Smooth,
    /// Lift while the angle of attack grows, over that at rest and `α̇/V`, m: negative where the flow lags.
    pub lag: Smooth,
    /// Mean square distance of its lift from the rocket's axis, over that of its area.
    pub outward: Smooth,
}

/// The body at a fin's root.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Root {
    /// Mean radius along the root, m; nothing counts for zero where the root has passed the tail.
    pub radius: f64,
    /// Mean distance of the root from the axis, m.
    pub distance: f64,
    /// Length of body behind the root, m; below zero where the root ends behind the body.
    pub afterbody: f64,
}

/// A root that ends no further behind the tail, m, ends at it: the rounding of sums.
const AT_THE_TAIL: f64 = 1e-9;

/// How the body runs under the root of a set of fins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct RootBody {
    /// Radius where the fins meet the body: at the root's forward end, or at the mean height of a root that goes inward, m.
    pub radius: f64,
    /// Mean square of the radius along the root over that of `radius`.
    pub upwash: f64,
    /// What the fins' pressure finds.
    pub root: Root,
}

impl RootBody {
    /// Of fins whose root begins at `x` from the nose tip.
    pub fn new(rocket: &Rocket, set: &FinSet, x: f64, root_chord: f64) -> Self {
        let diameter = rocket.reference_diameter();
        let on_body = |x: f64| body_radius(rocket, set, x, diameter);
        let least = 1e-3 * diameter;
        let radius = (on_body(x) + set.outline.root_height()).max(least);
        let (aft, tail) = (x + root_chord, rocket.length());
        // Past the tail there is no body: the means are over what is on it, times its share of the root.
        let (chord, share, afterbody) = match aft > tail + AT_THE_TAIL {
            true => (tail - x, (tail - x) / root_chord, tail - aft),
            false => (root_chord, 1.0, (tail - aft).max(0.0)),
        };
        let along_root = |value: &dyn Fn(f64) -> f64| {
            let at = |i: u32| on_body(x + chord * (f64::from(i) + 0.5) / 8.0);
            (0..8).map(|i| value(at(i))).sum::<f64>() / 8.0
        };
        let distance = along_root(&|r| r);
        Self {
            radius,
            // Upwash goes with the square of the body's radius under the root.
            upwash: share * (along_root(&|r| r * r) / (radius * radius)),
            root: Root {
                radius: share * distance,
                distance,
                afterbody,
            },
        }
    }
}

impl FinLift {
    pub fn new(
        planform: &Planform,
        section: FinSection,
        thickness: f64,
        root: Root,
        reference_area: f64,
    ) -> Self {
        let aspect = planform.aspect_ratio();
        let per_area = planform.area / reference_area;
        let wing = Trapezoid::new(planform);
        let begin = SUPERSONIC.max((1.0 + wing.least_beta().powi(2)).sqrt());
        let fast = Arc::new(Supersonic::new(wing, root, begin));
        let supersonic = || Arc::clone(&fast);

        let ratio = thickness / planform.mean_chord;
        let (mean, forward) = inclination(section);
        // Largest inclination, to second order below a fifth.
        let most = ratio * mean.max(forward);
        let trusted = begin.max(second_order_from(most));
        let thick = |inclined: f64| {
            Smooth::joined(1.0, trusted, move |mach| {
                if mach <= 1.0 {
                    0.0
                } else {
                    second_order(mach) * ratio * inclined
                }
            })
        };
        let (gain, shift) = (thick(mean), thick(forward));

        let subsonic = transonic_from(ratio);
        let (wing, cos_sweep) = (supersonic(), planform.cos_middle_sweep);
        let at_one = sonic(aspect, ratio) * per_area;
        let flat = through(subsonic, (1.0, at_one), begin, move |mach| {
            if mach <= subsonic {
                let spread = (1.0 - mach * mach).sqrt() * aspect / cos_sweep;
                2.0 * PI * aspect / (2.0 + (4.0 + spread * spread).sqrt()) * per_area
            } else {
                wing.at(mach).lifted.force / reference_area
            }
        });
        let (wing, mean_chord) = (supersonic(), planform.mean_chord);
        let quarter = planform.mean_leading_edge + 0.25 * mean_chord;
        let flat_center = Smooth::joined(QUARTER_CHORD, begin, move |mach| {
            if mach <= QUARTER_CHORD {
                return quarter;
            }
            let lifted = wing.at(mach).lifted;
            lifted.moment / lifted.force
        });
        let slender = interference::slender_on_body(root.radius, planform.span);
        let wing = [(); 4].map(|()| supersonic());
        let [carrying, lagging, outermost, carried] = wing;
        let thickened = gain.clone();
        Self {
            slope: Smooth::sampled(move |mach| flat.at(mach) * (1.0 + thickened.at(mach))),
            center: Smooth::sampled(move |mach| {
                let shift = shift.at(mach) * mean_chord / (1.0 + gain.at(mach));
                flat_center.at(mach) - shift
            }),
            on_body: through(CARRIED, (1.0, slender), begin, move |mach| {
                if mach <= CARRIED {
                    0.0
                } else {
                    let fin = carrying.at(mach);
                    (fin.on_body.force / fin.lifted.force).min(slender)
                }
            }),
            lag: Smooth::joined(1.0, begin, move |mach| {
                if mach <= 1.0 {
                    0.0
                } else {
                    let fin = lagging.at(mach);
                    fin.lag / fin.lifted.force
                }
            }),
            outward: Smooth::joined(subsonic, begin, move |mach| {
                if mach <= subsonic {
                    1.0
                } else {
                    outermost.at(mach).outwardness
                }
            }),
            body_center: Smooth::joined(0.0, begin, move |mach| {
                let lifted = carried.at(mach.max(begin)).on_body;
                lifted.moment / lifted.force
            }),
        }
    }
}

/// A fin by linear theory at the Mach numbers of its curves, computed once for all of them.
struct Supersonic {
    wing: Trapezoid,
    root: Root,
    machs: Vec<f64>,
    known: Vec<OnceLock<SupersonicFin>>,
}

/// What linear theory has of a fin at a Mach number.
#[derive(Debug, Clone, Copy)]
struct SupersonicFin {
    lifted: Lifted,
    lag: f64,
    outwardness: f64,
    on_body: Lifted,
}

impl Supersonic {
    fn new(wing: Trapezoid, root: Root, begin: f64) -> Self {
        let above = grid().filter(|mach| *mach > begin);
        let machs: Vec<f64> = [begin].into_iter().chain(above).collect();
        Self {
            wing,
            root,
            known: machs.iter().map(|_| OnceLock::new()).collect(),
            machs,
        }
    }

    fn at(&self, mach: f64) -> SupersonicFin {
        let place = self.machs.partition_point(|known| *known < mach);
        match (self.machs.get(place), self.known.get(place)) {
            (Some(at), Some(known)) if *at == mach => *known.get_or_init(|| self.compute(mach)),
            _ => self.compute(mach),
        }
    }

    fn compute(&self, mach: f64) -> SupersonicFin {
        let (beta, root) = ((mach * mach - 1.0).sqrt(), self.root);
        let loading = self.wing.loading(beta);
        SupersonicFin {
            lifted: loading.lifted(),
            lag: loading.lag(),
            outwardness: loading.outwardness(root.distance),
            on_body: interference::on_body(&self.wing, root.radius, root.afterbody, beta),
        }
    }
}

/// Radius of the body of a calibre at the root of a fin, m.
fn body_radius(rocket: &Rocket, fins: &FinSet, x: f64, diameter: f64) -> f64 {
    fins.body_diameter
        .map(|d| 0.5 * d)
        .or_else(|| rocket.body().radius_at(x))
        .unwrap_or(0.5 * diameter)
        // Fins that meet at the axis of a pointed nose: keep the ratios finite.
        .max(1e-3 * diameter)
}

/// Mean inclination of the surface, and how far it brings the lift forward (of the chord), both over the thickness ratio.
fn inclination(section: FinSection) -> (f64, f64) {
    match section {
        FinSection::Square | FinSection::Rounded => (0.0, 0.0),
        FinSection::SingleWedge => (0.5, 0.0),
        FinSection::Hexagonal { trailing: 0.0, .. } => (0.5, 0.5 * section.fullness() - 0.25),
        FinSection::Airfoil
        | FinSection::DoubleWedge(_)
        | FinSection::Hexagonal { .. }
        | FinSection::Biconvex => (0.0, 0.5 * section.fullness()),
    }
}

/// Slope at Mach 1 on the fin's area: a slender wing's, not above a rectangle's at the least β of transonic similarity.
fn sonic(aspect: f64, ratio: f64) -> f64 {
    let scale = libm::cbrt((GAMMA + 1.0) * ratio);
    let rectangle = 4.0 / scale * (1.0 - 0.5 / (scale * aspect)).max(0.5);
    (0.5 * PI * aspect).min(rectangle)
}

/// Joined from one Mach number to another through a point between them.
fn through(
    from: f64,
    point: (f64, f64),
    to: f64,
    value: impl Fn(f64) -> f64 + Send + Sync + 'static,
) -> Smooth {
    let below = grid().filter(move |mach| *mach < from);
    let above = grid().filter(move |mach| *mach > to);
    let machs = below.chain([from, point.0, to]).chain(above);
    Smooth::over(machs, move |mach| {
        if mach == point.0 {
            point.1
        } else {
            value(mach)
        }
    })
}

/// The Mach number from which the second order adds no more than it is trusted for.
fn second_order_from(inclination: f64) -> f64 {
    grid()
        .find(|mach| *mach > 1.0 && second_order(*mach) * inclination <= SECOND_ORDER)
        .unwrap_or(2.0)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rocket::shape::FinOutline;

    fn thin(planform: &Planform, reference_area: f64) -> FinLift {
        let root = Root {
            radius: 1e-3,
            distance: 1e-3,
            afterbody: 0.0,
        };
        FinLift::new(planform, FinSection::Square, 0.001, root, reference_area)
    }

    fn trapezoid(root_chord: f64, tip_chord: f64, span: f64, sweep_length: f64) -> Planform {
        FinOutline::Trapezoidal {
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
        let lift = thin(&p, PI * 0.078 * 0.078);
        let factor = set_factor(3) * interference::on_fin(0.078, 0.2);
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
        let lift = thin(&p, PI * 0.052 * 0.052);
        let value = set_factor(4) * interference::on_fin(0.052, 0.1) * lift.slope.at(0.0);
        assert!((value / 8.504_949_25 - 1.0).abs() < 1e-5, "{value}");
        assert!((lift.center.at(0.0) - 0.090_925_925_9).abs() < 1e-4);
    }

    #[test]
    fn a_rectangle_by_linear_theory() {
        // Aspect ratio 2, Mach sqrt 5: beta A = 4, slope 4/beta (1 - 1/8) = 1.75, centre (4 - 2/3)/(8 - 1).
        let p = trapezoid(1.0, 1.0, 1.0, 0.0);
        let lift = thin(&p, 1.0);
        let mach = 5.0_f64.sqrt();
        assert!((lift.slope.at(mach) - 1.75).abs() < 1e-3);
        assert!((lift.center.at(mach) - 10.0 / 21.0).abs() < 1e-4);
    }

    #[test]
    fn the_limits_of_very_long_and_very_low_fins() {
        // Low aspect ratio: pi A/2 per area whatever the Mach number (R. T. Jones, NACA Report 835).
        let low = trapezoid(10.0, 10.0, 0.1, 0.0);
        let slope = thin(&low, low.area).slope;
        for mach in [0.0, 0.8, 1.2] {
            let expected = 0.5 * PI * low.aspect_ratio();
            assert!((slope.at(mach) / expected - 1.0).abs() < 0.01);
        }
        // High aspect ratio: 2 pi, and 4/beta.
        let high = trapezoid(1.0, 1.0, 200.0, 0.0);
        let slope = thin(&high, high.area).slope;
        assert!((slope.at(0.0) / (2.0 * PI) - 1.0).abs() < 0.01);
        assert!((slope.at(2.0) / (4.0 / 3.0_f64.sqrt()) - 1.0).abs() < 0.01);
    }
}
