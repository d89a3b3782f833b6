//! What stands inside (`RingHandler`, `MassObjectHandler`, `ParachuteHandler`, `StreamerHandler`).

use std::f64::consts::{PI, TAU};

use super::part::{DensityType, density_type, known_mass};
use super::read_body::cylinder;
use super::values::{SURFACE, length, mass, radius};
use crate::designs::components::auto::Auto;
use crate::designs::components::component::{ComponentKind, Packed, RecoveryDevice};
use crate::designs::numbers::{count, size_or};
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;

/// RockSim's drag coefficient of a parachute.
const PARACHUTE: f64 = 0.75;

/// The greatest drag coefficient: a hundred times that of a round parachute would be a slip of the pen.
const BLUNTEST: f64 = 100.0;

/// Parachutes or streamers of one element at most.
const MOST_DEVICES: u32 = 20;

/// A parachute is packed to this share of its diameter: `CalcCG` is the middle of it.
const PACKED: f64 = 1.0 / 6.0;

/// Fewer sides make no polygon: the parachute is round.
const ROUND: f64 = 3.0;

/// A centering ring, bulkhead, engine block, sleeve or coupler: whichever, it is a hollow cylinder.
pub fn ring(node: Node<'_>) -> Result<ComponentKind<'_>, Error> {
    for name in ["UsageCode", "AutoSize"] {
        node.child(name);
    }
    Ok(ComponentKind::Ring(cylinder(node)?))
}

/// A mass at a point.
pub fn point(mass: f64) -> Packed {
    Packed {
        length: 0.0,
        said: Auto::Given(0.0),
        radius: 0.0,
        mass,
        distance: 0.0,
    }
}

/// A mass object: RockSim's is a point at its place. A cord weighs by its length.
pub fn mass_object(node: Node<'_>) -> Result<ComponentKind<'_>, Error> {
    // A general one, or a cord.
    node.child("TypeCode");
    let long = length(node, "Len")?;
    let line = match density_type(node)? {
        DensityType::Line => long * size_or(node, "Density", 0.0)?,
        _ => 0.0,
    };
    let own = match (known_mass(node)?, line) {
        (Some(known), _) => known,
        (None, line) if line > 0.0 => line,
        _ => mass(node, "KnownMass")?,
    };
    Ok(ComponentKind::Mass(Packed {
        distance: length(node, "RadialLoc")?,
        ..point(own)
    }))
}

/// The density of cloth, kg/m². RockSim takes a line's as a surface's (`RecoveryDeviceHandler`).
fn cloth(node: Node<'_>) -> Result<f64, Error> {
    let said = size_or(node, "Density", 0.0)?;
    let thickness = length(node, "Thickness")?;
    Ok(match density_type(node)? {
        DensityType::Bulk => said * thickness,
        DensityType::Surface | DensityType::Line => said * SURFACE,
    })
}

/// What is packed as wide as there is room, so long, m.
fn packed(node: Node<'_>, long: f64, mass: f64) -> Result<Packed, Error> {
    Ok(Packed {
        length: long,
        said: Auto::Auto(None),
        distance: length(node, "RadialLoc")?,
        ..point(mass)
    })
}

fn drag_coefficient(node: Node<'_>, otherwise: f64) -> Result<f64, Error> {
    let said = size_or(node, "DragCoefficient", otherwise)?;
    match node.child("DragCoefficient") {
        Some(child) if said > BLUNTEST => Err(child
            .error_of_text(format!("a drag coefficient of {said}"))
            .label(format!("expected {BLUNTEST} at most"))),
        _ => Ok(said),
    }
}

/// Parachutes: polygons across their diameter, less their spill holes.
pub fn parachute(node: Node<'_>) -> Result<ComponentKind<'_>, Error> {
    let outer = radius(node, "Dia")?;
    let hole = radius(node, "SpillHoleDia")?.min(outer);
    let sides = size_or(node, "SideCount", 0.0)?;
    let round = match sides >= ROUND {
        true => sides / 2.0 * (TAU / sides).sin(),
        false => PI,
    };
    let area = (round * outer * outer - PI * hole * hole).max(0.0);
    let devices = f64::from(count(node, &["ChuteCount"], 1, MOST_DEVICES)?);
    let lines = size_or(node, "ShroudLineCount", 0.0)? * length(node, "ShroudLineLen")?;
    // Its name says g/mm, which is kg/m.
    let line = size_or(node, "ShroudLineMassPerMM", 0.0)?;
    node.child("ShroudLineMaterial");
    let cloth = cloth(node)?;
    let own = match cloth > 0.0 {
        true => devices * (area * cloth + lines * line),
        // Some of RockSim's materials have no density.
        false => 0.0,
    };
    Ok(ComponentKind::Device(RecoveryDevice {
        packed: packed(node, PACKED * 2.0 * outer, own)?,
        drag_area: devices * drag_coefficient(node, PARACHUTE)? * area,
    }))
}

/// Streamers, rolled up to their width.
pub fn streamer<'a>(node: Node<'a>, warnings: &mut Warnings) -> Result<ComponentKind<'a>, Error> {
    let (long, wide) = (length(node, "Len")?, length(node, "Width")?);
    let devices = f64::from(count(node, &["StreamerCount"], 1, MOST_DEVICES)?);
    let area = devices * long * wide;
    let coefficient = drag_coefficient(node, 0.0)?;
    for name in ["AutoCalcCd", "IsFolded"] {
        node.child(name);
    }
    let drag_area = coefficient * area;
    warnings.of(
        node,
        format!(
            "a streamer is flown as a parachute of its drag area, {drag_area:.4} m² with a drag coefficient of {coefficient:.3}"
        ),
    );
    Ok(ComponentKind::Device(RecoveryDevice {
        packed: packed(node, wide, area * cloth(node)?)?,
        drag_area,
    }))
}

/// A ring tail: what it does to the air is left out.
pub fn ring_tail<'a>(node: Node<'a>, warnings: &mut Warnings) -> Result<ComponentKind<'a>, Error> {
    warnings.of(
        node,
        "a ring tail: its mass is flown, its drag and lift are left out",
    );
    Ok(ComponentKind::Ring(cylinder(node)?))
}
