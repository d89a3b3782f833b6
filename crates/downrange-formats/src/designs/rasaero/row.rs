//! The row of parts that a drawing is read into, from the nose tip to the tail; lengths in inches.

use downrange::rocket::PartShape;
use downrange::rocket::shape::{Profile, Transition, Tube};

use super::fins;
use super::units::{inches, round_inches};
use crate::designs::placing::{DesignPart, DesignSection, PartNames};
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;

/// Equal lengths, in.
pub const SAME: f64 = 0.01;

/// Says so where only one of two lengths is given that make a thing together.
pub fn half(node: Node<'_>, one: &str, other: &str, warnings: &mut Warnings) -> Result<(), Error> {
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

/// The parts read so far.
#[derive(Debug, Default)]
pub struct Row<'a> {
    pub parts: Vec<DesignPart<'a>>,
    pub hidden: Vec<DesignPart<'a>>,
    /// Where they end, in from the nose tip, and how wide they are there, in.
    pub end: f64,
    pub diameter: f64,
    /// The last tube, if it is the last part: its index and where it begins, in.
    pub tube: Option<(usize, f64)>,
    /// Where they ended before the boat-tail, and how wide they were, in.
    pub before_tail: (f64, f64),
    /// A boat-tail that a tube says it has: its element, length and rear diameter, in.
    pub boat_tail: Option<(Node<'a>, f64, f64)>,
    /// The names of the parts.
    pub names: PartNames,
}

impl<'a> Row<'a> {
    /// The section of the parts read so far, from `fore` in from the nose tip; the next one begins.
    pub fn section(&mut self, fore: f64) -> DesignSection<'a> {
        self.tube = None;
        DesignSection {
            parts: std::mem::take(&mut self.parts),
            hidden: std::mem::take(&mut self.hidden),
            fore: inches(fore),
        }
    }

    /// A part, its forward end `position` in from the nose tip.
    pub fn drawn(
        &mut self,
        node: Node<'a>,
        kind: &str,
        position: f64,
        shape: PartShape,
    ) -> DesignPart<'a> {
        let position = inches(round_inches(position));
        self.names.part(node, kind, position, shape)
    }

    /// Begins a part: it says what it is and where.
    pub fn begin(&self, node: Node<'a>, warnings: &mut Warnings) -> Result<(), Error> {
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
                round_inches(self.end)
            );
            warnings.of(place, message);
        }
        Ok(())
    }

    /// A cylinder from where the row ends.
    pub fn cylinder(&mut self, node: Node<'a>, kind: &str, length: f64, diameter: f64) {
        let tube = PartShape::Tube(Tube {
            length: inches(round_inches(length)),
            outer_diameter: inches(diameter),
            inner_diameter: 0.0,
        });
        let drawn = self.drawn(node, kind, self.end, tube);
        self.parts.push(drawn);
        self.tube = Some((self.parts.len() - 1, self.end));
        (self.end, self.diameter) = (self.end + length, diameter);
    }

    /// A cone from where the row ends.
    pub fn cone(&self, length: f64, aft: f64) -> PartShape {
        match (aft - self.diameter).abs() < 1e-9 {
            true => PartShape::Tube(Tube {
                length: inches(round_inches(length)),
                outer_diameter: inches(aft),
                inner_diameter: 0.0,
            }),
            false => PartShape::Transition(Transition {
                profile: Profile::Conical,
                length: inches(round_inches(length)),
                fore_diameter: inches(self.diameter),
                aft_diameter: inches(aft),
                wall: None,
            }),
        }
    }

    /// A boat-tail that no element of its own follows.
    pub fn inline_boat_tail(&mut self) {
        if let Some((node, length, rear)) = self.boat_tail.take() {
            self.before_tail = (self.end, self.diameter);
            let shape = self.cone(length, rear);
            let drawn = self.drawn(node, "boat-tail", self.end, shape);
            self.hidden.push(drawn);
            (self.end, self.diameter, self.tube) = (self.end + length, rear, None);
        }
    }

    /// A booster begins where the boat-tail above it does.
    pub fn recess(&mut self) {
        if !self.hidden.is_empty() {
            (self.end, self.diameter) = self.before_tail;
        }
    }

    /// The fins of what ends at `aft` in from the nose tip.
    pub fn fins(
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
}
