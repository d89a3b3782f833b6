//! What a file says and a launch does not.

use std::collections::{HashMap, HashSet};

use super::document::Node;
use crate::toml_file::page::Remark;
use crate::warning::Warning;

/// Warnings, each said once, and remarks on the keys of a launch file.
#[derive(Debug)]
pub struct Warnings {
    file: String,
    said: Vec<Warning>,
    /// Where each stands, by what was read and what was made of it.
    known: HashMap<(String, String), usize>,
    remarks: Vec<Remark>,
}

impl Warnings {
    /// None yet, of a file.
    pub fn of_file(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            said: Vec::new(),
            known: HashMap::new(),
            remarks: Vec::new(),
        }
    }

    /// Says what was said elsewhere, of a motor file.
    pub fn repeat(&mut self, warnings: impl IntoIterator<Item = Warning>) {
        for warning in warnings {
            if !self.said.contains(&warning) {
                self.said.push(warning);
            }
        }
    }

    /// Says something of an element.
    pub fn of(&mut self, node: Node<'_>, message: impl Into<String>) {
        let text = node.text().lines().next().unwrap_or_default();
        let read = format!("{} {text}", node.name()).trim().to_owned();
        let message = message.into();
        let next = self.said.len();
        let index = self.known.entry((read.clone(), message.clone()));
        let index = *index.or_insert(next);
        match self.said.get_mut(index) {
            Some(known) => known.lines.push(node.line()),
            None => self.said.push(Warning {
                file: self.file.clone(),
                read,
                lines: vec![node.line()],
                message,
            }),
        }
    }

    /// Says what the file leaves open.
    pub fn open(&mut self, message: impl Into<String>) {
        let message = message.into();
        if self.said.iter().all(|known| known.message != message) {
            self.said.push(Warning {
                file: self.file.clone(),
                read: String::new(),
                lines: Vec::new(),
                message,
            });
        }
    }

    /// Says of a key of the launch file where its value is from.
    pub fn remark(&mut self, path: &str, text: impl Into<String>) {
        self.remarks.push((path.to_owned(), text.into()));
    }

    /// All of them.
    pub fn into_parts(self) -> (Vec<Warning>, Vec<Remark>) {
        (self.said, self.remarks)
    }
}

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
    ("FlightTime", "RASAero's own result"),
    ("TimetoApogee", "RASAero's own result, s"),
    ("MaxAltitude", "RASAero's own result, ft"),
    ("MaxVelocity", "RASAero's own result, ft/s"),
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

/// Names what nobody has read.
pub fn sweep(node: Node<'_>, warnings: &mut Warnings) {
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
        sweep(inner, warnings);
    }
}
