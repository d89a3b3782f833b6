//! The parts of the body: nose, tubes, transitions, boat-tails, fin cans and boosters.

use downrange::rocket::PartShape;
use downrange::rocket::shape::{Nose, Profile};

use super::row::{Row, SAME, half};
use super::units::{inches, round_inches};
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;

/// Whether a part was never filled in: of no length, it is passed over.
fn is_without_length(node: Node<'_>, warnings: &mut Warnings) -> Result<bool, Error> {
    let (Some(0.0), Some(place)) = (node.number("Length")?, node.child("Length")) else {
        return Ok(false);
    };
    warnings.of(place, "a part of no length: passed over");
    node.mark_used();
    Ok(true)
}

impl<'a> Row<'a> {
    /// The nose cone.
    pub fn nose(&mut self, node: Node<'a>, warnings: &mut Warnings) -> Result<(), Error> {
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

    /// A body tube with what it carries.
    pub fn tube(&mut self, node: Node<'a>, warnings: &mut Warnings) -> Result<(), Error> {
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

    /// A transition, or a boat-tail, with what it carries.
    pub fn transition(
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
    pub fn boat_tail(&mut self, node: Node<'a>, warnings: &mut Warnings) -> Result<(), Error> {
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

    /// A fin can, which slides over the tube before it.
    pub fn fin_can(&mut self, node: Node<'a>, warnings: &mut Warnings) -> Result<(), Error> {
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
        let behind = if behind > SAME {
            round_inches(behind)
        } else {
            0.0
        };
        let left = round_inches(end - begin - length - shoulder - behind);
        if left < 0.0 {
            let place = match behind > 0.0 {
                true => format!(", {behind} in ahead of the end,"),
                false => String::new(),
            };
            let title = format!(
                "a FinCan of {} in with its shoulder{place} is longer than its tube of {} in",
                length + shoulder,
                round_inches(end - begin)
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

    /// A booster with what it carries.
    pub fn booster(
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
}
