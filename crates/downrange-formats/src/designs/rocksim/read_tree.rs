//! Reads the parts of the stages (`RockSimHandler`, `AttachedPartsHandler`, `SubAssemblyHandler`, `PodHandler`).
//!
//! The parts of a stage or a pod follow each other; what is attached to a part stands in or on it. The parts of a
//! sub-assembly stand where it stands.

use std::f64::consts::TAU;

use downrange::rocket::shape::FinSet;

use super::{part, read_body, read_fins, read_inside, values};
use crate::designs::components::component::{
    AssemblyComponent, AssemblyKind, AxialMethod, BodyComponent, Component, ComponentKind,
    FinComponent, Overridden, Packed, Placement, RadialOffset,
};
use crate::designs::components::own_mass::own_mass;
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

/// Turns that differ by less are the same, rad.
const SAME_TURN: f64 = 0.02;

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
            children.extend(read(child, Holder::Chain, 0.0, &mut parts, warnings)?);
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

/// What is attached to a part.
fn attached<'a>(
    node: Node<'a>,
    holder: Holder,
    shift: f64,
    parts: &mut usize,
    warnings: &mut Warnings,
) -> Result<Vec<Component<'a>>, Error> {
    let mut found = Vec::new();
    for list in node.all("AttachedParts") {
        for child in list.elements() {
            found.extend(read(child, holder, shift, parts, warnings)?);
        }
    }
    Ok(found)
}

/// A part with what is attached to it; the parts of a sub-assembly, which stand `shift` farther aft, m.
fn read<'a>(
    node: Node<'a>,
    holder: Holder,
    shift: f64,
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
        let own = part::placement(node)?;
        let shift = match own.method {
            AxialMethod::Top => shift + own.offset,
            _ => shift,
        };
        return attached(node, holder, shift, parts, warnings);
    }
    let mut read = match own(node, holder, warnings)? {
        Some(read) => read,
        None => return Ok(Vec::new()),
    };
    if let Some(first) = read.first_mut() {
        first.children = children(node, &first.kind, holder, parts, warnings)?;
    }
    for component in &mut read {
        let chained =
            matches!(holder, Holder::Chain) && matches!(component.kind, ComponentKind::Body(_));
        if chained {
            if component.placement.offset != 0.0 {
                let message = "the parts of a stage or a pod follow each other: it is not flown";
                warnings.of(node.child("Xb").unwrap_or(node), message);
            }
            component.placement = AFTER;
        } else if component.placement.method == AxialMethod::Top {
            component.placement.offset += shift;
        }
    }
    Ok(match (holder, read.pop()) {
        (Holder::Skin(skin), Some(last)) if read.is_empty() => {
            strapped(node, last, skin, warnings)?
        }
        (_, last) => read.into_iter().chain(last).collect(),
    })
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
            let mut cones = read_body::nose(node, &mut Warnings::of_file(""))?;
            let cone = cones.drain(..).next();
            cone.map(|cone| hidden(node, cone.kind, warnings))
                .unwrap_or(ComponentKind::Mass(read_inside::point(0.0)))
        }
        "Transition" if chain => read_body::transition(node, warnings)?,
        "Transition" => hidden(node, read_body::transition(node, warnings)?, warnings),
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
        "ExternalPod" => ComponentKind::Assembly(pod(node)?),
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
    let mut children = attached(node, inner, 0.0, parts, warnings)?;
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
    let mut children = component.children;
    for child in &mut children {
        if component.placement.method == AxialMethod::Top {
            child.placement.offset += component.placement.offset;
        }
    }
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
        false => hidden(node, kind, warnings),
    }
}

/// A part of the skin that stands inside: its mass.
fn hidden<'a>(
    node: Node<'a>,
    kind: ComponentKind<'a>,
    warnings: &mut Warnings,
) -> ComponentKind<'a> {
    warnings.of(
        node,
        "it is attached to what is inside, or inside a part: its mass is flown, and it meets no air",
    );
    let own = own_mass(&kind);
    ComponentKind::Mass(Packed {
        length: 2.0 * own.center.max(0.0),
        ..read_inside::point(own.mass)
    })
}

/// Equal fin sets at one place, turned around the body, are one set of all of them.
fn merge_fins(children: &mut Vec<Component<'_>>, warnings: &mut Warnings) {
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
