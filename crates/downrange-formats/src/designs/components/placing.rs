//! Where components stand, and the radii that are left to their neighbours.
//!
//! Body components of a stage follow each other, stages too; what stands in or on one is placed against it
//! (`AxialMethod.getAsPosition`). An automatic radius is that of the next component forward that says one, else of the next
//! aft (`SymmetricComponent`); an automatic ring fits its parent, and the inner tubes in it (`CenteringRing`).

use std::f64::consts::PI;

use super::auto::Auto;
use super::component::{
    AxialMethod, BodyComponent, Bore, Component, ComponentKind, Packed, RadialOffset, RingComponent,
};

/// OpenRocket's radius where no neighbour says one, m (`SymmetricComponent.DEFAULT_RADIUS`).
const RADIUS: f64 = 0.025;

/// Places the stages of a rocket and everything in them.
pub fn place(stages: &mut [Component<'_>]) {
    let chain: Vec<Said> = bodies(stages).map(Said::of).collect();
    let mut found = (0..chain.len()).map(|at| resolved(&chain, at));
    for stage in stages.iter_mut() {
        for component in &mut stage.children {
            if let ComponentKind::Body(body) = &mut component.kind {
                body.radii = found.next().unwrap_or([RADIUS; 2]);
            }
        }
    }
    let mut end = 0.0;
    for stage in stages {
        stage.position = match stage.placement.method {
            AxialMethod::After => end + stage.placement.offset,
            _ => end,
        };
        end = row(stage);
    }
}

fn bodies<'c>(assemblies: &'c [Component<'_>]) -> impl Iterator<Item = &'c BodyComponent<'c>> + 'c {
    let components = assemblies.iter().flat_map(|stage| &stage.children);
    components.filter_map(|component| match &component.kind {
        ComponentKind::Body(body) => Some(body),
        _ => None,
    })
}

/// What a body component says of its radii.
#[derive(Debug, Clone, Copy)]
struct Said {
    tube: bool,
    radii: [Auto; 2],
}

impl Said {
    fn of(body: &BodyComponent<'_>) -> Self {
        Self {
            tube: body.curve.is_none(),
            radii: body.said,
        }
    }
}

/// The radius that a component offers to what follows it, found without looking aft.
fn from_front(chain: &[Said], at: usize) -> Option<f64> {
    let forward = chain.get(..=at)?.iter().rev();
    first_said(forward, 1)
}

/// The radius that a component offers to what is before it, found without looking forward.
fn from_rear(chain: &[Said], at: usize) -> Option<f64> {
    first_said(chain.get(at..)?.iter(), 0)
}

/// The first radius that is said; tubes that say none pass it on, and a transition that says none ends the search.
fn first_said<'s>(mut chain: impl Iterator<Item = &'s Said>, end: usize) -> Option<f64> {
    let ends = chain.find(|said| !said.tube || matches!(said.radii[end], Auto::Given(_)))?;
    match ends.radii[end] {
        Auto::Given(radius) => Some(radius),
        Auto::Auto(_) => None,
    }
}

fn resolved(chain: &[Said], at: usize) -> [f64; 2] {
    let said = chain[at];
    let front = || {
        at.checked_sub(1)
            .and_then(|before| from_front(chain, before))
    };
    let rear = || from_rear(chain, at + 1);
    if said.tube {
        let radius = match said.radii[0] {
            Auto::Given(radius) => radius,
            Auto::Auto(known) => front().or_else(rear).or(known).unwrap_or(RADIUS),
        };
        return [radius; 2];
    }
    let end = |end: Auto, neighbour: Option<f64>| match end {
        Auto::Given(radius) => radius,
        Auto::Auto(known) => neighbour.or(known).unwrap_or(RADIUS),
    };
    [end(said.radii[0], front()), end(said.radii[1], rear())]
}

/// Places what stands in an assembly, from its forward end on; gives its aft end.
fn row(assembly: &mut Component<'_>) -> f64 {
    let mut end = assembly.position;
    let (fore, outer) = (assembly.position, length(assembly));
    for component in &mut assembly.children {
        match &component.kind {
            ComponentKind::Body(body) => {
                component.position = end + component.placement.offset.max(0.0);
                end = component.position + body.length;
            }
            // What is no part of the skin stands against the whole assembly.
            _ => component.position = stands(component, fore, outer),
        }
        inside(component);
    }
    end
}

/// The length along the axis by which a component is placed, m.
pub fn length(component: &Component<'_>) -> f64 {
    match &component.kind {
        ComponentKind::Assembly(_) => {
            let bodies = component.children.iter().map(|child| match &child.kind {
                ComponentKind::Body(body) => body.length,
                _ => 0.0,
            });
            bodies.sum()
        }
        ComponentKind::Body(body) => body.length,
        ComponentKind::Fins(fins) => fins.outline.root_chord(),
        ComponentKind::TubeFins(tubes) => tubes.length,
        ComponentKind::Lug(lug) => lug.length,
        ComponentKind::Button(_) => 0.0,
        ComponentKind::Ring(ring) => ring.length,
        ComponentKind::Mass(packed) => packed.length,
        ComponentKind::Device(device) => device.packed.length,
    }
}

/// Where a component stands, m, that is placed by what begins at `fore` and is `outer` long.
fn stands(component: &Component<'_>, fore: f64, outer: f64) -> f64 {
    let (inner, offset) = (length(component), component.placement.offset);
    match component.placement.method {
        AxialMethod::Absolute => offset,
        AxialMethod::After => fore + outer + offset,
        AxialMethod::Top => fore + offset,
        AxialMethod::Middle => fore + offset + (outer - inner) / 2.0,
        AxialMethod::Bottom => fore + offset + outer - inner,
    }
}

/// Places what stands in or on a component.
fn inside(parent: &mut Component<'_>) {
    let (fore, outer) = (parent.position, length(parent));
    let Component { kind, children, .. } = parent;
    for child in children.iter_mut() {
        child.position = stands(child, fore, outer);
    }
    for child in children.iter_mut() {
        let reach = [child.position - fore, child.position - fore + length(child)];
        fit(&mut child.kind, kind, reach, outer);
    }
    // Rings fit the inner tubes beside them, whose radii are known now.
    let tubes: Vec<(f64, f64, f64)> = children
        .iter()
        .filter_map(|child| match &child.kind {
            ComponentKind::Ring(ring) if ring.inner_tube => {
                Some((child.position, ring.length, ring.radii[0]))
            }
            _ => None,
        })
        .collect();
    for child in children.iter_mut() {
        if let ComponentKind::Ring(ring) = &mut child.kind
            && let Bore::Radius(Auto::Auto(_)) = ring.bore
        {
            let (start, end) = (child.position, child.position + ring.length);
            let beside = tubes
                .iter()
                .filter(|(fore, length, _)| end >= *fore && start <= fore + length);
            let widest = beside.map(|(_, _, radius)| *radius).fold(0.0, f64::max);
            ring.radii[1] = widest.min(ring.radii[0]);
        }
    }
    let skin = match kind {
        ComponentKind::Body(body) => body.radii[0].max(body.radii[1]),
        _ => 0.0,
    };
    for child in children {
        match child.kind {
            ComponentKind::Assembly(_) => beside(child, skin),
            _ => inside(child),
        }
    }
}

/// Places what stands in a set of pods or boosters; `skin` is the radius of what carries them, m.
fn beside(set: &mut Component<'_>, skin: f64) {
    let chain: Vec<Said> = bodies(std::slice::from_ref(set)).map(Said::of).collect();
    let mut found = (0..chain.len()).map(|at| resolved(&chain, at));
    let mut widest = 0.0_f64;
    for component in &mut set.children {
        if let ComponentKind::Body(body) = &mut component.kind {
            body.radii = found.next().unwrap_or([RADIUS; 2]);
            widest = widest.max(body.radii[0]).max(body.radii[1]);
        }
    }
    if let ComponentKind::Assembly(assembly) = &mut set.kind {
        assembly.distance = match assembly.radius {
            RadialOffset::Coaxial => 0.0,
            RadialOffset::Free(radius) => radius.max(0.0),
            RadialOffset::Relative(gap) => (skin + widest + gap).max(0.0),
        };
    }
    row(set);
}

/// Radii that follow from the parent; `reach` is from where to where it goes, m from the parent's forward end.
fn fit(kind: &mut ComponentKind<'_>, parent: &ComponentKind<'_>, reach: [f64; 2], outer: f64) {
    let room = || {
        let [fore, aft] = reach.map(|x| x.clamp(0.0, outer.max(0.0)));
        match parent {
            ComponentKind::Body(body) => Some(body.inner_radius(fore).min(body.inner_radius(aft))),
            ComponentKind::Ring(ring) => Some(ring.radii[1]),
            _ => None,
        }
    };
    let skin = match parent {
        ComponentKind::Body(body) => body.radius(reach[0]),
        _ => 0.0,
    };
    match kind {
        ComponentKind::Ring(ring) => fit_ring(ring, room()),
        ComponentKind::Mass(packed) => fit_packed(packed, room()),
        ComponentKind::Device(device) => fit_packed(&mut device.packed, room()),
        ComponentKind::Fins(fins) => fins.body_radius = skin,
        ComponentKind::Lug(lug) => lug.body_radius = skin,
        ComponentKind::Button(button) => button.body_radius = skin,
        ComponentKind::TubeFins(tubes) => {
            tubes.body_radius = skin;
            let share = (PI / f64::from(tubes.count)).sin();
            tubes.radius = match tubes.said {
                Auto::Given(radius) => radius,
                Auto::Auto(_) if tubes.count < 3 => skin,
                Auto::Auto(_) => skin * share / (1.0 - share),
            };
            tubes.wall = tubes.wall.min(tubes.radius);
        }
        ComponentKind::Assembly(_) | ComponentKind::Body(_) => {}
    }
}

fn fit_ring(ring: &mut RingComponent<'_>, room: Option<f64>) {
    let outer = match ring.outer {
        Auto::Given(radius) => radius,
        Auto::Auto(known) => room.or(known).unwrap_or(0.0),
    };
    let inner = match ring.bore {
        Bore::Wall(wall) => (outer - wall).max(0.0),
        Bore::Radius(radius) => radius.known().unwrap_or(0.0).min(outer),
    };
    ring.radii = [outer, inner];
    let [y, z] = ring.middle;
    let diameter = 2.0 * outer;
    let place = |point: &[f64; 2]| [point[0] * diameter + y, point[1] * diameter + z];
    ring.places = ring.cluster.iter().map(place).collect();
}

fn fit_packed(packed: &mut Packed, room: Option<f64>) {
    packed.radius = match packed.said {
        Auto::Given(radius) => radius,
        Auto::Auto(known) => known.or(room).unwrap_or(0.0),
    };
}
