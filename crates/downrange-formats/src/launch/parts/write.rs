//! The parts of a drawing.

use std::f64::consts::PI;

use downrange::error::Fault;
use downrange::quantity::Dimension::{Angle, Area, Density, Length, Mass, Number};
use downrange::quantity::Unit;
use downrange::rocket::shape::{FinOutline, FinSection, FinSet, Profile};
use downrange::rocket::{Part, PartMass, PartOverrides, PartShape};
use downrange::table::Curve;

use crate::launch::written::{inertia, not_written};
use crate::toml_file::page::{ROUGHNESS, TomlWriter, number, quantity};

/// Writes the parts of the table at a path; what weighs nothing says so unless the mass of the whole is given.
pub fn write(
    page: &mut TomlWriter<'_>,
    table: &str,
    parts: &[Part],
    mass_given: bool,
) -> Result<(), Fault> {
    // Where the reader puts a body section that does not say.
    let mut end = 0.0;
    for (index, part) in parts.iter().enumerate() {
        page.table(&format!("{table}.parts"), true);
        let kind = kind(&part.shape);
        page.word("type", kind);
        if part.name != format!("{kind} {}", index + 1) {
            page.word("name", &part.name);
        }
        let length = match &part.shape {
            PartShape::Nose(nose) => Some(nose.length),
            PartShape::Tube(tube) => Some(tube.length),
            PartShape::Transition(transition) => Some(transition.length),
            _ => None,
        };
        if length.is_none() || part.position != end {
            page.quantity("position", part.position, Length);
        }
        if let Some(length) = length {
            end = part.position + length;
        }
        shape(page, &part.shape);
        match part.stuff {
            PartMass::Density(density) => page.quantity("density", density, Density),
            PartMass::Mass(mass) => page.quantity("mass", mass, Mass),
            PartMass::Weightless if mass_given => {}
            PartMass::Weightless => page.raw("mass", "0"),
        }
        if let Some(roughness) = part.roughness {
            page.quantity_in("roughness", roughness, Length, ROUGHNESS);
        }
        given(page, &part.given).map_err(|fault| fault.inside(&format!("parts[{index}]")))?;
    }
    Ok(())
}

fn kind(shape: &PartShape) -> &'static str {
    match shape {
        PartShape::Nose(_) => "nose",
        PartShape::Tube(_) => "tube",
        PartShape::Transition(_) => "transition",
        PartShape::Fins(_) => "fins",
        PartShape::Lug { .. } => "lug",
        PartShape::RailButton { .. } => "rail button",
        PartShape::Mass { .. } => "mass",
    }
}

fn shape(page: &mut TomlWriter<'_>, shape: &PartShape) {
    match shape {
        PartShape::Nose(nose) => {
            profile(page, nose.profile);
            page.quantity("length", nose.length, Length);
            page.quantity("diameter", nose.base_diameter, Length);
            page.quantity_but("tip_radius", nose.tip_radius, 0.0, Length);
            wall(page, nose.wall);
        }
        PartShape::Tube(tube) => {
            page.quantity("length", tube.length, Length);
            page.quantity("diameter", tube.outer_diameter, Length);
            match tube.inner_diameter == 0.0 {
                true => page.raw("inner_diameter", "0"),
                false => page.quantity("inner_diameter", tube.inner_diameter, Length),
            }
        }
        PartShape::Transition(transition) => {
            if transition.profile != Profile::Conical {
                profile(page, transition.profile);
            }
            page.quantity("length", transition.length, Length);
            page.quantity("fore_diameter", transition.fore_diameter, Length);
            page.quantity("aft_diameter", transition.aft_diameter, Length);
            wall(page, transition.wall);
        }
        PartShape::Fins(fins) => self::fins(page, fins),
        PartShape::Lug {
            length,
            outer_diameter,
            inner_diameter,
        } => {
            page.quantity("length", *length, Length);
            page.quantity("diameter", *outer_diameter, Length);
            // What the reader takes where none is said.
            page.quantity_but(
                "inner_diameter",
                *inner_diameter,
                0.9 * outer_diameter,
                Length,
            );
        }
        PartShape::RailButton { diameter, height } => {
            page.quantity("diameter", *diameter, Length);
            page.quantity("height", *height, Length);
        }
        PartShape::Mass { length, diameter } => {
            page.quantity_but("length", *length, 0.0, Length);
            page.quantity_but("diameter", *diameter, 0.0, Length);
        }
    }
}

fn wall(page: &mut TomlWriter<'_>, wall: Option<f64>) {
    if let Some(wall) = wall {
        page.quantity("wall", wall, Length);
    }
}

fn profile(page: &mut TomlWriter<'_>, profile: Profile) {
    let (name, parameter) = match profile {
        Profile::Conical => ("conical", None),
        Profile::TangentOgive => ("tangent ogive", None),
        Profile::SecantOgive(_) => ("secant ogive", None),
        Profile::Elliptical => ("elliptical", None),
        Profile::Power(power) => ("power", Some(power)),
        Profile::Parabolic(parameter) => ("parabolic", Some(parameter)),
        Profile::Haack(0.0) => ("von karman", None),
        Profile::Haack(parameter) => ("haack", Some(parameter)),
    };
    page.word("profile", name);
    if let Some(parameter) = parameter {
        page.quantity("parameter", parameter, Number);
    }
    if let Profile::SecantOgive(radius) = profile {
        page.quantity("arc_radius", radius, Length);
    }
}

fn fins(page: &mut TomlWriter<'_>, fins: &FinSet) {
    page.raw("count", &fins.count.to_string());
    match &fins.outline {
        FinOutline::Trapezoidal {
            root_chord,
            tip_chord,
            span,
            sweep_length,
        } => {
            page.quantity("root_chord", *root_chord, Length);
            page.quantity("tip_chord", *tip_chord, Length);
            page.quantity("span", *span, Length);
            page.quantity("sweep_length", *sweep_length, Length);
        }
        FinOutline::Elliptical { root_chord, span } => {
            page.word("planform", "elliptical");
            page.quantity("root_chord", *root_chord, Length);
            page.quantity("span", *span, Length);
        }
        FinOutline::Freeform(points) => {
            let length = |value| quantity(value, Length, crate::toml_file::page::LENGTH);
            let points: Vec<String> = points
                .iter()
                .map(|(x, y)| format!("[{}, {}]", length(*x), length(*y)))
                .collect();
            page.raw("points", &format!("[{}]", points.join(", ")));
        }
    }
    page.quantity("thickness", fins.thickness, Length);
    let section = match fins.section {
        FinSection::Square => "square",
        FinSection::Rounded => "rounded",
        FinSection::Airfoil => "airfoil",
        FinSection::DoubleWedge(_) => "double wedge",
        FinSection::Hexagonal { .. } => "hexagonal",
        FinSection::SingleWedge => "single wedge",
        FinSection::Biconvex => "biconvex",
    };
    page.word("section", section);
    match fins.section {
        FinSection::DoubleWedge(at) => page.raw("thickest_at", &number(at)),
        FinSection::Hexagonal { leading, trailing } => {
            page.raw("leading_bevel", &number(leading));
            page.raw("trailing_bevel", &number(trailing));
        }
        _ => {}
    }
    page.quantity_but("leading_edge_radius", fins.edge_radius, 0.0, Length);
    page.quantity_but("cant", fins.cant, 0.0, Angle);
    if let Some(diameter) = fins.body_diameter {
        page.quantity("body_diameter", diameter, Length);
    }
    if let Some(angle) = fins.angle {
        page.quantity("angle", angle, Angle);
    }
}

fn given(page: &mut TomlWriter<'_>, given: &PartOverrides) -> Result<(), Fault> {
    if let Some(center) = given.center_of_mass {
        page.quantity("center_of_mass", center, Length);
    }
    if let Some(own) = given.inertia {
        page.raw("inertia", &inertia(own));
    }
    for (key, curve) in [
        ("normal_force_slope", &given.normal_force_slope),
        ("center_of_pressure", &given.center_of_pressure),
    ] {
        if curve.is_some() {
            return Err(not_written(key, "a curve given for a part"));
        }
    }
    match given.drag.as_ref().map(Curve::points) {
        None => {}
        Some([(_, drag)]) => page.raw("drag", &number(*drag)),
        Some(points) => {
            let pair =
                |(mach, drag): &(f64, f64)| format!("[{}, {}]", number(*mach), number(*drag));
            let pairs: Vec<String> = points.iter().map(pair).collect();
            page.raw("drag", &format!("[{}]", pairs.join(", ")));
        }
    }
    Ok(())
}

/// The diameter whose disc has exactly this area, if a short one has, else the area.
pub fn disc(page: &mut TomlWriter<'_>, diameter_key: &str, area_key: &str, area: f64) {
    let guess = (4.0 * area / PI).sqrt();
    for name in ["in", "mm"] {
        let Ok(unit) = Unit::parse(name, Length) else {
            continue;
        };
        for digits in 0..=6_usize {
            let text = format!("{:.digits$e}", unit.from_si(guess));
            let diameter = text.parse().map_or(f64::NAN, |number| unit.to_si(number));
            if PI / 4.0 * diameter * diameter == area {
                page.quantity(diameter_key, diameter, Length);
                return;
            }
        }
    }
    page.quantity(area_key, area, Area);
}
