//! ERA5 at pressure levels from the Climate Data Store, which asks for an account: a job is posted, waited for, and its result
//! fetched, as `ecmwf-datastores-client` 0.5.3 and `cdsapi` 0.7.7 do it (<https://cds.climate.copernicus.eu/how-to-api>).
//!
//! The key goes to the store's own address and nowhere else: jobs are asked for there, whatever links an answer holds, no move to
//! another address is followed, and the result is fetched without it.

use std::env;
use std::fmt::Write;
use std::path::PathBuf;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::services::{SETTLED, ServiceRequest, WeatherServices, refused, short, words};
use super::wanted::WantedWeather;
use crate::error::Error;
use crate::files::{self, DESCRIPTION, TABLE};
use crate::weather::hours::shown;

/// Where the store is, where the account does not say.
const STORE: &str = "https://cds.climate.copernicus.eu/api";

/// What to do without a key.
const HOW: &str = "make a free account on https://cds.climate.copernicus.eu, accept the licence of ERA5 there, and put the two lines that \
                   https://cds.climate.copernicus.eu/how-to-api shows (url, key) into ~/.cdsapirc, or the key into CDSAPI_KEY";

/// Its header.
const TOKEN: &str = "PRIVATE-TOKEN";

const PROCESS: &str = "retrieve/v1/processes/reanalysis-era5-pressure-levels/execution";

/// All levels of ERA5, hPa.
const LEVELS: [u32; 37] = [
    1, 2, 3, 5, 7, 10, 20, 30, 50, 70, 100, 125, 150, 175, 200, 225, 250, 300, 350, 400, 450, 500,
    550, 600, 650, 700, 750, 775, 800, 825, 850, 875, 900, 925, 950, 975, 1000,
];

/// Its grid, deg.
const SPACING: f64 = 0.25;

/// Days that it lags behind.
const BEHIND: i64 = 5;

/// Days of one request at most.
const DAYS: i64 = 31;

/// The wait between two looks at the job, s: the first, how it grows, and the longest; and all of it.
const WAIT: f64 = 1.0;
const GROWTH: f64 = 1.5;
const LONGEST: f64 = 120.0;
const PATIENCE: f64 = 2.0 * 3600.0;

/// Bytes of what the store says of a job.
const JOB: u64 = 4_000_000;

/// An account of the Climate Data Store.
struct ClimateDataStoreAccount {
    url: String,
    key: String,
}

impl ClimateDataStoreAccount {
    /// The user's: the variables `CDSAPI_URL` and `CDSAPI_KEY`, or what stands in the file that `CDSAPI_RC` names, else `~/.cdsapirc`.
    ///
    /// # Errors
    /// When there is no key, with how to get one.
    fn of_user() -> Result<Self, Error> {
        let said = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
        let home = || etcetera::home_dir().ok().map(|home| home.join(".cdsapirc"));
        let path = said("CDSAPI_RC").map(PathBuf::from).or_else(home);
        let read = path.and_then(|path| files::read(&path, DESCRIPTION).ok());
        let text = String::from_utf8_lossy(&read.unwrap_or_default()).into_owned();
        let line = |name: &str| {
            let mut lines = text.lines().filter_map(|line| line.split_once(':'));
            let value = lines.rfind(|(key, _)| key.trim() == name);
            value.map(|(_, value)| value.trim().to_owned())
        };
        let key = said("CDSAPI_KEY").or_else(|| line("key"));
        let url = said("CDSAPI_URL").or_else(|| line("url"));
        match key.filter(|key| !key.is_empty()) {
            Some(key) => Ok(Self {
                url: url.unwrap_or_else(|| STORE.to_owned()),
                key,
            }),
            None => Err(Error::of_file(
                "era5",
                "the Climate Data Store asks for a key, and there is none",
            )
            .hint(HOW)),
        }
    }

    /// What a path of the store answers; the fault where it refuses.
    fn ask(
        &self,
        services: &mut WeatherServices<'_>,
        path: &str,
        json: Option<String>,
    ) -> Result<Value, Error> {
        let address = format!("{}/{path}", self.url.trim_end_matches('/'));
        let answer = services.ask(&ServiceRequest {
            secret: Some((TOKEN, self.key.clone())),
            json,
            ..ServiceRequest::get(address.clone(), JOB)
        })?;
        match answer.is_good() {
            true => serde_json::from_slice(&answer.body)
                .map_err(|_| Error::of_file(short(&address), "it does not answer in JSON")),
            false if answer.status == 401 => Err(refused(&address, &answer).hint(HOW)),
            false => Err(refused(&address, &answer)),
        }
    }
}

/// Fetches the hours.
pub fn fetched(
    wanted: &WantedWeather,
    services: &mut WeatherServices<'_>,
) -> Result<Vec<u8>, Error> {
    let inputs = inputs(wanted, services)?;
    let name = format!("{STORE}/{PROCESS} {inputs}");
    if let Some(body) = services.kept(&name, TABLE, SETTLED) {
        (services.tell)("from the cache");
        return Ok(body);
    }
    let account = ClimateDataStoreAccount::of_user()?;
    let posted = json!({ "inputs": inputs }).to_string();
    let mut job = account.ask(services, PROCESS, Some(posted))?;
    let id = job.get("jobID").and_then(Value::as_str).unwrap_or_default();
    let is_id = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if id.is_empty() || !id.chars().all(is_id) {
        return Err(Error::of_file(PROCESS, "the store names no job"));
    }
    let path = format!("retrieve/v1/jobs/{id}");
    let (mut wait, mut waited, mut last) = (WAIT, 0.0, String::new());
    loop {
        let status = job
            .get("status")
            .and_then(Value::as_str)
            .unwrap_or_default();
        if status != last {
            status.clone_into(&mut last);
            (services.tell)(&format!("job {status}"));
        }
        match status {
            "successful" => break,
            "accepted" | "running" if waited < PATIENCE => {}
            "accepted" | "running" => {
                let title = format!("the job is still {status}");
                return Err(wanted.outside(title, "the store is busy: ask again later"));
            }
            other => {
                // The results of a job that failed say why.
                let why = account.ask(services, &format!("{path}/results"), None);
                let title = format!("the job is {other:?}");
                return Err(match why {
                    Err(why) => why,
                    Ok(why) => wanted.outside(
                        format!("{title}: {}", words(why.to_string().as_bytes())),
                        "ask otherwise",
                    ),
                });
            }
        }
        (services.pause)(Duration::from_secs_f64(wait));
        waited += wait;
        wait = (wait * GROWTH).min(LONGEST);
        job = account.ask(services, &path, None)?;
    }
    let results = account.ask(services, &format!("{path}/results"), None)?;
    let href = results.pointer("/asset/value/href").and_then(Value::as_str);
    let href = href.ok_or_else(|| Error::of_file(path, "the job has no result"))?;
    let answer = services.ask(&ServiceRequest::get(href.to_owned(), TABLE))?;
    if !answer.is_good() {
        return Err(refused(href, &answer));
    }
    services.keep(&name, &answer.body);
    Ok(answer.body)
}

/// What is asked for: each hour about the launch, at all levels, of the points about the site.
fn inputs(wanted: &WantedWeather, services: &WeatherServices<'_>) -> Result<Value, Error> {
    let (first, last) = (
        wanted.from.as_second().div_euclid(3600),
        (wanted.to.as_second() + 3599).div_euclid(3600),
    );
    let newest = services
        .time()
        .saturating_sub(SignedDuration::from_hours(24 * BEHIND));
    if newest.is_ok_and(|newest| wanted.to > newest) {
        let title = format!(
            "ERA5 is {BEHIND} days behind, and {} is later",
            shown(wanted.to)
        );
        return Err(wanted.outside(title, "of these days there are open-meteo, gfs and gefs"));
    }
    if last - first > 24 * DAYS {
        let title = format!("more than {DAYS} days");
        return Err(wanted.outside(title, "ask for fewer at once"));
    }
    // The store takes the days of all months and the hours of all days.
    let mut parts: [Vec<String>; 4] = Default::default();
    for hour in first..=last {
        let time = Timestamp::from_second(hour * 3600).unwrap_or(wanted.from);
        for (list, form) in parts.iter_mut().zip(["%Y", "%m", "%d", "%H:00"]) {
            let mut text = String::new();
            let _ = write!(text, "{}", time.strftime(form));
            if !list.contains(&text) {
                list.push(text);
            }
        }
    }
    let [year, month, day, time] = parts;
    let (latitude, longitude) = wanted.degrees();
    let below = |degrees: f64| ((degrees / SPACING).floor() - 1.0) * SPACING;
    let (south, west) = (below(latitude), below(longitude));
    let (north, east) = (south + 3.0 * SPACING, west + 3.0 * SPACING);
    let level = LEVELS.map(|level| level.to_string());
    Ok(json!({
        "product_type": ["reanalysis"],
        "variable": ["geopotential", "temperature", "relative_humidity", "u_component_of_wind", "v_component_of_wind"],
        "year": year, "month": month, "day": day, "time": time,
        "pressure_level": level.to_vec(),
        "area": [north.min(90.0), west, south.max(-90.0), east],
        "data_format": "netcdf",
        "download_format": "unarchived",
    }))
}
