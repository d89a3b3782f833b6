//! The column of heights.
//!
//! Heights are above mean sea level, or above the ground where the column is called `height_agl`. Radiosondes report
//! geopotential height: a column of that name is converted.

use downrange::air::geometric;
use downrange::quantity::Dimension;

use super::columns::{ColumnSpec, FoundColumn};
use super::{CsvTable, Row};
use crate::error::Error;
use crate::table::order::Order;

/// Heights by their zero: the sea, the ground, or the sea in geopotential metres.
const HEIGHT_AGL: ColumnSpec = ColumnSpec {
    names: &["height agl", "altitude agl", "agl", "height above ground"],
    dimension: Dimension::Length,
};
const GEOPOTENTIAL: ColumnSpec = ColumnSpec {
    names: &["geopotential height", "geopotential", "hght", "gpheight"],
    dimension: Dimension::Length,
};
const HEIGHT: ColumnSpec = ColumnSpec {
    names: &[
        "height",
        "altitude",
        "height asl",
        "altitude asl",
        "height msl",
        "altitude msl",
        "geometric height",
        "geometric altitude",
        "alt",
        "elevation",
        "z",
        "h",
    ],
    dimension: Dimension::Length,
};
/// The column of heights, and what they count from.
pub struct Height {
    pub found: FoundColumn,
    pub above_ground: bool,
    pub geopotential: bool,
}

impl Height {
    /// Finds it in the header.
    pub fn find(sheet: &CsvTable) -> Result<Self, Error> {
        let above_ground = sheet.column(&HEIGHT_AGL)?;
        let geopotential = sheet.column(&GEOPOTENTIAL)?;
        Ok(Self {
            found: match above_ground.or(geopotential) {
                Some(found) => found,
                None => sheet.needed(&HEIGHT)?,
            },
            above_ground: above_ground.is_some(),
            geopotential: above_ground.is_none() && geopotential.is_some(),
        })
    }

    /// Height above mean sea level, m.
    pub fn read(&self, sheet: &CsvTable, row: &Row, elevation: f64) -> Result<f64, Error> {
        let read = sheet.value(row, self.found)?;
        Ok(match (self.above_ground, self.geopotential) {
            (true, _) => elevation + read,
            (false, true) => geometric(read),
            (false, false) => read,
        })
    }
}

impl CsvTable {
    /// The heights of rows, to be put in order.
    pub fn heights<'s>(
        &'s self,
        rows: &[&Row],
        height: &Height,
        values: impl Iterator<Item = f64>,
    ) -> Order<'s> {
        let places = rows
            .iter()
            .map(|row| self.cell(row.start, height.found.index));
        Order {
            text: self.place(),
            name: "height",
            rows: values.zip(places).collect(),
        }
    }
}
