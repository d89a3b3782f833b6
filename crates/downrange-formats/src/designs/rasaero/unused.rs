//! Elements of a file that a flight does not use.

use std::collections::HashSet;

use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;

/// Elements that a flight has no use for, and why; a zero, `False` or `None` in them says nothing.
const UNUSED: &[(&str, &str)] = &[
    ("Color", "colours are not kept"),
    ("CP", "the centre of pressure follows from the drawing"),
    ("CD", "the drag follows from the drawing"),
    (
        "ModifiedBarrowman",
        "the normal force is Downrange's own method, which needs no such switch",
    ),
    (
        "Turbulence",
        "the body's boundary layer is turbulent from the tip on anyway, as that of fins with square or rounded edges; behind \
         sharp ones it turns where its Reynolds number and the roughness have it",
    ),
    (
        "UseBooster1",
        "it is for RASAero's plots; a flight goes by IncludeBooster1",
    ),
    (
        "UseBooster2",
        "it is for RASAero's plots; a flight goes by IncludeBooster2",
    ),
    (
        "MachAlt",
        "it is for RASAero's plots; a flight has its own heights",
    ),
    (
        "Item",
        "it is for RASAero's plots; a flight has its own heights",
    ),
    ("OptimumWt", "RASAero's own result"),
    ("OptimumMaxAlt", "RASAero's own result"),
    ("Overhang", "the nozzle exit stands at the aft end"),
    ("BoattailOffset", "the boat-tail begins where the tube ends"),
    ("StreamlinedNoBaseDrag", NO_PROTUBERANCE),
    ("StreamlinedWithBaseDrag", NO_PROTUBERANCE),
    ("InclinedPlate1Angle", NO_PROTUBERANCE),
    ("InclinedPlate1FrontalArea", NO_PROTUBERANCE),
    ("InclinedPlate2Angle", NO_PROTUBERANCE),
    ("InclinedPlate2FrontalArea", NO_PROTUBERANCE),
];

const NO_PROTUBERANCE: &str = "Downrange knows no such protuberance: its drag is missing";

/// Elements that say something even as `False`.
const ALWAYS: &[&str] = &["ModifiedBarrowman"];

/// Warns of each element that was not used.
pub fn report_unused(node: Node<'_>, warnings: &mut Warnings) {
    let used = node.elements().filter(|other| other.is_used());
    let used: HashSet<&str> = used.map(Node::name).collect();
    for inner in node.elements() {
        let known = UNUSED.iter().find(|(name, _)| *name == inner.name());
        let nothing = matches!(inner.text().to_lowercase().as_str(), "" | "none" | "false")
            || inner.text().parse() == Ok(0.0);
        match known {
            _ if inner.is_used() || inner.text().is_empty() => {}
            Some((name, why)) => {
                if !nothing || ALWAYS.contains(name) {
                    warnings.of(inner, *why);
                }
            }
            None => {
                warnings.of(
                    inner,
                    match used.contains(inner.name()) {
                        true => "it stands twice; the first counts",
                        false => "not used: Downrange does not know this element",
                    },
                );
            }
        }
        report_unused(inner, warnings);
    }
}
