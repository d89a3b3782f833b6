//! What a column is called, and in which unit.

use downrange::quantity::{Dimension, Unit};

use super::{CsvTable, Row};
use crate::error::Error;
use crate::similar::closest;

/// A column that a file may have.
#[derive(Debug)]
pub struct ColumnSpec {
    /// Spellings in lower case, words apart by blanks; the usual one first.
    pub names: &'static [&'static str],
    /// What it measures.
    pub dimension: Dimension,
}

/// A column that was found: its index, and the unit of its numbers.
#[derive(Debug, Clone, Copy)]
pub struct FoundColumn {
    pub index: usize,
    pub unit: Unit,
}

impl CsvTable {
    /// The number of a cell, SI.
    pub fn value(&self, row: &Row, found: FoundColumn) -> Result<f64, Error> {
        Ok(found.unit.to_si(self.number(row, found.index)?))
    }

    /// A number that may be missing.
    pub fn maybe(&self, row: &Row, found: Option<FoundColumn>) -> Result<Option<f64>, Error> {
        match found {
            Some(found)
                if row
                    .cells
                    .get(found.index)
                    .is_some_and(|cell| !cell.is_empty()) =>
            {
                self.value(row, found).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// The column of this kind, if the header has it: by the first of its names that has one.
    pub fn column(&self, column: &ColumnSpec) -> Result<Option<FoundColumn>, Error> {
        let titles: Vec<Vec<&str>> = self.header.iter().map(|title| words(title)).collect();
        let mut strange = None;
        for name in column.names {
            let count = name.split(' ').count();
            for (index, words) in titles.iter().enumerate() {
                let (Some(named), Some(rest)) = (words.get(..count), words.get(count..)) else {
                    continue;
                };
                if named.join(" ").to_lowercase() != *name {
                    continue;
                }
                if let Some(unit) = unit(rest, column.dimension) {
                    return Ok(Some(FoundColumn { index, unit }));
                }
                strange.get_or_insert((index, rest.join(" ")));
            }
        }
        // `humidity wrt ice` alone is another quantity; any other rest was meant as a unit.
        match strange {
            Some((index, rest)) if !rest.starts_with("wrt") => {
                let title = format!(
                    "`{rest}` in `{}` is not a unit, expected {}",
                    self.header[index],
                    column.dimension.example()
                );
                Err(self.header_fault(index, title))
            }
            _ => Ok(None),
        }
    }

    /// As [`Self::column`], with a fault when it is not there.
    pub fn needed(&self, column: &ColumnSpec) -> Result<FoundColumn, Error> {
        if let Some(found) = self.column(column)? {
            return Ok(found);
        }
        let usual = column.names.first().copied().unwrap_or("");
        let title = format!("no column of {usual}");
        if self.header.is_empty() {
            let error = self
                .rows
                .first()
                .map(|row| self.fault(row, 0, title.as_str()));
            return Err(error
                .unwrap_or_else(|| Error::of_file(&*self.file, title))
                .label("expected a header that names the columns"));
        }
        let hint = format!("spellings known: {}", column.names.join(", "));
        let near = self.header.iter().enumerate().find(|(_, title)| {
            words(title)
                .first()
                .is_some_and(|word| closest(word, column.names.iter().copied()).is_some())
        });
        Err(match near {
            Some((index, read)) => self
                .header_fault(index, title)
                .label(format!("is `{read}` meant as {usual}?")),
            None => self.header_fault(0, title),
        }
        .hint(hint))
    }

    /// The only column there is; its title may end in a unit.
    pub fn only(&self, dimension: Dimension) -> Result<FoundColumn, Error> {
        if let Some(row) = self.rows.iter().find(|row| row.cells.len() > 1) {
            let title = format!("{} columns, expected one", row.cells.len());
            return Err(self.fault(row, 1, title));
        }
        let words = self.header.first().map_or(Vec::new(), |title| words(title));
        let longest = words.len().saturating_sub(UNIT_WORDS);
        let mut endings = (longest..words.len()).filter_map(|from| unit(&words[from..], dimension));
        Ok(FoundColumn {
            index: 0,
            unit: match endings.next() {
                Some(unit) => unit,
                None => self.unit_of(0, dimension)?,
            },
        })
    }

    /// The unit in brackets at the end of a title, or SI.
    pub fn unit_of(&self, index: usize, dimension: Dimension) -> Result<Unit, Error> {
        let title = self.header.get(index).map_or("", String::as_str);
        let bracketed = title
            .split_once(['(', '['])
            .map(|(_, rest)| rest.trim_end_matches([')', ']']));
        match bracketed {
            None => Ok(Unit::si(dimension)),
            Some(text) => Unit::parse(text, dimension)
                .map_err(|fault| self.header_fault(index, fault.message)),
        }
    }
}

/// Words of a unit at most: `kg square m per s`.
const UNIT_WORDS: usize = 6;

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
