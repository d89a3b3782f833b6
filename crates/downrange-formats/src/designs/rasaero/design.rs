//! `RocketDesign`: the drawing.
//!
//! Parts stand in the order of the file, each where the one before it ends; lengths are inches. A fin can slides over
//! the tube before it and adds no length: its shoulder lies ahead of its `Length`, its `Location` is the aft end of the
//! tube, and its `Offset` counts from there to its forward end. A boat-tail above a booster is inside it. A transition takes its forward diameter from what is before it. Fins count their `Location`
//! from the aft end of what carries them to the leading edge of the root. Lugs, rail guides and launch shoes come in
//! pairs, of which the file gives one; where they sit it does not say (see [`GUIDE_INSET`]).

use std::collections::HashMap;

use downrange::quantity::Dimension;
use downrange::rocket::shape::{Nose, Profile, Transition, Tube};
use downrange::rocket::{Part, PartMass, PartOverrides, PartShape};

use super::fins;
use super::units::{inches, rounded, si};
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;
use crate::launch::MOST_PARTS;

/// Equal lengths, in.
pub const SAME: f64 = 0.01;

/// From the end of a tube to its lug or guide, in: where RASAero's own picture has them.
const GUIDE_INSET: f64 = 1.0;

/// Equivalent sand roughness by surface, in (RASAero II Users Manual, table 1; the figures are those of the USAF
/// Stability and Control DATCOM, table 4.1.5.1-A).
const SURFACES: &[(&str, f64)] = &[
    ("Smooth (Zero Roughness)", 0.0),
    ("Polished", 0.000_05),
    ("Sheet Metal", 0.000_16),
    ("Smooth Paint", 0.000_25),
    ("Camouflage Paint", 0.000_4),
    ("Rough Camouflage Paint", 0.001_2),
    ("Galvanized Metal", 0.006),
    ("Cast Iron (Very Rough)", 0.01),
];

/// A drawn part and the element it is from.
#[derive(Debug, Clone)]
pub struct Drawn<'a> {
    /// The part.
    pub part: Part,
    /// Its element.
    pub node: Node<'a>,
}

/// What leaves or stays together.
#[derive(Debug, Clone)]
pub struct Section<'a> {
    /// Its parts.
    pub parts: Vec<Drawn<'a>>,
    /// Parts that are inside the section below while that is there: a boat-tail and its fins.
    pub hidden: Vec<Drawn<'a>>,
    /// Its forward end, in from the nose tip.
    pub fore: f64,
}

/// A rocket as drawn.
#[derive(Debug, Clone)]
pub struct Design<'a> {
    /// The element.
    pub node: Node<'a>,
    /// The sustainer and, from the top down, its boosters.
    pub sections: Vec<Section<'a>>,
    /// The elements of the boosters.
    pub boosters: Vec<Node<'a>>,
    /// Height of the roughness, m.
    pub roughness: f64,
}

/// Reads the drawing.
pub fn read<'a>(node: Node<'a>, warnings: &mut Warnings) -> Result<Design<'a>, Error> {
    let mut row = Row::default();
    let mut sections = Vec::new();
    let mut boosters = Vec::new();
    let mut fore = 0.0;
    for part in node.elements() {
        if matches!(part.name(), "BodyTube" | "Transition" | "FinCan") {
            row.inline_boat_tail();
            row.parts.append(&mut row.hidden);
        }
        match part.name() {
            "NoseCone" => row.nose(part, warnings)?,
            "BodyTube" => row.tube(part, warnings)?,
            "Transition" => row.transition(part, "transition", warnings)?,
            "FinCan" => row.fin_can(part, warnings)?,
            "BoatTail" => row.boat_tail(part, warnings)?,
            _ if row.names.values().sum::<usize>() > MOST_PARTS => {
                return Err(part.error(format!("a drawing of more than {MOST_PARTS} parts")));
            }
            "Booster" => {
                row.inline_boat_tail();
                row.recess();
                sections.push(row.section(fore));
                fore = row.end;
                boosters.push(part);
                row.booster(part, boosters.len(), warnings)?;
            }
            _ => {}
        }
    }
    row.inline_boat_tail();
    sections.push(row.section(fore));
    if sections[0].parts.is_empty() {
        return Err(node.error("no part is drawn in RocketDesign"));
    }
    Ok(Design {
        node,
        sections,
        boosters,
        roughness: roughness(node, warnings)?,
    })
}

fn roughness(node: Node<'_>, warnings: &mut Warnings) -> Result<f64, Error> {
    let Some(surface) = node.child("Surface") else {
        warnings.open("no Surface is said: taken as smooth, as RASAero does");
        return Ok(0.0);
    };
    let known = SURFACES
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(surface.text()));
    match known {
        Some((name, height)) => {
            warnings.remark("rocket.roughness", format!("{name}: {height} in"));
            Ok(inches(*height))
        }
        None => {
            let names: Vec<String> = SURFACES.iter().map(|(n, _)| format!("\"{n}\"")).collect();
            Err(surface
                .error_of_text("an unknown Surface")
                .label(format!("expected one of {}", names.join(", "))))
        }
    }
}

/// The parts read so far.
#[derive(Debug, Default)]
struct Row<'a> {
    parts: Vec<Drawn<'a>>,
    hidden: Vec<Drawn<'a>>,
    /// Where they end, in from the nose tip, and how wide they are there, in.
    end: f64,
    diameter: f64,
    /// The last tube, if it is the last part: its index and where it begins, in.
    tube: Option<(usize, f64)>,
    /// Where they ended before the boat-tail, and how wide they were, in.
    before_tail: (f64, f64),
    /// A boat-tail that a tube says it has: its element, length and rear diameter, in.
    boat_tail: Option<(Node<'a>, f64, f64)>,
    /// How often each name was given.
    names: HashMap<String, usize>,
}

/// Whether a part was never filled in: of no length, it is passed over.
fn is_without_length(node: Node<'_>, warnings: &mut Warnings) -> Result<bool, Error> {
    let (Some(0.0), Some(place)) = (node.number("Length")?, node.child("Length")) else {
        return Ok(false);
    };
    warnings.of(place, "a part of no length: passed over");
    node.mark_used();
    Ok(true)
}

/// Says so where only one of two lengths is given that make a thing together.
fn half(node: Node<'_>, one: &str, other: &str, warnings: &mut Warnings) -> Result<(), Error> {
    for (given, missing) in [(one, other), (other, one)] {
        if node.not_negative(given)? > 0.0
            && node.not_negative(missing)? <= 0.0
            && let Some(place) = node.child(given)
        {
            warnings.of(place, format!("without {missing} there is none"));
        }
    }
    Ok(())
}

impl<'a> Row<'a> {
    fn section(&mut self, fore: f64) -> Section<'a> {
        self.tube = None;
        Section {
            parts: std::mem::take(&mut self.parts),
            hidden: std::mem::take(&mut self.hidden),
            fore,
        }
    }

    /// A name that no other part has.
    fn name(&mut self, kind: &str) -> String {
        let count = self.names.entry(kind.to_owned()).or_default();
        *count += 1;
        match count {
            1 => kind.to_owned(),
            count => format!("{kind} {count}"),
        }
    }

    fn drawn(&mut self, node: Node<'a>, kind: &str, position: f64, shape: PartShape) -> Drawn<'a> {
        Drawn {
            part: Part {
                name: self.name(kind),
                position: inches(rounded(position)),
                shape,
                stuff: PartMass::Weightless,
                roughness: None,
                given: PartOverrides::default(),
            },
            node,
        }
    }

    /// Begins a part: it says what it is and where.
    fn begin(&self, node: Node<'a>, warnings: &mut Warnings) -> Result<(), Error> {
        if let Some(kind) = node.child("PartType")
            && kind.text() != node.name()
        {
            warnings.of(
                kind,
                format!("it is drawn as the {} it stands in", node.name()),
            );
        }
        if let Some(location) = node.number("Location")?
            && !matches!(node.name(), "FinCan")
            && (location - self.end).abs() > SAME
            && let Some(place) = node.child("Location")
        {
            let message = format!(
                "it begins where the part before it ends, {} in from the nose tip",
                rounded(self.end)
            );
            warnings.of(place, message);
        }
        Ok(())
    }

    fn nose(&mut self, node: Node<'a>, warnings: &mut Warnings) -> Result<(), Error> {
        self.begin(node, warnings)?;
        let (length, diameter) = (node.positive("Length")?, node.positive("Diameter")?);
        let power = node.number("PowerLaw")?;
        let shape = node.need("Shape")?;
        let profile = match shape.text().to_lowercase().as_str() {
            "conical" => Profile::Conical,
            "tangent ogive" => Profile::TangentOgive,
            "von karman ogive" => Profile::Haack(0.0),
            "lv-haack" => Profile::Haack(1.0 / 3.0),
            "parabolic" => Profile::Power(0.5),
            "elliptical" => Profile::Elliptical,
            "power law" => Profile::Power(power.ok_or_else(|| {
                shape
                    .error_of_text("a power law without its power")
                    .label("expected an element PowerLaw")
            })?),
            _ => {
                return Err(shape.error_of_text("an unknown Shape of a nose").label(
                    "expected Conical, Tangent Ogive, Von Karman Ogive, Power Law, LV-Haack, Parabolic or Elliptical",
                ));
            }
        };
        if let (Some(power), false) = (node.child("PowerLaw"), matches!(profile, Profile::Power(_)))
        {
            warnings.of(power, "the nose is of another shape");
        }
        let mut nose = Nose {
            profile,
            length: inches(length),
            base_diameter: inches(diameter),
            tip_radius: inches(node.not_negative("BluntRadius")?),
            wall: None,
        };
        if let (Err(fault), Some(place)) = (nose.check_tip(), node.child("BluntRadius")) {
            warnings.of(
                place,
                format!("{}: the tip is left as it is", fault.message),
            );
            nose.tip_radius = 0.0;
        }
        let drawn = self.drawn(node, "nose cone", self.end, PartShape::Nose(nose));
        self.parts.push(drawn);
        (self.end, self.diameter, self.tube) = (self.end + length, diameter, None);
        Ok(())
    }

    /// A cylinder from where the row ends.
    fn cylinder(&mut self, node: Node<'a>, kind: &str, length: f64, diameter: f64) {
        let tube = PartShape::Tube(Tube {
            length: inches(rounded(length)),
            outer_diameter: inches(diameter),
            inner_diameter: 0.0,
        });
        let drawn = self.drawn(node, kind, self.end, tube);
        self.parts.push(drawn);
        self.tube = Some((self.parts.len() - 1, self.end));
        (self.end, self.diameter) = (self.end + length, diameter);
    }

    /// A cone from where the row ends.
    fn cone(&self, length: f64, aft: f64) -> PartShape {
        match (aft - self.diameter).abs() < 1e-9 {
            true => PartShape::Tube(Tube {
                length: inches(rounded(length)),
                outer_diameter: inches(aft),
                inner_diameter: 0.0,
            }),
            false => PartShape::Transition(Transition {
                profile: Profile::Conical,
                length: inches(rounded(length)),
                fore_diameter: inches(self.diameter),
                aft_diameter: inches(aft),
                wall: None,
            }),
        }
    }

    fn tube(&mut self, node: Node<'a>, warnings: &mut Warnings) -> Result<(), Error> {
        self.begin(node, warnings)?;
        if is_without_length(node, warnings)? {
            return Ok(());
        }
        let (length, diameter) = (node.positive("Length")?, node.positive("Diameter")?);
        self.cylinder(node, "body tube", length, diameter);
        self.guides(node, self.end - length, self.end, warnings)?;
        self.fins(node, "fins", self.end, warnings)?;
        let (tail, rear) = (
            node.not_negative("BoattailLength")?,
            node.not_negative("BoattailRearDiameter")?,
        );
        half(node, "BoattailLength", "BoattailRearDiameter", warnings)?;
        if tail > 0.0 && rear > 0.0 {
            self.boat_tail = Some((node, tail, rear));
        }
        Ok(())
    }

    fn transition(
        &mut self,
        node: Node<'a>,
        kind: &str,
        warnings: &mut Warnings,
    ) -> Result<(), Error> {
        self.begin(node, warnings)?;
        if is_without_length(node, warnings)? {
            return Ok(());
        }
        let length = node.positive("Length")?;
        let rear = match node.number("RearDiameter")? {
            Some(_) => node.positive("RearDiameter")?,
            None => node.positive("Diameter")?,
        };
        for name in ["FrontDiameter", "Diameter"] {
            let said = node.number(name)?;
            let agrees = |diameter: f64| {
                (diameter - self.diameter).abs() <= SAME || (diameter - rear).abs() <= SAME
            };
            if let (Some(said), Some(place)) = (said, node.child(name))
                && !agrees(said)
            {
                let message = format!(
                    "it begins as wide as the part before it, {} in",
                    self.diameter
                );
                warnings.of(place, message);
            }
        }
        let shape = self.cone(length, rear);
        let drawn = self.drawn(node, kind, self.end, shape);
        self.parts.push(drawn);
        (self.end, self.diameter, self.tube) = (self.end + length, rear, None);
        self.guides(node, self.end - length, self.end, warnings)?;
        self.fins(node, "fins", self.end, warnings)
    }

    /// A boat-tail ends the sustainer: a booster below hides it.
    fn boat_tail(&mut self, node: Node<'a>, warnings: &mut Warnings) -> Result<(), Error> {
        if let Some((tube, length, rear)) = self.boat_tail.take() {
            let (own, own_rear) = (
                node.not_negative("Length")?,
                node.not_negative("RearDiameter")?,
            );
            let alike = (own - length).abs() <= SAME && (own_rear - rear).abs() <= SAME;
            if let (false, Some(place)) = (alike, tube.child("BoattailLength")) {
                warnings.of(
                    place,
                    "the BoatTail that follows says otherwise, and counts",
                );
            }
        }
        self.before_tail = (self.end, self.diameter);
        let before = self.parts.len();
        self.transition(node, "boat-tail", warnings)?;
        self.hidden = self.parts.split_off(before);
        Ok(())
    }

    /// A boat-tail that no element of its own follows.
    fn inline_boat_tail(&mut self) {
        if let Some((node, length, rear)) = self.boat_tail.take() {
            self.before_tail = (self.end, self.diameter);
            let shape = self.cone(length, rear);
            let drawn = self.drawn(node, "boat-tail", self.end, shape);
            self.hidden.push(drawn);
            (self.end, self.diameter, self.tube) = (self.end + length, rear, None);
        }
    }

    /// A booster begins where the boat-tail above it does.
    fn recess(&mut self) {
        if !self.hidden.is_empty() {
            (self.end, self.diameter) = self.before_tail;
        }
    }

    fn fin_can(&mut self, node: Node<'a>, warnings: &mut Warnings) -> Result<(), Error> {
        self.begin(node, warnings)?;
        let (length, diameter) = (node.positive("Length")?, node.positive("Diameter")?);
        let shoulder = node.not_negative("ShoulderLength")?;
        let Some((index, begin)) = self.tube else {
            return Err(node.error("a FinCan without a BodyTube before it to slide over"));
        };
        let (end, inner) = (self.end, self.diameter);
        if let Some(inside) = node.number("InsideDiameter")?
            && (inside - inner).abs() > SAME
            && let Some(place) = node.child("InsideDiameter")
        {
            warnings.of(place, format!("it sits on a tube of {inner} in"));
        }
        let said = node.number("Location")?.zip(node.number("Offset")?);
        let behind = said.map_or(0.0, |(location, offset)| end - location - offset - length);
        if let (true, Some(place)) = (behind < -SAME, node.child("Offset")) {
            let message = "it would end behind its tube: drawn flush with the end";
            warnings.of(place, message);
        }
        let behind = if behind > SAME { rounded(behind) } else { 0.0 };
        let left = rounded(end - begin - length - shoulder - behind);
        if left < 0.0 {
            let place = match behind > 0.0 {
                true => format!(", {behind} in ahead of the end,"),
                false => String::new(),
            };
            let title = format!(
                "a FinCan of {} in with its shoulder{place} is longer than its tube of {} in",
                length + shoulder,
                rounded(end - begin)
            );
            return Err(node.error(title));
        }
        match &mut self.parts[index].part.shape {
            PartShape::Tube(tube) if left > 0.0 => tube.length = inches(left),
            _ => {
                self.parts.remove(index);
            }
        }
        self.end = begin + left;
        if shoulder > 0.0 {
            let shape = self.cone(shoulder, diameter);
            let drawn = self.drawn(node, "fin can shoulder", self.end, shape);
            self.parts.push(drawn);
            self.end += shoulder;
        }
        let aft = end - behind;
        self.cylinder(node, "fin can", length, diameter);
        self.guides(node, aft - length, aft, warnings)?;
        self.fins(node, "fins", aft, warnings)?;
        if behind > 0.0 {
            self.end = aft;
            self.cylinder(node, "tube behind the fin can", behind, inner);
        }
        self.tube = None;
        self.end = end;
        Ok(())
    }

    fn booster(
        &mut self,
        node: Node<'a>,
        number: usize,
        warnings: &mut Warnings,
    ) -> Result<(), Error> {
        self.begin(node, warnings)?;
        let (length, diameter) = (node.positive("Length")?, node.positive("Diameter")?);
        let shoulder = node.not_negative("ShoulderLength")?;
        if let Some(inside) = node.number("InsideDiameter")?
            && (inside - self.diameter).abs() > SAME
            && let Some(place) = node.child("InsideDiameter")
        {
            warnings.of(
                place,
                format!("the part before it is {} in wide", self.diameter),
            );
        }
        if shoulder > 0.0 {
            let shape = self.cone(shoulder, diameter);
            let drawn = self.drawn(node, &format!("booster {number} shoulder"), self.end, shape);
            self.parts.push(drawn);
            self.end += shoulder;
        }
        self.cylinder(node, &format!("booster {number}"), length, diameter);
        self.guides(node, self.end - length, self.end, warnings)?;
        self.fins(node, &format!("booster {number} fins"), self.end, warnings)?;
        let (tail, rear) = (
            node.not_negative("BoattailLength")?,
            node.not_negative("BoattailRearDiameter")?,
        );
        half(node, "BoattailLength", "BoattailRearDiameter", warnings)?;
        if tail > 0.0 && rear > 0.0 {
            let shape = self.cone(tail, rear);
            let drawn = self.drawn(
                node,
                &format!("booster {number} boat-tail"),
                self.end,
                shape,
            );
            self.parts.push(drawn);
            (self.end, self.diameter, self.tube) = (self.end + tail, rear, None);
        }
        Ok(())
    }

    fn fins(
        &mut self,
        node: Node<'a>,
        kind: &str,
        aft: f64,
        warnings: &mut Warnings,
    ) -> Result<(), Error> {
        for fin in node.all("Fin") {
            let Some(set) = fins::read(fin, warnings)? else {
                continue;
            };
            let location = match fin.number("Location")? {
                Some(location) => location,
                None => {
                    let taken = "no Location is said: the root ends with what carries it";
                    warnings.of(fin, taken);
                    fin.positive("Chord")?
                }
            };
            let position = aft - location;
            let drawn = self.drawn(fin, kind, position, PartShape::Fins(set));
            self.parts.push(drawn);
        }
        Ok(())
    }

    /// Lugs, rail guides and launch shoes of a tube: a pair of each.
    fn guides(
        &mut self,
        node: Node<'a>,
        fore: f64,
        aft: f64,
        warnings: &mut Warnings,
    ) -> Result<(), Error> {
        let (diameter, length) = (
            node.not_negative("LaunchLugDiameter")?,
            node.not_negative("LaunchLugLength")?,
        );
        half(node, "LaunchLugDiameter", "LaunchLugLength", warnings)?;
        half(node, "RailGuideDiameter", "RailGuideHeight", warnings)?;
        let mut pair = |kind: &str, length: f64, shape: PartShape| {
            let inset = GUIDE_INSET.min(0.25 * (aft - fore));
            for position in [fore + inset, aft - inset - length] {
                let drawn = self.drawn(node, kind, position, shape.clone());
                self.parts.push(drawn);
            }
            warnings.open(format!(
                "where its {kind}s sit is not said: an inch from both ends of the tube that carries them"
            ));
        };
        if diameter > 0.0 && length > 0.0 {
            let outer_diameter = inches(diameter);
            let shape = PartShape::Lug {
                length: inches(length),
                outer_diameter,
                inner_diameter: 0.9 * outer_diameter,
            };
            pair("launch lug", length, shape);
        }
        let (diameter, height) = (
            node.not_negative("RailGuideDiameter")?,
            node.not_negative("RailGuideHeight")?,
        );
        if diameter > 0.0 && height > 0.0 {
            let shape = PartShape::RailButton {
                diameter: inches(diameter),
                height: inches(height),
            };
            pair("rail guide", 0.0, shape);
        }
        let area = node.not_negative("LaunchShoeArea")?;
        if area > 0.0 {
            let side = si(rounded(area.sqrt()), "in", Dimension::Length);
            let shape = PartShape::RailButton {
                diameter: side,
                height: side,
            };
            pair("launch shoe", 0.0, shape);
            if let Some(place) = node.child("LaunchShoeArea") {
                warnings.of(
                    place,
                    "each shoe is drawn as a rail button of this frontal area, sq in",
                );
            }
        }
        Ok(())
    }
}
