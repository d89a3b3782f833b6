//! The component tree: what a file says of each component, and what follows from its neighbours.
//!
//! Names are those of OpenRocket's package `rocketcomponent`. Lengths are metres, angles radians, densities kg/m³.

use downrange::rocket::shape::{FinOutline, FinSection};

use super::auto::Auto;
use crate::designs::xml::Node;

/// A component and what stands in it.
#[derive(Debug)]
pub struct Component<'a> {
    /// Its element.
    pub node: Node<'a>,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: ComponentKind<'a>,
    /// Where it stands in its parent.
    pub placement: Placement,
    /// What replaces what follows from its form.
    pub overrides: Overridden,
    /// What stands in it.
    pub children: Vec<Component<'a>>,
    /// Its forward end (of several, of the foremost), m from the nose tip.
    pub position: f64,
}

/// Radii of the forward and the aft end of each part of the skin on the axis, m, from the nose tip down.
pub fn skin_radii(stages: &[Component<'_>]) -> impl Iterator<Item = [f64; 2]> {
    let bodies = stages.iter().flat_map(|stage| &stage.children);
    bodies.filter_map(|component| match &component.kind {
        ComponentKind::Body(body) => Some(body.radii),
        _ => None,
    })
}

/// The largest diameter of the skin on the axis, m.
pub fn largest_diameter(stages: &[Component<'_>]) -> f64 {
    2.0 * skin_radii(stages).flatten().fold(0.0, f64::max)
}

/// How a component is placed along the axis (`AxialMethod`).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placement {
    /// From where to where.
    pub method: AxialMethod,
    /// How far, m, aft.
    pub offset: f64,
}

/// From where to where an offset counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AxialMethod {
    /// From the nose tip to the forward end.
    Absolute,
    /// From the aft end of what is before it to the forward end.
    After,
    /// From the parent's forward end to the forward end.
    Top,
    /// From the parent's middle to the middle.
    Middle,
    /// From the parent's aft end to the aft end.
    Bottom,
}

/// Mass, centre and drag that a team gives instead (`RocketComponent`).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Overridden {
    /// Mass, kg.
    pub mass: Option<f64>,
    /// Centre of mass, m from the forward end.
    pub center: Option<f64>,
    /// Drag coefficient on the rocket's reference area.
    pub drag: Option<f64>,
    /// Whether the mass is of everything inside too.
    pub whole_mass: bool,
    /// Whether the centre is.
    pub whole_center: bool,
    /// Whether the drag is.
    pub whole_drag: bool,
}

/// What a component is.
#[derive(Debug)]
pub enum ComponentKind<'a> {
    /// A stage, or what is around the axis as often as it says: a set of pods or of boosters.
    Assembly(AssemblyComponent),
    /// A nose cone, a transition or a body tube.
    Body(BodyComponent<'a>),
    /// Fins.
    Fins(FinComponent),
    /// Tubes around the body that act as fins.
    TubeFins(TubeFins),
    /// A launch lug.
    Lug(Lug),
    /// Rail buttons.
    Button(RailButtons),
    /// An inner tube, coupler, ring, bulkhead or engine block.
    Ring(RingComponent<'a>),
    /// A mass component or a shock cord.
    Mass(Packed),
    /// A parachute or a streamer.
    Device(RecoveryDevice),
}

/// A stage or what stands beside one.
#[derive(Debug)]
pub struct AssemblyComponent {
    /// Which.
    pub kind: AssemblyKind,
    /// How many, around the axis.
    pub count: u32,
    /// Where the first of them stands around the axis of the parent, rad from y toward z.
    pub angle: f64,
    /// How far their axes stand from that of the parent, and from where that counts.
    pub radius: RadialOffset,
    /// Distance of their axes from that of the parent, m.
    pub distance: f64,
}

/// What an assembly is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssemblyKind {
    /// A stage on the axis (`AxialStage`).
    Stage,
    /// Boosters beside a stage (`ParallelStage`).
    Boosters,
    /// What stays beside the body (`PodSet`).
    Pods,
}

/// How far from the axis (`RadiusMethod`).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RadialOffset {
    /// On the axis.
    Coaxial,
    /// So far, m, from the axis of the parent.
    Free(f64),
    /// So far, m, between the skins.
    Relative(f64),
}

/// A part of the skin.
#[derive(Debug)]
pub struct BodyComponent<'a> {
    /// Which curve it has; none is a tube.
    pub curve: Option<SkinCurve>,
    /// Length, m.
    pub length: f64,
    /// Radii of the forward and the aft end, m, as they are said.
    pub said: [Auto; 2],
    /// The same, known; [`radii`](super::radii) finds them.
    pub radii: [f64; 2],
    /// Thickness of the wall, m; none is filled.
    pub wall: Option<f64>,
    /// Density, kg/m³.
    pub density: f64,
    /// Height of the roughness, m.
    pub roughness: f64,
    /// Shoulders at the forward and the aft end.
    pub shoulders: [Shoulder; 2],
    /// The motor mount.
    pub mount: Option<Node<'a>>,
}

/// The curve of a nose cone or transition (`Transition.Shape`).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SkinCurve {
    /// Its family.
    pub family: Family,
    /// Its shape parameter.
    pub parameter: f64,
    /// Whether a transition is cut out of a longer nose cone of this curve, instead of standing on the narrower end.
    pub clipped: bool,
}

/// A family of curves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// A straight line.
    Conical,
    /// A circular arc.
    Ogive,
    /// An ellipse.
    Ellipsoid,
    /// A power of the distance.
    Power,
    /// A parabola.
    Parabolic,
    /// The Haack series.
    Haack,
}

/// A shoulder: a tube that goes into the next part.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Shoulder {
    /// Radius, m.
    pub radius: f64,
    /// Length, m.
    pub length: f64,
    /// Wall, m.
    pub wall: f64,
    /// Whether its end is closed.
    pub capped: bool,
}

/// Fins.
#[derive(Debug, Clone, PartialEq)]
pub struct FinComponent {
    /// How many.
    pub count: u32,
    /// The outline of one.
    pub outline: FinOutline,
    /// Thickness, m.
    pub thickness: f64,
    /// The cross-section.
    pub section: FinSection,
    /// Share of a plate that the cross-section fills (`FinSet.CrossSection`).
    pub fullness: f64,
    /// Cant, rad.
    pub cant: f64,
    /// Where the first stands, rad, as in the core ([`FinSet::angle`](downrange::rocket::shape::FinSet)).
    pub angle: f64,
    /// Density, kg/m³.
    pub density: f64,
    /// Height of the roughness, m.
    pub roughness: f64,
    /// Radius of the fillets, m, and their density, kg/m³.
    pub fillet: (f64, f64),
    /// The tab: height, length, and its forward end aft of the root's, m.
    pub tab: (f64, f64, f64),
    /// Radius of the body at the forward end of the root, m.
    pub body_radius: f64,
}

/// Tubes around the body.
#[derive(Debug)]
pub struct TubeFins {
    /// How many.
    pub count: u32,
    /// Length, m.
    pub length: f64,
    /// Outer radius as said.
    pub said: Auto,
    /// Outer radius, m.
    pub radius: f64,
    /// Wall, m.
    pub wall: f64,
    /// Density, kg/m³.
    pub density: f64,
    /// Height of the roughness, m.
    pub roughness: f64,
    /// Radius of the body there, m.
    pub body_radius: f64,
}

/// A launch lug, or several in a line.
#[derive(Debug)]
pub struct Lug {
    /// Length, m.
    pub length: f64,
    /// Outer radius, m.
    pub radius: f64,
    /// Wall, m.
    pub wall: f64,
    /// Density, kg/m³.
    pub density: f64,
    /// Height of the roughness, m.
    pub roughness: f64,
    /// How many.
    pub count: u32,
    /// From one forward end to the next, m.
    pub separation: f64,
    /// Radius of the body there, m.
    pub body_radius: f64,
}

/// Rail buttons in a line.
#[derive(Debug)]
pub struct RailButtons {
    /// Outer and inner diameter, m.
    pub diameters: [f64; 2],
    /// Height of the whole, of the base, of the flange and of the head of the screw, m.
    pub heights: [f64; 4],
    /// Density, kg/m³.
    pub density: f64,
    /// Height of the roughness, m.
    pub roughness: f64,
    /// How many.
    pub count: u32,
    /// From one to the next, m.
    pub separation: f64,
    /// Radius of the body there, m.
    pub body_radius: f64,
}

/// A hollow cylinder inside.
#[derive(Debug)]
pub struct RingComponent<'a> {
    /// Length, m.
    pub length: f64,
    /// Outer radius as said.
    pub outer: Auto,
    /// Inner radius, or thickness.
    pub bore: Bore,
    /// Outer and inner radius, m.
    pub radii: [f64; 2],
    /// Density, kg/m³.
    pub density: f64,
    /// Where each stands off the axis of its parent, along y and z, m.
    pub places: Vec<[f64; 2]>,
    /// How many in a line, and from one forward end to the next, m.
    pub line: (u32, f64),
    /// Whether it is an inner tube, which centering rings fit.
    pub inner_tube: bool,
    /// The motor mount.
    pub mount: Option<Node<'a>>,
    /// The cluster before the outer radius is known: its points in diameters, and where its middle stands, m.
    pub cluster: Vec<[f64; 2]>,
    /// Where the middle stands, along y and z, m.
    pub middle: [f64; 2],
}

/// How a ring says its hole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bore {
    /// By its radius, which may fit the inner tubes in it.
    Radius(Auto),
    /// By the thickness of the wall, m.
    Wall(f64),
}

/// A homogeneous cylinder (`MassObject`).
#[derive(Debug)]
pub struct Packed {
    /// Length, m.
    pub length: f64,
    /// Radius as said.
    pub said: Auto,
    /// Radius, m.
    pub radius: f64,
    /// Mass, kg.
    pub mass: f64,
    /// Distance from the axis, m.
    pub distance: f64,
}

/// A parachute or a streamer.
#[derive(Debug)]
pub struct RecoveryDevice {
    /// Packed.
    pub packed: Packed,
    /// Drag coefficient times area, m².
    pub drag_area: f64,
}
