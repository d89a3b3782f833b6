//! Numbers in columns: profiles of the air, drag and thrust curves.
//!
//! Columns are separated by comma, semicolon or tab. Lines that start with `#` are comments. A first line that is
//! not all numbers is a header; its names carry units: `height_m`, `altitude (ft)`, `pressure [hPa]`,
//! `wind_speed_kt`. A name without a unit means SI.

mod columns;
mod curve;
mod profile;

pub use curve::{curve, surface};
pub use profile::{profile, wind, winds};

use std::ops::Range;

use downrange::quantity::Dimension;

use crate::error::Error;
use crate::kind_of_file::{self, Wanted};

/// Reads a column of measured values, SI.
///
/// # Errors
/// When there is no row, more than one column, or something that is no number.
pub fn samples(file: &str, bytes: &[u8], dimension: Dimension) -> Result<Vec<f64>, Error> {
    let sheet = Sheet::read(file, bytes)?;
    let unit = sheet.only(dimension)?.unit;
    let read = |row| Ok(unit.to_si(sheet.number(row, 0)?));
    sheet.rows.iter().map(read).collect()
}

/// A file of numbers in columns.
#[derive(Debug)]
struct Sheet {
    file: String,
    text: String,
    delimiter: u8,
    header: Vec<String>,
    header_start: usize,
    rows: Vec<Row>,
}

/// A line of numbers.
#[derive(Debug)]
struct Row {
    start: usize,
    cells: Vec<String>,
}

impl Sheet {
    /// Reads the bytes of a file; what is not UTF-8 is shown as �.
    fn read(file: &str, bytes: &[u8]) -> Result<Self, Error> {
        kind_of_file::expect(Wanted::Table, file, bytes)?;
        let text = String::from_utf8_lossy(bytes);
        let text = text.trim_start_matches('\u{feff}').to_owned();
        let first = text
            .lines()
            .find(|line| !line.trim().is_empty() && !line.starts_with('#'))
            .unwrap_or("");
        let delimiter = [b';', b'\t', b',']
            .into_iter()
            .find(|each| first.as_bytes().contains(each))
            .unwrap_or(b',');
        let mut sheet = Self {
            file: file.to_owned(),
            delimiter,
            header: Vec::new(),
            header_start: 0,
            rows: Vec::new(),
            text: text.clone(),
        };
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .comment(Some(b'#'))
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        for record in reader.records() {
            let record =
                record.map_err(|reason| Error::of_file(file, format!("not CSV: {reason}")))?;
            let start = record
                .position()
                .map_or(0, |position| position.byte() as usize);
            let start = text.len() - skip_comments(text.get(start..).unwrap_or("")).len();
            let cells: Vec<String> = record.iter().map(str::to_owned).collect();
            if cells.iter().all(String::is_empty) {
                continue;
            }
            let numbers = cells
                .iter()
                .all(|cell| cell.is_empty() || cell.parse::<f64>().is_ok());
            if sheet.rows.is_empty() && sheet.header.is_empty() && !numbers {
                (sheet.header, sheet.header_start) = (cells, start);
            } else {
                sheet.rows.push(Row { start, cells });
            }
        }
        match sheet.rows.is_empty() {
            true => Err(Error::of_file(file, "no row of numbers in the file")),
            false => Ok(sheet),
        }
    }

    /// Where a cell stands in the text.
    fn cell(&self, start: usize, index: usize) -> Range<usize> {
        let line = self.text.get(start..).unwrap_or("");
        let line = line.split(['\n', '\r']).next().unwrap_or("");
        let mut at = start;
        for (each, cell) in line.split(self.delimiter as char).enumerate() {
            if each == index {
                let blank = cell.len() - cell.trim_start().len();
                return at + blank..at + blank + cell.trim().len();
            }
            at += cell.len() + 1;
        }
        start..start + line.len()
    }

    /// A fault at a cell of a row.
    fn fault(&self, row: &Row, column: usize, title: impl Into<String>) -> Error {
        Error::of_file(&*self.file, title).at(&self.text, self.cell(row.start, column))
    }

    /// A fault at a name of the header.
    fn header_fault(&self, column: usize, title: impl Into<String>) -> Error {
        Error::of_file(&*self.file, title).at(&self.text, self.cell(self.header_start, column))
    }

    /// The number in a cell.
    fn number(&self, row: &Row, column: usize) -> Result<f64, Error> {
        let cell = row.cells.get(column).map_or("", String::as_str);
        match cell.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(number),
            _ if cell.is_empty() => Err(self.fault(row, column, "a number is missing")),
            _ => Err(self.fault(row, column, format!("`{cell}` is not a number"))),
        }
    }
}

/// The text from its first line that is no comment: the reader reports positions before comments.
fn skip_comments(mut text: &str) -> &str {
    loop {
        let trimmed = text.trim_start_matches(['\n', '\r']);
        match trimmed.strip_prefix('#') {
            Some(_) => text = trimmed.find('\n').map_or("", |end| &trimmed[end..]),
            None => return trimmed,
        }
    }
}
