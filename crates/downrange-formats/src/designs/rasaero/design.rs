//! `RocketDesign`: the drawing.
//!
//! Parts stand in the order of the file, each where the one before it ends; lengths are inches. A fin can slides over
//! the tube before it and adds no length: its shoulder lies ahead of its `Length`, its `Location` is the aft end of the
//! tube, and its `Offset` counts from there to its forward end. A boat-tail above a booster is inside it. A transition
//! takes its forward diameter from what is before it. Fins count their `Location` from the aft end of what carries them to
//! the leading edge of the root. Lugs, rail guides and launch shoes come in pairs, of which the file gives one; where they
//! sit it does not say (see [`guides`](super::guides)).

use super::row::Row;
use super::units::inches;
use crate::designs::placing::DesignSection;
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;
use crate::launch::MOST_PARTS;

/// Equivalent sand roughness by surface, in (RASAero II Users Manual, table 1; the figures are those of the USAF
/// Stability and Control DATCOM, table 4.1.5.1-A).
const SURFACES: &[(&str, f64)] = &[
    ("Smooth (Zero Roughness)", 0.0),
    ("Polished", 0.000_05),
    ("Sheet Metal", 0.000_16),
    ("Smooth Paint", 0.000_25),
    ("Camouflage Paint", 0.000_4),
    ("Rough Camouflage Paint", 0.001_2),
    ("Galvanized Metal", 0.006),
    ("Cast Iron (Very Rough)", 0.01),
];

/// A rocket as drawn.
#[derive(Debug, Clone)]
pub struct Design<'a> {
    /// The element.
    pub node: Node<'a>,
    /// The sustainer and, from the top down, its boosters.
    pub sections: Vec<DesignSection<'a>>,
    /// The elements of the boosters.
    pub boosters: Vec<Node<'a>>,
    /// Height of the roughness, m.
    pub roughness: f64,
}

/// Reads the drawing.
pub fn read<'a>(node: Node<'a>, warnings: &mut Warnings) -> Result<Design<'a>, Error> {
    let mut row = Row::default();
    let mut sections = Vec::new();
    let mut boosters = Vec::new();
    let mut fore = 0.0;
    for part in node.elements() {
        if matches!(part.name(), "BodyTube" | "Transition" | "FinCan") {
            row.inline_boat_tail();
            row.parts.append(&mut row.hidden);
        }
        match part.name() {
            "NoseCone" => row.nose(part, warnings)?,
            "BodyTube" => row.tube(part, warnings)?,
            "Transition" => row.transition(part, "transition", warnings)?,
            "FinCan" => row.fin_can(part, warnings)?,
            "BoatTail" => row.boat_tail(part, warnings)?,
            _ if row.names.count() > MOST_PARTS => {
                return Err(part.error(format!("a drawing of more than {MOST_PARTS} parts")));
            }
            "Booster" => {
                row.inline_boat_tail();
                row.recess();
                sections.push(row.section(fore));
                fore = row.end;
                boosters.push(part);
                row.booster(part, boosters.len(), warnings)?;
            }
            _ => {}
        }
    }
    row.inline_boat_tail();
    sections.push(row.section(fore));
    if sections[0].parts.is_empty() {
        return Err(node.error("no part is drawn in RocketDesign"));
    }
    Ok(Design {
        node,
        sections,
        boosters,
        roughness: roughness(node, warnings)?,
    })
}

fn roughness(node: Node<'_>, warnings: &mut Warnings) -> Result<f64, Error> {
    let Some(surface) = node.child("Surface") else {
        warnings.missing("no Surface is said: taken as smooth, as RASAero does");
        return Ok(0.0);
    };
    let known = SURFACES
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(surface.text()));
    match known {
        Some((name, height)) => {
            warnings.remark("rocket.roughness", format!("{name}: {height} in"));
            Ok(inches(*height))
        }
        None => {
            let names: Vec<String> = SURFACES.iter().map(|(n, _)| format!("\"{n}\"")).collect();
            Err(surface
                .error_of_text("an unknown Surface")
                .label(format!("expected one of {}", names.join(", "))))
        }
    }
}
