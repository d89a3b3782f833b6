//! Parts of the description, of the components of a stage.
//!
//! What is on the skin is drawn, with its mass as OpenRocket has it, and with its centre and moments of inertia where the
//! drawing alone would give others; what is inside is a mass. Pods are masses too.

use std::collections::HashMap;

use downrange::mass::MassProperties;
use downrange::rocket::shape::{FinOutline, FinSection, FinSet, Nose, Transition, Tube};
use downrange::rocket::{Inertia, Part, PartMass, PartOverrides, PartShape};
use downrange::table::Curve;
use downrange::text::shortened;

use super::component::{BodyComponent, Component, ComponentKind, FinComponent, Lug, TubeFins};
use super::skin::profile;
use super::solids::{of_mass, ring};
use super::weigh::Weighed;
use crate::designs::placing::{DesignPart, DesignSection, PartNames, six_digits};
use crate::designs::warnings::Warnings;

/// Lighter things weigh nothing, kg: a hundredth of a milligram.
const LEAST_MASS: f64 = 1e-8;

/// The least diameter of the end of a transition, m: the core draws no tips aft.
const TIP: f64 = 2e-4;

/// The least wall of a tube, as a share of its diameter: a tube without one weighs nothing, and is drawn thin.
const THIN: f64 = 1e-3;

/// Shares by which the drawn centre and inertia may differ from OpenRocket's: rounding.
const SAME: f64 = 1e-6;

/// Characters of a name that are kept: its number has to fit too.
const LONGEST_NAME: usize = 80;

/// Makes the parts of stages; their names are unique in the rocket.
#[derive(Debug, Default)]
pub struct PartMaker {
    names: PartNames,
}

/// Drag coefficients that are given for components, by their elements' lines.
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
                Some(_) => {
                    if is_outside(component) {
                        warnings.of(
                            component.node,
                            "stands in a pod: its mass is flown, its drag and lift are left out",
                        );
                    }
                    Vec::new()
                }
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
            for (position, shape) in shapes {
                // Equal ones in a line share their mass, and each has its own centre.
                let one = MassProperties {
                    mass: each.mass.mass * share,
                    center: each.mass.center + position - (first + last) / 2.0,
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

/// The forms that a component shows to the air, each with its forward end, m from the nose tip; none for what is inside.
fn shapes(component: &Component<'_>, warnings: &mut Warnings) -> Vec<(f64, PartShape)> {
    let position = component.position;
    let in_line = |count: u32, separation: f64, shape: PartShape| {
        (0..count)
            .map(|index| (position + f64::from(index) * separation, shape.clone()))
            .collect()
    };
    match &component.kind {
        ComponentKind::Body(body) => body_shape(component, body, warnings)
            .map(|shape| (position, shape))
            .into_iter()
            .collect(),
        ComponentKind::Fins(fins) => fin_shape(component, fins, warnings)
            .map(|shape| (position, shape))
            .into_iter()
            .collect(),
        ComponentKind::TubeFins(tubes) => tube_fin_shape(component, tubes, warnings)
            .map(|shape| (position, shape))
            .into_iter()
            .collect(),
        ComponentKind::Lug(lug) => match lug_shape(lug) {
            Some(shape) => in_line(lug.count, lug.separation, shape),
            None => {
                warnings.of(component.node, "a lug without size: it guides nothing");
                Vec::new()
            }
        },
        ComponentKind::Button(button) => {
            let (diameter, height) = (button.diameters[0], button.heights[0] + button.heights[3]);
            match diameter > 0.0 && height > 0.0 {
                true => {
                    let shape = PartShape::RailButton { diameter, height };
                    in_line(button.count, button.separation, shape)
                }
                false => {
                    warnings.of(component.node, "a button without size: it guides nothing");
                    Vec::new()
                }
            }
        }
        _ => Vec::new(),
    }
}

fn body_shape(
    component: &Component<'_>,
    body: &BodyComponent<'_>,
    warnings: &mut Warnings,
) -> Option<PartShape> {
    let [fore, aft] = body.radii;
    if body.length <= 0.0 || fore.max(aft) <= 0.0 {
        warnings.of(
            component.node,
            "a body component without size: it is passed over",
        );
        return None;
    }
    let wall = |widest: f64| {
        let least = THIN * widest;
        body.wall
            .map(|wall| wall.max(least))
            .filter(|wall| *wall < widest)
    };
    let Some(curve) = body.curve.filter(|_| (fore - aft).abs() > SAME) else {
        let wall = wall(fore).unwrap_or(fore);
        return Some(PartShape::Tube(Tube {
            length: body.length,
            outer_diameter: 2.0 * fore,
            inner_diameter: six_digits(2.0 * (fore - wall).max(0.0)),
        }));
    };
    let widest = fore.max(aft);
    if fore <= TIP / 2.0 {
        return Some(PartShape::Nose(Nose {
            profile: profile(curve, body.length, aft),
            length: body.length,
            base_diameter: 2.0 * aft,
            tip_radius: 0.0,
            wall: wall(aft),
        }));
    }
    if curve.clipped && aft > 0.0 {
        warnings.of(
            component.node,
            "a clipped transition: the air meets the same curve unclipped, from its narrower end; its mass is that of the \
             clipped one",
        );
    }
    let aft = aft.max(TIP / 2.0);
    Some(PartShape::Transition(Transition {
        profile: profile(curve, body.length, (fore - aft).abs()),
        length: body.length,
        fore_diameter: 2.0 * fore,
        aft_diameter: 2.0 * aft,
        wall: wall(widest),
    }))
}

fn fin_shape(
    component: &Component<'_>,
    fins: &FinComponent,
    warnings: &mut Warnings,
) -> Option<PartShape> {
    let size = match &fins.outline {
        FinOutline::Trapezoidal {
            root_chord, span, ..
        }
        | FinOutline::Elliptical { root_chord, span } => root_chord * span,
        FinOutline::Freeform(points) => points.iter().fold(0.0, |most, (_, y)| f64::max(most, *y)),
    };
    if size <= 0.0 || fins.thickness <= 0.0 {
        warnings.of(component.node, "fins without size: they do nothing");
        return None;
    }
    Some(PartShape::Fins(FinSet {
        count: fins.count,
        outline: fins.outline.clone(),
        thickness: fins.thickness,
        section: fins.section,
        edge_radius: 0.0,
        cant: six_digits(fins.cant),
        body_diameter: None,
    }))
}

/// Tube fins as plates: three for each tube, as long and as high as it, as thick as its wall.
///
/// Their two sides are a tube's wetted area inside and out to within 5 %, and their edges its edges: π d l against 3 d l. The
/// lift of an annular wing is π/2 that of a flat one of the same span and chord (H. S. Ribner, *The ring airfoil in
/// nonaxial flow*, Journal of the Aeronautical Sciences 14, 1947), in every direction; N plates around a body lift as
/// N/2 in any.
fn tube_fin_shape(
    component: &Component<'_>,
    tubes: &TubeFins,
    warnings: &mut Warnings,
) -> Option<PartShape> {
    if tubes.radius <= 0.0 || tubes.length <= 0.0 || tubes.wall <= 0.0 {
        warnings.of(component.node, "tube fins without size: they do nothing");
        return None;
    }
    let span = six_digits(2.0 * tubes.radius);
    warnings.of(
        component.node,
        format!(
            "tube fins are flown as {} flat fins, three a tube, {:.1} mm high: they have the tubes' skin, edges and lift",
            3 * tubes.count,
            1e3 * span
        ),
    );
    Some(PartShape::Fins(FinSet {
        count: (3 * tubes.count).min(FinSet::MOST),
        outline: FinOutline::Trapezoidal {
            root_chord: tubes.length,
            tip_chord: tubes.length,
            span,
            sweep_length: 0.0,
        },
        thickness: tubes.wall,
        section: FinSection::Square,
        edge_radius: 0.0,
        cant: 0.0,
        body_diameter: None,
    }))
}

fn lug_shape(lug: &Lug) -> Option<PartShape> {
    if lug.radius <= 0.0 || lug.length <= 0.0 {
        return None;
    }
    let wall = lug.wall.max(THIN * lug.radius);
    Some(PartShape::Lug {
        length: lug.length,
        outer_diameter: 2.0 * lug.radius,
        inner_diameter: six_digits(2.0 * (lug.radius - wall).max(0.0)),
    })
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
