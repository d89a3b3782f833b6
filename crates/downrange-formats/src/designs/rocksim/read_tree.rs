//! Reads the parts of the stages (`RockSimHandler`, `AttachedPartsHandler`, `SubAssemblyHandler`, `PodHandler`).
//!
//! The parts of a stage or a pod follow each other; what is attached to a part stands in or on it. The parts of a
//! sub-assembly stand where it stands.

use downrange::mass::MassProperties;

use super::fin_sets::merge_fins;
use super::sub_assembly::{FRONT, front, weigh, within};
use super::{part, read_body, read_fins, read_inside, values};
use crate::designs::components::component::{
    AssemblyComponent, AssemblyKind, AxialMethod, BodyComponent, Component, ComponentKind,
    Overridden, Packed, Placement, RadialOffset,
};
use crate::designs::components::own_mass::own_mass;
use crate::designs::components::placing::length;
use crate::designs::numbers::{number_or, size_or};
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;
use crate::launch::MOST_PARTS;

/// What nobody else places.
const AFTER: Placement = Placement {
    method: AxialMethod::After,
    offset: 0.0,
};

/// The fins of a pod this near to the skin stand on it, m.
const ON_THE_SKIN: f64 = 1e-3;

/// What is told of a place that parts of a chain do not have.
const FOLLOW: &str = "the parts of a stage or a pod follow each other: it is not flown";

/// The stages from the top: the elements of their parts, and the names of their masses and centres.
const STAGES: [(&str, &str, &str, &str); 3] = [
    ("Stage3Parts", "Sustainer", "Stage3Mass", "Stage3CG"),
    ("Stage2Parts", "Booster", "Stage2Mass", "Stage2CGAlone"),
    (
        "Stage1Parts",
        "Second booster",
        "Stage1Mass",
        "Stage1CGAlone",
    ),
];

/// What parts are attached to.
#[derive(Debug, Clone, Copy)]
enum Holder {
    /// A stage or a pod.
    Chain,
    /// A part of the skin, of this radius at its aft end, m.
    Skin(f64),
    /// What is inside.
    Inside,
}

/// The stages of a design, from the nose tip down.
pub fn stages<'a>(design: Node<'a>, warnings: &mut Warnings) -> Result<Vec<Component<'a>>, Error> {
    let count = size_or(design, "StageCount", 1.0)?;
    let known = values::flag(design, "UseKnownMass")?;
    let mut parts = 0;
    let mut stages = Vec::new();
    for (index, (element, name, mass, center)) in STAGES.into_iter().enumerate() {
        let overrides = weighed(design, mass, center, known, warnings)?;
        let Some(node) = design.child(element) else {
            continue;
        };
        let mut children = Vec::new();
        for child in node.elements() {
            children.extend(read(child, Holder::Chain, FRONT, &mut parts, warnings)?);
        }
        if children.is_empty() {
            continue;
        }
        if index as f64 >= count {
            let message = format!("StageCount is {count}: this stage is left out");
            warnings.of(node, message);
            continue;
        }
        merge_fins(&mut children, warnings);
        stages.push(Component {
            node,
            name: name.to_owned(),
            kind: ComponentKind::Assembly(AssemblyComponent {
                kind: AssemblyKind::Stage,
                count: 1,
                angle: 0.0,
                radius: RadialOffset::Coaxial,
                distance: 0.0,
            }),
            placement: AFTER,
            overrides,
            children,
            position: 0.0,
        });
    }
    for name in ["Stage32CG", "Stage321CG"] {
        if let Some(child) = design.child(name)
            && known
            && number_or(design, name, 0.0)? > 0.0
        {
            warnings.of(child, "the centres of the stages by themselves are taken");
        }
    }
    Ok(stages)
}

/// Mass and centre of a stage with all that is in it, as a team weighed them without motors.
fn weighed(
    design: Node<'_>,
    mass: &str,
    center: &str,
    known: bool,
    warnings: &mut Warnings,
) -> Result<Overridden, Error> {
    let (said, place) = (values::mass(design, mass)?, values::length(design, center)?);
    if let Some(child) = design.child(mass)
        && said > 0.0
        && !known
    {
        warnings.of(child, "not taken: UseKnownMass is 0");
    }
    let used = |value: f64| (known && value > 0.0).then_some(value);
    Ok(Overridden {
        mass: used(said),
        center: used(place),
        whole_mass: true,
        whole_center: true,
        ..Overridden::default()
    })
}

/// What is attached to a part, whose places count from `from`.
fn attached<'a>(
    node: Node<'a>,
    holder: Holder,
    from: Placement,
    parts: &mut usize,
    warnings: &mut Warnings,
) -> Result<Vec<Component<'a>>, Error> {
    let mut found = Vec::new();
    for list in node.all("AttachedParts") {
        for child in list.elements() {
            found.extend(read(child, holder, from, parts, warnings)?);
        }
    }
    Ok(found)
}

/// A part with what is attached to it, or the parts of a sub-assembly; places count from `from`.
fn read<'a>(
    node: Node<'a>,
    holder: Holder,
    from: Placement,
    parts: &mut usize,
    warnings: &mut Warnings,
) -> Result<Vec<Component<'a>>, Error> {
    if node.name().starts_with('@') {
        return Ok(Vec::new());
    }
    *parts += 1;
    if *parts > MOST_PARTS {
        return Err(node.error(format!("a design of more than {MOST_PARTS} parts")));
    }
    node.mark_read();
    if values::flag(node, "Removed")? {
        warnings.of(node, "removed in RockSim: it is left out");
        node.mark_used();
        return Ok(Vec::new());
    }
    if node.name() == "SubAssembly" {
        let own = front(node, from, warnings)?;
        let mut inside = attached(node, holder, own, parts, warnings)?;
        weigh(node, &mut inside, warnings)?;
        if own != from && inside.iter().any(|part| follows(part, holder)) {
            warnings.of(node.child("Xb").unwrap_or(node), FOLLOW);
        }
        return Ok(inside);
    }
    let mut read = match own(node, holder, warnings)? {
        Some(read) => read,
        None => return Ok(Vec::new()),
    };
    if let Some(first) = read.first_mut() {
        first.children = children(node, &first.kind, holder, parts, warnings)?;
    }
    for component in &mut read {
        if follows(component, holder) {
            if component.placement.offset != 0.0 {
                warnings.of(node.child("Xb").unwrap_or(node), FOLLOW);
            }
            component.placement = AFTER;
        } else {
            component.placement = within(from, component.placement);
        }
    }
    Ok(match (holder, read.pop()) {
        (Holder::Skin(skin), Some(last)) if read.is_empty() => {
            strapped(node, last, skin, warnings)?
        }
        (_, last) => read.into_iter().chain(last).collect(),
    })
}

/// Whether a part begins where the one before it ends.
fn follows(component: &Component<'_>, holder: Holder) -> bool {
    matches!(holder, Holder::Chain) && matches!(component.kind, ComponentKind::Body(_))
}

/// The part itself; none of what is unknown. A nose cone may be two.
fn own<'a>(
    node: Node<'a>,
    holder: Holder,
    warnings: &mut Warnings,
) -> Result<Option<Vec<Component<'a>>>, Error> {
    let on_skin = !matches!(holder, Holder::Inside);
    let chain = matches!(holder, Holder::Chain);
    let kind = match node.name() {
        "NoseCone" if chain => return read_body::nose(node, warnings).map(Some),
        "NoseCone" => {
            let cone_and_base = read_body::nose(node, &mut Warnings::of_file(""))?;
            let mut masses = cone_and_base.iter().map(|part| own_mass(&part.kind));
            let cone = masses.next().unwrap_or_default();
            let end = values::length(node, "Len")?;
            let own = masses.fold(cone, |own, base| own.plus(base.shifted(end)));
            hidden(node, own, warnings)
        }
        "Transition" if chain => read_body::transition(node, warnings)?,
        "Transition" => {
            let kind = read_body::transition(node, warnings)?;
            hidden(node, own_mass(&kind), warnings)
        }
        "BodyTube" if chain => read_body::tube(node, warnings)?,
        "BodyTube" => {
            if !values::flag(node, "IsInsideTube")? && !values::flag(node, "isStrapOnTube")? {
                let message = "a tube attached to a part is flown as one inside it: its mass";
                warnings.of(node, message);
            }
            read_body::inside_tube(node)?
        }
        "FinSet" | "CustomFinSet" => {
            shown(node, on_skin, read_fins::fins(node, warnings)?, warnings)
        }
        "TubeFinSet" => shown(node, on_skin, read_fins::tubes(node, warnings)?, warnings),
        "LaunchLug" => shown(node, on_skin, read_fins::lug(node, warnings)?, warnings),
        "Ring" => read_inside::ring(node)?,
        "RingTail" => read_inside::ring_tail(node, warnings)?,
        "MassObject" => {
            let kind = read_inside::mass_object(node)?;
            // Its `KnownCG` is its place.
            let own = part::component(node, kind, &mut Warnings::of_file(""))?;
            return Ok(Some(vec![Component {
                overrides: Overridden::default(),
                ..own
            }]));
        }
        "Parachute" => read_inside::parachute(node)?,
        "Streamer" => read_inside::streamer(node, warnings)?,
        "ExternalPod" => {
            let kind = ComponentKind::Assembly(pod(node)?);
            let own = part::component(node, kind, warnings)?;
            let overrides = Overridden {
                whole_mass: true,
                whole_center: true,
                ..own.overrides
            };
            return Ok(Some(vec![Component { overrides, ..own }]));
        }
        _ => {
            let message = "an unknown part: it is left out, its mass and drag too";
            warnings.of(node, message);
            node.mark_used();
            return Ok(None);
        }
    };
    Ok(Some(vec![part::component(node, kind, warnings)?]))
}

fn children<'a>(
    node: Node<'a>,
    kind: &ComponentKind<'_>,
    holder: Holder,
    parts: &mut usize,
    warnings: &mut Warnings,
) -> Result<Vec<Component<'a>>, Error> {
    let inner = match kind {
        ComponentKind::Body(BodyComponent { radii, .. }) => Holder::Skin(radii[1]),
        ComponentKind::Assembly(_) => Holder::Chain,
        // A strapped-on tube has a skin of its own.
        ComponentKind::Ring(ring)
            if matches!(holder, Holder::Skin(_)) && values::flag(node, "isStrapOnTube")? =>
        {
            Holder::Skin(ring.radii[0])
        }
        _ => Holder::Inside,
    };
    let mut children = attached(node, inner, FRONT, parts, warnings)?;
    merge_fins(&mut children, warnings);
    Ok(children)
}

/// The element of a pod: one, so far off the axis.
fn pod(node: Node<'_>) -> Result<AssemblyComponent, Error> {
    for name in [
        "Detachable",
        "AutoCalcRadialDistance",
        "AutoCalcRadialAngle",
    ] {
        node.child(name);
    }
    Ok(AssemblyComponent {
        kind: AssemblyKind::Pods,
        count: 1,
        angle: number_or(node, "RadialAngle", 0.0)?,
        radius: RadialOffset::Free(values::length(node, "RadialLoc")?),
        distance: 0.0,
    })
}

/// A tube beside the skin is a pod of one part; a pod of nothing but fins at the skin is these fins.
fn strapped<'a>(
    node: Node<'a>,
    component: Component<'a>,
    skin: f64,
    warnings: &mut Warnings,
) -> Result<Vec<Component<'a>>, Error> {
    if node.name() == "BodyTube" && values::flag(node, "isStrapOnTube")? {
        let tube = Component {
            kind: read_body::tube(node, warnings)?,
            placement: AFTER,
            ..component
        };
        return Ok(vec![Component {
            node,
            name: format!("{} beside", tube.name),
            kind: ComponentKind::Assembly(pod(node)?),
            placement: component.placement,
            overrides: Overridden::default(),
            children: vec![tube],
            position: 0.0,
        }]);
    }
    let near = match &component.kind {
        ComponentKind::Assembly(AssemblyComponent {
            radius: RadialOffset::Free(radius),
            ..
        }) => (radius - skin).abs() <= ON_THE_SKIN,
        _ => false,
    };
    let fins = |child: &Component<'_>| matches!(child.kind, ComponentKind::Fins(_));
    if !near || component.children.is_empty() || !component.children.iter().all(fins) {
        return Ok(vec![component]);
    }
    warnings.of(
        node,
        "a pod of fins at the skin: they are flown as fins of the body",
    );
    let pod = match component.placement {
        // It has no length.
        Placement {
            method: AxialMethod::Bottom,
            offset,
        } => Placement {
            method: AxialMethod::After,
            offset,
        },
        placement => placement,
    };
    let mut children = component.children;
    for child in &mut children {
        let own = match child.placement {
            // The pod has no length: its back is its front.
            Placement {
                method: AxialMethod::Bottom,
                offset,
            } => Placement {
                method: AxialMethod::Top,
                offset: offset - length(child),
            },
            own => own,
        };
        child.placement = within(pod, own);
    }
    weigh(node, &mut children, warnings)?;
    Ok(children)
}

/// What stands on the skin; inside it is no more than its mass.
fn shown<'a>(
    node: Node<'a>,
    on_skin: bool,
    kind: ComponentKind<'a>,
    warnings: &mut Warnings,
) -> ComponentKind<'a> {
    match on_skin {
        true => kind,
        false => hidden(node, own_mass(&kind), warnings),
    }
}

/// A part of the skin that stands inside: its mass.
fn hidden<'a>(node: Node<'a>, own: MassProperties, warnings: &mut Warnings) -> ComponentKind<'a> {
    warnings.of(
        node,
        "it is attached to what is inside, or inside a part: its mass is flown, and it meets no air",
    );
    ComponentKind::Mass(Packed {
        length: 2.0 * own.center.max(0.0),
        ..read_inside::point(own.mass)
    })
}
