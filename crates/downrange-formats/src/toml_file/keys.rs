//! What a file may say, as data: sections, keys, and what each key takes.
//!
//! From tables of these come the check of a file (unknown keys, wrong kinds, values out of range), the JSON Schema
//! and the page of the book; the reader asks them what a key measures.

use downrange::quantity::Dimension;

use super::range::Range;

/// A table of a file.
#[derive(Debug)]
pub struct Section {
    /// Its path, as in the file: `motor.grains`; one that is listed ends in `[]`.
    pub path: &'static str,
    /// What it holds.
    pub doc: &'static str,
    /// Its keys, whatever its type.
    pub keys: &'static [Key],
    /// Further keys, by the value of its key `type`.
    pub variants: &'static [Variant],
    /// Sides of which the file has exactly one.
    pub either: &'static [Either],
}

/// Sides that exclude each other; one has to be there, with the first of its keys, beside which the others may stand.
#[derive(Debug)]
pub struct Either(pub &'static [&'static [&'static str]]);

/// The keys that one type of a table adds.
#[derive(Debug)]
pub struct Variant {
    /// The value of `type`.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// The keys it adds.
    pub keys: &'static [Key],
}

/// A key of a table.
#[derive(Debug)]
pub struct Key {
    /// As written.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Whether it must be there, and what stands in for it.
    pub absent: Absent,
    /// What it says, in a sentence.
    pub doc: &'static str,
    /// What the description calls it where that is not its name: there a fault of the core is pointed at this key.
    pub field: Option<&'static str>,
}

/// What happens when a key is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    /// The file is refused.
    Refused,
    /// This is taken, in words.
    Means(&'static str),
}

/// What a key takes.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Any text.
    Text,
    /// A date, or a date with a time.
    Date,
    /// `true` or `false`.
    Boolean,
    /// A whole number from one to this.
    Count(u32),
    /// A number in SI, text with a unit, or a distribution.
    Quantity(Dimension, Range),
    /// A number in SI or text with a unit, of what is not uncertain itself.
    Certain(Dimension, Range),
    /// A distribution.
    Uncertain(Dimension, Range),
    /// A table of probabilities by name.
    Probabilities,
    /// A list of texts, such as these.
    Texts(&'static str),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// The path of a file, from the folder of the launch file.
    File(&'static str),
    /// Pairs `[x, y]`, or the path of a CSV file with two columns.
    Curve(&'static str, Dimension, &'static str, Dimension),
    /// A number, pairs `[mach, value]`, or a CSV file.
    MachCurve(Dimension),
    /// As `MachCurve`, or a table of such curves by angle of attack.
    Coefficient(Dimension),
    /// Points `[x, y]`, lengths.
    Points,
    /// A table.
    Table(&'static Section),
    /// A list of tables, at most so many.
    List(&'static Section, usize),
    /// Either of two.
    Or(&'static Kind, &'static Kind),
}

impl Key {
    /// The same key of a field of the description that is called otherwise.
    pub const fn of_field(self, field: &'static str) -> Self {
        Self {
            field: Some(field),
            ..self
        }
    }
}

impl Section {
    /// The names of keys of this section and those in it that say a field of the description, whatever they are called.
    pub fn keys_of_field(&'static self, field: &str) -> Vec<&'static str> {
        let keys = self.all().into_iter().flat_map(|section| {
            let variants = section.variants.iter().flat_map(|each| each.keys);
            section.keys.iter().chain(variants)
        });
        keys.filter(|key| key.field == Some(field))
            .map(|key| key.name)
            .collect()
    }

    /// The keys it has for this `type`.
    pub fn keys_of(&self, variant: Option<&str>) -> impl Iterator<Item = &'static Key> + use<> {
        let more = self.variants.iter().find(|each| Some(each.name) == variant);
        self.keys
            .iter()
            .chain(more.map_or(&[][..], |each| each.keys))
    }

    /// Every section from this one inward, itself first, each once.
    pub fn all(&'static self) -> Vec<&'static Section> {
        let mut sections = vec![self];
        let keys = self
            .keys
            .iter()
            .chain(self.variants.iter().flat_map(|each| each.keys));
        for section in keys.flat_map(|key| key.kind.sections()) {
            for inner in section.all() {
                if !sections.iter().any(|known| known.path == inner.path) {
                    sections.push(inner);
                }
            }
        }
        sections
    }
}

impl Kind {
    /// The sections it opens.
    fn sections(self) -> Vec<&'static Section> {
        match self {
            Self::Table(section) | Self::List(section, _) => vec![section],
            Self::Or(first, second) => [first.sections(), second.sections()].concat(),
            _ => Vec::new(),
        }
    }

    /// What to write, in words.
    pub fn expected(self) -> String {
        match self {
            Self::Text => "text in quotes".into(),
            Self::Date => "a date such as 2026-05-30 or 2026-05-30T14:00:00Z".into(),
            Self::Boolean => "true or false".into(),
            Self::Count(most) => format!("a whole number from 1 to {most}"),
            Self::Quantity(dimension, range) | Self::Certain(dimension, range) => {
                range.example(dimension).into()
            }
            Self::Uncertain(dimension, _) => match dimension {
                Dimension::Number => "a distribution such as { mean = 1, sigma = 0.02 }".into(),
                Dimension::Angle => {
                    "a distribution such as { mean = 0, sigma = \"0.1 deg\" }".into()
                }
                Dimension::Length => "a distribution such as { mean = 0, sigma = \"10 mm\" }".into(),
                _ => "a distribution such as { min = 0, max = 0.2 }".into(),
            },
            Self::Probabilities => "a table of names with probabilities".into(),
            Self::Texts(example) => format!("a list such as {example}"),
            Self::Choice(words) => {
                let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
                match quoted.as_slice() {
                    [only] => only.clone(),
                    quoted => format!("one of {}", quoted.join(", ")),
                }
            }
            Self::File(example) => format!("the path of a file, such as \"{example}\""),
            Self::Curve(x, _, y, _) => format!("pairs [[{x}, {y}], …] or the path of a CSV file"),
            Self::MachCurve(_) => "a number, pairs [[mach, value], …] or the path of a CSV file".into(),
            Self::Coefficient(_) => {
                "a number, pairs [[mach, value], …], the path of a CSV file, or { angles = […], curves = […] }".into()
            }
            Self::Points => "points [[x, y], …]".into(),
            Self::Table(section) if section.keys.len() > 4 => {
                format!("a table {}", bracketed(section.path))
            }
            Self::Table(section) => {
                let names: Vec<&str> = section.keys.iter().map(|key| key.name).collect();
                format!("a table of {}", names.join(", "))
            }
            Self::List(section, _) => format!("tables {}", bracketed(section.path)),
            Self::Or(first, second) => format!("{}, or {}", first.expected(), second.expected()),
        }
    }
}

/// How a path heads its table in a file: `[motor.grains]`, `[[rocket.parts]]`.
pub fn bracketed(path: &str) -> String {
    match path.strip_suffix("[]") {
        Some(list) => format!("[[{list}]]"),
        None => format!("[{path}]"),
    }
}

/// A key.
pub const fn key(name: &'static str, kind: Kind, absent: Absent, doc: &'static str) -> Key {
    Key {
        name,
        kind,
        absent,
        doc,
        field: None,
    }
}

/// A key that takes a quantity, or a distribution of it.
pub const fn quantity(
    name: &'static str,
    dimension: Dimension,
    range: Range,
    absent: Absent,
    doc: &'static str,
) -> Key {
    key(name, Kind::Quantity(dimension, range), absent, doc)
}

/// A section without variants.
pub const fn section(path: &'static str, keys: &'static [Key], doc: &'static str) -> Section {
    Section {
        path,
        doc,
        keys,
        variants: &[],
        either: &[],
    }
}
