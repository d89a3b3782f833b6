//! What a column is called, and in which unit.

use downrange::quantity::{Dimension, Unit};

use super::Sheet;
use crate::error::Error;
use crate::launch::nearest;

/// A column that a file may have.
#[derive(Debug)]
pub struct Column {
    /// Spellings in lower case, words apart by blanks; the usual one first.
    pub names: &'static [&'static str],
    /// What it measures.
    pub dimension: Dimension,
}

/// A column that was found: its index, and the unit of its numbers.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    pub index: usize,
    pub unit: Unit,
}

impl Sheet {
    /// The column of this kind, if the header has it.
    pub fn column(&self, column: &Column) -> Result<Option<Found>, Error> {
        for (index, title) in self.header.iter().enumerate() {
            let words: Vec<&str> = words(title);
            let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
            let matched = column
                .names
                .iter()
                .map(|name| name.split(' ').count())
                .zip(column.names)
                .filter(|(count, name)| lower.len() >= *count && lower[..*count].join(" ") == **name)
                .map(|(count, _)| count)
                .max();
            let Some(count) = matched else { continue };
            return match unit(&words[count..], column.dimension) {
                Some(unit) => Ok(Some(Found { index, unit })),
                // `humidity wrt ice`, `wind speed error`: another quantity.
                None if words[count..].iter().any(|word| OTHERS.contains(&word.to_lowercase().as_str())) => continue,
                None => {
                    let rest = words[count..].join(" ");
                    Err(self.header_fault(
                        index,
                        format!("`{rest}` in `{title}` is not a unit, expected {}", column.dimension.example()),
                    ))
                }
            };
        }
        Ok(None)
    }

    /// As [`Self::column`], with a fault when it is not there.
    pub fn needed(&self, column: &Column) -> Result<Found, Error> {
        if let Some(found) = self.column(column)? {
            return Ok(found);
        }
        let usual = column.names.first().copied().unwrap_or("");
        let title = format!("no column of {usual}");
        if self.header.is_empty() {
            let error = self.rows.first().map(|row| self.fault(row, 0, title.as_str()));
            return Err(error
                .unwrap_or_else(|| Error::of_file(&*self.file, title))
                .label("expected a header that names the columns"));
        }
        let hint = format!("spellings known: {}", column.names.join(", "));
        let near = self.header.iter().enumerate().find(|(_, title)| {
            words(title)
                .first()
                .is_some_and(|word| nearest(word, column.names.iter().copied()).is_some())
        });
        Err(match near {
            Some((index, read)) => self
                .header_fault(index, title)
                .label(format!("is `{read}` meant as {usual}?")),
            None => self.header_fault(0, title),
        }
        .hint(hint))
    }

    /// The unit in brackets at the end of a title, or SI.
    pub fn unit_of(&self, index: usize, dimension: Dimension) -> Result<Unit, Error> {
        let title = self.header.get(index).map_or("", String::as_str);
        let bracketed = title
            .split_once(['(', '['])
            .map(|(_, rest)| rest.trim_end_matches([')', ']']));
        match bracketed {
            None => Ok(Unit::si(dimension)),
            Some(text) => Unit::parse(text, dimension).map_err(|fault| self.header_fault(index, fault.message)),
        }
    }
}

/// Words after a known name that make it another quantity.
const OTHERS: &[&str] = &["wrt", "error", "uncertainty", "std", "deviation", "flag", "of"];

/// The words of a title: `wind_speed (m/s)` is `wind`, `speed`, `m/s`.
fn words(title: &str) -> Vec<&str> {
    title
        .split(|c: char| c.is_whitespace() || "_()[],".contains(c))
        .filter(|word| !word.is_empty())
        .collect()
}

/// The unit of these words: `m s` may stand for `m/s`, `kg m2` for itself.
fn unit(words: &[&str], dimension: Dimension) -> Option<Unit> {
    ["/", " "]
        .into_iter()
        .find_map(|between| Unit::parse(&words.join(between), dimension).ok())
}
