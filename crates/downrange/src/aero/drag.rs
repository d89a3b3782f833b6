//! The drag build-up: every part's share, collected by origin.
//!
//! Zero angle of attack, all on the reference area. Steps between body sections count as a blunt front or a base of
//! the ring between them, as does a body without a nose. While the motor burns its plume fills the nozzle's exit
//! (the motor's cross-section where the exit is not known) and the rest of the base keeps its drag (E. L. Fleeman,
//! *Tactical Missile Design*, 2001, §2).

use super::friction::Surface;
use super::smooth::Smooth;
use super::{Surroundings, bluff, fin_drag, nose_drag, protuberance};
use crate::rocket::{Rocket, Shape};
use crate::table::Curve;
use std::f64::consts::PI;

/// A sum of curves against Mach number.
#[derive(Debug, Clone, Default)]
pub(super) struct Sum {
    drawn: Vec<Smooth>,
    given: Vec<Curve>,
}

impl Sum {
    pub fn at(&self, mach: f64) -> f64 {
        self.drawn.iter().map(|c| c.at(mach)).sum::<f64>()
            + self.given.iter().map(|c| c.at(mach)).sum::<f64>()
    }

    /// One curve for all that is drawn: a look-up instead of a dozen.
    fn merged(self) -> Self {
        let drawn = match self.drawn.len() {
            0 | 1 => self.drawn,
            _ => vec![Smooth::sampled(|mach| {
                self.drawn.iter().map(|c| c.at(mach)).sum()
            })],
        };
        Self { drawn, ..self }
    }
}

/// Drag of a drawn rocket by origin.
#[derive(Debug, Clone)]
pub(super) struct Drag {
    pub surfaces: Vec<Surface>,
    pub pressure: Sum,
    pub fins: Sum,
    pub protuberances: Sum,
    pub base: Smooth,
    /// Share of the base's drag that is left while the motor burns.
    pub base_power_on: f64,
}

impl Drag {
    pub fn new(rocket: &Rocket, reference_area: f64) -> Self {
        let description = rocket.description();
        let (mut surfaces, mut pressure) = (Vec::new(), Sum::default());
        let (mut fins, mut protuberances) = (Sum::default(), Sum::default());
        let (length, diameter) = (rocket.length(), rocket.reference_diameter());
        let roughness = |part: usize| {
            let drawn = description.parts.get(part).and_then(|p| p.roughness);
            drawn.unwrap_or(description.roughness)
        };

        let (mut before, mut narrowing) = (0.0, 1.0);
        for section in &rocket.body().sections {
            let step = PI * (section.fore_radius().powi(2) - before * before) / reference_area;
            before = section.aft_radius();
            narrowing = 1.0;
            if step > 1e-9 {
                pressure
                    .drawn
                    .push(Smooth::sampled(|mach| step * bluff::blunt_front(mach)));
            } else if step < -1e-9 {
                pressure.drawn.push(bluff::base().times(-step));
            }
            let Some(part) = description.parts.get(section.part) else {
                continue;
            };
            if let Some(given) = &part.given.drag {
                pressure.given.push(given.clone());
                continue;
            }
            let change = PI * (section.aft_radius().powi(2) - section.fore_radius().powi(2))
                / reference_area;
            match &part.shape {
                Shape::Nose(nose) => pressure.drawn.push(nose_drag::nose(nose).times(change)),
                Shape::Transition(transition) => {
                    let attached = 1.0 - nose_drag::separated_share(transition);
                    let narrow = (transition.aft_diameter / transition.fore_diameter).min(1.0);
                    narrowing = 1.0 - attached * (1.0 - narrow);
                    let drag = nose_drag::transition(transition);
                    pressure.drawn.push(drag.times(change.abs()));
                }
                _ => {}
            }
            let form = 1.0 + 0.5 * diameter / length;
            surfaces.push(Surface {
                area: form * section.wetted_area() / reference_area,
                length,
                roughness: roughness(section.part),
            });
        }

        for (index, part) in description.parts.iter().enumerate() {
            let origin = match &part.shape {
                Shape::Fins(_) => &mut fins,
                Shape::Lug { .. } | Shape::RailButton { .. } => &mut protuberances,
                _ => continue,
            };
            if let Some(given) = &part.given.drag {
                origin.given.push(given.clone());
                continue;
            }
            match &part.shape {
                Shape::Fins(set) => {
                    let planform = set.outline.planform();
                    origin
                        .drawn
                        .push(fin_drag::fin_set(set, &planform, reference_area));
                    let form = 1.0 + 2.0 * set.thickness / planform.mean_chord;
                    surfaces.push(Surface {
                        area: form * 2.0 * f64::from(set.count) * planform.area / reference_area,
                        length: planform.mean_chord,
                        roughness: roughness(index),
                    });
                }
                Shape::Lug {
                    length,
                    outer_diameter,
                    inner_diameter,
                } => origin.drawn.push(protuberance::lug(
                    *length,
                    *outer_diameter,
                    *inner_diameter,
                    reference_area,
                )),
                Shape::RailButton { diameter, height } => {
                    origin
                        .drawn
                        .push(protuberance::button(*diameter, *height, reference_area))
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
            surfaces: together(surfaces),
            pressure: pressure.merged(),
            fins: fins.merged(),
            protuberances: protuberances.merged(),
            base: bluff::base_behind(narrowing).times(base_area / reference_area),
            base_power_on,
        }
    }

    pub fn friction(&self, air: Surroundings) -> f64 {
        self.surfaces.iter().map(|s| s.drag(air)).sum()
    }
}

/// Surfaces alike in length and roughness as one.
fn together(surfaces: Vec<Surface>) -> Vec<Surface> {
    let mut kinds: Vec<Surface> = Vec::new();
    for surface in surfaces {
        match kinds
            .iter_mut()
            .find(|k| k.length == surface.length && k.roughness == surface.roughness)
        {
            Some(kind) => kind.area += surface.area,
            None => kinds.push(surface),
        }
    }
    kinds
}
