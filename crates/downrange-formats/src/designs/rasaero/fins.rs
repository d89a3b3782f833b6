//! `Fin`: a set of like fins, lengths in inches.
//!
//! `FX1` and `FX3` are the lengths of the bevels behind the leading and ahead of the trailing edge. They are taken as
//! fractions of the mean chord: a bevel of constant length then has its wave drag, which goes with the thickness squared
//! over the length of the bevel whatever the chord (Ackeret). Without a bevel behind, as `Hexagonal Blunt Base` is, the
//! section ends in a base.
//!
//! `LERadius` rounds the leading edge of the sections that are thin there. RASAero keeps it for the others too, which have none.

use downrange::rocket::shape::{FinOutline, FinSection, FinSet};

use super::units::inches;
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;

/// The thickness of a fin of which none is said, inches: a thin plate.
const THIN: f64 = 0.01;

/// Reads a set; none where a size of zero leaves nothing of it.
pub fn read(node: Node<'_>, warnings: &mut Warnings) -> Result<Option<FinSet>, Error> {
    for name in ["Count", "Chord", "Span"] {
        if node.number(name)? == Some(0.0)
            && let Some(place) = node.child(name)
        {
            warnings.of(place, "there is nothing of these fins: passed over");
            node.mark_used();
            return Ok(None);
        }
    }
    let count = node.positive("Count")?;
    if count.fract() != 0.0 || count > f64::from(FinSet::MOST) {
        let place = node.need("Count")?;
        return Err(place
            .error_of_text("the Count of fins cannot be")
            .label(format!(
                "expected a whole number from 1 to {}",
                FinSet::MOST
            )));
    }
    for name in ["TipChord", "SweepDistance"] {
        if node.number(name)?.is_none() {
            warnings.of(node, format!("no {name} is said: taken as none"));
        }
    }
    let (root, tip) = (node.positive("Chord")?, node.number_or_zero("TipChord")?);
    let thickness = match (node.number("Thickness")?, node.child("Thickness")) {
        (Some(0.0), Some(place)) => {
            warnings.of(place, format!("no thickness is said: taken as {THIN} in"));
            THIN
        }
        _ => node.positive("Thickness")?,
    };
    let thickness = inches(thickness);
    let section = section(node, 0.5 * (root + tip), warnings)?;
    Ok(Some(FinSet {
        count: count as u32,
        outline: FinOutline::Trapezoidal {
            root_chord: inches(root),
            tip_chord: inches(tip),
            span: inches(node.positive("Span")?),
            sweep_length: inches(node.number_or_zero("SweepDistance")?),
        },
        thickness,
        section,
        edge_radius: edge_radius(node, thickness, section, warnings)?,
        cant: 0.0,
        body_diameter: None,
        angle: None,
    }))
}

/// Radius of the leading edge, m; zero where it cannot be one. Files that ask for more than half the thickness mean a blunt
/// edge, and a round one is the bluntest there is.
fn edge_radius(
    node: Node<'_>,
    thickness: f64,
    section: FinSection,
    warnings: &mut Warnings,
) -> Result<f64, Error> {
    let radius = inches(node.number_or_zero("LERadius")?);
    let most = 0.5 * thickness;
    let (taken, why) = if radius == 0.0 {
        return Ok(0.0);
    } else if !section.has_thin_leading_edge() {
        let why = "only sections with a thin leading edge have its radius: not used";
        (0.0, why)
    } else if radius < 0.0 {
        (0.0, "a radius below zero: taken as sharp")
    } else if radius > most {
        (most, "more than half the thickness: taken as half of it")
    } else {
        return Ok(radius);
    };
    if let Some(place) = node.child("LERadius") {
        warnings.of(place, why);
    }
    Ok(taken)
}

fn section(node: Node<'_>, mean_chord: f64, warnings: &mut Warnings) -> Result<FinSection, Error> {
    let airfoil = node.need("AirfoilSection")?;
    let bevel = |name: &str| -> Result<f64, Error> {
        Ok((1e6 * node.number_or_zero(name)? / mean_chord).round() / 1e6)
    };
    let (leading, trailing) = (bevel("FX1")?, bevel("FX3")?);
    let name = airfoil.text().to_lowercase();
    // Sections without bevels keep what was typed for one that has them.
    let beveled: &[&str] = match name.as_str() {
        "hexagonal" => &["FX1", "FX3"],
        "hexagonal blunt base" | "double wedge" => &["FX1"],
        _ => &[],
    };
    for name in ["FX1", "FX3"] {
        if let Some(place) = node.child(name)
            && !beveled.contains(&name)
            && place.text().parse() != Ok(0.0)
        {
            warnings.of(
                place,
                format!("a section {} has no such bevel", airfoil.text()),
            );
        }
    }
    Ok(match name.as_str() {
        "square" => FinSection::Square,
        "rounded" => FinSection::Rounded,
        "subsonic naca" | "naca" => FinSection::Airfoil,
        "biconvex" => FinSection::Biconvex,
        "single wedge" => FinSection::SingleWedge,
        "double wedge" if leading > 0.0 && leading < 1.0 => FinSection::DoubleWedge(leading),
        "double wedge" => {
            warnings.of(
                airfoil,
                "its FX1 is no place on the chord: taken as thickest in the middle",
            );
            FinSection::DoubleWedge(0.5)
        }
        "hexagonal" | "hexagonal blunt base" if leading > 0.0 => {
            let trailing = match name.as_str() {
                "hexagonal" => trailing,
                _ => 0.0,
            };
            // Bevels that meet leave a double wedge.
            if leading + trailing > 1.0 {
                warnings.of(airfoil, "its bevels overlap: taken as a double wedge");
                FinSection::DoubleWedge(leading / (leading + trailing))
            } else {
                FinSection::Hexagonal { leading, trailing }
            }
        }
        "hexagonal" | "hexagonal blunt base" => {
            warnings.of(
                airfoil,
                "no bevel at its leading edge: taken as a section with square edges",
            );
            FinSection::Square
        }
        _ => {
            return Err(airfoil.error_of_text("an unknown AirfoilSection").label(
                "expected Square, Rounded, Subsonic NACA, Hexagonal, Hexagonal Blunt Base, Double Wedge, Single Wedge or Biconvex",
            ));
        }
    })
}
