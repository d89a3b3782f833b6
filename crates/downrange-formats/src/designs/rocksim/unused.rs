//! Elements of a file that a flight does not use.

use std::collections::HashSet;

use super::looks::{LOOKS, UNUSED};
use super::results::RESULTS;
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;

/// Warns of each element that was not used.
pub fn report_unused(node: Node<'_>, warnings: &mut Warnings) {
    let used = node.elements().filter(|other| other.is_used());
    let used: HashSet<&str> = used.map(Node::name).collect();
    for inner in node.elements() {
        let name = inner.name();
        let twice = !inner.is_used() && used.contains(name);
        if (LOOKS.contains(&name) && !twice) || RESULTS.contains(&name) {
            continue;
        }
        if inner.is_used() {
            report_unused(inner, warnings);
            continue;
        }
        match UNUSED.iter().find(|(known, ..)| *known == name) {
            Some((_, nothing, why)) => {
                if !says(inner, nothing) {
                    warnings.of(inner, *why);
                }
            }
            None if name.ends_with("Uncertainty") => {
                if !says(inner, "0") {
                    let why = "what is uncertain stands in the [dispersion] of a launch file over the design";
                    warnings.of(inner, why);
                }
            }
            None => warnings.of(
                inner,
                match twice {
                    true => "it stands twice; the first counts",
                    false => "not used: Downrange does not know this element",
                },
            ),
        }
    }
}

/// Whether an element says no more than that: nothing, or a number.
fn says(node: Node<'_>, nothing: &str) -> bool {
    if node.elements().next().is_some() {
        return false;
    }
    let text = node.text();
    text.is_empty() || text.parse::<f64>().ok() == nothing.parse().ok()
}
