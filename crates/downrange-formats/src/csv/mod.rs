//! Numbers in columns: profiles of the air, drag and thrust curves.
//!
//! Columns are separated by semicolon, tab, comma or blanks: by what stands in most lines and makes numbers of them. Where a comma is not
//! the separator it is a decimal sign. Lines that start with `#`, `%` or `//` are comments. A first line that is
//! not all numbers is a header; its names carry units: `height_m`, `altitude (ft)`, `pressure [hPa]`,
//! `wind_speed_kt`. A name without a unit means SI. How rows are put in order stands in [`crate::table`].

mod columns;
mod curve;
mod heights;
mod profile;
mod wind_columns;
mod winds;

pub use curve::{curve, surface};
pub use profile::{members, profile};
pub use winds::{wind, winds};

use std::ops::Range;
use std::sync::Arc;

use downrange::quantity::Dimension;

use crate::error::Error;
use crate::kind_of_file::{self, Wanted};
use crate::lines::Lines;
use crate::table::{NumberPlaces, Text};
use crate::text::decoded;

/// Reads a column of measured values, SI.
///
/// # Errors
/// When there is no row, more than one column, or something that is no number.
pub fn samples(
    file: &str,
    bytes: &[u8],
    dimension: Dimension,
) -> Result<(Vec<f64>, NumberPlaces), Error> {
    let sheet = CsvTable::read(file, bytes)?;
    let unit = sheet.only(dimension)?.unit;
    let read = |row| Ok(unit.to_si(sheet.number(row, 0)?));
    let values = sheet.rows.iter().map(read).collect::<Result<_, Error>>()?;
    let places = sheet.rows.iter().map(|row| sheet.cell(row.start, 0));
    let places = vec![places.collect()];
    Ok((values, sheet.origin(places)))
}

/// A file of numbers in columns.
#[derive(Debug)]
struct CsvTable {
    file: String,
    text: Arc<str>,
    lines: Lines,
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

/// No table has more columns; each is looked through for every name that it may have.
const MOST_COLUMNS: usize = 10_000;

/// What begins a comment.
const COMMENTS: [&str; 3] = ["#", "%", "//"];

impl CsvTable {
    /// Reads the bytes of a file, in whatever it is written.
    fn read(file: &str, bytes: &[u8]) -> Result<Self, Error> {
        kind_of_file::expect(Wanted::Table, file, bytes)?;
        let text: Arc<str> = decoded(bytes).into();
        let delimiter = delimiter(&text);
        let mut sheet = Self {
            file: file.to_owned(),
            delimiter,
            header: Vec::new(),
            header_start: 0,
            rows: Vec::new(),
            lines: Lines::of(&text),
            text: Arc::clone(&text),
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
            let cells: Vec<String> = match delimiter {
                b' ' => words(&record),
                _ => record.iter().map(str::to_owned).collect(),
            };
            let first = cells.first().map_or("", String::as_str);
            let comment = COMMENTS.iter().any(|mark| first.starts_with(mark));
            if comment || cells.iter().all(String::is_empty) {
                continue;
            }
            let numbers = cells
                .iter()
                .all(|cell| cell.is_empty() || parsed(cell, delimiter).is_some());
            if sheet.rows.is_empty() && sheet.header.is_empty() && !numbers {
                (sheet.header, sheet.header_start) = (cells, start);
            } else {
                sheet.rows.push(Row { start, cells });
            }
        }
        let width = sheet.rows.first().map_or(0, |row| row.cells.len());
        let widest = width.max(sheet.header.len());
        if widest > MOST_COLUMNS {
            let title = format!("{widest} columns, expected {MOST_COLUMNS} at most");
            return Err(Error::of_file(file, title));
        }
        match width {
            0 => Err(Error::of_file(file, "no row of numbers in the file")),
            1 if delimiter == b' ' && !sheet.header.is_empty() => {
                sheet.header = vec![sheet.header.join(" ")];
                Ok(sheet)
            }
            width
                if delimiter == b' ' && !sheet.header.is_empty() && sheet.header.len() != width =>
            {
                let title = format!("{} names over {width} columns", sheet.header.len());
                Err(sheet
                    .header_fault(0, title)
                    .label("separate the columns by commas or tabs, or write names without blanks"))
            }
            width => match sheet.wider(width.max(sheet.header.len())) {
                Some(error) => Err(error),
                None => Ok(sheet),
            },
        }
    }

    /// The fault that a row has more columns than those before it: a comma in it may be a decimal sign.
    fn wider(&self, width: usize) -> Option<Error> {
        let more = |row: &&Row| row.cells.iter().skip(width).any(|cell| !cell.is_empty());
        let row = self.rows.iter().find(more)?;
        let title = format!(
            "{} columns, where those before have {width}",
            row.cells.len()
        );
        let error = self.fault(row, width, title);
        Some(match self.delimiter {
            b',' => error.hint(
                "is a comma a decimal sign? write it as a point, or separate columns by semicolons",
            ),
            _ => error,
        })
    }

    /// The text that it was read from.
    fn place(&self) -> Text<'_> {
        Text {
            file: &self.file,
            text: &self.text,
            starts: Some(&self.lines),
        }
    }

    /// Where a cell stands in the text.
    fn cell(&self, start: usize, index: usize) -> Range<usize> {
        let line = self.text.get(start..).unwrap_or("");
        let line = line.split(['\n', '\r']).next().unwrap_or("");
        let blanks = self.delimiter == b' ';
        let separates = |c: char| match blanks {
            true => c.is_ascii_whitespace(),
            false => c == self.delimiter as char,
        };
        let (mut at, mut each) = (start, 0);
        for cell in line.split(separates) {
            let counts = !(blanks && cell.is_empty());
            if counts && each == index {
                let blank = cell.len() - cell.trim_start().len();
                return at + blank..at + blank + cell.trim().len();
            }
            each += usize::from(counts);
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
        match parsed(cell, self.delimiter) {
            Some(number) if number.is_finite() => Ok(number),
            _ if cell.is_empty() => Err(self.fault(row, column, "a number is missing")),
            _ => {
                let error = self.fault(row, column, format!("`{cell}` is not a number"));
                Err(match parsed(cell, b';') {
                    Some(_) => error.label(
                        "write the decimal sign as a point, or separate columns by semicolons",
                    ),
                    None => error,
                })
            }
        }
    }
}

/// The number of a cell; where commas do not separate cells, one is a decimal sign.
fn parsed(cell: &str, delimiter: u8) -> Option<f64> {
    let written = || {
        let (whole, decimals) = cell.split_once(',')?;
        let is_decimal = !decimals.is_empty() && !decimals.contains(',') && !cell.contains('.');
        (delimiter != b',' && is_decimal).then(|| format!("{whole}.{decimals}"))
    };
    cell.parse().ok().or_else(|| written()?.parse().ok())
}

/// What separates the columns: what most lines hold and makes numbers of them. Blanks only where nothing else does.
fn delimiter(text: &str) -> u8 {
    let is_comment = |line: &str| COMMENTS.iter().any(|mark| line.starts_with(mark));
    let lines = text.lines().map(str::trim);
    let lines: Vec<&str> = lines
        .filter(|line| !line.is_empty() && !is_comment(line))
        .take(SAMPLED)
        .collect();
    let held = |delimiter: u8| {
        let with = lines
            .iter()
            .filter(|line| line.as_bytes().contains(&delimiter));
        2 * with.count() > lines.len()
    };
    if let Some(delimiter) = [b';', b'\t'].into_iter().find(|each| held(*each)) {
        return delimiter;
    }
    // A comma may be a decimal sign between blanks.
    let numbers = |delimiter: u8| {
        let is_number = |cell: &str| cell.is_empty() || parsed(cell, delimiter).is_some();
        let of_numbers = lines.iter().filter(|line| match delimiter {
            b' ' => {
                let mut words = line.split_ascii_whitespace();
                words.clone().nth(1).is_some() && words.all(is_number)
            }
            _ => line.contains(',') && line.split(',').map(str::trim).all(is_number),
        });
        of_numbers.count()
    };
    match numbers(b' ') > numbers(b',') && 2 * numbers(b' ') > lines.len() {
        true => b' ',
        false => b',',
    }
}

/// So many lines show how columns are separated.
const SAMPLED: usize = 200;

/// The words of a line; a unit in brackets belongs to the name before it.
fn words(record: &csv::StringRecord) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in record.iter().flat_map(str::split_ascii_whitespace) {
        match words.last_mut() {
            Some(last) if word.starts_with(['(', '[']) => {
                last.push(' ');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
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
