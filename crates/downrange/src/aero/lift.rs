//! Normal force, damping and roll of the parts, collected.
//!
//! **Damping.** A pitching rocket meets the air at each point at an angle of its own, `q (x - x_cg) / V` more than at
//! its centre of mass. Every part answers with its slope at its centre (bodies with each slice), so that the damping
//! moment about any centre follows from the sums of slope times 1, x and x² (strip theory; Barrowman 1967; Niskanen
//! 2013, §3.2). The lag of the flow (Cmα̇) and the tubes' cross-flow are not counted.

use super::bodies::{self, SectionLift};
use super::fins::{self, FinLift};
use super::roll::Roll;
use super::smooth::Smooth;
use super::{Load, PartCoefficients};
use crate::rocket::{PartGiven, Rocket, Shape};
use crate::table::Curve;

/// Where a part's slope or centre comes from.
#[derive(Debug, Clone)]
enum Source {
    Constant(f64),
    Drawn(Smooth),
    Given(Curve),
}

impl Source {
    fn at(&self, mach: f64) -> f64 {
        match self {
            Self::Constant(value) => *value,
            Self::Drawn(curve) => curve.at(mach),
            Self::Given(curve) => curve.at(mach),
        }
    }

    fn or_given(self, given: &Option<Curve>) -> Self {
        given.clone().map_or(self, Self::Given)
    }
}

/// Lift of one part.
#[derive(Debug, Clone)]
struct PartLift {
    part: usize,
    name: String,
    fin: bool,
    slope: Source,
    center: Source,
    /// Mean square distance of the slope from its centre, m².
    spread: f64,
}

impl PartLift {
    fn load(&self, mach: f64) -> Load {
        let force = self.slope.at(mach);
        Load {
            force,
            moment: force * self.center.at(mach),
        }
    }

    fn of_section(
        part: usize,
        name: &str,
        given: &PartGiven,
        lift: SectionLift,
        fore: f64,
    ) -> Self {
        let (center, spread) = if lift.force.abs() > 1e-12 {
            let center = lift.moment / lift.force;
            (center, lift.second / lift.force - center * center)
        } else {
            (fore, 0.0)
        };
        Self {
            part,
            name: name.to_owned(),
            fin: false,
            slope: Source::Constant(lift.force).or_given(&given.normal_force_slope),
            center: Source::Constant(center).or_given(&given.center_of_pressure),
            spread,
        }
    }
}

/// Lift, damping and roll of a rocket's parts.
#[derive(Debug, Clone)]
pub(super) struct Lift {
    parts: Vec<PartLift>,
    /// Slope of one fin of each set, and what it does in roll.
    rolls: Vec<(Smooth, Roll)>,
    pub crossflow: Load,
}

impl Lift {
    pub fn new(rocket: &Rocket, reference_area: f64) -> Self {
        let description = rocket.description();
        let diameter = rocket.reference_diameter();
        let (mut parts, mut rolls) = (Vec::new(), Vec::new());

        let mut before = 0.0;
        for section in &rocket.body().sections {
            let lift = bodies::potential(section, before, reference_area);
            before = section.aft_radius();
            if let Some(part) = description.parts.get(section.part) {
                parts.push(PartLift::of_section(
                    section.part,
                    &part.name,
                    &part.given,
                    lift,
                    section.fore(),
                ));
            }
        }

        for (index, part) in description.parts.iter().enumerate() {
            let Shape::Fins(set) = &part.shape else {
                continue;
            };
            let radius = set
                .body_diameter
                .map(|d| 0.5 * d)
                .or_else(|| rocket.body().radius_at(part.position))
                .unwrap_or(0.5 * diameter)
                // Fins that meet at the axis of a pointed nose: keep the ratios finite.
                .max(1e-3 * diameter);
            let planform = set.outline.planform();
            let lift = FinLift::new(&planform, reference_area);
            let factor = fins::set_factor(set.count) * fins::interference(radius, planform.span);
            parts.push(PartLift {
                part: index,
                name: part.name.clone(),
                fin: true,
                slope: Source::Drawn(lift.slope.clone().times(factor))
                    .or_given(&part.given.normal_force_slope),
                center: Source::Drawn(lift.center.plus(part.position))
                    .or_given(&part.given.center_of_pressure),
                spread: 0.0,
            });
            let roll = Roll::new(&planform, set.count, set.cant, radius, diameter);
            rolls.push((lift.slope, roll));
        }
        parts.sort_by_key(|lift| lift.part);
        Self {
            parts,
            rolls,
            crossflow: bodies::crossflow(rocket.body(), rocket.length(), diameter, reference_area),
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
            let (slope, center) = (part.slope.at(mach), part.center.at(mach));
            sums[0] += slope;
            sums[1] += slope * center;
            sums[2] += slope * (center * center + part.spread);
        }
        sums
    }

    /// Whether any part lifts at all.
    pub fn is_drawn(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Roll forcing and damping.
    pub fn roll(&self, mach: f64) -> (f64, f64) {
        self.rolls.iter().fold((0.0, 0.0), |sum, (slope, roll)| {
            let slope = slope.at(mach);
            (sum.0 + roll.forcing * slope, sum.1 + roll.damping * slope)
        })
    }

    pub fn by_part(&self, mach: f64) -> Vec<PartCoefficients> {
        self.parts
            .iter()
            .map(|part| PartCoefficients {
                name: part.name.clone(),
                normal_force_slope: part.slope.at(mach),
                center_of_pressure: part.center.at(mach),
            })
            .collect()
    }
}
