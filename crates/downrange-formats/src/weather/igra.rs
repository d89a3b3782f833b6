//! The Integrated Global Radiosonde Archive of NOAA, version 2 (*Format Description of IGRA 2 Sounding Data Files*, NCEI).
//!
//! A line that begins with `#` is the header of a sounding: station, date, hour (UTC), place in ten-thousandths of a degree. Each line
//! after it is a level: pressure in Pa, geopotential height in m, temperature, relative humidity and wind speed in tenths
//! (°C, %, m/s), the dew point as tenths below the temperature, wind direction in degrees. -9999 is missing, -8888 was taken out by
//! NOAA's checks. Levels of the wind have neither pressure nor temperature.

use std::ops::Range;

use downrange::air::{MeasuredLevel, humidity_of_dew_point, wind_from};
use jiff::Timestamp;

use super::hours::time_of;
use super::reported::ReportedProfile;
use crate::error::Error;
use crate::table::Text;

/// Columns of a header, from 0.
const STATION: Range<usize> = 1..12;
const YEAR: Range<usize> = 13..17;
const MONTH: Range<usize> = 18..20;
const DAY: Range<usize> = 21..23;
const HOUR: Range<usize> = 24..26;
const RELEASE: Range<usize> = 27..31;
const LATITUDE: Range<usize> = 55..62;
const LONGITUDE: Range<usize> = 63..71;

/// Columns of a level, from 0.
const PRESSURE: Range<usize> = 9..15;
const HEIGHT: Range<usize> = 16..21;
const TEMPERATURE: Range<usize> = 22..27;
const HUMIDITY: Range<usize> = 28..33;
const DEPRESSION: Range<usize> = 34..39;
const DIRECTION: Range<usize> = 40..45;
const SPEED: Range<usize> = 46..51;

/// Numbers from here down say that there is none.
const MISSING: f64 = -8888.0;

/// Whether a text is of this kind: its first line is a header.
pub fn is_igra(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    first.starts_with('#')
        && first
            .get(YEAR)
            .is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
        && first
            .get(LONGITUDE)
            .is_some_and(|degrees| degrees.trim().parse::<f64>().is_ok())
}

/// The time of the sounding that a header begins.
#[cfg(feature = "fetching")]
pub fn time_of_header(line: &str) -> Option<Timestamp> {
    let text = Text {
        file: "",
        text: line,
        starts: None,
    };
    let start = 0;
    Line { text, start, line }.time().ok()?
}

/// Reads the soundings of a file.
///
/// # Errors
/// At a line with something that is no number where one belongs.
pub fn read(text: Text<'_>) -> Result<Vec<ReportedProfile>, Error> {
    let mut soundings: Vec<ReportedProfile> = Vec::new();
    let mut at = 0;
    for (index, whole) in text.text.split('\n').enumerate() {
        let start = at;
        at += whole.len() + 1;
        let line = Line {
            text,
            start,
            line: whole.trim_end(),
        };
        if whole.starts_with('#') {
            soundings.push(line.header()?);
        } else if let (false, Some(sounding)) = (line.line.is_empty(), soundings.last_mut()) {
            sounding.push(index + 1, line.level()?);
        }
    }
    // A file is often cut by hand: a header at its end has lost its levels.
    soundings.retain(|sounding| !sounding.levels.is_empty());
    Ok(soundings)
}

/// A line, and where it starts in the text.
struct Line<'t> {
    text: Text<'t>,
    start: usize,
    line: &'t str,
}

impl Line<'_> {
    /// A number that is not missing.
    fn number(&self, columns: Range<usize>) -> Result<Option<f64>, Error> {
        Ok(self.written(columns)?.filter(|number| *number > MISSING))
    }

    /// A number as written.
    fn written(&self, columns: Range<usize>) -> Result<Option<f64>, Error> {
        let cell = self
            .line
            .get(columns.start..columns.end.min(self.line.len()))
            .unwrap_or_default();
        if cell.trim().is_empty() {
            return Ok(None);
        }
        match cell.trim().parse::<f64>() {
            Ok(number) => Ok(number.is_finite().then_some(number)),
            Err(_) => {
                let span =
                    self.start + columns.start..self.start + columns.end.min(self.line.len());
                let title = format!("`{}` is not a number", cell.trim());
                Err(self
                    .text
                    .error(span, title)
                    .label("expected one, in the columns of IGRA 2"))
            }
        }
    }

    fn header(&self) -> Result<ReportedProfile, Error> {
        let station = self.line.get(STATION).unwrap_or_default().trim();
        let degrees = |columns| {
            let number = self.written(columns)?;
            Ok::<_, Error>(number.map(|number| (number * 1e-4).to_radians()))
        };
        let place = degrees(LATITUDE)?.zip(degrees(LONGITUDE)?);
        Ok(ReportedProfile {
            name: format!("sounding of {station}"),
            // -98.8888 and -998.8888 stand for ships that move.
            place: place.filter(|(latitude, _)| latitude.to_degrees() >= -90.0),
            time: self.time()?,
            ..ReportedProfile::default()
        })
    }

    /// The time that a header says, if there is such a day and hour.
    fn time(&self) -> Result<Option<Timestamp>, Error> {
        let whole =
            |columns| Ok::<_, Error>(self.number(columns)?.map_or(-1, |number| number as i16));
        let hour = match whole(HOUR)? {
            // Not said: that of the release.
            99 => whole(RELEASE)? / 100,
            hour => hour,
        };
        let small = |number: i16| i8::try_from(number).unwrap_or(-1);
        let (year, month, day) = (whole(YEAR)?, small(whole(MONTH)?), small(whole(DAY)?));
        Ok(time_of(year, month, day, small(hour), 0))
    }

    fn level(&self) -> Result<MeasuredLevel, Error> {
        let tenths = |columns| Ok::<_, Error>(self.number(columns)?.map(|number| number / 10.0));
        let temperature = tenths(TEMPERATURE)?.map(|celsius| celsius + 273.15);
        let dew_point = tenths(DEPRESSION)?
            .zip(temperature)
            .map(|(below, temperature)| temperature - below);
        let humidity = match self.number(HUMIDITY)? {
            Some(per_mille) => Some(per_mille / 1000.0),
            None => temperature
                .zip(dew_point)
                .map(|(air, dew)| humidity_of_dew_point(air, dew)),
        };
        let wind = tenths(SPEED)?.zip(self.number(DIRECTION)?);
        Ok(MeasuredLevel {
            height: self.number(HEIGHT)?,
            pressure: self.number(PRESSURE)?,
            temperature,
            humidity,
            wind: wind.map(|(speed, from)| {
                let [east, north, _] = wind_from(speed, from.to_radians());
                [east, north]
            }),
        })
    }
}
