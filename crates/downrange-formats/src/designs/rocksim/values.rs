//! Numbers of a RockSim file in SI units (`RockSimCommonConstants`): lengths are in mm, masses in g, radii are given as diameters.

use crate::designs::numbers::{number_or, size_or};
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;

/// Millimetres and grams in a metre and a kilogram.
const THOUSAND: f64 = 1000.0;

/// kg/m² in g/cm², in which surface densities are.
pub const SURFACE: f64 = 10.0;

/// A length that is zero or more, m; zero without the element.
pub fn length(node: Node<'_>, name: &str) -> Result<f64, Error> {
    Ok(size_or(node, name, 0.0)? / THOUSAND)
}

/// A length that may be less than zero, m.
pub fn offset(node: Node<'_>, name: &str) -> Result<f64, Error> {
    Ok(number_or(node, name, 0.0)? / THOUSAND)
}

/// Half a diameter, m.
pub fn radius(node: Node<'_>, name: &str) -> Result<f64, Error> {
    Ok(length(node, name)? / 2.0)
}

/// A mass, kg.
pub fn mass(node: Node<'_>, name: &str) -> Result<f64, Error> {
    Ok(size_or(node, name, 0.0)? / THOUSAND)
}

/// Whether an element says 1.
pub fn flag(node: Node<'_>, name: &str) -> Result<bool, Error> {
    Ok(number_or(node, name, 0.0)? != 0.0)
}

/// What a code stands for, by its number; `otherwise` without the element.
pub fn code<T: Copy>(node: Node<'_>, name: &str, meanings: &[T], otherwise: T) -> Result<T, Error> {
    let Some(child) = node.child(name).filter(|child| !child.text().is_empty()) else {
        return Ok(otherwise);
    };
    let number = number_or(node, name, 0.0)?;
    let index = (number >= 0.0 && number.fract() == 0.0).then_some(number as usize);
    match index.and_then(|index| meanings.get(index)) {
        Some(meaning) => Ok(*meaning),
        None => Err(child
            .error_of_text(format!("an unknown {name}"))
            .label(format!("expected 0 to {}", meanings.len() - 1))),
    }
}

/// As [`code`], but what an unknown number stands for is `otherwise`, which is told.
pub fn code_or_usual<T: Copy>(
    node: Node<'_>,
    name: &str,
    meanings: &[T],
    (otherwise, called): (T, &str),
    warnings: &mut Warnings,
) -> Result<T, Error> {
    let known = code(node, name, meanings, otherwise);
    if let (Err(_), Some(child)) = (&known, node.child(name)) {
        // That it is a number.
        number_or(node, name, 0.0)?;
        warnings.of(child, format!("an unknown code: {called} is taken"));
        return Ok(otherwise);
    }
    known
}
