//! The keys of a launch file, as data.
//!
//! From these tables come the check of a file (unknown keys, wrong kinds, values out of range), the JSON Schema
//! and the page of the book; the reader asks them what a key measures.

mod air;
mod dispersion;
mod failures;
mod launch;
mod motor;
mod object;
mod parachutes;
mod parts;
mod rocket;
pub(crate) mod shared;
mod stages;
mod start;

pub use launch::{ELEVATION, LAUNCH};
use shared::DEGREE;

use downrange::quantity::{Coordinate, Dimension};

/// A table of the launch file.
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

/// Sides that exclude each other; one has to be there, with all its keys.
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

/// Which values of a quantity can be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Range {
    /// Any finite one.
    Any,
    /// Above zero.
    Positive,
    /// Zero or above.
    NotNegative,
    /// From the first to the second, SI.
    Between(f64, f64),
    /// Above zero and up to this, SI.
    UpTo(f64),
    /// A latitude from pole to pole, or a longitude from -180 to 360 degrees, with its hemisphere if it is said.
    On(Coordinate),
}

impl Range {
    /// Whether a value can be.
    pub fn holds(self, value: f64) -> bool {
        match self {
            Self::Any => value.is_finite(),
            Self::Positive => value > 0.0,
            Self::NotNegative => value >= 0.0,
            Self::Between(least, most) => (least..=most).contains(&value),
            Self::UpTo(most) => value > 0.0 && value <= most,
            Self::On(coordinate) => {
                let (least, most) = Self::bounds(coordinate);
                (least..=most).contains(&value)
            }
        }
    }

    /// Whether all that can be is greater than a value.
    pub fn is_above(self, value: f64) -> bool {
        match self {
            Self::Any => false,
            Self::Positive | Self::UpTo(_) => value <= 0.0,
            Self::NotNegative => value < 0.0,
            Self::Between(least, _) => value < least,
            Self::On(coordinate) => value < Self::bounds(coordinate).0,
        }
    }

    /// Whether all that can be is less than a value.
    pub fn is_below(self, value: f64) -> bool {
        match self {
            Self::Any | Self::Positive | Self::NotNegative => false,
            Self::UpTo(most) | Self::Between(_, most) => value > most,
            Self::On(coordinate) => value > Self::bounds(coordinate).1,
        }
    }

    /// The least and the greatest of a coordinate, rad.
    pub fn bounds(coordinate: Coordinate) -> (f64, f64) {
        match coordinate {
            Coordinate::Latitude => (-90.0 * DEGREE, 90.0 * DEGREE),
            Coordinate::Longitude => (-180.0 * DEGREE, 360.0 * DEGREE),
        }
    }

    /// How to write one, of a dimension.
    pub fn example(self, dimension: Dimension) -> &'static str {
        match self {
            Self::On(coordinate) => coordinate.example(),
            _ => dimension.example(),
        }
    }
}

impl Section {
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

#[cfg(test)]
mod tests {
    use super::Range::{Between, NotNegative, Positive, UpTo};
    use super::parts::{PART_TYPES, PARTS};
    use super::*;

    /// The reader's words and the table's words are one list.
    #[test]
    fn every_part_type_has_its_keys() {
        let variants: Vec<&str> = PARTS.variants.iter().map(|each| each.name).collect();
        assert_eq!(variants, PART_TYPES);
    }

    #[test]
    fn no_key_stands_twice() {
        for section in LAUNCH.all() {
            let types: Vec<Option<&str>> = match section.variants {
                [] => vec![None],
                variants => variants.iter().map(|each| Some(each.name)).collect(),
            };
            for each in types {
                let mut names: Vec<&str> = section.keys_of(each).map(|key| key.name).collect();
                let count = names.len();
                names.sort_unstable();
                names.dedup();
                assert_eq!(names.len(), count, "{} {each:?}", section.path);
            }
        }
    }

    #[test]
    fn ranges_hold_their_ends() {
        assert!(Positive.holds(1e-300) && !Positive.holds(0.0) && !Range::Any.holds(f64::NAN));
        assert!(
            UpTo(1.0).holds(1.0) && Between(0.0, 1.0).holds(0.0) && !NotNegative.holds(-1e-300)
        );
    }

    /// The launch files of the tests, between them, say everything that can be said: what they read is asserted
    /// in `tests/launch.rs`.
    #[test]
    fn every_key_stands_in_a_test() {
        let files = concat!(
            include_str!("../../../tests/files/everything.toml"),
            include_str!("../../../tests/files/otherwise.toml"),
            include_str!("../../../tests/files/inline_motor.toml"),
            include_str!("../../../tests/files/dropped.toml"),
            include_str!("../../../tests/files/thrown.toml"),
            include_str!("../../../tests/files/staged.toml"),
            include_str!("../../../tests/files/fairing.toml"),
            include_str!("../../../tests/files/dispersed.toml"),
        );
        for section in LAUNCH.all() {
            let variants = section.variants.iter().flat_map(|each| each.keys);
            for key in section.keys.iter().chain(variants) {
                let table = match section.path {
                    "" => format!("[{}]", key.name),
                    path => format!("[{}.{}]", path.trim_end_matches("[]"), key.name),
                };
                let stands = files.contains(&format!("{} =", key.name)) || files.contains(&table);
                assert!(stands, "[{}] {}", section.path, key.name);
            }
        }
    }
}
