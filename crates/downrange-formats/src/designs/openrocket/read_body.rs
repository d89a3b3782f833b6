//! Nose cones, transitions and body tubes.

use super::finish::roughness;
use super::values;
use crate::designs::components::auto::Auto;
use crate::designs::components::component::{
    BodyComponent, ComponentKind, Family, Shoulder, SkinCurve,
};
use crate::designs::numbers;
use crate::designs::xml::Node;
use crate::error::Error;

/// OpenRocket's wall where none is said, m (`SymmetricComponent.DEFAULT_THICKNESS`).
const WALL: f64 = 0.002;

/// OpenRocket's material where none is said: cardboard, kg/m³.
pub const CARDBOARD: f64 = 680.0;

const FAMILIES: &[(&str, Family)] = &[
    ("conical", Family::Conical),
    ("ogive", Family::Ogive),
    ("ellipsoid", Family::Ellipsoid),
    ("power", Family::Power),
    ("parabolic", Family::Parabolic),
    ("haack", Family::Haack),
];

/// A body tube.
pub fn tube(node: Node<'_>) -> Result<ComponentKind<'_>, Error> {
    let radius = values::auto(node, "radius")?.unwrap_or(Auto::Auto(None));
    Ok(ComponentKind::Body(BodyComponent {
        curve: None,
        said: [radius; 2],
        mount: node.child("motormount"),
        ..common(node)?
    }))
}

/// A nose cone; a flipped one is a tail.
pub fn nose(node: Node<'_>) -> Result<ComponentKind<'_>, Error> {
    let base = values::auto(node, "aftradius")?.unwrap_or(Auto::Auto(None));
    let mut said = [Auto::Given(0.0), base];
    let mut shoulders = [Shoulder::default(), shoulder(node, "aft")?];
    if numbers::flag(node, "isflipped", false)? {
        said.reverse();
        shoulders.reverse();
    }
    Ok(ComponentKind::Body(BodyComponent {
        curve: Some(curve(node, Family::Ogive, false)?),
        said,
        shoulders,
        ..common(node)?
    }))
}

/// A transition.
pub fn transition(node: Node<'_>) -> Result<ComponentKind<'_>, Error> {
    let radius = |name| values::auto(node, name).map(|radius| radius.unwrap_or(Auto::Auto(None)));
    Ok(ComponentKind::Body(BodyComponent {
        curve: Some(curve(node, Family::Conical, true)?),
        said: [radius("foreradius")?, radius("aftradius")?],
        shoulders: [shoulder(node, "fore")?, shoulder(node, "aft")?],
        ..common(node)?
    }))
}

fn common(node: Node<'_>) -> Result<BodyComponent<'_>, Error> {
    let filled = node
        .child("thickness")
        .is_some_and(|wall| wall.text() == "filled");
    Ok(BodyComponent {
        curve: None,
        length: numbers::size_or(node, "length", 0.0)?,
        said: [Auto::Auto(None); 2],
        radii: [0.0; 2],
        wall: match filled {
            true => None,
            false => Some(numbers::size_or(node, "thickness", WALL)?),
        },
        density: values::density(node, "material", CARDBOARD)?,
        roughness: roughness(node)?,
        shoulders: [Shoulder::default(); 2],
        mount: None,
    })
}

fn curve(node: Node<'_>, otherwise: Family, transition: bool) -> Result<SkinCurve, Error> {
    let family = numbers::choice(node, "shape", FAMILIES, otherwise)?;
    let (usual, most) = match family {
        Family::Ogive | Family::Parabolic => (1.0, 1.0),
        Family::Power => (0.5, 1.0),
        // The range of OpenRocket's Haack series.
        Family::Haack => (0.0, 1.0 / 3.0),
        Family::Conical | Family::Ellipsoid => (0.0, 1.0),
    };
    let clippable = matches!(family, Family::Ellipsoid | Family::Power | Family::Haack);
    let clipped = numbers::flag(node, "shapeclipped", clippable)?;
    Ok(SkinCurve {
        family,
        parameter: numbers::number_or(node, "shapeparameter", usual)?.clamp(0.0, most),
        clipped: transition && clippable && clipped,
    })
}

fn shoulder(node: Node<'_>, end: &str) -> Result<Shoulder, Error> {
    let size = |what: &str| numbers::size_or(node, &format!("{end}shoulder{what}"), 0.0);
    let radius = size("radius")?;
    Ok(Shoulder {
        radius,
        length: size("length")?,
        wall: size("thickness")?.min(radius),
        capped: numbers::flag(node, &format!("{end}shouldercapped"), false)?,
    })
}
