//! Reads the component tree.

use downrange::text::visible;

use super::{read_body, read_fins, read_inside};
use crate::designs::components::component::{
    AssemblyComponent, AssemblyKind, AxialMethod, Component, ComponentKind, Overridden, Placement,
    RadialOffset,
};
use crate::designs::numbers;
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;
use crate::launch::MOST_PARTS;

/// Equal assemblies around the axis at most.
const MOST_COPIES: u32 = 64;

const METHODS: &[(&str, AxialMethod)] = &[
    ("absolute", AxialMethod::Absolute),
    ("after", AxialMethod::After),
    ("top", AxialMethod::Top),
    ("middle", AxialMethod::Middle),
    ("bottom", AxialMethod::Bottom),
];

/// Reads what stands in a component.
pub fn children<'a>(
    node: Node<'a>,
    count: &mut usize,
    warnings: &mut Warnings,
) -> Result<Vec<Component<'a>>, Error> {
    let mut found = Vec::new();
    for list in node.all("subcomponents") {
        for child in list.elements() {
            *count += 1;
            if *count > MOST_PARTS {
                return Err(child.error(format!("a design of more than {MOST_PARTS} components")));
            }
            if let Some(component) = component(child, count, warnings)? {
                found.push(component);
            }
        }
    }
    Ok(found)
}

fn component<'a>(
    node: Node<'a>,
    count: &mut usize,
    warnings: &mut Warnings,
) -> Result<Option<Component<'a>>, Error> {
    use AxialMethod::{After, Bottom, Middle, Top};
    let (kind, otherwise) = match node.name() {
        "stage" => (assembly(node, AssemblyKind::Stage)?, After),
        "parallelstage" | "boosterset" => (assembly(node, AssemblyKind::Boosters)?, Bottom),
        "podset" => (assembly(node, AssemblyKind::Pods)?, Bottom),
        "nosecone" => (read_body::nose(node)?, After),
        "transition" => (read_body::transition(node)?, After),
        "bodytube" => (read_body::tube(node)?, After),
        "trapezoidfinset" => (read_fins::trapezoidal(node)?, Bottom),
        "ellipticalfinset" => (read_fins::elliptical(node)?, Bottom),
        "freeformfinset" => (read_fins::freeform(node)?, Bottom),
        "tubefinset" => (read_fins::tubes(node)?, Bottom),
        "launchlug" => (read_fins::lug(node)?, Middle),
        "railbutton" => (read_fins::button(node)?, Middle),
        "innertube" | "tubecoupler" | "centeringring" | "bulkhead" | "engineblock" => {
            (read_inside::ring(node)?, Bottom)
        }
        "masscomponent" => (read_inside::mass(node)?, Top),
        "shockcord" => (read_inside::cord(node)?, Top),
        "parachute" => (read_inside::parachute(node)?, Top),
        "streamer" => (read_inside::streamer(node, warnings)?, Top),
        name if name.starts_with('@') => return Ok(None),
        _ => {
            warnings.of(
                node,
                "an unknown component: it is left out, its mass and drag too",
            );
            node.mark_used();
            return Ok(None);
        }
    };
    node.mark_read();
    let name = node.word("name").unwrap_or(node.name());
    Ok(Some(Component {
        node,
        name: visible(name).into_owned(),
        kind,
        placement: placement(node, otherwise)?,
        overrides: overrides(node)?,
        children: children(node, count, warnings)?,
        position: 0.0,
    }))
}

/// New files say both elements; the new one counts (`AxialPositionSetter`).
fn placement(node: Node<'_>, otherwise: AxialMethod) -> Result<Placement, Error> {
    let (old, new) = (node.child("position"), node.child("axialoffset"));
    let method = match (new, old) {
        (Some(new), _) => numbers::choice(new, "@method", METHODS, otherwise)?,
        (None, Some(old)) => numbers::choice(old, "@type", METHODS, otherwise)?,
        (None, None) => otherwise,
    };
    if let Some(old) = old {
        old.child("@type");
    }
    let name = match new {
        Some(_) => "axialoffset",
        None => "position",
    };
    Ok(Placement {
        method,
        offset: numbers::number_or(node, name, 0.0)?,
    })
}

/// The flag of old files is for mass, centre and drag; new ones have one for each (`DocumentConfig`).
fn overrides(node: Node<'_>) -> Result<Overridden, Error> {
    let all = numbers::flag(node, "overridesubcomponents", false)?;
    Ok(Overridden {
        mass: numbers::size(node, "overridemass")?,
        center: numbers::number(node, "overridecg")?,
        drag: numbers::size(node, "overridecd")?,
        whole_mass: numbers::flag(node, "overridesubcomponentsmass", all)?,
        whole_center: numbers::flag(node, "overridesubcomponentscg", all)?,
        whole_drag: numbers::flag(node, "overridesubcomponentscd", all)?,
    })
}

fn assembly(node: Node<'_>, kind: AssemblyKind) -> Result<ComponentKind<'_>, Error> {
    let count = match kind {
        AssemblyKind::Stage => 1,
        AssemblyKind::Boosters | AssemblyKind::Pods => {
            numbers::count(node, &["instancecount"], 2, MOST_COPIES)?
        }
    };
    let offset = numbers::number_or(node, "radiusoffset", 0.0)?;
    #[derive(Clone, Copy)]
    enum Method {
        Coaxial,
        Free,
        Relative,
        Surface,
    }
    let method = match (kind, node.child("radiusoffset")) {
        (AssemblyKind::Stage, _) => Method::Coaxial,
        (_, None) => Method::Relative,
        (_, Some(radius)) => numbers::choice(
            radius,
            "@method",
            &[
                ("coaxial", Method::Coaxial),
                ("free", Method::Free),
                ("relative", Method::Relative),
                ("surface", Method::Surface),
            ],
            Method::Relative,
        )?,
    };
    if let Some(angle) = node.child("angleoffset") {
        angle.child("@method");
    }
    let radius = match method {
        Method::Coaxial => RadialOffset::Coaxial,
        Method::Free => RadialOffset::Free(offset),
        Method::Relative => RadialOffset::Relative(offset),
        Method::Surface => RadialOffset::Relative(0.0),
    };
    Ok(ComponentKind::Assembly(AssemblyComponent {
        kind,
        count,
        angle: 0.0,
        radius,
        distance: 0.0,
    }))
}
