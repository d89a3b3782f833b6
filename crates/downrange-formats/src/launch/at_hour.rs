//! A launch in the weather of an hour of a forecast.
//!
//! What the forecast says over the site at that hour is written into two tables of our own kind, which the launch file then names: the
//! launch is read by the one reader, its digest covers the weather, and what is packed flies elsewhere.

use std::fmt::Write;

use downrange::air::{MeasuredProfile, Sounding};
use downrange::flight::Site;

use super::LaunchFile;
use crate::error::Error;
use crate::files::Memory;
use crate::warning::Warning;
use crate::weather::{WeatherFile, above_ground};

/// The tables by the names under which the launch file names them.
const AIR: &str = "hour-air.csv";
const WIND: &str = "hour-wind.csv";

impl LaunchFile {
    /// The same launch at a time (UTC), in the weather that a forecast has then over its site. Date, `[air]` and `wind_ensemble` are
    /// replaced; of several members each is a wind of the ensemble, and the state of the air is that of the first, whose wind is the
    /// planned one. What was made of the forecast is told.
    ///
    /// # Errors
    /// When the forecast has nothing for the hour, or holds no wind.
    pub fn at_hour(
        &self,
        weather: &WeatherFile,
        site: &Site,
        time: &str,
        warnings: &mut Vec<Warning>,
    ) -> Result<Self, Error> {
        let site = Site {
            date: Some(time.to_owned()),
            ..site.clone()
        };
        let members = weather.members(&site, warnings)?;
        let mut file = self.without("air")?.with("site.date", date(time))?;
        let mut files = Memory::new();
        if let Some(sounding) = members.first().and_then(|member| member.sounding.as_ref()) {
            files = files.with(AIR, air(sounding));
            file = file.with("air.profile", AIR)?;
        }
        files = files.with(WIND, winds(&members, site.elevation));
        file = match members.len() {
            0 | 1 => file.with("air.wind", WIND)?,
            _ => file.with("dispersion.wind_ensemble", WIND)?,
        };
        Ok(file.beside(files))
    }
}

/// A time of TOML; what is none stays text, and is refused where it is read.
fn date(time: &str) -> toml::Value {
    match time.parse() {
        Ok(date) => toml::Value::Datetime(date),
        Err(_) => toml::Value::String(time.to_owned()),
    }
}

/// The state of the air in columns, with every digit.
fn air(sounding: &Sounding) -> String {
    let mut text =
        "height_asl_m,pressure_pa,temperature_k,relative_humidity,wind_east_m_s,wind_north_m_s\n"
            .to_owned();
    for level in sounding.levels() {
        let or_blank =
            |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
        let _ = writeln!(
            text,
            "{},{},{},{},{},{}",
            level.height,
            level.pressure,
            level.temperature,
            or_blank(level.humidity),
            or_blank(level.wind.map(|wind| wind[0])),
            or_blank(level.wind.map(|wind| wind[1]))
        );
    }
    text
}

/// The winds of all members in columns, with every digit.
fn winds(members: &[MeasuredProfile], elevation: f64) -> String {
    let mut text = "member,height_agl_m,wind_east_m_s,wind_north_m_s\n".to_owned();
    for (member, profile) in members.iter().enumerate() {
        for (height, [east, north, _]) in above_ground(profile, elevation) {
            let _ = writeln!(text, "{member},{height},{east},{north}");
        }
    }
    text
}
