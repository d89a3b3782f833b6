//! What stands on the skin (`FinSetHandler`, `TubeFinSetHandler`, `LaunchLugHandler`).

use std::f64::consts::{FRAC_PI_2, TAU};

use downrange::rocket::shape::{FinOutline, FinSection, FinSet};

use super::part::{density, roughness};
use super::values::{code, code_or_usual, length, offset, radius};
use crate::designs::components::auto::Auto;
use crate::designs::components::component::{ComponentKind, FinComponent, Lug, TubeFins};
use crate::designs::numbers::{count, number_or};
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;

/// The greatest cant, rad: 15°.
const MOST_CANT: f64 = 0.261_8;

/// Points of an outline at most.
const MOST_POINTS: usize = 2_000;

/// Points of an outline that are nearer are one, m.
const SAME_POINT: f64 = 1e-9;

#[derive(Clone, Copy)]
enum Plan {
    Trapezoidal,
    Elliptical,
    Points,
}

/// Fins of any outline.
pub fn fins<'a>(node: Node<'a>, warnings: &mut Warnings) -> Result<ComponentKind<'a>, Error> {
    let usual = match node.name() {
        "CustomFinSet" => Plan::Points,
        _ => Plan::Trapezoidal,
    };
    let plans = [Plan::Trapezoidal, Plan::Elliptical, Plan::Points];
    let outline = match code(node, "ShapeCode", &plans, usual)? {
        Plan::Trapezoidal => FinOutline::Trapezoidal {
            root_chord: length(node, "RootChord")?,
            tip_chord: length(node, "TipChord")?,
            span: length(node, "SemiSpan")?,
            sweep_length: offset(node, "SweepDistance")?,
        },
        Plan::Elliptical => FinOutline::Elliptical {
            root_chord: length(node, "RootChord")?,
            span: length(node, "SemiSpan")?,
        },
        Plan::Points => points(node)?,
    };
    // What RockSim derives of the points.
    for name in ["RootChord", "TipChord", "SemiSpan", "SweepDistance"] {
        node.child(name);
    }
    let sections = [FinSection::Square, FinSection::Rounded, FinSection::Airfoil];
    let cant = number_or(node, "CantAngle", 0.0)?;
    if let Some(child) = node.child("CantAngle")
        && cant.abs() > MOST_CANT
    {
        warnings.of(child, "in radians: 15° at most are flown");
    }
    let thickness = length(node, "Thickness")?;
    Ok(ComponentKind::Fins(FinComponent {
        count: count(node, &["FinCount"], 3, FinSet::MOST)?,
        outline,
        thickness,
        section: code_or_usual(
            node,
            "TipShapeCode",
            &sections,
            (FinSection::Square, "a square edge"),
            warnings,
        )?,
        // RockSim weighs a plate.
        fullness: 1.0,
        cant: cant.clamp(-MOST_CANT, MOST_CANT),
        angle: angle(node)?,
        density: density(node, Some(thickness))?,
        roughness: roughness(node, warnings)?,
        fillet: (0.0, 0.0),
        tab: (
            length(node, "TabDepth")?,
            length(node, "TabLength")?,
            offset(node, "TabOffset")?,
        ),
        body_radius: 0.0,
    }))
}

/// Where the first of several fins stands, rad, as in the core, in less than a turn: RockSim counts from the top.
fn angle(node: Node<'_>) -> Result<f64, Error> {
    Ok((number_or(node, "RadialAngle", 0.0)? - FRAC_PI_2) % TAU)
}

/// `x,y|x,y|…` in mm, from the leading end of the root to the trailing one, or, as RockSim writes them, the other way round.
fn points(node: Node<'_>) -> Result<FinOutline, Error> {
    let list = node.need("PointList")?;
    let mut points: Vec<(f64, f64)> = Vec::new();
    for pair in list.text().split('|').map(str::trim) {
        if pair.is_empty() {
            continue;
        }
        if points.len() == MOST_POINTS {
            let title = format!("an outline of more than {MOST_POINTS} points");
            return Err(list.error_of_text(title));
        }
        let numbers = pair.split_once(',').and_then(|(x, y)| {
            let number = |text: &str| text.trim().parse::<f64>().ok();
            Some((number(x)?, number(y)?))
        });
        let fits = |(x, y): &(f64, f64)| x.abs() <= 1e6 && y.abs() <= 1e6;
        let Some((x, y)) = numbers.filter(fits) else {
            return Err(list
                .error_of_text("PointList has a point that is none")
                .label("expected pairs of millimetres such as 100,0|80,60|0,0|"));
        };
        points.push((x / 1000.0, y / 1000.0));
    }
    points.dedup_by(|a, b| (a.0 - b.0).abs() < SAME_POINT && (a.1 - b.1).abs() < SAME_POINT);
    // The trailing end is behind the leading one.
    if let (Some(first), Some(last)) = (points.first(), points.last())
        && first.0 > last.0
    {
        points.reverse();
    }
    let Some((fore, base)) = points.first().copied() else {
        return Err(list.error("a fin set without points"));
    };
    for point in &mut points {
        *point = (point.0 - fore, point.1 - base);
    }
    if let Some(last) = points.last_mut() {
        match last.1 {
            y if y.abs() < SAME_POINT => last.1 = 0.0,
            y if y > 0.0 => {
                let aft = last.0;
                points.push((aft, 0.0));
            }
            _ => {}
        }
    }
    let outline = FinOutline::Freeform(points);
    match outline.root_chord() > 0.0 {
        true => Ok(outline),
        false => Err(list.error_of_text("the root of the fins has no length")),
    }
}

/// Tubes around the body.
pub fn tubes<'a>(node: Node<'a>, warnings: &mut Warnings) -> Result<ComponentKind<'a>, Error> {
    let (outer, inner) = (radius(node, "OD")?, radius(node, "ID")?);
    let wall = (outer - inner).max(0.0);
    Ok(ComponentKind::TubeFins(TubeFins {
        count: count(node, &["TubeCount"], 6, FinSet::MOST)?,
        length: length(node, "Len")?,
        said: Auto::Given(outer),
        radius: outer,
        wall,
        density: density(node, Some(wall))?,
        roughness: roughness(node, warnings)?,
        body_radius: 0.0,
    }))
}

/// A launch lug.
pub fn lug<'a>(node: Node<'a>, warnings: &mut Warnings) -> Result<ComponentKind<'a>, Error> {
    let (outer, inner) = (radius(node, "OD")?, radius(node, "ID")?);
    let wall = (outer - inner).max(0.0);
    Ok(ComponentKind::Lug(Lug {
        length: length(node, "Len")?,
        radius: outer,
        wall,
        density: density(node, Some(wall))?,
        roughness: roughness(node, warnings)?,
        count: 1,
        separation: 0.0,
        body_radius: 0.0,
    }))
}
