//! Sets of single fins around the body.

use std::f64::consts::TAU;

use downrange::rocket::shape::FinSet;

use crate::designs::components::component::{Component, ComponentKind, FinComponent};
use crate::designs::numbers::number_or;
use crate::designs::warnings::Warnings;

/// Turns that differ by less are the same, rad.
const SAME_TURN: f64 = 0.02;

/// Equal fin sets at one place, turned around the body, are one set of all of them.
pub fn merge_fins(children: &mut Vec<Component<'_>>, warnings: &mut Warnings) {
    let mut kept: Vec<Component<'_>> = Vec::new();
    let mut turns: Vec<Vec<f64>> = Vec::new();
    for component in std::mem::take(children) {
        let turn = number_or(component.node, "RadialAngle", 0.0).unwrap_or_default();
        let same = kept.iter().position(|other| alike(other, &component));
        match same.and_then(|at| Some((kept.get_mut(at)?, turns.get_mut(at)?))) {
            Some((other, turns)) => {
                if let (ComponentKind::Fins(fins), ComponentKind::Fins(more)) =
                    (&mut other.kind, &component.kind)
                {
                    fins.count += more.count;
                }
                let masses = other.overrides.mass.zip(component.overrides.mass);
                other.overrides.mass = masses.map(|(one, more)| one + more);
                turns.push(turn);
            }
            None => {
                kept.push(component);
                turns.push(vec![turn]);
            }
        }
    }
    for (component, turns) in kept.iter().zip(&mut turns) {
        if turns.len() > 1 {
            let (sets, even) = (turns.len(), evenly(turns));
            let evenly = if even { "" } else { ", evenly around it" };
            let message = format!("{sets} equal fin sets around the body are flown as one{evenly}");
            warnings.of(component.node, message);
        }
    }
    *children = kept;
}

/// Whether two fin sets differ in nothing but their turn.
fn alike(one: &Component<'_>, other: &Component<'_>) -> bool {
    let (ComponentKind::Fins(a), ComponentKind::Fins(b)) = (&one.kind, &other.kind) else {
        return false;
    };
    let single = FinComponent {
        count: b.count,
        angle: b.angle,
        ..a.clone()
    };
    single == *b
        && a.count + b.count <= FinSet::MOST
        && one.placement == other.placement
        && one.overrides.mass.is_some() == other.overrides.mass.is_some()
        && one.overrides.center == other.overrides.center
        && one.children.is_empty()
        && other.children.is_empty()
}

/// Whether single fins stand evenly around the body.
fn evenly(turns: &mut [f64]) -> bool {
    turns.sort_by(f64::total_cmp);
    let step = TAU / turns.len() as f64;
    turns
        .windows(2)
        .all(|pair| (pair[1] - pair[0] - step).abs() < SAME_TURN)
}
