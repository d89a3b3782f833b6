//! The forms that components show to the air, as the core draws them.

use std::f64::consts::PI;

use downrange::rocket::PartShape;
use downrange::rocket::shape::{FinOutline, FinSection, FinSet, Nose, Transition, Tube};

use super::component::{
    BodyComponent, Component, ComponentKind, FinComponent, Lug, RailButtons, TubeFins,
};
use super::skin::profile;
use crate::designs::placing::six_digits;
use crate::designs::warnings::Warnings;

/// The least diameter of the end of a transition, m: the core draws no tips aft.
const TIP: f64 = 2e-4;

/// The least wall of a tube, as a share of its diameter: a tube without one weighs nothing, and is drawn thin.
const THIN: f64 = 1e-3;

/// The greatest thickness of a fin as a share of its root chord.
const THICKEST: f64 = 0.99;

/// Radii that differ by less are alike, m.
const ALIKE: f64 = 1e-6;

/// The forms that a component shows to the air, each with its forward end, m from the nose tip; none for what is inside.
pub fn shapes(component: &Component<'_>, warnings: &mut Warnings) -> Vec<(f64, PartShape)> {
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
            let (diameter, height) = side_view(button);
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

/// Mean diameter and height of the side view of a button, m: a base, a waist, a flange and half an ellipse, the head of the screw.
fn side_view(button: &RailButtons) -> (f64, f64) {
    let [outer, inner] = button.diameters;
    let [whole, base, flange, screw] = button.heights;
    let height = whole + screw;
    let waist = (whole - base - flange).max(0.0);
    let area = outer * (whole - waist + PI / 4.0 * screw) + inner * waist;
    (six_digits(area / height), height)
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
    let Some(curve) = body.curve.filter(|_| (fore - aft).abs() > ALIKE) else {
        let wall = wall(fore).unwrap_or(fore);
        return Some(PartShape::Tube(Tube {
            length: body.length,
            outer_diameter: 2.0 * fore,
            inner_diameter: six_digits(2.0 * (fore - wall).max(0.0)),
        }));
    };
    let widest = fore.max(aft);
    // A second tip, behind another part, is drawn nearly sharp.
    let first = component.position <= ALIKE;
    if fore <= TIP / 2.0 && first {
        return Some(PartShape::Nose(Nose {
            profile: profile(curve, body.length, aft),
            length: body.length,
            base_diameter: 2.0 * aft,
            tip_radius: 0.0,
            wall: wall(aft),
        }));
    }
    if curve.clipped && fore.min(aft) > 0.0 {
        warnings.of(
            component.node,
            "a clipped transition: the air meets the same curve unclipped, from its narrower end; its mass is that of the \
             clipped one",
        );
    }
    let [fore, aft] = [fore, aft].map(|radius| radius.max(TIP / 2.0));
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
    // The core has none thicker than they are long.
    let thickest = THICKEST * fins.outline.root_chord();
    if fins.thickness > thickest {
        warnings.of(
            component.node,
            format!(
                "fins thicker than they are long: the air meets {:.1} mm",
                1e3 * thickest
            ),
        );
    }
    Some(PartShape::Fins(FinSet {
        count: fins.count,
        outline: fins.outline.clone(),
        thickness: fins.thickness.min(thickest),
        section: fins.section,
        edge_radius: 0.0,
        cant: six_digits(fins.cant),
        body_diameter: None,
        angle: Some(fins.angle),
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
        // Of a thick wall, that of its frontal area.
        thickness: tubes
            .wall
            .min(tubes.wall * PI * (2.0 * tubes.radius - tubes.wall) / (6.0 * tubes.radius)),
        section: FinSection::Square,
        edge_radius: 0.0,
        cant: 0.0,
        body_diameter: None,
        angle: None,
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
