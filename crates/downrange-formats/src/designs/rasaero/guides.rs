//! Lugs, rail guides and launch shoes.

use downrange::quantity::Dimension;
use downrange::rocket::PartShape;

use super::row::{Row, half};
use super::units::{inches, round_inches, si};
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;

/// From the end of a tube to its lug or guide, in: where RASAero's own picture has them.
const GUIDE_INSET: f64 = 1.0;

impl<'a> Row<'a> {
    /// Lugs, rail guides and launch shoes of a tube: a pair of each.
    pub fn guides(
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
            warnings.missing(format!(
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
            let side = si(round_inches(area.sqrt()), "in", Dimension::Length);
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
