//! Parts of a drawing, placed along the body.

use std::collections::HashMap;

use downrange::mass::MassProperties;
use downrange::rocket::shape::{FinOutline, FinSet};
use downrange::rocket::{
    Body, Overrides, Part, PartMass, PartOverrides, PartShape, RocketDescription,
};

use super::warnings::Warnings;
use super::xml::Node;

/// Roots may end behind the aft end by this much, m: the rounding of drawings.
const SLACK: f64 = 1e-3;

/// A part of a drawing and the element it is from.
#[derive(Debug, Clone)]
pub struct DesignPart<'a> {
    /// The part.
    pub part: Part,
    /// Its element.
    pub node: Node<'a>,
}

/// A section of the body: what leaves or stays together.
#[derive(Debug, Clone)]
pub struct DesignSection<'a> {
    /// Its parts.
    pub parts: Vec<DesignPart<'a>>,
    /// Parts that are inside the section below while that is there: a boat-tail and its fins.
    pub hidden: Vec<DesignPart<'a>>,
    /// Its forward end, m from the nose tip.
    pub fore: f64,
}

impl<'a> DesignSection<'a> {
    /// All its parts, also those hidden in the section below.
    pub fn all_parts(&self) -> Vec<&DesignPart<'a>> {
        self.parts.iter().chain(&self.hidden).collect()
    }

    /// Its forward and aft end, m from the nose tip.
    pub fn extent(&self) -> (f64, f64) {
        let aft = body_of(&self.all_parts()).aft();
        (self.fore, aft.unwrap_or(self.fore))
    }

    /// A mass, kg, spread evenly over its skin; its centre is from the nose tip.
    pub fn spread_over_skin(&self, mass: f64) -> MassProperties {
        body_of(&self.all_parts()).skin(mass)
    }

    /// The outer diameter of its narrowest tube, m.
    pub fn narrowest_tube(&self) -> Option<f64> {
        let widths = self.parts.iter().chain(&self.hidden);
        let widths = widths.filter_map(|drawn| match &drawn.part.shape {
            PartShape::Tube(tube) => Some(tube.outer_diameter),
            _ => None,
        });
        widths.min_by(f64::total_cmp)
    }
}

/// The names of the parts of a drawing: each is given once.
#[derive(Debug, Default)]
pub struct PartNames(HashMap<String, usize>);

impl PartNames {
    /// A name that no other part has: `fins`, `fins 2`.
    pub fn unique(&mut self, kind: &str) -> String {
        let count = self.0.entry(kind.to_owned()).or_default();
        *count += 1;
        match count {
            1 => kind.to_owned(),
            count => format!("{kind} {count}"),
        }
    }

    /// How many names were given.
    pub fn count(&self) -> usize {
        self.0.values().sum()
    }

    /// A part without mass of its own, its forward end `position` m from the nose tip.
    pub fn part<'a>(
        &mut self,
        node: Node<'a>,
        kind: &str,
        position: f64,
        shape: PartShape,
    ) -> DesignPart<'a> {
        DesignPart {
            part: Part {
                name: self.unique(kind),
                position,
                shape,
                stuff: PartMass::Weightless,
                roughness: None,
                given: PartOverrides::default(),
            },
            node,
        }
    }
}

/// A length or mass to a millionth of its unit: finer digits are rounding errors.
pub fn round_si(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

/// A number to six digits: what was computed is not known better.
pub fn six_digits(value: f64) -> f64 {
    format!("{value:.5e}").parse().unwrap_or(value)
}

/// A rocket of parts alone, without motor, parachutes and overrides.
pub fn description(parts: Vec<Part>) -> RocketDescription {
    RocketDescription {
        name: String::new(),
        parts,
        given: Overrides::default(),
        motor: None,
        parachutes: Vec::new(),
        roughness: 0.0,
        thrust_misalignment: 0.0,
        thrust_offset: 0.0,
        thrust_azimuth: 0.0,
    }
}

fn body_of(parts: &[&DesignPart<'_>]) -> Body {
    let parts = parts.iter().map(|drawn| drawn.part.clone());
    Body::new(&description(parts.collect()))
}

/// The parts, with roots that hang over the aft end moved forward onto the body; `location` is the element that says
/// where fins stand.
pub fn on_the_body(
    parts: &[&DesignPart<'_>],
    location: &str,
    warnings: &mut Warnings,
) -> Vec<Part> {
    let aft = body_of(parts).aft().unwrap_or_default();
    let moved = |drawn: &&DesignPart<'_>| {
        let mut part = drawn.part.clone();
        if let PartShape::Fins(FinSet {
            outline: FinOutline::Trapezoidal { root_chord, .. },
            ..
        }) = part.shape
            && part.position + root_chord > aft + SLACK
        {
            part.position = round_si(aft - root_chord);
            warnings.of(
                drawn.node.child(location).unwrap_or(drawn.node),
                "the root would end behind the aft end: moved forward to end with it",
            );
        }
        part
    };
    parts.iter().map(moved).collect()
}
