//! What stands on the skin: fins, tube fins, launch lugs and rail buttons.

use downrange::rocket::shape::{FinOutline, FinSection};

use super::finish::roughness;
use super::read_body::CARDBOARD;
use super::values;
use crate::designs::components::auto::Auto;
use crate::designs::components::component::{
    ComponentKind, FinComponent, Lug, RailButtons, TubeFins,
};
use crate::designs::numbers;
use crate::designs::xml::Node;
use crate::error::Error;

/// OpenRocket's greatest cant, deg (`FinSet.MAX_CANT_RADIANS`).
const MOST_CANT: f64 = 15.0;

/// Points of an outline at most.
const MOST_POINTS: usize = 2_000;

/// Fins of a set at most: OpenRocket has 8.
const MOST_FINS: u32 = 8;

/// Lugs or buttons in a line at most.
const MOST_IN_LINE: u32 = 100;

/// The angle of a triangular leading edge where none is said, deg (`FinSet.DEFAULT_LEADING_EDGE_ANGLE`).
const EDGE: f64 = 20.0;

/// Delrin, of which OpenRocket makes rail buttons, kg/m³.
const DELRIN: f64 = 1420.0;

#[derive(Clone, Copy)]
enum CrossSection {
    Square,
    Rounded,
    Airfoil,
    Triangular,
}

/// Four corners.
pub fn trapezoidal(node: Node<'_>) -> Result<ComponentKind<'_>, Error> {
    let size = |name| numbers::size_or(node, name, 0.0);
    let outline = FinOutline::Trapezoidal {
        root_chord: size("rootchord")?,
        tip_chord: size("tipchord")?,
        span: size("height")?,
        sweep_length: numbers::number_or(node, "sweeplength", 0.0)?,
    };
    fins(node, outline)
}

/// Half an ellipse.
pub fn elliptical(node: Node<'_>) -> Result<ComponentKind<'_>, Error> {
    let outline = FinOutline::Elliptical {
        root_chord: numbers::size_or(node, "rootchord", 0.0)?,
        span: numbers::size_or(node, "height", 0.0)?,
    };
    fins(node, outline)
}

/// Any polygon.
pub fn freeform(node: Node<'_>) -> Result<ComponentKind<'_>, Error> {
    let mut points = Vec::new();
    if let Some(list) = node.child("finpoints") {
        for point in list.all("point") {
            if points.len() == MOST_POINTS {
                let title = format!("an outline of more than {MOST_POINTS} points");
                return Err(point.error(title));
            }
            let of = |name| numbers::number_or(point, name, 0.0);
            points.push((of("@x")?, of("@y")?));
        }
    }
    let Some(first) = points.first().copied() else {
        return Err(node.error("a freeform fin set without points"));
    };
    // What stands at one place twice makes no edge.
    points.dedup_by(|a, b| (a.0 - b.0).abs() < 1e-9 && (a.1 - b.1).abs() < 1e-9);
    let mut points: Vec<(f64, f64)> = points
        .into_iter()
        .map(|(x, y)| (x - first.0, y - first.1))
        .collect();
    if let Some(last) = points.last_mut() {
        match last.1 {
            y if y.abs() < 1e-9 => last.1 = 0.0,
            y if y > 0.0 => {
                let aft = last.0;
                points.push((aft, 0.0));
            }
            _ => {}
        }
    }
    let outline = FinOutline::Freeform(points);
    if outline.root_chord() <= 0.0 {
        return Err(node.error("the root of the fins ends at or ahead of its forward end"));
    }
    fins(node, outline)
}

fn fins(node: Node<'_>, outline: FinOutline) -> Result<ComponentKind<'_>, Error> {
    let chord = outline.root_chord();
    let thickness = numbers::size_or(node, "thickness", 0.003)?;
    let cross = numbers::choice(
        node,
        "crosssection",
        &[
            ("square", CrossSection::Square),
            ("rounded", CrossSection::Rounded),
            ("airfoil", CrossSection::Airfoil),
            ("triangular", CrossSection::Triangular),
        ],
        CrossSection::Square,
    )?;
    let edge = numbers::number_or(node, "leadingedgeangle", 0.0)?;
    let (section, fullness) = match cross {
        CrossSection::Square => (FinSection::Square, 1.0),
        CrossSection::Rounded => (FinSection::Rounded, 0.99),
        CrossSection::Airfoil => (FinSection::Airfoil, 0.85),
        CrossSection::Triangular => {
            let edge = if edge > 0.0 { edge } else { EDGE.to_radians() };
            let length = thickness / 2.0 / (edge / 2.0).tan();
            let leading = (length / chord.max(1e-6)).clamp(1e-3, 0.5);
            let trailing = 0.0;
            (FinSection::Hexagonal { leading, trailing }, 1.0)
        }
    };
    let cant = numbers::number_or(node, "cant", 0.0)?.clamp(-MOST_CANT, MOST_CANT);
    Ok(ComponentKind::Fins(FinComponent {
        count: numbers::count(node, &["fincount", "instancecount"], 3, MOST_FINS)?,
        tab: tab(node, chord)?,
        outline,
        thickness,
        section,
        fullness,
        cant: cant.to_radians(),
        angle: angle(node)?,
        density: values::density(node, "material", CARDBOARD)?,
        roughness: roughness(node)?,
        fillet: (
            numbers::size_or(node, "filletradius", 0.0)?,
            values::density(node, "filletmaterial", CARDBOARD)?,
        ),
        body_radius: 0.0,
    }))
}

/// Height, length and forward end of the tab; the last place counts, as new files say it twice (`FinTabPositionSetter`).
fn tab(node: Node<'_>, chord: f64) -> Result<(f64, f64, f64), Error> {
    #[derive(Clone, Copy)]
    enum From {
        Front,
        Center,
        End,
    }
    let (height, length) = (
        numbers::size_or(node, "tabheight", 0.0)?,
        numbers::size_or(node, "tablength", 0.0)?,
    );
    let mut fore = (chord - length) / 2.0;
    for place in node.all("tabposition") {
        let from = numbers::choice(
            place,
            "@relativeto",
            &[
                ("front", From::Front),
                ("top", From::Front),
                ("center", From::Center),
                ("middle", From::Center),
                ("end", From::End),
                ("bottom", From::End),
            ],
            From::Center,
        )?;
        let offset = numbers::parsed(place)?;
        fore = match from {
            From::Front => offset,
            From::Center => offset + (chord - length) / 2.0,
            From::End => offset + chord - length,
        };
    }
    Ok((height, length, fore))
}

/// Tubes around the body.
pub fn tubes(node: Node<'_>) -> Result<ComponentKind<'_>, Error> {
    around(node);
    Ok(ComponentKind::TubeFins(TubeFins {
        count: numbers::count(node, &["fincount", "instancecount"], 6, MOST_FINS)?,
        length: numbers::size_or(node, "length", 0.1)?,
        said: values::auto(node, "radius")?.unwrap_or(Auto::Auto(None)),
        radius: 0.0,
        wall: numbers::size_or(node, "thickness", 0.0)?,
        density: values::density(node, "material", CARDBOARD)?,
        roughness: roughness(node)?,
        body_radius: 0.0,
    }))
}

/// Launch lugs.
pub fn lug(node: Node<'_>) -> Result<ComponentKind<'_>, Error> {
    around(node);
    let radius = numbers::size_or(node, "radius", 0.0022)?;
    Ok(ComponentKind::Lug(Lug {
        length: numbers::size_or(node, "length", 0.03)?,
        radius,
        wall: numbers::size_or(node, "thickness", 0.0003)?.min(radius),
        density: values::density(node, "material", CARDBOARD)?,
        roughness: roughness(node)?,
        count: numbers::count(node, &["instancecount"], 1, MOST_IN_LINE)?,
        separation: numbers::number_or(node, "instanceseparation", 0.0)?,
        body_radius: 0.0,
    }))
}

/// Rail buttons.
pub fn button(node: Node<'_>) -> Result<ComponentKind<'_>, Error> {
    around(node);
    let size = |name, otherwise| numbers::size_or(node, name, otherwise);
    let outer = size("outerdiameter", 0.0097)?;
    Ok(ComponentKind::Button(RailButtons {
        diameters: [outer, size("innerdiameter", 0.008)?.min(outer)],
        heights: [
            size("height", 0.0097)?,
            size("baseheight", 0.002)?,
            size("flangeheight", 0.002)?,
            size("screwheight", 0.0)?,
        ],
        density: values::density(node, "material", DELRIN)?,
        roughness: roughness(node)?,
        count: numbers::count(node, &["instancecount"], 1, MOST_IN_LINE)?,
        separation: numbers::number_or(node, "instanceseparation", 0.0)?,
        body_radius: 0.0,
    }))
}

/// Where the first of several fins stands, rad, as in the core, in less than a turn: OpenRocket counts from the top.
fn angle(node: Node<'_>) -> Result<f64, Error> {
    around(node);
    let rotation = numbers::number_or(node, "rotation", 0.0)?;
    let from_top = numbers::number_or(node, "angleoffset", rotation)?;
    Ok(((from_top - 90.0) % 360.0).to_radians())
}

/// Toward which side it stands makes no difference to a flight.
fn around(node: Node<'_>) {
    for name in ["radialdirection", "rotation", "angleoffset", "radiusoffset"] {
        if let Some(child) = node.child(name) {
            child.child("@method");
        }
    }
}
