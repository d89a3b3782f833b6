//! Nose cones, transitions and tubes (`NoseConeHandler`, `TransitionHandler`, `BodyTubeHandler`, `InnerBodyTubeHandler`).

use super::part::{self, roughness};
use super::values::{flag, length, radius};
use crate::designs::components::auto::Auto;
use crate::designs::components::component::{
    BodyComponent, Bore, Component, ComponentKind, Family, Overridden, RingComponent, Shoulder,
    SkinCurve,
};
use crate::designs::numbers::number_or;
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;

/// `ShapeCode` (`RockSimNoseConeCode`) with the parameter of those that have no `ShapeParameter`.
const SHAPES: &[(Family, Option<f64>)] = &[
    (Family::Conical, Some(0.0)),
    (Family::Ogive, Some(1.0)),
    // `r² ∝ x`, as `EquivNoseOffset` of transitions has it.
    (Family::Power, Some(0.5)),
    (Family::Ellipsoid, Some(0.0)),
    (Family::Power, None),
    (Family::Parabolic, None),
    (Family::Haack, None),
];

/// A nose cone, and the tube of its `BaseExtensionLen` behind it.
pub fn nose<'a>(node: Node<'a>, warnings: &mut Warnings) -> Result<Vec<Component<'a>>, Error> {
    let base = radius(node, "BaseDia")?;
    let wall = wall(node)?;
    let shoulder = shoulder(node, "ShoulderOD", "ShoulderLen", wall)?;
    let extension = length(node, "BaseExtensionLen")?;
    let cone = BodyComponent {
        curve: Some(curve(node, false)?),
        said: [Auto::Given(0.0), Auto::Given(base)],
        radii: [0.0, base],
        shoulders: [Shoulder::default(), shoulder],
        ..body(node, wall, warnings)?
    };
    if extension <= 0.0 {
        let cone = part::component(node, ComponentKind::Body(cone), warnings)?;
        return Ok(vec![bored(node, cone, warnings)?]);
    }
    let tube = BodyComponent {
        length: extension,
        said: [Auto::Given(base); 2],
        radii: [base; 2],
        shoulders: [Shoulder::default(), shoulder],
        ..body(node, wall, warnings)?
    };
    let cone = BodyComponent {
        shoulders: [Shoulder::default(); 2],
        ..cone
    };
    // RockSim's own mass is that of both; one that is known is, too.
    let mut unsaid = Warnings::of_file("");
    let cone = part::component(node, ComponentKind::Body(cone), &mut unsaid)?;
    let tube = Component {
        name: format!("{} base", cone.name),
        overrides: Overridden {
            mass: cone.overrides.mass.map(|_| 0.0),
            ..Overridden::default()
        },
        ..part::component(node, ComponentKind::Body(tube), &mut unsaid)?
    };
    Ok(vec![bored(node, cone, warnings)?, tube])
}

/// A solid nose cone with a bore weighs what RockSim has computed: how the bore lies in it is not said.
fn bored<'a>(
    node: Node<'a>,
    cone: Component<'a>,
    warnings: &mut Warnings,
) -> Result<Component<'a>, Error> {
    let bore = radius(node, "CoreDia")? * length(node, "CoreLen")?;
    let its = super::values::mass(node, "CalcMass")?;
    if bore <= 0.0 || cone.overrides.mass.is_some() || its <= 0.0 {
        return Ok(cone);
    }
    warnings.of(
        node.child("CoreDia").unwrap_or(node),
        "bored: RockSim's own mass and centre of it are taken",
    );
    let center = length(node, "CalcCG")?;
    Ok(Component {
        overrides: Overridden {
            mass: Some(its),
            center: Some(center).filter(|center| *center > 0.0),
            ..cone.overrides
        },
        ..cone
    })
}

/// A transition: but for cones it is cut out of a longer nose cone.
pub fn transition<'a>(node: Node<'a>, warnings: &mut Warnings) -> Result<ComponentKind<'a>, Error> {
    let wall = wall(node)?;
    let radii = [radius(node, "FrontDia")?, radius(node, "RearDia")?];
    let shoulder = |end: &str| {
        let shoulder = shoulder(
            node,
            &format!("{end}ShoulderDia"),
            &format!("{end}ShoulderLen"),
            wall,
        )?;
        // RockSim closes it with a disc as wide as the shoulder, beyond its end.
        Ok::<_, Error>(match shoulder.capped {
            true => Shoulder {
                length: shoulder.length + shoulder.wall,
                ..shoulder
            },
            false => shoulder,
        })
    };
    Ok(ComponentKind::Body(BodyComponent {
        curve: Some(curve(node, true)?),
        said: radii.map(Auto::Given),
        radii,
        shoulders: [shoulder("Front")?, shoulder("Rear")?],
        ..body(node, wall, warnings)?
    }))
}

/// A tube of the skin.
pub fn tube<'a>(node: Node<'a>, warnings: &mut Warnings) -> Result<ComponentKind<'a>, Error> {
    let (outer, inner) = (radius(node, "OD")?, radius(node, "ID")?);
    Ok(ComponentKind::Body(BodyComponent {
        said: [Auto::Given(outer); 2],
        radii: [outer; 2],
        mount: mount(node)?,
        ..body(node, Some((outer - inner).max(0.0)), warnings)?
    }))
}

/// A tube inside.
pub fn inside_tube(node: Node<'_>) -> Result<ComponentKind<'_>, Error> {
    Ok(ComponentKind::Ring(RingComponent {
        inner_tube: true,
        mount: mount(node)?,
        ..cylinder(node)?
    }))
}

/// A hollow cylinder inside, `RadialLoc` off the axis toward `RadialAngle`.
pub fn cylinder(node: Node<'_>) -> Result<RingComponent<'_>, Error> {
    let (distance, angle) = (
        length(node, "RadialLoc")?,
        number_or(node, "RadialAngle", 0.0)?,
    );
    let middle = [distance * angle.cos(), distance * angle.sin()];
    let outer = radius(node, "OD")?;
    let inner = radius(node, "ID")?.min(outer);
    Ok(RingComponent {
        length: length(node, "Len")?,
        outer: Auto::Given(outer),
        bore: Bore::Radius(Auto::Given(inner)),
        radii: [outer, inner],
        density: part::density(node, None)?,
        places: vec![middle],
        line: (1, 0.0),
        inner_tube: false,
        mount: None,
        cluster: vec![[0.0; 2]],
        middle,
    })
}

fn mount(node: Node<'_>) -> Result<Option<Node<'_>>, Error> {
    Ok(flag(node, "IsMotorMount")?.then_some(node))
}

/// The wall of a nose cone or transition, m; none of a solid one. Where the file does not say, one with a wall is hollow.
fn wall(node: Node<'_>) -> Result<Option<f64>, Error> {
    let wall = length(node, "WallThickness")?;
    let usual = if wall > 0.0 { 1.0 } else { 0.0 };
    Ok((number_or(node, "ConstructionType", usual)? != 0.0).then_some(wall))
}

fn body<'a>(
    node: Node<'a>,
    wall: Option<f64>,
    warnings: &mut Warnings,
) -> Result<BodyComponent<'a>, Error> {
    Ok(BodyComponent {
        curve: None,
        length: length(node, "Len")?,
        said: [Auto::Auto(None); 2],
        radii: [0.0; 2],
        wall,
        density: part::density(node, wall)?,
        roughness: roughness(node, warnings)?,
        shoulders: [Shoulder::default(); 2],
        mount: None,
    })
}

fn curve(node: Node<'_>, transition: bool) -> Result<SkinCurve, Error> {
    // OpenRocket's where no code is said.
    let usual = if transition { SHAPES[0] } else { SHAPES[1] };
    let (family, parameter) = super::values::code(node, "ShapeCode", SHAPES, usual)?;
    let said = number_or(node, "ShapeParameter", 0.0)?;
    let parameter = match (parameter, node.child("ShapeParameter")) {
        (Some(parameter), _) => parameter,
        (None, Some(child)) if !(0.0..=1.0).contains(&said) => {
            return Err(child
                .error_of_text(format!("a ShapeParameter of {said}"))
                .label("expected 0 to 1"));
        }
        (None, _) => said,
    };
    Ok(SkinCurve {
        family,
        parameter,
        clipped: transition && family != Family::Conical,
    })
}

/// A shoulder: that of a hollow part is closed at its end.
fn shoulder(
    node: Node<'_>,
    diameter: &str,
    long: &str,
    wall: Option<f64>,
) -> Result<Shoulder, Error> {
    let (radius, length) = (radius(node, diameter)?, length(node, long)?);
    if radius <= 0.0 || length <= 0.0 {
        return Ok(Shoulder::default());
    }
    Ok(Shoulder {
        radius,
        length,
        wall: wall.unwrap_or(radius).min(radius),
        capped: wall.is_some(),
    })
}
