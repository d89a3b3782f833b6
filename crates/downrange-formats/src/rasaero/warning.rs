//! What a file says and a launch does not.

use std::fmt;

use super::document::Node;
use crate::launch::Remark;

/// Something that was not taken as it stands, or that the file leaves open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The element with its value, such as `Color Black`; empty where the file says nothing.
    pub element: String,
    /// The lines where it stands, from 1.
    pub lines: Vec<usize>,
    /// What was made of it, and why.
    pub message: String,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.element.is_empty() {
            return f.write_str(&self.message);
        }
        let lines: Vec<String> = self.lines.iter().map(usize::to_string).collect();
        let s = if lines.len() == 1 { "" } else { "s" };
        let (element, message) = (&self.element, &self.message);
        write!(f, "{element} (line{s} {}): {message}", lines.join(", "))
    }
}

/// Warnings, each said once, and remarks on the keys of a launch file.
#[derive(Debug, Default)]
pub struct Warnings {
    said: Vec<Warning>,
    remarks: Vec<Remark>,
}

impl Warnings {
    /// Says something of an element.
    pub fn of(&mut self, node: Node<'_>, message: impl Into<String>) {
        let text = node.text().lines().next().unwrap_or_default();
        let element = format!("{} {text}", node.name()).trim().to_owned();
        let message = message.into();
        let known = self
            .said
            .iter_mut()
            .find(|known| known.element == element && known.message == message);
        match known {
            Some(known) => known.lines.push(node.line()),
            None => self.said.push(Warning {
                element,
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
                element: String::new(),
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
                let twice = node
                    .elements()
                    .any(|other| other.name() == inner.name() && other.is_used());
                warnings.of(
                    inner,
                    match twice {
                        true => "it stands twice; the first counts",
                        false => "not used: Downrange does not know this element",
                    },
                );
            }
        }
        sweep(inner, warnings);
    }
}
