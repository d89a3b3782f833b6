//! What a sub-assembly says of itself: where it stands, and what it weighs with everything in it.

use super::{part, values};
use crate::designs::components::component::{AxialMethod, Component, Placement};
use crate::designs::components::own_mass::own_mass;
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;

/// The front of what carries a part.
pub const FRONT: Placement = Placement {
    method: AxialMethod::Top,
    offset: 0.0,
};

/// The place of a part that counts from the front of a sub-assembly, which itself stands at `front`.
pub fn within(front: Placement, own: Placement) -> Placement {
    match own.method {
        AxialMethod::Top => Placement {
            offset: front.offset + own.offset,
            ..front
        },
        _ => own,
    }
}

/// The front of a sub-assembly that stands in another, or in none, at `outer`.
pub fn front(
    node: Node<'_>,
    outer: Placement,
    warnings: &mut Warnings,
) -> Result<Placement, Error> {
    let own = part::placement(node)?;
    if own.method == AxialMethod::Bottom {
        warnings.of(
            node.child("LocationMode").unwrap_or(node),
            "a sub-assembly says no length by which it stands at the back: its parts stand as if it began where its carrier does",
        );
        return Ok(outer);
    }
    Ok(within(outer, own))
}

/// Makes the parts of a whole together as heavy as that was weighed, each by the same factor.
pub fn weigh(
    node: Node<'_>,
    parts: &mut [Component<'_>],
    warnings: &mut Warnings,
) -> Result<(), Error> {
    if let Some(child) = node.child("KnownCG")
        && values::flag(node, "UseKnownCG")?
        && values::length(node, "KnownCG")? > 0.0
    {
        warnings.of(child, "its centre is that of its parts");
    }
    let Some(known) = part::known_mass(node)? else {
        return Ok(());
    };
    let own = together(parts);
    if own > 0.0 {
        scale(parts, known / own);
    } else {
        let message = "none of its parts weighs anything: its mass is not flown";
        warnings.of(node.child("KnownMass").unwrap_or(node), message);
    }
    Ok(())
}

/// The mass of a part alone, kg.
fn alone(part: &Component<'_>) -> f64 {
    let own = || own_mass(&part.kind).mass;
    part.overrides.mass.unwrap_or_else(own)
}

/// The mass of parts with everything in them, kg.
fn together(parts: &[Component<'_>]) -> f64 {
    let whole = |part: &Component<'_>| match part.overrides {
        overrides if overrides.whole_mass && overrides.mass.is_some() => alone(part),
        _ => alone(part) + together(&part.children),
    };
    parts.iter().map(whole).sum()
}

fn scale(parts: &mut [Component<'_>], factor: f64) {
    for part in parts {
        let own = alone(part);
        if own > 0.0 {
            part.overrides.mass = Some(factor * own);
        }
        scale(&mut part.children, factor);
    }
}
