//! Soundings of the Iowa Environmental Mesonet as JSON (`raob.py`): hPa, geopotential m, °C, degrees and knots; `null` is missing.

use downrange::air::{MeasuredLevel, humidity_of_dew_point, wind_from};
use jiff::Timestamp;
use serde::Deserialize;

use super::reported::ReportedProfile;

/// Metres per second of a knot.
const KNOT: f64 = 1852.0 / 3600.0;

/// The file.
#[derive(Debug, Deserialize)]
struct Answer {
    profiles: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    station: String,
    valid: Timestamp,
    profile: Vec<Level>,
}

#[derive(Debug, Deserialize)]
struct Level {
    pres: Option<f64>,
    hght: Option<f64>,
    tmpc: Option<f64>,
    dwpc: Option<f64>,
    drct: Option<f64>,
    sknt: Option<f64>,
}

/// Reads the soundings of a file.
///
/// # Errors
/// What is no such JSON.
pub fn read(text: &str) -> Result<Vec<ReportedProfile>, serde_json::Error> {
    let answer: Answer = serde_json::from_str(text)?;
    let sounding = |entry: Entry| ReportedProfile {
        name: format!("sounding of {}", entry.station),
        time: Some(entry.valid),
        levels: entry.profile.iter().map(level).collect(),
        ..ReportedProfile::default()
    };
    Ok(answer.profiles.into_iter().map(sounding).collect())
}

fn level(level: &Level) -> MeasuredLevel {
    let kelvin = |celsius: f64| celsius + 273.15;
    let (temperature, dew_point) = (level.tmpc.map(kelvin), level.dwpc.map(kelvin));
    MeasuredLevel {
        height: level.hght,
        pressure: level.pres.map(|hectopascals| 100.0 * hectopascals),
        temperature,
        humidity: temperature
            .zip(dew_point)
            .map(|(air, dew)| humidity_of_dew_point(air, dew)),
        wind: level.sknt.zip(level.drct).map(|(knots, from)| {
            let [east, north, _] = wind_from(KNOT * knots, from.to_radians());
            [east, north]
        }),
    }
}
