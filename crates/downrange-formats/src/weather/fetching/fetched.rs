//! Weather that was fetched, and what it holds.

use super::services::WeatherServices;
use super::wanted::{WantedWeather, WeatherSource};
use super::{climate_data_store, igra_archive, nomads, open_meteo_service, wyoming_archive};
use crate::error::Error;
use crate::weather::WeatherFile;

/// Weather that was fetched: a file that `[air]`, `wind_ensemble` and a launch window take.
#[derive(Clone)]
pub struct FetchedWeather {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// What it is and how near to site and time, in one sentence.
    pub summary: String,
    /// Its times, UTC, rising.
    pub hours: Vec<String>,
    /// The members of an ensemble; 1 of any other.
    pub members: usize,
    /// Whether several hours were wanted.
    is_window: bool,
}

impl FetchedWeather {
    /// Fetches the weather that is wanted, and reads it over the site at its first time; `file` is what messages call it.
    ///
    /// # Errors
    /// When the service does not have it, refuses or is not reached, or what comes cannot be read.
    pub fn fetch(
        wanted: &WantedWeather,
        file: &str,
        services: &mut WeatherServices<'_>,
    ) -> Result<Self, Error> {
        for (value, option, sources) in [
            (
                &wanted.station,
                "--station",
                [WeatherSource::Igra, WeatherSource::Wyoming].as_slice(),
            ),
            (&wanted.ensemble, "--ensemble", &[WeatherSource::OpenMeteo]),
        ] {
            if value.is_some() && !sources.contains(&wanted.source) {
                let title = format!("{} has no such choice", wanted.source.name());
                return Err(Error::of_file(option, title));
            }
        }
        let bytes = match wanted.source {
            WeatherSource::OpenMeteo => open_meteo_service::fetched(wanted, services),
            WeatherSource::Gfs | WeatherSource::Gefs => nomads::fetched(wanted, services),
            WeatherSource::Era5 => climate_data_store::fetched(wanted, services),
            WeatherSource::Igra => igra_archive::fetched(wanted, services),
            WeatherSource::Wyoming => wyoming_archive::fetched(wanted, services),
        }?;
        let read = WeatherFile::read(file, &bytes)?;
        let (summary, hours, members) = read.contents(&wanted.site)?;
        Ok(Self {
            bytes,
            summary,
            hours,
            members,
            is_window: wanted.from < wanted.to,
        })
    }

    /// What it holds, as JSON, with the name of its file.
    pub fn json(&self, file: &str) -> String {
        let object = serde_json::json!({
            "file": file,
            "bytes": self.bytes.len(),
            "summary": self.summary,
            "hours": self.hours,
            "members": self.members,
        });
        format!("{object:#}")
    }

    /// Sentences: what it holds, and how a launch takes it from a file of this name.
    pub fn describe(&self, file: &str) -> Vec<String> {
        let hours = match self.hours.as_slice() {
            [first, .., last] => format!("{} hours, {first} to {last}", self.hours.len()),
            [one] => format!("one hour, {one}"),
            [] => "no hours".to_owned(),
        };
        let mut lines = vec![self.summary.clone()];
        match self.members {
            1 => lines.push(hours),
            members => lines.push(format!("{hours}, {members} members")),
        }
        lines.push(format!("in the launch file: [air] profile = \"{file}\""));
        if self.members > 1 {
            lines.push(format!(
                "all members as winds: [dispersion] wind_ensemble = \"{file}\""
            ));
        }
        if self.is_window {
            lines.push(format!(
                "hour by hour: downrange window LAUNCH.toml --weather {file}"
            ));
        }
        lines
    }
}
