//! Soundings of the Integrated Global Radiosonde Archive: a ZIP archive for each station, of all its years (`data-por`) or of the last
//! two (`data-y2d`), on <https://www.ncei.noaa.gov/data/integrated-global-radiosonde-archive/access>. The soundings about the launch
//! are taken out of it.

use std::io::{BufRead, BufReader, Cursor, Read};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use zip::ZipArchive;

use super::services::{SETTLED, WeatherServices, refused};
use super::stations::{ARCHIVE, Station, near};
use super::wanted::WantedWeather;
use crate::error::Error;
use crate::files::TABLE;
use crate::weather::igra::time_of_header;

/// Stations that are asked, the nearest first.
const FEW: usize = 5;

/// Soundings of so many hours before and after are taken.
const ABOUT: i64 = 12;

/// Bytes of an archive at most; unpacked they are at most so many times as many, and no line is longer than this.
const PACKED: u64 = 128_000_000;
const TIMES: u64 = 12;
const LINE: u64 = 1_000;

/// How long an archive of this year is kept: it grows by two soundings a day.
const KEPT: Duration = Duration::from_secs(12 * 3600);

/// Fetches the soundings about the time of the nearest station that has one.
pub fn fetched(
    wanted: &WantedWeather,
    services: &mut WeatherServices<'_>,
) -> Result<Vec<u8>, Error> {
    let stations = near(wanted, services, FEW)?;
    let mut tried = Vec::new();
    for station in stations {
        (services.tell)(&station.shown());
        match of_station(wanted, services, &station)? {
            Some(soundings) => return Ok(soundings),
            None => tried.push(station.shown()),
        }
        (services.tell)("it has no sounding then");
    }
    let title = format!(
        "no sounding within {ABOUT} h of {}: {}",
        wanted.hours(),
        tried.join("; ")
    );
    let hint =
        "another time, or a station farther away with --station; the archive lags some days behind";
    Err(wanted.outside(title, hint))
}

/// The soundings of a station about the time, if it has any.
fn of_station(
    wanted: &WantedWeather,
    services: &mut WeatherServices<'_>,
    station: &Station,
) -> Result<Option<Vec<u8>>, Error> {
    let year = |time: Timestamp| time.strftime("%Y").to_string().parse::<i64>().unwrap_or(0);
    // The last two years begin with the one before this.
    let begins = year(services.time()) - 1;
    let name = &station.name;
    let all = (
        format!("{ARCHIVE}/access/data-por/{name}-data.txt.zip"),
        SETTLED,
    );
    let recent = (
        format!("{ARCHIVE}/access/data-y2d/{name}-data-beg{begins}.txt.zip"),
        KEPT,
    );
    let addresses = match year(wanted.from) >= begins {
        true => vec![recent, (all.0, KEPT)],
        false => vec![all],
    };
    for (address, kept) in addresses {
        let is_zip = |body: &[u8]| body.starts_with(b"PK");
        let answer = services.get(&address, PACKED, kept, is_zip)?;
        if answer.status == 404 {
            continue;
        }
        if !answer.is_good() || !is_zip(&answer.body) {
            return Err(refused(&address, &answer));
        }
        let unpacked = about(answer.body, wanted);
        let unpacked = unpacked.map_err(|title| Error::of_file(address, title))?;
        if unpacked.is_some() {
            return Ok(unpacked);
        }
    }
    Ok(None)
}

/// The soundings about the time of an archive of one file, none without any.
fn about(archive: Vec<u8>, wanted: &WantedWeather) -> Result<Option<Vec<u8>>, String> {
    let failed = |reason: String| format!("the archive cannot be unpacked: {reason}");
    let most = (archive.len() as u64).saturating_mul(TIMES).max(TABLE);
    let mut zip = ZipArchive::new(Cursor::new(archive)).map_err(|why| failed(why.to_string()))?;
    let file = zip.by_index(0).map_err(|why| failed(why.to_string()))?;
    let around = SignedDuration::from_hours(ABOUT);
    let first = wanted.from.saturating_sub(around).unwrap_or(wanted.from);
    let last = wanted.to.saturating_add(around).unwrap_or(wanted.to);
    let mut lines = BufReader::new(file.take(most));
    let (mut soundings, mut line, mut is_taken) = (Vec::new(), Vec::new(), false);
    loop {
        line.clear();
        let read = lines.by_ref().take(LINE).read_until(b'\n', &mut line);
        if read.map_err(|why| failed(why.to_string()))? == 0 {
            break;
        }
        if line.starts_with(b"#") {
            let time = time_of_header(&String::from_utf8_lossy(&line));
            is_taken = time.is_some_and(|time| first <= time && time <= last);
        }
        if is_taken {
            soundings.extend_from_slice(&line);
        }
        if soundings.len() as u64 > TABLE {
            return Err("more soundings than are read: ask for fewer hours".to_owned());
        }
    }
    Ok((!soundings.is_empty()).then_some(soundings))
}
