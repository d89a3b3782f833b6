//! `[[rocket.parts]]`: the drawing.

use downrange::rocket::shape::{FinOutline, FinSection, FinSet, Nose, Profile, Transition, Tube};
use downrange::rocket::{Part, PartMass, PartOverrides, PartShape};

use crate::error::Error;
use crate::launch::common::{inertia, roughness};
use crate::launch::materials::{MATERIALS, value};
use crate::launch::parts::keys::DEFAULT_SECTION;
use crate::toml_file::entry::TableReader;

/// The parts of the rocket. With the mass of the whole given, a part needs none. One without a name gets its type and
/// number behind a prefix.
pub fn read(rocket: TableReader<'_>, mass_given: bool, prefix: &str) -> Result<Vec<Part>, Error> {
    let mut parts: Vec<Part> = Vec::new();
    // Where the last nose, tube or transition ends: the next one follows there.
    let mut end = 0.0;
    for (index, entry) in rocket.tables("parts").into_iter().enumerate() {
        let read = |entry| part(entry, index, mass_given, prefix);
        let (mut part, position) = entry.once(read)?;
        let body_length = match &part.shape {
            PartShape::Nose(nose) => Some(nose.length),
            PartShape::Tube(tube) => Some(tube.length),
            PartShape::Transition(transition) => Some(transition.length),
            _ => None,
        };
        part.position = match (position, body_length, &part.shape) {
            (Some(position), ..) => position,
            (None, Some(_), _) => end,
            (None, None, PartShape::Fins(fins)) => end - fins.outline.root_chord(),
            (None, None, _) => return Err(entry.missing("position")),
        };
        if let Some(length) = body_length {
            end = part.position + length;
        }
        parts.push(part);
    }
    Ok(parts)
}

/// A part at the nose tip, and its position if the file says it.
fn part(
    entry: TableReader<'_>,
    index: usize,
    mass_given: bool,
    prefix: &str,
) -> Result<(Part, Option<f64>), Error> {
    let Some(kind) = entry.choice("type")? else {
        return Err(entry.missing("type"));
    };
    let shape = shape(entry, kind)?;
    let stuff = stuff(entry, mass_given)?;
    let position = entry.number("position")?;
    let name = entry.text("name")?;
    let part = Part {
        name: name.map_or_else(|| format!("{prefix}{kind} {}", index + 1), str::to_owned),
        position: 0.0,
        shape,
        stuff,
        roughness: roughness(entry)?,
        given: PartOverrides {
            center_of_mass: entry.number("center_of_mass")?,
            inertia: inertia(entry, "inertia")?,
            normal_force_slope: entry.mach_curve("normal_force_slope")?,
            center_of_pressure: entry.mach_curve("center_of_pressure")?,
            drag: entry.mach_curve("drag")?,
        },
    };
    Ok((part, position))
}

fn stuff(entry: TableReader<'_>, mass_given: bool) -> Result<PartMass, Error> {
    let given: Vec<&str> = ["material", "density", "mass"]
        .into_iter()
        .filter(|key| entry.has(key))
        .collect();
    if let [first, second, ..] = given.as_slice() {
        let title = format!("`{second}` beside `{first}`: both say what the part weighs");
        return Err(entry.error_at(second, title).label("leave one of them out"));
    }
    if let Some(mass) = entry.number("mass")? {
        return Ok(match mass == 0.0 {
            true => PartMass::Weightless,
            false => PartMass::Mass(mass),
        });
    }
    let density = match entry.choice("material")? {
        Some(material) => value(MATERIALS, material),
        None => entry.number("density")?,
    };
    match density {
        Some(density) => Ok(PartMass::Density(density)),
        None if mass_given => Ok(PartMass::Weightless),
        None => Err(entry
            .error("the part has no mass")
            .label("expected `material`, `density` or `mass`")
            .hint("or give `mass`, `center_of_mass` and `inertia` of the whole")),
    }
}

fn shape(entry: TableReader<'_>, kind: &str) -> Result<PartShape, Error> {
    Ok(match kind {
        "nose" => PartShape::Nose(Nose {
            profile: profile(entry)?,
            length: entry.need("length")?,
            base_diameter: entry.need("diameter")?,
            tip_radius: entry.number_or("tip_radius", 0.0)?,
            wall: entry.number("wall")?,
        }),
        "tube" => {
            let outer_diameter = entry.need("diameter")?;
            PartShape::Tube(Tube {
                length: entry.need("length")?,
                outer_diameter,
                inner_diameter: bore(entry, outer_diameter)?,
            })
        }
        "transition" => PartShape::Transition(Transition {
            profile: profile(entry)?,
            length: entry.need("length")?,
            fore_diameter: entry.need("fore_diameter")?,
            aft_diameter: entry.need("aft_diameter")?,
            wall: entry.number("wall")?,
        }),
        "fins" => PartShape::Fins(fins(entry)?),
        "lug" => {
            let outer_diameter = entry.need("diameter")?;
            PartShape::Lug {
                length: entry.need("length")?,
                outer_diameter,
                inner_diameter: entry.number_or("inner_diameter", 0.9 * outer_diameter)?,
            }
        }
        "rail button" => PartShape::RailButton {
            diameter: entry.need("diameter")?,
            height: entry.need("height")?,
        },
        _ => PartShape::Mass {
            length: entry.number_or("length", 0.0)?,
            diameter: entry.number_or("diameter", 0.0)?,
        },
    })
}

fn bore(entry: TableReader<'_>, outer_diameter: f64) -> Result<f64, Error> {
    match (entry.number("inner_diameter")?, entry.number("wall")?) {
        (Some(inner), None) => Ok(inner),
        (None, Some(wall)) if 2.0 * wall <= outer_diameter => Ok(outer_diameter - 2.0 * wall),
        (None, Some(_)) => Err(entry.error_at("wall", "the wall is thicker than the radius")),
        (Some(_), Some(_)) => Err(entry
            .error_at("wall", "`wall` beside `inner_diameter`")
            .label("leave one of them out")),
        (None, None) => Err(entry
            .error("the tube has no inside")
            .label("expected `wall` or `inner_diameter`")),
    }
}

fn profile(entry: TableReader<'_>) -> Result<Profile, Error> {
    let name = entry.choice("profile")?.unwrap_or("conical");
    let parameter = entry.number("parameter")?;
    let refused = |key: &str| {
        let title = format!("`{key}` has no meaning for a profile \"{name}\"");
        Err(entry.error_at(key, title))
    };
    if parameter.is_some() && !matches!(name, "power" | "parabolic" | "haack") {
        return refused("parameter");
    }
    if entry.has("arc_radius") && name != "secant ogive" {
        return refused("arc_radius");
    }
    Ok(match name {
        "tangent ogive" => Profile::TangentOgive,
        "secant ogive" => Profile::SecantOgive(entry.need("arc_radius")?),
        "elliptical" => Profile::Elliptical,
        "power" => Profile::Power(parameter.unwrap_or(0.5)),
        "parabolic" => Profile::Parabolic(parameter.unwrap_or(1.0)),
        "von karman" => Profile::Haack(0.0),
        "haack" => Profile::Haack(parameter.unwrap_or(1.0 / 3.0)),
        _ => Profile::Conical,
    })
}

fn fins(entry: TableReader<'_>) -> Result<FinSet, Error> {
    let section = section(entry)?;
    if entry.has("leading_edge_radius") && !section.has_thin_leading_edge() {
        let name = entry.choice("section")?.unwrap_or(DEFAULT_SECTION);
        let title = format!("`leading_edge_radius` has no meaning for a section \"{name}\"");
        return Err(entry.error_at("leading_edge_radius", title).label(
            "it belongs to \"double wedge\", \"hexagonal\", \"single wedge\" or \"biconvex\"",
        ));
    }
    Ok(FinSet {
        count: entry.count("count")?,
        outline: outline(entry)?,
        thickness: entry.need("thickness")?,
        section,
        edge_radius: entry.number_or("leading_edge_radius", 0.0)?,
        cant: entry.number_or("cant", 0.0)?,
        body_diameter: entry.number("body_diameter")?,
        angle: entry.number("angle")?,
    })
}

fn outline(entry: TableReader<'_>) -> Result<FinOutline, Error> {
    let default = if entry.has("points") {
        "freeform"
    } else {
        "trapezoidal"
    };
    let planform = entry.choice("planform")?.unwrap_or(default);
    let meaningless: &[&str] = match planform {
        "freeform" => &[
            "root_chord",
            "tip_chord",
            "span",
            "sweep_length",
            "sweep_angle",
        ],
        "elliptical" => &["tip_chord", "sweep_length", "sweep_angle", "points"],
        _ => &["points"],
    };
    if let Some(key) = meaningless.iter().find(|key| entry.has(key)) {
        return Err(entry.error_at(
            key,
            format!("`{key}` has no meaning for a {planform} planform"),
        ));
    }
    match planform {
        "freeform" => {
            let points = entry
                .points("points")?
                .ok_or_else(|| entry.missing("points"))?;
            Ok(FinOutline::Freeform(points))
        }
        "elliptical" => Ok(FinOutline::Elliptical {
            root_chord: entry.need("root_chord")?,
            span: entry.need("span")?,
        }),
        _ => {
            let span = entry.need("span")?;
            let sweep_length = match (entry.number("sweep_length")?, entry.number("sweep_angle")?) {
                (Some(length), None) => length,
                (None, Some(angle)) => span * angle.tan(),
                (Some(_), Some(_)) => {
                    let error =
                        entry.error_at("sweep_angle", "`sweep_angle` beside `sweep_length`");
                    return Err(error.label("leave one of them out"));
                }
                (None, None) => return Err(entry.missing("sweep_length")),
            };
            Ok(FinOutline::Trapezoidal {
                root_chord: entry.need("root_chord")?,
                tip_chord: entry.need("tip_chord")?,
                span,
                sweep_length,
            })
        }
    }
}

fn section(entry: TableReader<'_>) -> Result<FinSection, Error> {
    let name = entry.choice("section")?.unwrap_or(DEFAULT_SECTION);
    for (key, owner) in [
        ("thickest_at", "double wedge"),
        ("leading_bevel", "hexagonal"),
        ("trailing_bevel", "hexagonal"),
    ] {
        if entry.has(key) && name != owner {
            let title = format!("`{key}` has no meaning for a section \"{name}\"");
            return Err(entry
                .error_at(key, title)
                .label(format!("it belongs to \"{owner}\"")));
        }
    }
    Ok(match name {
        "square" => FinSection::Square,
        "airfoil" => FinSection::Airfoil,
        "double wedge" => FinSection::DoubleWedge(entry.number_or("thickest_at", 0.5)?),
        "hexagonal" => FinSection::Hexagonal {
            leading: entry.need("leading_bevel")?,
            trailing: entry.need("trailing_bevel")?,
        },
        "single wedge" => FinSection::SingleWedge,
        "biconvex" => FinSection::Biconvex,
        _ => FinSection::Rounded,
    })
}
