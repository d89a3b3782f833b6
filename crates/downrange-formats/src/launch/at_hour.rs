//! A launch in the weather of an hour of a forecast, or of all the times of a month.
//!
//! What the file says over the site is written into tables of our own kind, which the launch file then names: the launch is read by
//! the one reader, its digest covers the weather, and what is packed flies elsewhere.

use std::fmt::Write;

use downrange::air::{MeasuredProfile, Sounding, SoundingLevel};
use downrange::flight::Site;

use super::LaunchFile;
use crate::error::Error;
use crate::files::Memory;
use crate::warning::Warning;
use crate::weather::{WeatherFile, WindowTimes, above_ground};

/// The tables by the names under which the launch file names them.
const AIR: &str = "hour-air.csv";
const WIND: &str = "hour-wind.csv";
const MEMBERS: &str = "hour-members.csv";

impl LaunchFile {
    /// The same launch at some times, in the weather that a file has then over its site. Date, `[air]`, `wind_ensemble` and
    /// `air_ensemble` are replaced: all members of all the times are equally likely, and the flight as planned has the first. They are
    /// states of the air, and winds alone where one of them says nothing of pressure and temperature. What was made of the first is
    /// told; where it is said when the forecast was made, the error of the wind is that of the lead time, in place of a
    /// `sigma`. Of several times those are left out, and counted, at which there is no such profile as at the others.
    ///
    /// # Errors
    /// When the file has nothing for a time, or holds no wind.
    pub fn at_hour(
        &self,
        weather: &WeatherFile,
        site: &Site,
        hour: &WindowTimes,
        warnings: &mut Vec<Warning>,
    ) -> Result<Self, Error> {
        let members = weather.members_at(site, hour.times(), warnings)?;
        let mut file = self
            .without("air")?
            .without("dispersion.wind_ensemble")?
            .without("dispersion.air_ensemble")?
            .with("site.date", date(hour.first()))?;
        let mut files = Memory::new();
        let first = members.get(..1).unwrap_or_default();
        let sounding = first.first().and_then(|member| member.sounding.as_ref());
        if let Some(sounding) = sounding {
            files = files.with(AIR, air(sounding));
            file = file.with("air.profile", AIR)?;
        }
        let whole = members.iter().all(|member| member.sounding.is_some());
        files = files.with(WIND, winds(first, site.elevation));
        file = file.with("air.wind", WIND)?;
        if members.len() > 1 {
            let (key, table) = match whole {
                true => ("dispersion.air_ensemble", states(&members)),
                false => ("dispersion.wind_ensemble", winds(&members, site.elevation)),
            };
            files = files.with(MEMBERS, table);
            file = file.with(key, MEMBERS)?;
        }
        if let Some(lead_time) = hour.lead_time() {
            file = file
                .without("dispersion.wind_error.sigma")?
                .with("dispersion.wind_error.lead_time", lead_time)?;
        }
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
        let _ = writeln!(text, "{}", row(level, level.wind));
    }
    text
}

/// A level with a wind, if one, in the columns of the air.
fn row(level: &SoundingLevel, wind: Option<[f64; 3]>) -> String {
    let or_blank = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
    format!(
        "{},{},{},{},{},{}",
        level.height,
        level.pressure,
        level.temperature,
        or_blank(level.humidity),
        or_blank(wind.map(|wind| wind[0])),
        or_blank(wind.map(|wind| wind[1]))
    )
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

/// The states of the air of all members in columns, with every digit: levels of the air, then those of the wind.
fn states(members: &[MeasuredProfile]) -> String {
    let mut text =
        "member,height_asl_m,pressure_pa,temperature_k,relative_humidity,wind_east_m_s,wind_north_m_s\n"
            .to_owned();
    for (member, profile) in members.iter().enumerate() {
        for level in profile.sounding.iter().flat_map(Sounding::levels) {
            let _ = writeln!(text, "{member},{}", row(level, None));
        }
        for (height, [east, north, _]) in &profile.winds {
            let _ = writeln!(text, "{member},{height},,,,{east},{north}");
        }
    }
    text
}
