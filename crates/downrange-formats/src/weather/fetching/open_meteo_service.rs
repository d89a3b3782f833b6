//! Open-Meteo (<https://open-meteo.com/en/docs>, <https://open-meteo.com/en/docs/ensemble-api>,
//! <https://open-meteo.com/en/docs/historical-forecast-api>): the hours about the launch over one place, as JSON. Its archive of
//! reanalyses has no pressure levels; that of forecasts has.

use jiff::{SignedDuration, Timestamp};

use super::services::{CHANGING, SETTLED, WeatherServices, refused};
use super::wanted::WantedWeather;
use crate::error::Error;
use crate::files::TABLE;
use crate::weather::open_meteo::is_open_meteo;

/// Where forecasts, old forecasts and ensembles are.
const FORECAST: &str = "https://api.open-meteo.com/v1/forecast";
const OLD_FORECAST: &str = "https://historical-forecast-api.open-meteo.com/v1/forecast";
const ENSEMBLE: &str = "https://ensemble-api.open-meteo.com/v1/ensemble";

/// Levels of the forecasts, hPa.
const LEVELS: [u32; 19] = [
    1000, 975, 950, 925, 900, 850, 800, 700, 600, 500, 400, 300, 250, 200, 150, 100, 70, 50, 30,
];

/// Levels of the ensembles, hPa (open-meteo-website, issue 899).
const ENSEMBLE_LEVELS: [u32; 13] = [
    1000, 925, 850, 700, 600, 500, 400, 300, 250, 200, 150, 100, 50,
];

/// At each level, and near the ground.
const AT_LEVELS: [&str; 5] = [
    "temperature",
    "relative_humidity",
    "geopotential_height",
    "wind_speed",
    "wind_direction",
];
const NEAR_GROUND: &str =
    "surface_pressure,temperature_2m,relative_humidity_2m,wind_speed_10m,wind_direction_10m";

/// Days after which a forecast is asked of the archive, and its answer will not change.
const OLD: i64 = 3;

const DAY: i64 = 24;

/// Fetches the hours.
pub fn fetched(
    wanted: &WantedWeather,
    services: &mut WeatherServices<'_>,
) -> Result<Vec<u8>, Error> {
    let old = services
        .time()
        .saturating_sub(SignedDuration::from_hours(OLD * DAY));
    let old = old.unwrap_or(Timestamp::UNIX_EPOCH);
    let (base, levels) = match &wanted.ensemble {
        Some(_) => (ENSEMBLE, ENSEMBLE_LEVELS.as_slice()),
        None if wanted.from < old => (OLD_FORECAST, LEVELS.as_slice()),
        None => (FORECAST, LEVELS.as_slice()),
    };
    let at_levels = levels
        .iter()
        .flat_map(|level| AT_LEVELS.map(|name| format!("{name}_{level}hPa")));
    let hourly: Vec<String> = std::iter::once(NEAR_GROUND.to_owned())
        .chain(at_levels)
        .collect();
    let (latitude, longitude) = wanted.degrees();
    let (first, last) = (hour(wanted.from, 0), hour(wanted.to, 3599));
    let mut address = format!(
        "{base}?latitude={latitude:.5}&longitude={longitude:.5}&hourly={}&wind_speed_unit=ms&timezone=GMT&start_hour={first}&end_hour={last}",
        hourly.join(",")
    );
    if let Some(model) = &wanted.ensemble {
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if model.is_empty() || !model.chars().all(is_name) {
            let title = format!("{model:?} is no model");
            return Err(Error::of_file("--ensemble", title).hint(
                "such as gfs_seamless, icon_seamless, ecmwf_ifs025, of \
                 https://open-meteo.com/en/docs/ensemble-api",
            ));
        }
        address.push_str("&models=");
        address.push_str(model);
    }
    let kept = if wanted.to < old { SETTLED } else { CHANGING };
    let is_wanted = |body: &[u8]| is_open_meteo(&String::from_utf8_lossy(body));
    let answer = services.get(&address, TABLE, kept, is_wanted)?;
    match answer.is_good() && is_wanted(&answer.body) {
        true => Ok(answer.body),
        false => Err(refused(&address, &answer)),
    }
}

/// The hour that a time is in, or with `up` seconds more the next, as Open-Meteo takes it.
fn hour(time: Timestamp, up: i64) -> String {
    let seconds = (time.as_second() + up).div_euclid(3600) * 3600;
    let hour = Timestamp::from_second(seconds).unwrap_or(time);
    hour.strftime("%Y-%m-%dT%H:%M").to_string()
}
