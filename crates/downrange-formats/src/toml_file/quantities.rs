//! The quantities that a file says, as somebody who wants to change them needs them.

use downrange::quantity::{Dimension, Unit};
use toml::de::{DeTable, DeValue};

use super::range::Range;
use super::source::Value;
use super::value::bare;

/// A quantity that a file says.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct FileQuantity {
    /// The path of its key, with the numbers of what is listed, as [`LaunchFile::with`](crate::LaunchFile::with) takes it; of a
    /// distribution with a mean, that of the mean.
    pub path: String,
    /// The path with the names of what is listed.
    pub name: String,
    /// What it measures.
    pub dimension: Dimension,
    /// Its unit as the file writes it; empty for a bare number, which is SI.
    pub unit: String,
    /// Its value in that unit.
    pub value: f64,
    /// The least and the greatest that can be, in that unit; infinite where nothing bounds it.
    pub range: (f64, f64),
    /// Whether the file says it by a distribution.
    pub is_dispersed: bool,
}

/// What is known of a key that takes a quantity.
pub struct QuantityKey<'a> {
    pub place: &'a str,
    pub name: &'a str,
    pub dimension: Dimension,
    pub range: Range,
}

/// The quantity that stands as the value of a key; `None` of a distribution without a mean, of a coordinate with its hemisphere, and
/// of what has no unit that is known.
pub fn quantity(key: &QuantityKey<'_>, value: Value<'_>) -> Option<FileQuantity> {
    match value.get_ref() {
        DeValue::Table(distribution) => of_distribution(key, distribution),
        _ => plain(key, value),
    }
}

fn of_distribution(key: &QuantityKey<'_>, table: &DeTable<'_>) -> Option<FileQuantity> {
    let mean = table.get("mean")?;
    Some(FileQuantity {
        path: format!("{}.mean", key.place),
        is_dispersed: true,
        ..plain(key, mean)?
    })
}

fn plain(key: &QuantityKey<'_>, value: Value<'_>) -> Option<FileQuantity> {
    let (number, text) = match (bare(value), value.get_ref()) {
        (Some(number), _) => (number, ""),
        (None, DeValue::String(text)) => {
            let text = text.trim();
            let begins = |c: char| c.is_alphabetic() || "°%µ\"'".contains(c);
            // `1e3 m` has a letter in its number.
            let ends = text.char_indices().filter(|(_, c)| begins(*c));
            let mut ends = ends.map(|(at, _)| text.split_at(at));
            ends.find_map(|(number, unit)| Some((number.trim().parse().ok()?, unit)))?
        }
        _ => return None,
    };
    let unit = Unit::parse(text, key.dimension).ok()?;
    let (least, most) = match key.range {
        Range::Any => (f64::NEG_INFINITY, f64::INFINITY),
        Range::Positive | Range::NotNegative => (0.0, f64::INFINITY),
        Range::Between(least, most) => (least, most),
        Range::UpTo(most) => (0.0, most),
        Range::On(coordinate) => Range::bounds(coordinate),
    };
    Some(FileQuantity {
        path: key.place.to_owned(),
        name: key.name.to_owned(),
        dimension: key.dimension,
        unit: text.to_owned(),
        value: number,
        range: (unit.from_si(least), unit.from_si(most)),
        is_dispersed: false,
    })
}
