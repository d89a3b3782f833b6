//! A profile of the air against height.
//!
//! Columns that are not known here (time, longitude, dew point) are passed over; an empty cell of wind or humidity means
//! that the level has none.

use downrange::air::{Sounding, SoundingLevel};
use downrange::dispersion::WindProfile;
use downrange::error::Fault;
use downrange::quantity::Dimension;

use super::columns::{ColumnSpec, FoundColumn};
use super::heights::Height;
use super::wind_columns::WindColumns;
use super::{CsvTable, Row};
use crate::error::Error;
use crate::table::levels::{self, Dips};
use crate::table::order::{Order, tell};
use crate::warning::Warning;

const PRESSURE: ColumnSpec = ColumnSpec {
    names: &["pressure", "pres", "press", "p"],
    dimension: Dimension::Pressure,
};
const TEMPERATURE: ColumnSpec = ColumnSpec {
    names: &["temperature", "temp", "air temperature", "t"],
    dimension: Dimension::Temperature,
};
const HUMIDITY: ColumnSpec = ColumnSpec {
    names: &["relative humidity", "humidity", "rh", "relh"],
    dimension: Dimension::Number,
};
/// Two levels of one height are one level, their mean, up to these differences: a fiftieth of pressure (K and m/s beside it)
/// is what a sonde's noise, rounding and a hundred metres may make; two soundings in one file differ by more.
const SAME_PRESSURE: f64 = 0.02;
const SAME_TEMPERATURE: f64 = 5.0;
const SAME_WIND: f64 = 10.0;
/// A pressure may be above that of the level below by this much, Pa: dense levels, and pressures rounded to whole hPa.
const ROUNDING: f64 = 100.0;

/// Reads a profile of the air over a site at an elevation, m.
///
/// # Errors
/// When a column is missing or unreadable, heights begin again (see [`crate::table::levels`]), or the air cannot be so
/// (see [`Sounding::new`]).
pub fn profile(
    file: &str,
    bytes: &[u8],
    elevation: f64,
    warnings: &mut Vec<Warning>,
) -> Result<Sounding, Error> {
    let sheet = CsvTable::read(file, bytes)?;
    let columns = ProfileColumns::find(&sheet)?;
    let rows: Vec<&Row> = sheet.rows.iter().collect();
    let sounding = sounding(&sheet, &columns, &rows, elevation, warnings)?;
    if let Some(wind) = &columns.wind {
        sheet.tell_swapped(wind, warnings);
    }
    Ok(sounding)
}

/// Reads several states of the air over a site at an elevation, m, from one file: rows with the same cell in the column `member` are
/// one; in a file without that column all rows are. A row with neither pressure nor temperature is a level of the wind alone. Each
/// state has the winds of all of its rows against height above the ground, if it has such levels, and else those of its sounding.
///
/// # Errors
/// As [`profile`].
pub fn members(
    file: &str,
    bytes: &[u8],
    elevation: f64,
    warnings: &mut Vec<Warning>,
) -> Result<Vec<(Sounding, Option<WindProfile>)>, Error> {
    let sheet = CsvTable::read(file, bytes)?;
    let columns = ProfileColumns::find(&sheet)?;
    let is_blank = |row: &Row, found: FoundColumn| {
        let cell = row.cells.get(found.index);
        cell.is_none_or(|cell| cell.is_empty())
    };
    let mut members = Vec::new();
    for rows in sheet.members()? {
        let (lone, whole): (Vec<&Row>, Vec<&Row>) = rows
            .iter()
            .partition(|row| is_blank(row, columns.pressure) && is_blank(row, columns.temperature));
        let sounding = sounding(&sheet, &columns, &whole, elevation, warnings)?;
        let winds = match &columns.wind {
            Some(wind) if !lone.is_empty() => {
                let columns = (&columns.height, wind);
                Some(sheet.blowing(columns, &rows, elevation, warnings)?.0)
            }
            _ => None,
        };
        members.push((sounding, winds));
    }
    if let Some(wind) = &columns.wind {
        sheet.tell_swapped(wind, warnings);
    }
    Ok(members)
}

/// The columns of a profile.
struct ProfileColumns {
    height: Height,
    pressure: FoundColumn,
    temperature: FoundColumn,
    humidity: Option<FoundColumn>,
    wind: Option<WindColumns>,
}

impl ProfileColumns {
    fn find(sheet: &CsvTable) -> Result<Self, Error> {
        Ok(Self {
            height: Height::find(sheet)?,
            pressure: sheet.needed(&PRESSURE)?,
            temperature: sheet.needed(&TEMPERATURE)?,
            humidity: sheet.column(&HUMIDITY)?,
            wind: WindColumns::find(sheet)?,
        })
    }
}

/// The profile of some rows.
fn sounding(
    sheet: &CsvTable,
    columns: &ProfileColumns,
    rows: &[&Row],
    elevation: f64,
    warnings: &mut Vec<Warning>,
) -> Result<Sounding, Error> {
    let ProfileColumns {
        height,
        pressure,
        temperature,
        humidity,
        wind,
    } = columns;
    let mut listed = Vec::with_capacity(rows.len());
    for row in rows {
        listed.push(SoundingLevel {
            height: height.read(sheet, row, elevation)?,
            pressure: sheet.value(row, *pressure)?,
            temperature: sheet.value(row, *temperature)?,
            humidity: sheet.maybe(row, *humidity)?,
            wind: wind
                .as_ref()
                .map_or(Ok(None), |wind| wind.read(sheet, row))?,
        });
    }
    let order = sheet.heights(rows, height, listed.iter().map(|level| level.height));
    let (mut merged, mut stuck): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut levels: Vec<SoundingLevel> = Vec::with_capacity(listed.len());
    // The row that a level is shown by.
    let mut shown: Vec<usize> = Vec::with_capacity(listed.len());
    for group in levels::levels(&order, Dips::PassedOver, warnings)? {
        let all: Vec<&SoundingLevel> = group.iter().filter_map(|row| listed.get(*row)).collect();
        let (Some(first), Some(row)) = (all.first(), group.first()) else {
            continue;
        };
        if let Some(other) = all.iter().position(|level| !alike(first, level)) {
            let other = group.get(other).copied().unwrap_or(*row);
            return Err(sheet.two_levels(&order, *row, other));
        }
        merged.extend(group.get(1..).unwrap_or_default());
        let level = mean(&all);
        let rises = levels
            .last()
            .map(|below: &SoundingLevel| level.pressure - below.pressure);
        if rises.is_some_and(|rise| (0.0..=ROUNDING).contains(&rise)) {
            stuck.push(*row);
            continue;
        }
        levels.push(level);
        shown.push(*row);
    }
    let message = "another level of the same height: their mean is taken";
    tell(&order, &merged, message, warnings);
    let message =
        "the pressure does not fall from the level below, by rounding or noise: passed over";
    tell(&order, &stuck, message, warnings);
    Sounding::new(levels).map_err(|fault| {
        let column = |key: &str| match key {
            "height" => Some(height.found),
            "pressure" => Some(*pressure),
            "temperature" => Some(*temperature),
            "humidity" => *humidity,
            _ => wind.as_ref().map(WindColumns::first),
        };
        let shown: Vec<&Row> = shown
            .iter()
            .filter_map(|row| rows.get(*row).copied())
            .collect();
        let error = sheet.level_fault(&fault, &shown, column);
        match sheet.header.get(height.found.index) {
            Some(title) if height.above_ground || height.geopotential => error.label(format!(
                "heights here count from the sea, those of `{title}` are converted"
            )),
            _ => error,
        }
    })
}

/// Whether two levels of one height can be one.
fn alike(one: &SoundingLevel, other: &SoundingLevel) -> bool {
    let winds = one.wind.zip(other.wind);
    let wind = winds.map_or(0.0, |(a, b)| levels::apart(a, b));
    (one.pressure / other.pressure - 1.0).abs() <= SAME_PRESSURE
        && (one.temperature - other.temperature).abs() <= SAME_TEMPERATURE
        && wind <= SAME_WIND
}

/// The mean of levels of one height; of humidity and wind, that of the levels which have them.
fn mean(levels: &[&SoundingLevel]) -> SoundingLevel {
    let [only] = levels else {
        let of = |values: Vec<f64>| match values.len() {
            0 => None,
            count => Some(values.iter().sum::<f64>() / count as f64),
        };
        let all = |value: fn(&SoundingLevel) -> f64| {
            of(levels.iter().map(|level| value(level)).collect())
        };
        let winds = |axis: usize| of(levels.iter().filter_map(|l| Some(l.wind?[axis])).collect());
        return SoundingLevel {
            height: all(|level| level.height).unwrap_or(f64::NAN),
            pressure: all(|level| level.pressure).unwrap_or(f64::NAN),
            temperature: all(|level| level.temperature).unwrap_or(f64::NAN),
            humidity: of(levels.iter().filter_map(|level| level.humidity).collect()),
            wind: winds(0)
                .zip(winds(1))
                .zip(winds(2))
                .map(|((east, north), up)| [east, north, up]),
        };
    };
    **only
}

impl CsvTable {
    /// The fault that two levels of one height cannot be one.
    fn two_levels(&self, order: &Order<'_>, first: usize, other: usize) -> Error {
        let line = order.text.lines([&order.span_of(first)]);
        let title = format!(
            "another level at height {}, far from that on line {}: one was expected",
            order.quote(other),
            line.first().copied().unwrap_or_default()
        );
        order
            .text
            .error(order.span_of(other), title)
            .hint("are these two soundings in one file?")
    }

    /// A fault of the core at `[index].key`, pointed at its cell.
    fn level_fault(
        &self,
        fault: &Fault,
        shown: &[&Row],
        column: impl Fn(&str) -> Option<FoundColumn>,
    ) -> Error {
        let mut steps = fault
            .place
            .split(['[', ']', '.'])
            .filter(|step| !step.is_empty());
        let row = steps
            .next()
            .and_then(|index| shown.get(index.parse::<usize>().ok()?).copied());
        let error = match (row, column(steps.next().unwrap_or("height"))) {
            (Some(row), Some(found)) => self.fault(row, found.index, &*fault.message),
            (Some(row), None) => self.fault(row, 0, &*fault.message),
            (None, _) => self.header_fault(0, &*fault.message),
        };
        match &fault.hint {
            Some(hint) => error.hint(hint.as_str()),
            None => error,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const TWO: &str = "300, 12.5, 85, 5, 270\n1000, 8, , , \n";

    fn read(header: &str, rows: &str) -> Result<Sounding, Error> {
        profile(
            "sky.csv",
            format!("# a day\n{header}\n{rows}").as_bytes(),
            300.0,
            &mut Vec::new(),
        )
    }

    /// The same air in the spellings of the trade.
    #[test]
    fn headers_are_read_in_many_spellings() {
        let rows = |p: &str, q: &str| format!("300, {p}, 12.5, 85, 5, 270\n1000, {q}, 8, , , \n");
        let hectopascals = rows("977", "898");
        for header in [
            "height_m,pressure_hpa,temperature_c,relative_humidity_%,wind_speed_m_s,wind_direction_deg",
            "Altitude (m), Pressure (hPa), Temperature (°C), RH (%), Wind Speed (m/s), Wind Direction (deg)",
            "ALT [m],PRES [mbar],TEMP [degC],Relative Humidity [%],speed,from_deg",
        ] {
            let air = read(header, &hectopascals).unwrap();
            assert_eq!(air.levels()[0].pressure, 97_700.0, "{header}");
            assert_eq!(air.levels()[0].temperature, 285.65);
            assert_eq!(air.levels()[0].humidity, Some(0.85));
            let wind = air.levels()[0].wind.unwrap();
            assert!((wind[0] - 5.0).abs() < 1e-12 && wind[1].abs() < 1e-12);
            assert_eq!(
                (air.levels()[1].wind, air.levels()[1].humidity),
                (None, None)
            );
        }
        let components = read(
            "height_agl_ft;p;t;wind_u_east_m_s;v_kt;w",
            "0;97700;285.65;5;-3;0.5\n3000;87500;281;;;\n",
        )
        .unwrap();
        assert_eq!(components.levels()[0].height, 300.0);
        assert_eq!(components.levels()[1].height, 300.0 + 914.4);
        assert_eq!(
            components.levels()[0].wind.unwrap(),
            [5.0, -3.0 * 1852.0 / 3600.0, 0.5]
        );
    }

    /// The University of Wyoming's CSV as it comes.
    #[test]
    fn a_wyoming_sounding_is_read() {
        let text = "time,longitude,latitude,pressure_hPa,geopotential height_m,temperature_C,\
            dew point temperature_C,ice point temperature_C,relative humidity_%,humidity wrt ice_%,\
            mixing ratio_g/kg,wind direction_degree,wind speed_m/s\n\
            2024-01-01 00:00:00,-97.0,35.0,970.0,345,5.0,1.0,1.0,75,78,4.0,180,4.1\n\
            2024-01-01 00:00:10,-97.0,35.0,900.0,980,2.0,0.0,0.0,86,86,4.0,190,9.0\n";
        let air = profile("oun.csv", text.as_bytes(), 345.0, &mut Vec::new()).unwrap();
        assert_eq!(air.levels()[1].pressure, 90_000.0);
        assert!(air.levels()[1].height > 980.0 && air.levels()[1].height < 980.5);
    }

    #[test]
    fn faults_point_at_the_cell() {
        let cases = [
            (
                read("height,pressure,temperature_c", "300,977,12\n"),
                "977 Pa at 300 m; about 97773 Pa was expected",
                (3, 5),
            ),
            (
                read("height,pressure,temperature", "300,97700,12\n"),
                "air at 12 K; between 130 and 350 K was expected",
                (3, 11),
            ),
            (
                read("height,pressure,temperature", "300,x,285\n"),
                "`x` is not a number",
                (3, 5),
            ),
            (
                read("height,temperature", TWO),
                "no column of pressure",
                (2, 1),
            ),
            (
                read("height,pressure_furlong,temperature", TWO),
                "`furlong` in `pressure_furlong` is not a unit, expected a pressure such as \"860 hPa\" or 86000 (Pa)",
                (2, 8),
            ),
            (
                read(
                    "height,pressure,temperature,speed,wind_direction",
                    "300,97700,285,5,270\n",
                ),
                "the wind directions have no unit",
                (2, 35),
            ),
        ];
        for (result, message, place) in cases {
            let error = result.unwrap_err();
            assert_eq!(error.message(), message);
            assert_eq!(error.line_and_column(), Some(place), "{error}");
        }
    }
}
