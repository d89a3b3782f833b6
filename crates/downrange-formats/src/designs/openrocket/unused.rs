//! Elements of a file that a flight does not use.

use std::collections::HashSet;

use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;

/// Elements that say how a rocket looks, what it is called, what the program shows, or by which steps it computes: they change
/// no flight, and nothing is said of them.
const LOOKS: &[&str] = &[
    "@creator",
    "@status",
    "@version",
    "appearance",
    "color",
    "comment",
    "customtypes",
    "datatypes",
    "designer",
    "designtype",
    "docprefs",
    "id",
    "insideappearance",
    "kitname",
    "linestyle",
    "maxtime",
    "name",
    "photostudio",
    "preset",
    "revision",
    "simulationplotappearance",
    "simulationsteppermethod",
    "timestep",
];

/// Elements that a flight has no use for, and why.
const UNUSED: &[(&str, &str)] = &[
    ("calculator", "Downrange has its own aerodynamics"),
    ("simulator", "Downrange has its own integrator"),
    (
        "extension",
        "a program that changes OpenRocket's simulation: it is not run",
    ),
    (
        "listener",
        "a program that changes OpenRocket's simulation: it is not run",
    ),
];

/// Warns of each element that was not used.
pub fn report_unused(node: Node<'_>, warnings: &mut Warnings) {
    let used = node.elements().filter(|other| other.is_used());
    let used: HashSet<&str> = used.map(Node::name).collect();
    for inner in node.elements() {
        if LOOKS.contains(&inner.name()) || inner.name() == "flightdata" {
            continue;
        }
        let known = UNUSED.iter().find(|(name, _)| *name == inner.name());
        match known {
            _ if inner.is_used() => report_unused(inner, warnings),
            // OpenRocket has one of each.
            Some(("calculator" | "simulator", _))
                if matches!(inner.text(), "BarrowmanCalculator" | "RK4Simulator" | "") => {}
            Some((_, why)) => warnings.of(inner, *why),
            None => warnings.of(
                inner,
                match used.contains(inner.name()) {
                    true => "it stands twice; the first counts",
                    false => "not used: Downrange does not know this element",
                },
            ),
        }
    }
}
