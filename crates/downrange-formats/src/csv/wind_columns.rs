//! The columns of wind: speed and direction, or components.

use downrange::air::{Wind, wind_from};
use downrange::error::Fault;
use downrange::quantity::{Dimension, Unit};

use super::columns::{ColumnSpec, FoundColumn};
use super::{CsvTable, Row};
use crate::error::Error;
use crate::warning::Warning;

const SPEED: ColumnSpec = ColumnSpec {
    names: &["wind speed", "windspeed", "speed", "wspd"],
    dimension: Dimension::Speed,
};
const DIRECTION: ColumnSpec = ColumnSpec {
    names: &[
        "wind direction",
        "winddirection",
        "direction",
        "wind from",
        "from",
        "wdir",
        "dir",
        "drct",
    ],
    dimension: Dimension::Angle,
};
const EAST: ColumnSpec = ColumnSpec {
    names: &[
        "wind east",
        "east",
        "wind u",
        "u wind",
        "u",
        "wind u east",
        "wind x",
    ],
    dimension: Dimension::Speed,
};
const NORTH: ColumnSpec = ColumnSpec {
    names: &[
        "wind north",
        "north",
        "wind v",
        "v wind",
        "v",
        "wind v north",
        "wind y",
    ],
    dimension: Dimension::Speed,
};
const UP: ColumnSpec = ColumnSpec {
    names: &["wind up", "up", "wind w", "w wind", "w", "vertical wind"],
    dimension: Dimension::Speed,
};

/// Speeds above this, m/s, where all directions are below this many degrees, may be directions: no jet stream is as fast where
/// all wind comes from one quarter of the sky.
const SWAPPED_SPEED: f64 = 110.0;
const SWAPPED_DIRECTION: f64 = 100.0;

/// The columns of wind, in either form.
pub enum WindColumns {
    Polar {
        speed: FoundColumn,
        from: FoundColumn,
        up: Option<FoundColumn>,
    },
    Components {
        east: FoundColumn,
        north: FoundColumn,
        up: Option<FoundColumn>,
    },
}

impl WindColumns {
    /// Finds them in the header; none where there is no wind.
    pub fn find(sheet: &CsvTable) -> Result<Option<Self>, Error> {
        let up = sheet.column(&UP)?;
        if let (Some(east), Some(north)) = (sheet.column(&EAST)?, sheet.column(&NORTH)?) {
            return Ok(Some(Self::Components { east, north, up }));
        }
        let (Some(speed), Some(from)) = (sheet.column(&SPEED)?, sheet.column(&DIRECTION)?) else {
            return Ok(None);
        };
        // 5 could be five degrees or most of a circle: directions say their unit.
        if from.unit == Unit::si(Dimension::Angle) && !mentions(sheet, from, "rad") {
            return Err(sheet
                .header_fault(from.index, "the wind directions have no unit")
                .label("write `wind_direction_deg` or `wind_direction_rad`"));
        }
        Ok(Some(Self::Polar { speed, from, up }))
    }

    /// The column that a fault of the wind is shown at.
    pub fn first(&self) -> FoundColumn {
        match self {
            Self::Polar { speed, .. } => *speed,
            Self::Components { east, .. } => *east,
        }
    }

    /// The wind of a row, m/s to the east, north and up; none where a cell is empty.
    pub fn read(&self, sheet: &CsvTable, row: &Row) -> Result<Option<[f64; 3]>, Error> {
        let (level, up) = match self {
            Self::Polar { speed, from, up } => (
                sheet
                    .maybe(row, Some(*speed))?
                    .zip(sheet.maybe(row, Some(*from))?)
                    .map(|(speed, from)| wind_from(speed, from)),
                *up,
            ),
            Self::Components { east, north, up } => (
                sheet
                    .maybe(row, Some(*east))?
                    .zip(sheet.maybe(row, Some(*north))?)
                    .map(|(east, north)| [east, north, 0.0]),
                *up,
            ),
        };
        let up = sheet.maybe(row, up)?.unwrap_or(0.0);
        let Some([east, north, _]) = level else {
            return Ok(None);
        };
        let wind = [east, north, up];
        match Wind::Constant(wind).check() {
            Ok(()) => Ok(Some(wind)),
            Err(fault) => Err(self.too_fast(sheet, row, wind, &fault)),
        }
    }

    /// The fault of a wind that cannot be, at its speed.
    fn too_fast(&self, sheet: &CsvTable, row: &Row, wind: [f64; 3], fault: &Fault) -> Error {
        let column = match self {
            Self::Components { north, .. } if wind[1].abs() > wind[0].abs() => *north,
            _ => self.first(),
        };
        let error = sheet.fault(row, column.index, &*fault.message);
        match (self.swapped(sheet), &fault.hint) {
            (Some(_), _) => error.hint("are the columns of speed and direction swapped?"),
            (None, Some(hint)) => error.hint(hint.as_str()),
            (None, None) => error,
        }
    }

    /// The greatest speed, m/s, and direction, deg, where speeds look like directions and directions like speeds.
    fn swapped(&self, sheet: &CsvTable) -> Option<(f64, f64)> {
        let Self::Polar { speed, from, .. } = self else {
            return None;
        };
        let greatest = |found: FoundColumn| {
            let read = |row: &Row| sheet.maybe(row, Some(found)).ok().flatten();
            sheet.rows.iter().filter_map(read).fold(0.0, f64::max)
        };
        let (fast, turned) = (greatest(*speed), greatest(*from).to_degrees());
        // In raw numbers: a speed in knots is a direction in degrees.
        let circle = speed.unit.from_si(fast) <= 360.0;
        (fast > SWAPPED_SPEED && circle && turned < SWAPPED_DIRECTION).then_some((fast, turned))
    }
}

fn mentions(sheet: &CsvTable, found: FoundColumn, unit: &str) -> bool {
    sheet
        .header
        .get(found.index)
        .is_some_and(|title| title.to_lowercase().contains(unit))
}

impl CsvTable {
    /// Says that speeds look like directions.
    pub fn tell_swapped(&self, columns: &WindColumns, warnings: &mut Vec<Warning>) {
        if let Some((speed, direction)) = columns.swapped(self) {
            warnings.push(Warning {
                file: self.file.clone(),
                read: format!("winds up to {speed:.0} m/s from {direction:.0} deg at most"),
                lines: Vec::new(),
                message: "are the columns of speed and direction swapped?".to_owned(),
            });
        }
    }
}
