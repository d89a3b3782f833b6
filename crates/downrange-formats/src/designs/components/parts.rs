//! Parts of the description, of the components of a stage.
//!
//! What is on the skin is drawn, with its mass as OpenRocket has it, and with its centre and moments of inertia where the
//! drawing alone would give others; what is inside is a mass. Pods are masses too.

use std::collections::HashMap;

use downrange::mass::MassProperties;
use downrange::rocket::{Inertia, Part, PartMass, PartOverrides, PartShape};
use downrange::table::Curve;
use downrange::text::shortened;

use super::component::{Component, ComponentKind};
use super::shapes::shapes;
use super::solids::{of_mass, ring};
use super::weigh::Weighed;
use crate::designs::placing::{DesignPart, DesignSection, PartNames, six_digits};
use crate::designs::warnings::Warnings;

/// Lighter things weigh nothing, kg: a hundredth of a milligram.
const LEAST_MASS: f64 = 1e-8;

/// Shares by which the drawn centre and inertia may differ from OpenRocket's: rounding.
const SAME: f64 = 1e-6;

/// Characters of a name that are kept: its number has to fit too.
const LONGEST_NAME: usize = 80;

/// Makes the parts of stages; their names are unique in the rocket.
#[derive(Debug, Default)]
pub struct PartMaker {
    names: PartNames,
}

/// Drag coefficients that are given for components, by their components' addresses.
type Drags<'c> = HashMap<*const Component<'c>, f64>;

impl PartMaker {
    /// The parts of a stage from its weighed components; it reaches from `fore` to `aft`, m from the nose tip.
    pub fn section<'a>(
        &mut self,
        weighed: &[Weighed<'_, 'a>],
        [fore, aft]: [f64; 2],
        warnings: &mut Warnings,
    ) -> DesignSection<'a> {
        let mut drags = Drags::new();
        if let Some(first) = weighed.first() {
            given_drags(first.component, false, &mut drags, warnings);
        }
        let mut parts = Vec::new();
        for each in weighed {
            let component = each.component;
            let name = shortened(&component.name, LONGEST_NAME).into_owned();
            let shapes = match each.pods {
                Some(_) => Vec::new(),
                None => shapes(component, warnings),
            };
            if shapes.is_empty() {
                if each.mass.mass > LEAST_MASS {
                    let part = inner(component, each.mass, [fore, aft]);
                    parts.push(self.named(component, &name, part));
                }
                continue;
            }
            let share = 1.0 / shapes.len() as f64;
            let first = shapes.first().map_or(0.0, |(position, _)| *position);
            let last = shapes.last().map_or(0.0, |(position, _)| *position);
            let drag = drags.get(&std::ptr::from_ref(component));
            for (said, shape) in shapes {
                let position = on_the_stage(component, &shape, said, [fore, aft], warnings);
                // Equal ones in a line share their mass, and each has its own centre.
                let one = MassProperties {
                    mass: each.mass.mass * share,
                    center: each.mass.center + said - (first + last) / 2.0,
                    axial: each.mass.axial * share,
                    transverse: match share < 1.0 {
                        true => each.mass.axial * share / 2.0,
                        false => each.mass.transverse,
                    },
                };
                let mut part = outer(component, position, shape, one);
                part.given.drag = drag.map(|drag| Curve::constant(*drag));
                parts.push(self.named(component, &name, part));
            }
        }
        DesignSection {
            parts,
            hidden: Vec::new(),
            fore,
        }
    }

    /// What the air does to a set of pods or boosters, as a part without mass.
    pub fn in_the_air<'a>(&mut self, set: &Component<'a>, drag: Option<Curve>) -> DesignPart<'a> {
        let name = shortened(&format!("{} in the air", set.name), LONGEST_NAME).into_owned();
        let shape = PartShape::Mass {
            length: 0.0,
            diameter: 0.0,
        };
        let mut part = weighed(shape, set.position, MassProperties::default(), None);
        part.given.drag = drag;
        self.named(set, &name, part)
    }

    fn named<'a>(&mut self, component: &Component<'a>, name: &str, part: Part) -> DesignPart<'a> {
        let name = match name.trim() {
            "" => component.node.name(),
            name => name,
        };
        DesignPart {
            part: Part {
                name: self.names.unique(name),
                ..part
            },
            node: component.node,
        }
    }
}

/// Where a lug or button stands; one that would hang over an end of its stage is moved onto it.
fn on_the_stage(
    component: &Component<'_>,
    shape: &PartShape,
    said: f64,
    [fore, aft]: [f64; 2],
    warnings: &mut Warnings,
) -> f64 {
    let length = match shape {
        PartShape::Lug { length, .. } => *length,
        PartShape::RailButton { .. } => 0.0,
        _ => return said,
    };
    let last = (aft - length).max(fore);
    if said < fore || said > last {
        warnings.of(
            component.node,
            "it would hang over the end of its stage: moved onto it",
        );
    }
    said.clamp(fore, last)
}

fn is_outside(component: &Component<'_>) -> bool {
    matches!(
        component.kind,
        ComponentKind::Body(_)
            | ComponentKind::Fins(_)
            | ComponentKind::TubeFins(_)
            | ComponentKind::Lug(_)
            | ComponentKind::Button(_)
    )
}

/// Drag coefficients of a component and what stands in it; what is `covered` is in that of something around it.
fn given_drags<'c>(
    component: &Component<'c>,
    covered: bool,
    drags: &mut Drags<'c>,
    warnings: &mut Warnings,
) {
    let given = component.overrides.drag;
    let whole = component.overrides.whole_drag && given.is_some();
    let outside = is_outside(component);
    if covered {
        drags.insert(component, 0.0);
    } else if let Some(drag) = given {
        let carrier = match outside {
            true => Some(component),
            false if whole => component.children.iter().find(|child| is_outside(child)),
            false => None,
        };
        match carrier {
            Some(carrier) => {
                drags.insert(carrier, drag);
            }
            None => {
                if let Some(node) = component.node.child("overridecd") {
                    warnings.of(node, "given for what has no drag: it stands inside");
                }
            }
        }
    }
    for child in &component.children {
        let carries = drags.contains_key(&std::ptr::from_ref(child)) && !covered;
        given_drags(child, covered || (whole && !carries), drags, warnings);
    }
}

/// A part on the skin.
fn outer(component: &Component<'_>, position: f64, shape: PartShape, mass: MassProperties) -> Part {
    let roughness = match &component.kind {
        ComponentKind::Body(body) => Some(body.roughness),
        ComponentKind::Fins(fins) => Some(fins.roughness),
        ComponentKind::TubeFins(tubes) => Some(tubes.roughness),
        ComponentKind::Lug(lug) => Some(lug.roughness),
        ComponentKind::Button(button) => Some(button.roughness),
        _ => None,
    };
    let drawn = match &shape {
        PartShape::Tube(tube) => {
            let radii = [tube.outer_diameter, tube.inner_diameter].map(|of| of / 2.0);
            Some(of_mass(ring(tube.length, radii[0], radii[1]), mass.mass).shifted(position))
        }
        _ => None,
    };
    Part {
        roughness,
        ..weighed(shape, position, mass, drawn)
    }
}

/// A part inside: a cylinder where it lies in its stage, else a point with its moments of inertia.
fn inner(component: &Component<'_>, mass: MassProperties, [fore, aft]: [f64; 2]) -> Part {
    let (position, length, radius) = match &component.kind {
        ComponentKind::Ring(ring) if ring.line.0 == 1 => {
            (component.position, ring.length, ring.radii[0])
        }
        ComponentKind::Mass(packed) => (component.position, packed.length, packed.radius),
        ComponentKind::Device(device) => (
            component.position,
            device.packed.length,
            device.packed.radius,
        ),
        _ => (mass.center, 0.0, 0.0),
    };
    let lies_inside = position >= fore && position + length <= aft;
    let (position, length, radius) = match lies_inside {
        true => (position, length, radius),
        false => (mass.center.clamp(fore, aft), 0.0, 0.0),
    };
    let shape = PartShape::Mass {
        length,
        diameter: 2.0 * radius,
    };
    let solid = of_mass(ring(length, radius, 0.0), mass.mass).shifted(position);
    weighed(shape, position, mass, Some(solid))
}

/// A part with its mass, and with its centre and moments of inertia where they are not those that are `drawn`.
fn weighed(
    shape: PartShape,
    position: f64,
    mass: MassProperties,
    drawn: Option<MassProperties>,
) -> Part {
    let weightless = mass.mass <= LEAST_MASS;
    let drawn = drawn.unwrap_or_default();
    let near = |a: f64, b: f64| (a - b).abs() <= SAME * a.abs().max(b.abs());
    let center =
        (!weightless && (drawn.center - mass.center).abs() > SAME).then(|| six_digits(mass.center));
    let same = near(drawn.axial, mass.axial) && near(drawn.transverse, mass.transverse);
    let inertia = (!weightless && !same).then(|| Inertia {
        axial: six_digits(mass.axial.max(0.0)),
        transverse: six_digits(mass.transverse.max(mass.axial / 2.0).max(0.0)),
    });
    Part {
        name: String::new(),
        position,
        shape,
        stuff: match weightless {
            true => PartMass::Weightless,
            false => PartMass::Mass(six_digits(mass.mass)),
        },
        roughness: None,
        given: PartOverrides {
            center_of_mass: center,
            inertia,
            ..PartOverrides::default()
        },
    }
}
