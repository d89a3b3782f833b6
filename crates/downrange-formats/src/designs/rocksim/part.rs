//! What every part says (`BaseHandler`, `PositionDependentHandler`): name, place, density, and the mass and centre that a team
//! weighed.

use downrange::text::visible;

use super::values::{self, SURFACE};
use crate::designs::components::component::{
    AxialMethod, Component, ComponentKind, Overridden, Placement,
};
use crate::designs::components::own_mass::own_mass;
use crate::designs::numbers::{number, size_or};
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;

/// RockSim's own mass of a part may differ by this share from what follows from its sizes; where it differs more, it is taken: it
/// leaves out what of fins stands inside a wider part, and counts the holes of some rings as filled.
const SAME: f64 = 0.01;

/// Masses that differ by less are rounded, kg.
const ROUNDED: f64 = 1e-5;

/// How a density counts (`RockSimDensityType`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DensityType {
    /// kg/m³.
    Bulk,
    /// g/cm².
    Surface,
    /// kg/m.
    Line,
}

/// How the density of a part counts.
pub fn density_type(node: Node<'_>) -> Result<DensityType, Error> {
    use DensityType::{Bulk, Line, Surface};
    values::code(node, "DensityType", &[Bulk, Surface, Line], Bulk)
}

/// The density of a solid part, kg/m³; that of a material in sheets needs its thickness, m. Zero where it does not follow.
pub fn density(node: Node<'_>, thickness: Option<f64>) -> Result<f64, Error> {
    let said = size_or(node, "Density", 0.0)?;
    Ok(match (density_type(node)?, thickness) {
        (DensityType::Bulk, _) => said,
        (DensityType::Surface, Some(thickness)) if thickness > 0.0 => said * SURFACE / thickness,
        _ => 0.0,
    })
}

/// The height of the roughness of a part's `FinishCode`, m: OpenRocket's of polished, smooth, normal and unfinished
/// (`RockSimFinishCode`).
pub fn roughness(node: Node<'_>, warnings: &mut Warnings) -> Result<f64, Error> {
    let finishes = [2e-6, 20e-6, 60e-6, 150e-6];
    let usual = (60e-6, "matt paint");
    values::code_or_usual(node, "FinishCode", &finishes, usual, warnings)
}

/// What a part is called.
pub fn name(node: Node<'_>) -> String {
    visible(node.word("Name").unwrap_or(node.name())).into_owned()
}

/// Where a part stands (`RockSimLocationMode`): from the front of what carries it, from the nose tip, or forward from its back.
pub fn placement(node: Node<'_>) -> Result<Placement, Error> {
    use AxialMethod::{Absolute, Bottom, Top};
    let method = values::code(node, "LocationMode", &[Top, Absolute, Bottom], Top)?;
    let offset = values::offset(node, "Xb")?;
    Ok(Placement {
        method,
        offset: match method {
            Bottom => -offset,
            _ => offset,
        },
    })
}

/// The mass that a team weighed, kg: its flag is that of the centre unless it has its own.
pub fn known_mass(node: Node<'_>) -> Result<Option<f64>, Error> {
    let center = values::flag(node, "UseKnownCG")?;
    let used = match number(node, "UseKnownMass")? {
        Some(own) => own != 0.0,
        None => center,
    };
    let mass = values::mass(node, "KnownMass")?;
    Ok((used && mass > 0.0).then_some(mass))
}

/// A part of a kind, whose mass follows from its form but where the file has another: one that is known, or RockSim's own.
pub fn component<'a>(
    node: Node<'a>,
    kind: ComponentKind<'a>,
    warnings: &mut Warnings,
) -> Result<Component<'a>, Error> {
    let name = name(node);
    let known = known_mass(node)?;
    let center = values::length(node, "KnownCG")?;
    let center = (values::flag(node, "UseKnownCG")? && center > 0.0).then_some(center);
    let own = own_mass(&kind);
    let (its_mass, its_center) = (
        values::mass(node, "CalcMass")?,
        values::length(node, "CalcCG")?,
    );
    let mut overrides = Overridden {
        mass: known,
        center,
        ..Overridden::default()
    };
    let grams = |mass: f64| 1e3 * mass;
    if known.is_none() && its_mass > 0.0 {
        if own.mass <= 0.0 {
            overrides.mass = Some(its_mass);
            overrides.center = center.or(Some(its_center).filter(|center| *center > 0.0));
            let its = grams(its_mass);
            warnings.of(
                node,
                format!("`{name}` has no density that its mass follows from: RockSim's own {its:.2} g are taken"),
            );
        } else if (own.mass - its_mass).abs() > SAME * its_mass + ROUNDED {
            overrides.mass = Some(its_mass);
            overrides.center = center.or(Some(its_center).filter(|center| *center > 0.0));
            let (own, its) = (grams(own.mass), grams(its_mass));
            warnings.of(
                node,
                format!(
                    "`{name}` weighs {its:.2} g in RockSim, which is flown; its sizes and density make {own:.2} g"
                ),
            );
        }
    }
    Ok(Component {
        node,
        name,
        kind,
        placement: placement(node)?,
        overrides,
        children: Vec::new(),
        position: 0.0,
    })
}
