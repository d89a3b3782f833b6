//! What stands beside the axis, pods and boosters: drawn by itself, it gives the drag that it adds to the rocket.

use downrange::aero::Aerodynamics;
use downrange::air::Air;
use downrange::rocket::Rocket;
use downrange::table::Curve;

use super::component::{AssemblyKind, Component, ComponentKind};
use super::finish;
use super::parts::PartMaker;
use super::placing;
use super::weigh::Weighed;
use crate::designs::placing::{DesignPart, description, six_digits};
use crate::designs::warnings::Warnings;

/// Mach numbers at which the drag is taken; between them it is a straight line.
const MACH: [f64; 21] = [
    0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0, 1.05, 1.1, 1.2, 1.5, 2.0,
    2.5, 3.0, 5.0,
];

/// One of several equal pods or boosters as a rocket of its own, if it can be one; it reaches from `fore` to `aft`, m from the
/// nose tip of the whole, which is `rocket_length` m long.
pub fn alone(
    weighed: &[Weighed<'_, '_>],
    [fore, aft]: [f64; 2],
    rocket_length: f64,
) -> Option<Rocket> {
    let own: Vec<Weighed<'_, '_>> = weighed
        .iter()
        .map(|each| Weighed {
            pods: None,
            ..*each
        })
        .collect();
    // What there is to say of its parts is said where the whole is read.
    let mut unsaid = Warnings::of_file("");
    let mut drawn = PartMaker::default().section(&own, [fore, aft], &mut unsaid);
    finish::translate(&mut drawn.parts, aft - fore, rocket_length);
    let parts = drawn.parts.into_iter().map(|each| {
        let mut part = each.part;
        part.position -= fore;
        if let Some(center) = &mut part.given.center_of_mass {
            *center -= fore;
        }
        part
    });
    Rocket::new(description(parts.collect())).ok()
}

/// What the air does to the sets of pods in a stage, and to a stage that is a set of boosters: parts without mass, each with
/// the drag of its set, in a rocket of a length, m, on a reference area, m².
pub fn in_the_air<'a>(
    weighed: &[Weighed<'_, 'a>],
    (rocket_length, reference_area): (f64, f64),
    maker: &mut PartMaker,
    warnings: &mut Warnings,
) -> Vec<DesignPart<'a>> {
    let mut parts = Vec::new();
    for (index, each) in weighed.iter().enumerate() {
        let set = each.component;
        let ComponentKind::Assembly(assembly) = &set.kind else {
            continue;
        };
        if assembly.kind == AssemblyKind::Stage {
            continue;
        }
        let inside = weighed.iter().skip(index);
        let own: Vec<Weighed<'_, 'a>> = inside
            .take_while(|each| is_in(set, each.component))
            .copied()
            .collect();
        let alone = alone(
            &own,
            [set.position, set.position + placing::length(set)],
            rocket_length,
        );
        let drag = alone.map(|alone| drag(&alone, assembly.count, reference_area));
        let told = match drag {
            Some(_) => "its drag as if it flew by itself, and its lift is left out",
            None => "its drag and lift are left out",
        };
        warnings.of(
            set.node,
            format!("stands beside the axis: its mass is flown, {told}"),
        );
        parts.push(maker.in_the_air(set, drag));
    }
    parts
}

/// Whether a component is a set, or stands in it.
fn is_in(set: &Component<'_>, component: &Component<'_>) -> bool {
    std::ptr::eq(set, component) || set.children.iter().any(|child| is_in(child, component))
}

/// Drag coefficient of so many of them against Mach number, on a reference area, m²: as the core has it of the drawing, coasting
/// at sea level, where its boundary layer is that of a rocket that flies by itself. What they and the rocket do to each other
/// is left out.
fn drag(alone: &Rocket, count: u32, reference_area: f64) -> Curve {
    let aerodynamics = Aerodynamics::new(alone);
    let air = Air::default().at(0.0);
    let share = f64::from(count) * aerodynamics.reference_area / reference_area;
    let at = |mach: &f64| {
        let reynolds_per_metre = mach * air.sound_speed * air.density / air.viscosity;
        let drag = aerodynamics.drag_breakdown(*mach, reynolds_per_metre, false);
        (*mach, six_digits(share * drag.total()))
    };
    // The numbers of the list rise.
    let points: Vec<(f64, f64)> = MACH.iter().map(at).collect();
    Curve::new(points).unwrap_or_else(|_| Curve::constant(0.0))
}
