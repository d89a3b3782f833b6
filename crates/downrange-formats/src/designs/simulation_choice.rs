//! Which of the stored simulations of a file flies.

use super::warnings::Warnings;
use super::xml::Node;
use crate::error::Error;
use crate::text::first_of;

/// Names that a message lists at most.
pub const LISTED: usize = 12;

/// The index of a simulation by its number from 1, or by its name, which stands in an element of it.
///
/// # Errors
/// When there is none of it, with those that there are.
pub fn asked_for(
    simulations: &[Node<'_>],
    element: &str,
    root: Node<'_>,
    asked: &str,
) -> Result<usize, Error> {
    let name = |simulation: &Node<'_>| {
        let said = simulation.child(element).map(Node::text);
        said.unwrap_or_default().to_owned()
    };
    let mut indices = 0..simulations.len();
    let by_name =
        |index: &usize| simulations.get(*index).map(name).as_deref() == Some(asked.trim());
    if let Some(found) = indices.find(by_name) {
        return Ok(found);
    }
    let number = asked.trim().parse::<usize>().ok();
    let by_number = number.and_then(|number| number.checked_sub(1));
    if let Some(found) = by_number.filter(|index| *index < simulations.len()) {
        return Ok(found);
    }
    let names = simulations
        .iter()
        .enumerate()
        .map(|(index, each)| format!("{} `{}`", index + 1, name(each)));
    let names = first_of(names, LISTED);
    let error = root.error(format!("no simulation `{asked}`"));
    Err(match names.is_empty() {
        true => error.hint("the file has none"),
        false => error.hint(format!("there are {names}")),
    })
}

/// Says which simulations are not flown, by the element of their names, and passes over what they say.
pub fn tell_others(
    simulations: &[Node<'_>],
    element: &str,
    flown: Option<usize>,
    warnings: &mut Warnings,
) {
    let mut first = None;
    let mut stored = Vec::new();
    for (index, simulation) in simulations.iter().enumerate() {
        if flown != Some(index) {
            let name = simulation.word(element).unwrap_or("without a name");
            stored.push(format!("{} `{name}`", index + 1));
            first = first.or(Some(*simulation));
            simulation.mark_used();
        }
    }
    if let Some(first) = first {
        let stored = first_of(stored.iter(), LISTED);
        warnings.of(
            first,
            format!("not flown: {stored}; --simulation chooses one"),
        );
    }
}
