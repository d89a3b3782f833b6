//! The drag build-up: every part's share, collected by origin.
//!
//! Zero angle of attack, all on the reference area. Steps between body sections count as a blunt front or a base of
//! the ring between them, as does a body without a nose; fronts and shoulders that are low stand in the boundary layer ([`super::boundary_layer`]). While the motor burns its plume fills the nozzle's exit,
//! where that is known, and the rest of the base keeps its drag (E. L. Fleeman, *Tactical Missile Design*, 2001, §2).

use super::area_rule::BoatTail;
use super::friction::Surface;
use super::mach_curve::Smooth;
use super::surroundings::AirFlow;
use super::{
    DragBreakdown, DragFactors, DragTerm, base_drag, boundary_layer, fin_drag, fins, friction,
    nose_drag, protuberance,
};
use crate::rocket::shape::FinSection;
use crate::rocket::{PartShape, Rocket, RocketDescription};
use crate::table::Curve;
use std::f64::consts::PI;

/// Curves against Mach number, each with the index of the part that it is of.
#[derive(Debug, Clone, Default)]
pub(super) struct Sum(Vec<(usize, Smooth)>);

impl Sum {
    /// Of all parts.
    pub fn at(&self, mach: f64) -> f64 {
        sum(self.0.iter().map(|(_, curve)| curve.at(mach)))
    }

    /// Of one part.
    pub fn of(&self, part: usize, mach: f64) -> f64 {
        let own = self.0.iter().filter(|(of, _)| *of == part);
        sum(own.map(|(_, curve)| curve.at(mach)))
    }
}

/// Drag of a drawn rocket by origin.
#[derive(Debug, Clone)]
pub(super) struct Drag {
    /// Every part that rubs, with its index; and those alike together, for the whole.
    surfaces: Vec<(usize, Surface)>,
    kinds: Vec<Surface>,
    pressure: Sum,
    fins: Sum,
    protuberances: Sum,
    /// Curves given for parts instead of drawing them.
    given: Vec<(usize, Curve)>,
    base: Smooth,
    /// The part that ends in the base.
    base_part: usize,
    /// Share of the base's drag that is left while the motor burns.
    base_power_on: f64,
    /// On what is drawn.
    factors: DragFactors,
}

impl Drag {
    pub fn new(rocket: &Rocket, reference_area: f64) -> Self {
        let description = rocket.description();
        let (mut surfaces, mut given) = (Vec::new(), Vec::new());
        let [mut pressure, mut fin_sets, mut protuberances] = [(); 3].map(|()| Sum::default());
        let length = rocket.length();
        let fineness = rocket.body().diameter().map_or(0.0, |wide| length / wide);
        let roughness = |part: usize| {
            let drawn = description.parts.get(part).and_then(|p| p.roughness);
            drawn.unwrap_or(description.roughness)
        };

        let (mut before, mut narrowing, mut base_part) = (0.0, 1.0, 0);
        let mut last_angle = 0.0;
        for section in &rocket.body().sections {
            let step = PI * (section.fore_radius().powi(2) - before * before) / reference_area;
            let rise = section.fore_radius() - before;
            before = section.aft_radius();
            let widening = if step.abs() > 1e-9 { 0.0 } else { last_angle };
            last_angle = end_angle(&section.contour);
            narrowing = 1.0;
            if step > 1e-9 {
                let front = Smooth::sampled(move |mach| step * base_drag::blunt_front(mach));
                let front = boundary_layer::sheltered(front, rise, 0.0, section.fore());
                pressure.0.push((section.part, front));
            } else if step < -1e-9 {
                pressure.0.push((base_part, base_drag::base().times(-step)));
            }
            base_part = section.part;
            let Some(part) = description.parts.get(section.part) else {
                continue;
            };
            if let Some(curve) = &part.given.drag {
                given.push((section.part, curve.clone()));
                continue;
            }
            let change = PI * (section.aft_radius().powi(2) - section.fore_radius().powi(2))
                / reference_area;
            match &part.shape {
                PartShape::Nose(nose) => {
                    let drag = nose_drag::nose(nose).times(change);
                    pressure.0.push((section.part, drag));
                }
                PartShape::Transition(transition) => {
                    let attached = 1.0 - nose_drag::separated_share(transition);
                    let narrow = (transition.aft_diameter / transition.fore_diameter).min(1.0);
                    narrowing = 1.0 - attached * (1.0 - narrow);
                    let drag = nose_drag::transition(transition, widening);
                    let rise = section.aft_radius() - section.fore_radius();
                    let drag =
                        boundary_layer::sheltered(drag, rise, transition.length, section.fore());
                    pressure.0.push((section.part, drag.times(change.abs())));
                }
                _ => {}
            }
            let form = friction::body_form(fineness);
            let surface = Surface {
                area: form * section.wetted_area() / reference_area,
                length,
                roughness: roughness(section.part),
                // A laminar run would lie on the tip of the nose, where a body has next to no surface.
                tripped: true,
            };
            surfaces.push((section.part, surface));
        }

        for (index, part) in description.fore_to_aft() {
            if !matches!(
                part.shape,
                PartShape::Fins(_)
                    | PartShape::Lug { .. }
                    | PartShape::RailButton { .. }
                    | PartShape::Mass { .. }
            ) {
                continue;
            }
            if let Some(curve) = &part.given.drag {
                given.push((index, curve.clone()));
                continue;
            }
            match &part.shape {
                PartShape::Fins(set) => {
                    let planform = set.outline.planform();
                    let radius =
                        fins::RootBody::new(rocket, set, part.position, planform.root_chord).radius;
                    let tail = boat_tail(description, part.position, planform.root_chord);
                    let drag = fin_drag::fin_set(set, &planform, radius, tail, reference_area);
                    fin_sets.0.push((index, drag));
                    let form = 1.0 + 2.0 * set.thickness / planform.mean_chord;
                    let surface = Surface {
                        area: form * 2.0 * f64::from(set.count) * planform.area / reference_area,
                        length: planform.mean_chord,
                        roughness: roughness(index),
                        // The flow leaves these edges and comes back turbulent.
                        tripped: matches!(set.section, FinSection::Square | FinSection::Rounded),
                    };
                    surfaces.push((index, surface));
                }
                PartShape::Lug {
                    length,
                    outer_diameter,
                    inner_diameter,
                } => {
                    let drag = protuberance::lug(
                        *length,
                        *outer_diameter,
                        *inner_diameter,
                        reference_area,
                    );
                    protuberances.0.push((index, drag));
                }
                PartShape::RailButton { diameter, height } => {
                    let drag = protuberance::button(*diameter, *height, reference_area);
                    protuberances.0.push((index, drag));
                }
                _ => {}
            }
        }

        let base_area = PI * before * before;
        let plume = rocket.plume_area();
        let base_power_on = if base_area > 0.0 {
            (1.0 - plume / base_area).max(0.0)
        } else {
            0.0
        };
        Self {
            kinds: together(&surfaces),
            surfaces,
            pressure,
            fins: fin_sets,
            protuberances,
            given,
            base: base_drag::base_behind(narrowing).times(base_area / reference_area),
            base_part,
            base_power_on,
            factors: DragFactors::default(),
        }
    }

    /// The same with strips of grit at every leading edge.
    pub fn tripped(mut self) -> Self {
        for (_, surface) in &mut self.surfaces {
            surface.tripped = true;
        }
        self.kinds = together(&self.surfaces);
        self
    }

    /// The same with factors on its terms.
    pub fn with_factors(self, factors: DragFactors) -> Self {
        Self { factors, ..self }
    }

    pub fn friction(&self, air: AirFlow) -> f64 {
        self.factors.on(DragTerm::Friction) * sum(self.kinds.iter().map(|s| s.drag(air)))
    }

    /// The same at one Mach number and several Reynolds numbers per metre.
    pub fn frictions(&self, mach: f64, reynolds_per_metre: &[f64]) -> Vec<f64> {
        let kinds: Vec<_> = self.kinds.iter().map(|kind| kind.at(mach, None)).collect();
        let factor = self.factors.on(DragTerm::Friction);
        let drag = |reynolds: &f64| factor * sum(kinds.iter().map(|kind| kind.drag(*reynolds)));
        reynolds_per_metre.iter().map(drag).collect()
    }

    /// All but friction.
    pub fn breakdown(&self, mach: f64, power_on: bool) -> DragBreakdown {
        self.factors.times(DragBreakdown {
            friction: 0.0,
            pressure: self.pressure.at(mach),
            base: self.base_drag(mach, power_on),
            fins: self.fins.at(mach),
            protuberances: self.protuberances.at(mach),
            given: sum(self.given.iter().map(|(_, curve)| curve.at(mach))),
        })
    }

    /// The same with power off and on.
    pub fn breakdowns(&self, mach: f64) -> [DragBreakdown; 2] {
        let off = self.breakdown(mach, false);
        let base = self.factors.on(DragTerm::Base) * self.base_drag(mach, true);
        [off, DragBreakdown { base, ..off }]
    }

    /// Of one part.
    pub fn of_part(&self, part: usize, air: AirFlow, power_on: bool) -> DragBreakdown {
        let mach = air.mach;
        let surfaces = self.surfaces.iter().filter(|(of, _)| *of == part);
        let given = self.given.iter().filter(|(of, _)| *of == part);
        self.factors.times(DragBreakdown {
            friction: sum(surfaces.map(|(_, surface)| surface.drag(air))),
            pressure: self.pressure.of(part, mach),
            base: if part == self.base_part {
                self.base_drag(mach, power_on)
            } else {
                0.0
            },
            fins: self.fins.of(part, mach),
            protuberances: self.protuberances.of(part, mach),
            given: sum(given.map(|(_, curve)| curve.at(mach))),
        })
    }

    fn base_drag(&self, mach: f64, power_on: bool) -> f64 {
        let left = if power_on { self.base_power_on } else { 1.0 };
        left * self.base.at(mach)
    }
}

/// Angle by which a contour widens where it ends, rad.
fn end_angle(contour: &[(f64, f64)]) -> f64 {
    match contour {
        [.., a, b] => libm::atan2(b.1 - a.1, b.0 - a.0),
        _ => 0.0,
    }
}

/// The boat-tail nearest to the aft end of a fin's root.
fn boat_tail(description: &RocketDescription, root: f64, chord: f64) -> Option<BoatTail> {
    let tails = description.parts.iter().filter_map(|part| {
        let PartShape::Transition(transition) = &part.shape else {
            return None;
        };
        BoatTail::new(transition, part.position - root)
    });
    let away = |tail: &BoatTail| (tail.x[0] - chord).abs();
    tails.min_by(|a, b| away(a).total_cmp(&away(b)))
}

/// The sum, which of nothing is 0 (std's is -0).
fn sum(values: impl Iterator<Item = f64>) -> f64 {
    values.fold(0.0, |sum, value| sum + value)
}

/// Surfaces alike in length and roughness as one.
fn together(surfaces: &[(usize, Surface)]) -> Vec<Surface> {
    let mut kinds: Vec<Surface> = Vec::new();
    for (_, surface) in surfaces {
        match kinds.iter_mut().find(|k| {
            Surface {
                area: surface.area,
                ..**k
            } == *surface
        }) {
            Some(kind) => kind.area += surface.area,
            None => kinds.push(*surface),
        }
    }
    kinds
}
