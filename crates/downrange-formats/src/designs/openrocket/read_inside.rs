//! What stands inside: rings, masses and recovery devices.

use std::f64::consts::PI;

use super::cluster;
use super::read_body::CARDBOARD;
use super::values;
use crate::designs::components::auto::Auto;
use crate::designs::components::component::{
    Bore, ComponentKind, Packed, RecoveryDevice, RingComponent,
};
use crate::designs::numbers;
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;

/// OpenRocket's drag coefficient of a parachute (`Parachute.DEFAULT_CD`).
const PARACHUTE: f64 = 0.8;

/// OpenRocket's drag coefficient of a streamer at most (`Streamer.MAX_COMPUTED_CD`).
const STREAMER: f64 = 0.4;

/// OpenRocket's lines are as much longer than the parachute is wide (`Parachute.AUTO_LINE_LENGTH_RATIO`).
const LINE_RATIO: f64 = 1.5;

/// The greatest drag coefficient: a hundred times that of a round parachute would be a slip of the pen.
const BLUNTEST: f64 = 100.0;

/// Rings in a line at most.
const MOST_IN_LINE: u32 = 100;

/// An inner tube, coupler, centering ring, bulkhead or engine block.
pub fn ring(node: Node<'_>) -> Result<ComponentKind<'_>, Error> {
    let name = node.name();
    let bore = match name {
        "centeringring" => {
            Bore::Radius(values::auto(node, "innerradius")?.unwrap_or(Auto::Auto(None)))
        }
        "bulkhead" => Bore::Radius(Auto::Given(numbers::size_or(node, "innerradius", 0.0)?)),
        _ => Bore::Wall(numbers::size_or(node, "thickness", 0.0)?),
    };
    let distance = numbers::size_or(node, "radialposition", 0.0)?;
    let direction = numbers::number_or(node, "radialdirection", 0.0)?.to_radians();
    let in_line = matches!(name, "centeringring" | "bulkhead");
    let line = match in_line {
        true => (
            numbers::count(node, &["instancecount"], 1, MOST_IN_LINE)?,
            numbers::number_or(node, "instanceseparation", 0.0)?,
        ),
        false => (1, 0.0),
    };
    Ok(ComponentKind::Ring(RingComponent {
        length: numbers::size_or(node, "length", 0.0)?,
        outer: values::auto(node, "outerradius")?.unwrap_or(Auto::Auto(None)),
        bore,
        radii: [0.0; 2],
        density: values::density(node, "material", CARDBOARD)?,
        places: Vec::new(),
        line,
        inner_tube: name == "innertube",
        mount: node.child("motormount"),
        cluster: match name {
            "innertube" => cluster::points(node, direction)?,
            _ => vec![[0.0; 2]],
        },
        middle: [distance * direction.cos(), distance * direction.sin()],
    }))
}

fn packed(node: Node<'_>) -> Result<Packed, Error> {
    node.child("radialdirection");
    Ok(Packed {
        length: numbers::size_or(node, "packedlength", 0.025)?,
        said: values::auto(node, "packedradius")?.unwrap_or(Auto::Given(0.0125)),
        radius: 0.0,
        mass: 0.0,
        distance: numbers::size_or(node, "radialposition", 0.0)?,
    })
}

/// A mass component.
pub fn mass(node: Node<'_>) -> Result<ComponentKind<'_>, Error> {
    // Which electronics it is makes no difference.
    node.child("masscomponenttype");
    let mass = numbers::size_or(node, "mass", 0.0)?;
    Ok(ComponentKind::Mass(Packed {
        mass,
        ..packed(node)?
    }))
}

/// A shock cord.
pub fn cord(node: Node<'_>) -> Result<ComponentKind<'_>, Error> {
    let length = match values::auto(node, "cordlength")? {
        Some(length) => length.known(),
        None => Some(0.4),
    };
    let Some(length) = length else {
        return Err(node
            .error("a shock cord of automatic length")
            .hint("write its length in OpenRocket, and save the file"));
    };
    let mass = length * values::density(node, "material", 0.0)?;
    Ok(ComponentKind::Mass(Packed {
        mass,
        ..packed(node)?
    }))
}

/// The drag coefficient of a device, or none where it is left to the program.
fn coefficient(node: Node<'_>) -> Result<Option<f64>, Error> {
    let Some(Auto::Given(said)) = values::auto(node, "cd")? else {
        return Ok(None);
    };
    match node.child("cd") {
        Some(child) if said > BLUNTEST => Err(child
            .error_of_text(format!("a drag coefficient of {said}"))
            .label(format!("expected {BLUNTEST} at most"))),
        _ => Ok(Some(said)),
    }
}

/// A parachute.
pub fn parachute(node: Node<'_>) -> Result<ComponentKind<'_>, Error> {
    let diameter = numbers::size_or(node, "diameter", 0.3)?;
    let area = PI / 4.0 * diameter * diameter;
    let line = match values::auto(node, "linelength")? {
        Some(length) => length.known().unwrap_or(LINE_RATIO * diameter),
        None => LINE_RATIO * diameter,
    };
    let lines = numbers::number_or(node, "linecount", 6.0)?.max(0.0);
    let mass = area * values::density(node, "material", 0.0)?
        + lines * line * values::density(node, "linematerial", 0.0)?;
    Ok(ComponentKind::Device(RecoveryDevice {
        packed: Packed {
            mass,
            ..packed(node)?
        },
        drag_area: coefficient(node)?.unwrap_or(PARACHUTE) * area,
    }))
}

/// A streamer; where its drag coefficient is left to the program, it is that of C. Kidwell's measurements
/// (`Streamer.getComponentCD`): `0.034 (σ + 0.025) / 0.105 (l + 1) / l` with the density σ, kg/m², and the length l, m.
pub fn streamer<'a>(node: Node<'a>, warnings: &mut Warnings) -> Result<ComponentKind<'a>, Error> {
    let (length, width) = (
        numbers::size_or(node, "striplength", 0.5)?,
        numbers::size_or(node, "stripwidth", 0.05)?,
    );
    let density = values::density(node, "material", 0.0)?;
    let area = length * width;
    let own = match length > 0.0 {
        true => (0.034 * (density + 0.025) / 0.105 * (length + 1.0) / length).min(STREAMER),
        false => 0.0,
    };
    let coefficient = coefficient(node)?.unwrap_or(own);
    warnings.of(
        node,
        format!(
            "a streamer is flown as a parachute of its drag area, {:.4} m² with a drag coefficient of {coefficient:.3}",
            coefficient * area
        ),
    );
    Ok(ComponentKind::Device(RecoveryDevice {
        packed: Packed {
            mass: area * density,
            ..packed(node)?
        },
        drag_area: coefficient * area,
    }))
}
