//! Soundings of the University of Wyoming as its server writes them since 2025: `TEXT:CSV`, comma-separated, winds in m/s.
//!
//! Each row has its own time and place, those of the balloon; the first is taken for the sounding's. Of reports in BUFR there is a
//! row for every second or two, and pressures repeat. Heights are geopotential.

use downrange::air::{MeasuredLevel, wind_from};
use downrange::quantity::{Dimension, Unit};
use jiff::civil::DateTime;

use super::hours::universal;
use super::reported::ReportedProfile;
use crate::error::Error;
use crate::table::Text;

/// The names before the units, as the server writes them.
const TIME: &str = "time";
const LONGITUDE: &str = "longitude";
const LATITUDE: &str = "latitude";
const PRESSURE: &str = "pressure";
const HEIGHT: &str = "geopotential height";
const TEMPERATURE: &str = "temperature";
const HUMIDITY: &str = "relative humidity";
const DIRECTION: &str = "wind direction";
const SPEED: &str = "wind speed";

/// Whether a text is of this kind: its first line names its columns so.
pub fn is_wyoming_csv(text: &str) -> bool {
    let first = text.trim_start().lines().next().unwrap_or_default();
    first.starts_with("time,longitude,latitude,pressure_")
        && first.contains(",geopotential height_")
}

/// A column: its index and the unit of its numbers.
type Column = (usize, Unit);

/// Reads the sounding of a file.
///
/// # Errors
/// At a cell that is no number, or at the header where a column is missing.
pub fn read(text: Text<'_>) -> Result<ReportedProfile, Error> {
    let mut lines = text.text.split('\n').enumerate();
    let mut at = 0;
    let mut header = "";
    for (_, line) in lines.by_ref() {
        at += line.len() + 1;
        header = line.trim();
        if !header.is_empty() {
            break;
        }
    }
    let titles: Vec<&str> = header.split(',').map(str::trim).collect();
    let find = |name: &str, dimension: Dimension| -> Result<Column, Error> {
        let titled = titles.iter().enumerate().find_map(|(index, title)| {
            let unit = title.strip_prefix(name)?.strip_prefix('_')?;
            Some((index, Unit::parse(unit, dimension).ok()?))
        });
        titled.ok_or_else(|| {
            let start = at - header.len() - 1;
            text.error(start..start + header.len(), format!("no column of {name}"))
                .label("expected the columns of Wyoming's TEXT:CSV, their units after `_`")
        })
    };
    let pressure = find(PRESSURE, Dimension::Pressure)?;
    let height = find(HEIGHT, Dimension::Length)?;
    let temperature = find(TEMPERATURE, Dimension::Temperature)?;
    let humidity = find(HUMIDITY, Dimension::Number)?;
    let direction = find(DIRECTION, Dimension::Angle)?;
    let speed = find(SPEED, Dimension::Speed)?;
    let index_of = |name| titles.iter().position(|title| *title == name);
    let mut sounding = ReportedProfile {
        name: "sounding".to_owned(),
        ..ReportedProfile::default()
    };
    for (index, whole) in lines {
        let start = at;
        at += whole.len() + 1;
        let line = whole.trim_end();
        if line.is_empty() {
            continue;
        }
        let row = Row { text, start, line };
        let wind = row.quantity(speed)?.zip(row.quantity(direction)?);
        let level = MeasuredLevel {
            pressure: row.quantity(pressure)?,
            height: row.quantity(height)?,
            temperature: row.quantity(temperature)?,
            humidity: row.quantity(humidity)?,
            wind: wind.map(|(speed, from)| {
                let [east, north, _] = wind_from(speed, from);
                [east, north]
            }),
        };
        if sounding.levels.is_empty() {
            let cell = |name| index_of(name).and_then(|index| Some(row.cell(index)?.1));
            let degrees = |name| cell(name)?.parse::<f64>().ok().map(f64::to_radians);
            sounding.place = degrees(LATITUDE).zip(degrees(LONGITUDE));
            let clock = cell(TIME).and_then(|time| time.parse::<DateTime>().ok());
            sounding.time = clock.and_then(universal);
        }
        sounding.push(index + 1, level);
    }
    Ok(sounding)
}

/// A row, and where it starts in the text.
struct Row<'t> {
    text: Text<'t>,
    start: usize,
    line: &'t str,
}

impl<'t> Row<'t> {
    /// A cell without blanks, and where it starts in the line.
    fn cell(&self, index: usize) -> Option<(usize, &'t str)> {
        let mut at = 0;
        for (each, cell) in self.line.split(',').enumerate() {
            if each == index {
                return Some((at + cell.len() - cell.trim_start().len(), cell.trim()));
            }
            at += cell.len() + 1;
        }
        None
    }

    fn quantity(&self, (index, unit): Column) -> Result<Option<f64>, Error> {
        let Some((at, cell)) = self.cell(index).filter(|(_, cell)| !cell.is_empty()) else {
            return Ok(None);
        };
        match cell.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Some(unit.to_si(number))),
            _ => {
                let start = self.start + at;
                let title = format!("`{cell}` is not a number");
                Err(self.text.error(start..start + cell.len(), title))
            }
        }
    }
}
