//! Lift of a body in supersonic flow: the second-order shock-expansion method.
//!
//! C. A. Syvertson and D. H. Dennis, NACA Report 1328 (1957): the contour is a row of frusta. At a corner the flow turns by
//! Prandtl–Meyer expansion; along a frustum the pressure runs exponentially from its value behind the corner, p₂, to that
//! of the cone of like slope, p_c,
//!
//! `p = p_c - (p_c - p₂) e^(-η)`, `η = (∂p/∂s)₂ (x - x₂) / ((p_c - p₂) cos δ₂)`,
//!
//! `(∂p/∂s)₂ = B₂/r (Ω₁/Ω₂ sin δ₁ - sin δ₂) + B₂/B₁ Ω₁/Ω₂ (∂p/∂s)₁`, `B = γ p M² / (2 (M² - 1))`, Ω the area ratio A/A*,
//!
//! and so does the loading of small angles of attack, `dC_Nα = 2π r Λ dx / A_ref`: at a corner `Λ₂ = Λ₁ λ₂/λ₁`,
//! `λ = 2 γ p / sin 2μ`, then `Λ = (1 - e^(-η)) tan δ₂ C_Nα,c + Λ₂ e^(-η)`. Cylinders and boat-tails tend to the free stream's
//! pressure; flares keep the lift of slender bodies. What a nose begins, the cylinder behind it thus carries on: a cone-cylinder lifts 2 to 3 instead of 2.
//!
//! The cones: pressure as McCoy fitted it ([`super::nose_drag`]), stagnation pressure behind a shock of normal Mach number
//! `1 + (γ+1)/2 M² sin² δ` squared (hypersonic small disturbances; J. D. Anderson, *Hypersonic and High Temperature Gas
//! Dynamics*, 2006, ch. 4), slope `2 cos² δ`, which slender-body and Newtonian theory share. A tip too blunt for an attached shock is
//! replaced by the slenderest cone from the tip to the contour that has one. Where none has, or below Mach 1.5, the method is not
//! used.

use super::bodies::{SectionLift, potential};
use super::nose_drag::cone_pressure;
use super::supersonic::{GAMMA, SLOWEST, mach_of_pressure, pressure_ratio, turned};
use crate::rocket::{Body, BodySection};
use std::f64::consts::PI;
use std::sync::OnceLock;

/// Least Mach number of the flow on the first cone.
const ATTACHED: f64 = 1.3;
/// Half-angle of a cone one diameter long, the bluntest that McCoy's formula is used for, rad.
const BLUNTEST: f64 = 0.463_647_609;
/// Corners of a curved contour are thinned by this.
const STRIDE: usize = 10;

#[derive(Debug, Clone, Copy)]
struct Frustum {
    section: usize,
    x: [f64; 2],
    r: [f64; 2],
}

impl Frustum {
    fn angle(&self) -> f64 {
        libm::atan2(self.r[1] - self.r[0], self.x[1] - self.x[0])
    }
}

/// The flow at the end of a frustum: pressure over the free stream's, gradient along the surface per m.
#[derive(Debug, Clone, Copy)]
struct Flow {
    angle: f64,
    pressure: f64,
    mach: f64,
    gradient: f64,
    loading: f64,
}

/// Lift of a body's sections at those of some Mach numbers at which the method holds, computed where somebody looks.
pub(super) struct Expansion {
    frusta: Vec<Frustum>,
    sections: usize,
    reference_area: f64,
    machs: Vec<f64>,
    known: Vec<OnceLock<Vec<SectionLift>>>,
}

impl Expansion {
    pub fn new(body: &Body, machs: &[f64], reference_area: f64) -> Self {
        let frusta = frusta(body);
        let mut machs = machs.to_vec();
        machs.retain(|mach| start(&frusta, *mach).is_some());
        Self {
            frusta,
            sections: body.sections.len(),
            reference_area,
            known: machs.iter().map(|_| OnceLock::new()).collect(),
            machs,
        }
    }

    /// The Mach numbers at which it holds.
    pub fn machs(&self) -> &[f64] {
        &self.machs
    }

    /// Lift of a section at one of them.
    pub fn at(&self, mach: f64, section: usize) -> SectionLift {
        let place = self.machs.iter().position(|known| *known == mach);
        let known = place.and_then(|place| self.known.get(place));
        let lifts = known.map(|known| known.get_or_init(|| self.lifts(mach).unwrap_or_default()));
        let lift = lifts.and_then(|lifts| lifts.get(section));
        lift.copied().unwrap_or_default()
    }

    /// Lift of every section, or nothing where the method does not hold.
    fn lifts(&self, mach: f64) -> Option<Vec<SectionLift>> {
        sections(&self.frusta, self.sections, mach, self.reference_area)
    }
}

fn sections(
    frusta: &[Frustum],
    count: usize,
    mach: f64,
    reference_area: f64,
) -> Option<Vec<SectionLift>> {
    let mut lifts = vec![SectionLift::default(); count];
    let (first, mut flow) = start(frusta, mach)?;
    let nose = frusta.get(first)?;
    let tip = frusta.first()?.x[0];
    let force = slope_of_cone(flow.angle) * PI * nose.r[1] * nose.r[1] / reference_area;
    let length = nose.x[1] - tip;
    let add = |lift: &mut SectionLift, x: f64, force: f64| {
        lift.force += force;
        lift.moment += force * x;
        lift.second += force * x * x;
    };
    let lift = lifts.get_mut(nose.section)?;
    add(lift, tip + 2.0 / 3.0 * length, force);
    lift.second += force * length * length / 18.0;

    let mut radius = nose.r[1];
    for frustum in &frusta[first + 1..] {
        let lift = lifts.get_mut(frustum.section)?;
        // A step lifts as slender bodies do; the flow along the body is taken to pass it.
        let step = 2.0 * PI * (frustum.r[0] * frustum.r[0] - radius * radius) / reference_area;
        add(lift, frustum.x[0], step);
        radius = frustum.r[1];
        if frustum.angle() > flow.angle + 1e-9 {
            // A flare compresses, with a shock of its own: slender-body lift, and the flow is taken to pass it too.
            slender(lift, frustum, reference_area);
            continue;
        }
        flow = pass(flow, frustum, mach, |x, r, loading| {
            add(lift, x, 2.0 * PI * r * loading / reference_area);
        });
    }
    Some(lifts)
}

fn slender(lift: &mut SectionLift, frustum: &Frustum, reference_area: f64) {
    let contour = vec![(frustum.x[0], frustum.r[0]), (frustum.x[1], frustum.r[1])];
    let section = BodySection { part: 0, contour };
    let more = potential(&section, frustum.r[0], reference_area);
    lift.force += more.force;
    lift.moment += more.moment;
    lift.second += more.second;
}

fn frusta(body: &Body) -> Vec<Frustum> {
    let mut all = Vec::new();
    for (section, drawn) in body.sections.iter().enumerate() {
        let corners = &drawn.contour;
        let stride = if corners.len() > 2 * STRIDE {
            STRIDE
        } else {
            1
        };
        let last = corners.len().saturating_sub(1);
        let mut from = 0;
        while from < last {
            let to = (from + stride).min(last);
            let ((x0, r0), (x1, r1)) = (corners[from], corners[to]);
            if x1 > x0 {
                all.push(Frustum {
                    section,
                    x: [x0, x1],
                    r: [r0, r1],
                });
            }
            from = to;
        }
    }
    all
}

fn slope_of_cone(angle: f64) -> f64 {
    2.0 * libm::cos(angle).powi(2)
}

/// Pressure on a cone over the free stream's.
fn cone(mach: f64, angle: f64) -> f64 {
    1.0 + 0.5 * GAMMA * mach * mach * cone_pressure(mach, 2.0 * libm::tan(angle))
}

/// The first cone: the frustum it ends with and the flow there.
fn start(frusta: &[Frustum], mach: f64) -> Option<(usize, Flow)> {
    let tip = frusta.first().filter(|f| f.r[0] < 1e-3 * f.r[1])?;
    // The first cone is part of the nose: no further than where the body stops widening.
    let nose = frusta.iter().take_while(|frustum| frustum.angle() > 0.0);
    nose.enumerate().find_map(|(i, frustum)| {
        let angle = libm::atan2(frustum.r[1], frustum.x[1] - tip.x[0]);
        if angle > BLUNTEST {
            return None;
        }
        let pressure = cone(mach, angle);
        let normal = 1.0 + 0.5 * (GAMMA + 1.0) * (mach * libm::sin(angle)).powi(2);
        let loss = libm::pow(6.0 * normal / (normal + 5.0), 3.5)
            * libm::pow(6.0 / (7.0 * normal - 1.0), 2.5);
        let on_cone = mach_of_pressure((pressure * pressure_ratio(mach) / loss).min(1.0));
        (on_cone >= ATTACHED).then_some((
            i,
            Flow {
                angle,
                pressure,
                mach: on_cone,
                gradient: 0.0,
                loading: libm::tan(angle) * slope_of_cone(angle),
            },
        ))
    })
}

/// Along one frustum: calls `load` with place, radius and loading times a length, and returns the flow at its end.
fn pass(before: Flow, frustum: &Frustum, mach: f64, mut load: impl FnMut(f64, f64, f64)) -> Flow {
    let angle = frustum.angle();
    let behind = turned(before.mach, before.angle - angle);
    let pressure =
        before.pressure * pressure_ratio(behind) / pressure_ratio(before.mach.max(SLOWEST));
    let tangent = if angle > 0.0 {
        cone(mach, angle.min(BLUNTEST))
    } else {
        1.0
    };
    let stiffness = |p: f64, m: f64| 0.5 * GAMMA * p * m * m / (m * m - 1.0);
    let area = |m: f64| libm::pow((1.0 + 0.2 * m * m) / 1.2, 3.0) / m;
    let (from, to) = (before.mach.max(SLOWEST), behind);
    let narrowing = area(from) / area(to);
    let radius = frustum.r[0].max(1e-3 * frustum.r[1]);
    let gradient = stiffness(pressure, to) / radius
        * (narrowing * libm::sin(before.angle) - libm::sin(angle))
        + stiffness(pressure, to) / stiffness(before.pressure, from) * narrowing * before.gradient;
    let mut rate = gradient / ((tangent - pressure) * libm::cos(angle));
    if !(rate.is_finite() && rate > 0.0) {
        // The pressure is there already, or the gradient leads away from it: McCoy's rate for boat-tails.
        rate = 0.425 / (radius * (mach * mach - 1.0).sqrt());
    }
    let carry = |p: f64, m: f64| p * m * m / (m * m - 1.0).sqrt();
    let loading = before.loading * carry(pressure, to) / carry(before.pressure, from);
    let cone_loading = libm::tan(angle) * slope_of_cone(angle);
    let at = |x: f64| {
        let left = libm::exp(-rate * (x - frustum.x[0]));
        (1.0 - left) * cone_loading + left * loading
    };
    let [x0, x1] = frustum.x;
    let lean = (frustum.r[1] - frustum.r[0]) / (x1 - x0);
    let pieces = ((x1 - x0) / (0.5 * (frustum.r[0] + frustum.r[1])))
        .ceil()
        .clamp(1.0, 40.0);
    let half = 0.5 * (x1 - x0) / pieces;
    // Gauss–Legendre with two points a piece.
    let node = half / 3.0_f64.sqrt();
    for i in 0..pieces as usize {
        let middle = x0 + half * (2 * i + 1) as f64;
        for x in [middle - node, middle + node] {
            load(x, frustum.r[0] + lean * (x - x0), half * at(x));
        }
    }
    let left = libm::exp(-rate * (x1 - x0));
    let end = tangent - (tangent - pressure) * left;
    let stagnation = pressure / pressure_ratio(to);
    Flow {
        angle,
        pressure: end,
        mach: mach_of_pressure((end / stagnation).min(1.0)).max(SLOWEST),
        gradient: gradient * left,
        loading: at(x1),
    }
}
