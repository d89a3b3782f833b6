//! Checks of parts: each by itself, their names, and how they stand in a row.

use super::coefficients::{INERTIA_SLACK, check_inertia};
use super::numbers::{not_negative, positive};
use crate::error::Fault;
use crate::rocket::{Body, Part, PartMass, PartShape, RocketDescription};
use std::collections::HashMap;

/// Sections may miss or overlap each other by this much, m: the rounding of drawings.
pub(in crate::rocket) const SLACK: f64 = 1e-3;

fn check_wall(wall: Option<f64>, largest: f64) -> Result<(), Fault> {
    let Some(wall) = wall else { return Ok(()) };
    positive("wall", wall)?;
    if wall > 0.5 * largest {
        return Err(Fault::new(
            "wall",
            format!(
                "a wall {wall} m thick is thicker than the radius of {} m",
                0.5 * largest
            ),
        )
        .hint("leave `wall` out for a solid part"));
    }
    Ok(())
}

fn check_bore(outer: f64, inner: f64) -> Result<(), Fault> {
    positive("outer_diameter", outer)?;
    not_negative("inner_diameter", inner)?;
    if inner >= outer {
        return Err(Fault::new(
            "inner_diameter",
            format!("an inner diameter of {inner} m leaves no wall in an outer one of {outer} m"),
        ));
    }
    Ok(())
}

pub(in crate::rocket) fn check_part(part: &Part) -> Result<(), Fault> {
    if !part.position.is_finite() {
        return Err(Fault::new("position", "the position is not a number"));
    }
    match &part.shape {
        PartShape::Nose(nose) => {
            positive("length", nose.length)?;
            positive("base_diameter", nose.base_diameter)?;
            check_wall(nose.wall, nose.base_diameter)?;
            nose.profile.check(nose.length, 0.5 * nose.base_diameter)?;
            nose.check_tip()?;
        }
        PartShape::Tube(tube) => {
            positive("length", tube.length)?;
            check_bore(tube.outer_diameter, tube.inner_diameter)?;
        }
        PartShape::Transition(transition) => {
            positive("length", transition.length)?;
            positive("fore_diameter", transition.fore_diameter)?;
            positive("aft_diameter", transition.aft_diameter)?;
            check_wall(
                transition.wall,
                transition.fore_diameter.max(transition.aft_diameter),
            )?;
            let rise = 0.5 * (transition.aft_diameter - transition.fore_diameter).abs();
            if rise == 0.0 {
                return Err(Fault::new(
                    "aft_diameter",
                    "a transition between equal diameters is a tube",
                ));
            }
            transition.profile.check(transition.length, rise)?;
        }
        PartShape::Fins(fins) => fins.check()?,
        PartShape::Lug {
            length,
            outer_diameter,
            inner_diameter,
        } => {
            positive("length", *length)?;
            check_bore(*outer_diameter, *inner_diameter)?;
        }
        PartShape::RailButton { diameter, height } => {
            positive("diameter", *diameter)?;
            positive("height", *height)?;
        }
        PartShape::Mass { length, diameter } => {
            not_negative("length", *length)?;
            not_negative("diameter", *diameter)?;
            if matches!(part.stuff, PartMass::Density(_)) && length * diameter == 0.0 {
                return Err(Fault::new(
                    "density",
                    "a mass piece without volume cannot follow from a density",
                )
                .hint("give its mass"));
            }
        }
    }
    match part.stuff {
        PartMass::Density(density) => positive("density", density)?,
        PartMass::Mass(mass) => positive("mass", mass)?,
        PartMass::Weightless => {}
    }
    if let Some(roughness) = part.roughness {
        not_negative("roughness", roughness)?;
    }
    if let Some(inertia) = part.given.inertia {
        not_negative("inertia.axial", inertia.axial)?;
        not_negative("inertia.transverse", inertia.transverse)?;
        check_inertia(inertia, INERTIA_SLACK)?;
    }
    if part.given.center_of_mass.is_some_and(|x| !x.is_finite()) {
        return Err(Fault::new(
            "center_of_mass",
            "the centre of mass is not a number",
        ));
    }
    Ok(())
}

/// No rocket has more sets of fins: each has its own wave drag, and acts on those behind it.
const MOST_SETS: usize = 32;

pub(in crate::rocket) fn check_sets(description: &RocketDescription) -> Result<(), Fault> {
    let parts = description.parts.iter().enumerate();
    let mut sets = parts.filter(|(_, part)| matches!(part.shape, PartShape::Fins(_)));
    match sets.nth(MOST_SETS) {
        Some((index, _)) => {
            let message = format!("more than {MOST_SETS} sets of fins");
            Err(Fault::new(format!("parts[{index}]"), message)
                .hint("fins alike around the body are one set, with a `count`"))
        }
        None => Ok(()),
    }
}

pub(in crate::rocket) fn check_names(description: &RocketDescription) -> Result<(), Fault> {
    let mut named: HashMap<&str, usize> = HashMap::with_capacity(description.parts.len());
    for (index, part) in description.parts.iter().enumerate() {
        Fault::named(&part.name).map_err(|fault| fault.inside(&format!("parts[{index}]")))?;
        let first = *named.entry(&part.name).or_insert(index);
        if first < index {
            return Err(Fault::new(
                format!("parts[{index}].name"),
                format!("the name `{}` is taken by parts[{first}]", part.name),
            ));
        }
    }
    Ok(())
}

/// The body sections follow each other from the nose tip aft.
pub(in crate::rocket) fn check_row(
    description: &RocketDescription,
    body: &Body,
) -> Result<(), Fault> {
    let mut end = 0.0;
    let mut before = "the nose tip";
    let mut nose = None;
    for (order, section) in body.sections.iter().enumerate() {
        let part = &description.parts[section.part];
        let at = |key: &str| format!("parts[{}].{key}", section.part);
        if let PartShape::Nose(_) = part.shape {
            if let Some(first) = nose {
                return Err(Fault::new(
                    at("shape"),
                    format!("a second nose, `{}`, besides `{first}`", part.name),
                ));
            }
            nose = Some(part.name.as_str());
        }
        let gap = section.fore() - end;
        if gap < -SLACK && order == 0 {
            return Err(Fault::new(
                at("position"),
                format!("`{}` begins {} m ahead of the nose tip", part.name, -gap),
            )
            .hint("positions count from the nose tip, positive aft"));
        }
        if gap.abs() > SLACK {
            let what = if gap > 0.0 {
                "leaves a gap of"
            } else {
                "overlaps by"
            };
            return Err(Fault::new(
                at("position"),
                format!(
                    "`{}` at {} m {what} {:.4} m after {before}, which ends at {end:.4} m",
                    part.name,
                    part.position,
                    gap.abs()
                ),
            )
            .hint("body sections follow each other; draw what is between, or move it"));
        }
        if matches!(part.shape, PartShape::Nose(_)) && order > 0 {
            return Err(Fault::new(
                at("position"),
                format!("the nose `{}` is not the foremost part", part.name),
            ));
        }
        end = section.aft();
        before = &part.name;
    }
    Ok(())
}
