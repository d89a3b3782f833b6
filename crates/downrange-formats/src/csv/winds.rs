//! Winds against height, from a file.

use std::collections::HashMap;
use std::ops::Range;

use downrange::air::Wind;
use downrange::dispersion::WindProfile;
use downrange::quantity::Dimension;

use super::columns::ColumnSpec;
use super::heights::Height;
use super::wind_columns::WindColumns;
use super::{CsvTable, Row};
use crate::error::Error;
use crate::table::NumberPlaces;
use crate::table::levels;
use crate::warning::Warning;

/// Which of several winds a row belongs to.
const MEMBER: ColumnSpec = ColumnSpec {
    names: &["member", "ensemble member", "profile", "number"],
    dimension: Dimension::Number,
};

/// Reads winds over a site at an elevation, m.
///
/// # Errors
/// When a column is missing or unreadable, or heights begin again (see [`crate::table::levels`]).
pub fn wind(
    file: &str,
    bytes: &[u8],
    elevation: f64,
    warnings: &mut Vec<Warning>,
) -> Result<(Wind, NumberPlaces), Error> {
    let sheet = CsvTable::read(file, bytes)?;
    let rows: Vec<&Row> = sheet.rows.iter().collect();
    let columns = sheet.wind_columns()?;
    let (levels, places) = sheet.blowing((&columns.0, &columns.1), &rows, elevation, warnings)?;
    sheet.tell_swapped(&columns.1, warnings);
    Ok((Wind::Layered(levels), sheet.origin(vec![places])))
}

/// Reads several winds over a site at an elevation, m, from one file: rows with the same cell in the column `member`
/// are one wind against height above the ground. In a file without that column all rows are.
///
/// # Errors
/// As [`wind`].
pub fn winds(
    file: &str,
    bytes: &[u8],
    elevation: f64,
    warnings: &mut Vec<Warning>,
) -> Result<(Vec<WindProfile>, NumberPlaces), Error> {
    let sheet = CsvTable::read(file, bytes)?;
    let (mut winds, mut places) = (Vec::new(), Vec::new());
    let columns = sheet.wind_columns()?;
    for rows in sheet.members()? {
        let (wind, place) = sheet.blowing((&columns.0, &columns.1), &rows, elevation, warnings)?;
        winds.push(wind);
        places.push(place);
    }
    sheet.tell_swapped(&columns.1, warnings);
    Ok((winds, sheet.origin(places)))
}

impl CsvTable {
    /// The rows of each member, in the order in which members come; all of a table without that column.
    pub(super) fn members(&self) -> Result<Vec<Vec<&Row>>, Error> {
        let member = self.column(&MEMBER)?;
        let mut members: Vec<Vec<&Row>> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for row in &self.rows {
            let cell = member.and_then(|found| row.cells.get(found.index));
            let index = *known
                .entry(cell.map_or("", String::as_str))
                .or_insert(members.len());
            match members.get_mut(index) {
                Some(rows) => rows.push(row),
                None => members.push(vec![row]),
            }
        }
        Ok(members)
    }

    /// The columns of a table of winds.
    fn wind_columns(&self) -> Result<(Height, WindColumns), Error> {
        let height = Height::find(self)?;
        match WindColumns::find(self)? {
            Some(columns) => Ok((height, columns)),
            None => Err(self
                .header_fault(0, "no column of wind")
                .hint("expected `wind_speed` and `wind_direction_deg`, or `east` and `north`")),
        }
    }

    /// The wind of some rows against height above the ground, m, and where each level stands.
    pub(super) fn blowing(
        &self,
        (height, columns): (&Height, &WindColumns),
        rows: &[&Row],
        elevation: f64,
        warnings: &mut Vec<Warning>,
    ) -> Result<(WindProfile, Vec<Range<usize>>), Error> {
        let mut kept: Vec<&Row> = Vec::with_capacity(rows.len());
        let mut listed: Vec<(f64, [f64; 3])> = Vec::with_capacity(rows.len());
        for row in rows {
            let read = height.read(self, row, elevation)? - elevation;
            if let Some(wind) = columns.read(self, row)? {
                kept.push(row);
                listed.push((read, wind));
            }
        }
        let order = self.heights(&kept, height, listed.iter().map(|level| level.0));
        levels::winds(&order, &listed, warnings)
    }
}
