//! Normal force, damping and roll of the parts, collected.
//!
//! **Damping.** A pitching rocket meets the air at each point at an angle of its own, `q (x - x_cg) / V` more than at
//! its centre of mass. Fins answer with their slope at their centre (strip theory; Barrowman 1967; Niskanen 2013, §3.2).
//! For the body slender-body theory sums the answer to turning and to the change of angle of attack that goes with it
//! (Cmq + Cmα̇; J. N. Nielsen, *Missile Aerodynamics*, 1960, ch. 10): a section from the area A₀ at x₀ to A₁ at x₁ has
//! `2 (A₁ x₁² - A₀ x₀²) / A_ref` about the nose tip, so that a body damps as if all its lift acted at its base. From
//! both the damping moment about any centre follows with the sums of slope times 1, x and x².
//!
//! A fin's flow lags: while the angle of attack grows with the rate of turn its lift is that of [`super::linear_wing`]'s lag more, or
//! less, a force C at x_f that goes with the rate: `C x_f` and `C/2` in the second and first sum. From Mach 1, where nothing is counted,
//! it is joined to the least Mach number of the supersonic fin. The tubes' cross-flow is not counted.

use super::bodies::SectionLift;
use super::fins::{FinLift, RootBody};
use super::mach_curve::Smooth;
use super::roll::Roll;
use super::shock_expansion::Expansion;
use super::{Load, bodies, downwash, fins, interference};
use crate::rocket::{PartOverrides, PartShape, Planform, Rocket};
use std::sync::Arc;

/// Lift of one part: drawn, as force, moment and damping, and what is given instead.
#[derive(Debug, Clone)]
struct PartLift {
    part: usize,
    name: String,
    fin: bool,
    force: Smooth,
    moment: Smooth,
    damping: Damping,
    given: PartOverrides,
    /// Where it lies, m from the nose tip: the centre of no force is held there.
    reach: [f64; 2],
}

#[derive(Debug, Clone)]
enum Damping {
    /// A body's, whatever the Mach number.
    Slender([f64; 3]),
    /// The fins' lift, its first and its second moment, lag included, without the downwash of fins before them.
    Strip([Smooth; 3]),
}

impl PartLift {
    fn is_given(&self) -> bool {
        self.given.normal_force_slope.is_some() || self.given.center_of_pressure.is_some()
    }

    fn load(&self, mach: f64) -> Load {
        let drawn = Load {
            force: self.force.at(mach),
            moment: self.moment.at(mach),
        };
        if !self.is_given() {
            return drawn;
        }
        let slope = self.given.normal_force_slope.as_ref();
        let force = slope.map_or(drawn.force, |given| given.at(mach));
        let center = self.given.center_of_pressure.as_ref();
        Load {
            force,
            moment: force * center.map_or_else(|| self.center(drawn), |given| given.at(mach)),
        }
    }

    /// Where a drawn load acts: on the part, whatever the rounding of a vanishing force.
    fn center(&self, load: Load) -> f64 {
        let [fore, aft] = self.reach;
        if load.force.abs() > 1e-6 {
            (load.moment / load.force).clamp(fore.min(aft), fore.max(aft))
        } else {
            fore
        }
    }

    fn damping(&self, mach: f64) -> [f64; 3] {
        match &self.damping {
            Damping::Slender(sums) if !self.is_given() => *sums,
            Damping::Strip(sums) if !self.is_given() => sums.each_ref().map(|sum| sum.at(mach)),
            _ => {
                let load = self.load(mach);
                [load.force, load.moment, load.moment * load.center()]
            }
        }
    }
}

/// Lift, damping and roll of a rocket's parts.
#[derive(Debug, Clone)]
pub(super) struct Lift {
    parts: Vec<PartLift>,
    /// Of each fin set its part, the slope of one fin, the same for damping, and what it does in roll.
    rolls: Vec<(usize, [Smooth; 2], Roll)>,
    pub crossflow: Load,
}

impl Lift {
    pub fn new(rocket: &Rocket, reference_area: f64) -> Self {
        let description = rocket.description();
        let diameter = rocket.reference_diameter();
        let (mut parts, mut rolls, mut sets) = (Vec::new(), Vec::new(), Vec::new());

        for (section, lift) in rocket
            .body()
            .sections
            .iter()
            .zip(bodies(rocket, reference_area))
        {
            let Some(part) = description.parts.get(section.part) else {
                continue;
            };
            let [force, moment] = lift.0;
            parts.push(PartLift {
                part: section.part,
                name: part.name.clone(),
                fin: false,
                force,
                moment,
                damping: Damping::Slender(lift.1),
                given: part.given.clone(),
                reach: [section.fore(), section.aft()],
            });
        }

        for (index, part) in description.fore_to_aft() {
            let PartShape::Fins(set) = &part.shape else {
                continue;
            };
            let planform = set.outline.planform();
            let aft = part.position + planform.root_chord;
            let under = RootBody::new(rocket, set, part.position, planform.root_chord);
            let (radius, upwash) = (under.radius, under.upwash);
            let lift = FinLift::new(
                &planform,
                set.section,
                set.thickness,
                under.root,
                reference_area,
            );
            let count = fins::set_factor(set.count);
            let on_fin =
                1.0 + upwash.min(1.0) * (interference::on_fin(radius, planform.span) - 1.0);
            let sum = |power: i32| {
                let (lift, root) = (lift.clone(), part.position);
                let place = move |center: f64| (root + center).powi(power);
                Smooth::sampled(move |mach| {
                    let own = on_fin * place(lift.center.at(mach));
                    let carried = lift.on_body.at(mach) * place(lift.body_center.at(mach));
                    count * lift.slope.at(mach) * (own + carried)
                })
            };
            let (force, moment, second) = (sum(0), sum(1), sum(2));
            let lag = of_both(&force, &lift.lag, |force, lag| force * lag);
            let lagging = of_both(&moment, &lift.lag, |moment, lag| moment * lag);
            let on_body = lift.on_body.clone();
            sets.push(FinSet {
                lift: parts.len(),
                ends: [part.position, aft],
                gain: Smooth::sampled(move |mach| on_fin + on_body.at(mach)),
                planform,
                radius,
            });
            parts.push(PartLift {
                part: index,
                name: part.name.clone(),
                fin: true,
                damping: Damping::Strip([
                    force.clone(),
                    of_both(&moment, &lag, |moment, lag| moment + 0.5 * lag),
                    of_both(&second, &lagging, |second, lag| second + lag),
                ]),
                force,
                moment,
                given: part.given.clone(),
                reach: [part.position, rocket.length().max(aft)],
            });
            let planform = &set.outline.planform();
            let roll = Roll::new(planform, set.count, set.cant, radius, diameter);
            let damping = of_both(&lift.slope, &lift.outward, |slope, outward| slope * outward);
            rolls.push((index, [lift.slope, damping], roll));
        }
        downwashed(&mut parts, &sets, reference_area);
        let order = description.fore_to_aft();
        parts.sort_by_key(|lift| order.iter().position(|(part, _)| *part == lift.part));
        Self {
            parts,
            rolls,
            crossflow: bodies::crossflow(rocket.body(), rocket.length(), reference_area),
        }
    }

    /// Potential lift of the body, and lift of the fins.
    pub fn loads(&self, mach: f64) -> (Load, Load) {
        let mut sums = (Load::default(), Load::default());
        for part in &self.parts {
            let load = part.load(mach);
            let sum = if part.fin { &mut sums.1 } else { &mut sums.0 };
            sum.force += load.force;
            sum.moment += load.moment;
        }
        sums
    }

    pub fn damping(&self, mach: f64) -> [f64; 3] {
        let mut sums = [0.0; 3];
        for part in &self.parts {
            for (sum, value) in sums.iter_mut().zip(part.damping(mach)) {
                *sum += value;
            }
        }
        sums
    }

    /// Whether any part lifts at all.
    pub fn is_drawn(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Roll forcing and damping.
    pub fn roll(&self, mach: f64) -> (f64, f64) {
        self.roll_of(mach, |_| true)
    }

    fn roll_of(&self, mach: f64, counts: impl Fn(usize) -> bool) -> (f64, f64) {
        let own = self.rolls.iter().filter(|(part, ..)| counts(*part));
        own.fold((0.0, 0.0), |sum, (_, slopes, roll)| {
            let [forcing, damping] = slopes.each_ref().map(|slope| slope.at(mach));
            (
                sum.0 + roll.forcing * forcing,
                sum.1 + roll.damping * damping,
            )
        })
    }

    /// What each part that lifts does, in the order of the drawing.
    pub fn by_part(&self, mach: f64) -> impl Iterator<Item = PartLoads<'_>> {
        self.parts.iter().map(move |part| {
            let load = part.load(mach);
            let center = part.given.center_of_pressure.as_ref();
            let (roll_forcing, roll_damping) = self.roll_of(mach, |of| of == part.part);
            PartLoads {
                part: part.part,
                name: &part.name,
                load,
                center: center.map_or_else(|| part.center(load), |given| given.at(mach)),
                damping: part.damping(mach),
                roll_forcing,
                roll_damping,
                is_given: part.is_given(),
            }
        })
    }
}

/// What one part does at a Mach number.
#[derive(Debug, Clone, Copy)]
pub(super) struct PartLoads<'a> {
    pub part: usize,
    pub name: &'a str,
    pub load: Load,
    /// Where the load acts, m from the nose tip.
    pub center: f64,
    pub damping: [f64; 3],
    pub roll_forcing: f64,
    pub roll_damping: f64,
    /// Whether its slope or its centre is given, not drawn.
    pub is_given: bool,
}

/// A fin set as others see it.
struct FinSet {
    /// Which of the lifts is its.
    lift: usize,
    /// Ends of its root, m from the nose tip.
    ends: [f64; 2],
    /// What it lifts with the body over what its fins would alone.
    gain: Smooth,
    planform: Planform,
    radius: f64,
}

impl FinSet {
    fn seen(&self) -> downwash::Set<'_> {
        downwash::Set {
            planform: &self.planform,
            body_radius: self.radius,
        }
    }
}

/// A curve of two others.
fn of_both(a: &Smooth, b: &Smooth, value: fn(f64, f64) -> f64) -> Smooth {
    let (a, b) = (a.clone(), b.clone());
    Smooth::sampled(move |mach| value(a.at(mach), b.at(mach)))
}

/// Takes from every fin set what the sets before it take.
fn downwashed(parts: &mut [PartLift], sets: &[FinSet], reference_area: f64) {
    let mut left = Vec::new();
    for set in sets {
        let before: Vec<(f64, Smooth)> = sets
            .iter()
            .filter(|other| other.ends[1] <= set.ends[0])
            .filter_map(|other| {
                let each = downwash::behind(other.seen(), set.seen(), reference_area);
                Some((each, parts.get(other.lift)?.force.clone()))
            })
            .collect();
        if before.is_empty() {
            continue;
        }
        let gain = set.gain.clone();
        left.push((
            set.lift,
            Smooth::sampled(move |mach| {
                let lost: f64 = before
                    .iter()
                    .map(|(each, force)| each * force.at(mach))
                    .sum();
                (1.0 - lost / gain.at(mach)).max(0.0)
            }),
        ));
    }
    for (lift, share) in left {
        if let Some(part) = parts.get_mut(lift) {
            let times = |curve: &Smooth| of_both(&share, curve, |share, value| share * value);
            (part.force, part.moment) = (times(&part.force), times(&part.moment));
        }
    }
}

/// Mach number to which slender-body theory is used, and from which shock expansion.
const SLENDER: f64 = 0.9;
/// Mach numbers of the shock expansion.
const EXPANSION: [f64; 16] = [
    1.5, 1.6, 1.7, 1.8, 1.9, 2.0, 2.25, 2.5, 3.0, 3.5, 4.0, 5.0, 6.0, 7.0, 8.5, 10.0,
];

/// Force, moment and damping of every section of the body.
fn bodies(rocket: &Rocket, reference_area: f64) -> Vec<([Smooth; 2], [f64; 3])> {
    let body = rocket.body();
    let fast = Arc::new(Expansion::new(body, &EXPANSION, reference_area));
    let mut before = 0.0;
    let mut lifts = Vec::new();
    for (i, section) in body.sections.iter().enumerate() {
        let slow = bodies::potential(section, before, reference_area);
        let curve = |value: fn(SectionLift) -> f64| {
            let above = Arc::clone(&fast);
            let machs = [&[0.0, SLENDER], fast.machs()].concat();
            Smooth::over(machs, move |mach| {
                value(if mach <= SLENDER {
                    slow
                } else {
                    above.at(mach, i)
                })
            })
        };
        let scale = 2.0 * std::f64::consts::PI / reference_area;
        let (area, x) = (
            [before, section.aft_radius()].map(|r| scale * r * r),
            [section.fore(), section.aft()],
        );
        let sum = |power: i32| area[1] * x[1].powi(power) - area[0] * x[0].powi(power);
        lifts.push((
            [curve(|lift| lift.force), curve(|lift| lift.moment)],
            [sum(0), sum(1), sum(2)],
        ));
        before = section.aft_radius();
    }
    lifts
}
