//! Numbers, words and choices of the elements of a file, in the units of the file.

use super::xml::Node;
use crate::error::Error;

/// A greater size is no rocket's, m, kg, s or kg/m³: arithmetic fails before sense does.
pub const MOST: f64 = 1e6;

/// A number of Java's: `NaN` and what is infinite are none.
pub fn parsed(node: Node<'_>) -> Result<f64, Error> {
    let text = node.text();
    match text.parse::<f64>() {
        Ok(number) if number.abs() <= MOST => Ok(number),
        Ok(number) if number.is_finite() => Err(node
            .error_of_text(format!("{} is {text}", node.name()))
            .label("expected a number that a rocket may have")),
        _ => Err(node
            .error_of_text(format!("{} is not a number", node.name()))
            .label("expected a number")),
    }
}

/// The number of an element; absent or empty is none.
pub fn number(node: Node<'_>, name: &str) -> Result<Option<f64>, Error> {
    match node.child(name) {
        Some(child) if !child.text().is_empty() => parsed(child).map(Some),
        _ => Ok(None),
    }
}

/// The number of an element, or another without it.
pub fn number_or(node: Node<'_>, name: &str, otherwise: f64) -> Result<f64, Error> {
    Ok(number(node, name)?.unwrap_or(otherwise))
}

/// A size that is zero or more.
pub fn size(node: Node<'_>, name: &str) -> Result<Option<f64>, Error> {
    match (number(node, name)?, node.child(name)) {
        (Some(value), Some(child)) if value < 0.0 => Err(child
            .error_of_text(format!("{name} is {value}"))
            .label("expected zero or more")),
        (value, _) => Ok(value),
    }
}

/// A size that is zero or more, or another without it.
pub fn size_or(node: Node<'_>, name: &str, otherwise: f64) -> Result<f64, Error> {
    Ok(size(node, name)?.unwrap_or(otherwise))
}

/// `true` or `false`; absent is `otherwise`.
pub fn flag(node: Node<'_>, name: &str, otherwise: bool) -> Result<bool, Error> {
    match node.child(name) {
        None => Ok(otherwise),
        Some(child) => match child.text().to_ascii_lowercase().as_str() {
            "true" => Ok(true),
            "false" | "" => Ok(false),
            _ => Err(child
                .error_of_text(format!("{name} is neither true nor false"))
                .label("expected true or false")),
        },
    }
}

/// How many, 1 at least.
pub fn count(node: Node<'_>, names: &[&str], otherwise: u32, most: u32) -> Result<u32, Error> {
    let mut said = None;
    for name in names {
        if let Some(child) = node.child(name)
            && said.is_none()
        {
            let number = parsed(child)?;
            if !(0.0..=f64::from(most)).contains(&number) {
                return Err(child
                    .error_of_text(format!("{name} is {}", child.text()))
                    .label(format!("expected 1 to {most}")));
            }
            said = Some((number as u32).max(1));
        }
    }
    Ok(said.unwrap_or(otherwise))
}

/// Which of some words an element says, in lower case; another without it.
pub fn choice<T: Copy>(
    node: Node<'_>,
    name: &str,
    words: &[(&str, T)],
    otherwise: T,
) -> Result<T, Error> {
    let Some(child) = node.child(name) else {
        return Ok(otherwise);
    };
    let said = child.text().to_ascii_lowercase().replace('_', "");
    match words.iter().find(|(word, _)| *word == said) {
        Some((_, value)) => Ok(*value),
        None => {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            Err(child
                .error_of_text(format!("an unknown {name}"))
                .label(format!("expected one of {}", known.join(", "))))
        }
    }
}
