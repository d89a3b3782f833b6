//! Soundings of the University of Wyoming (<https://weather.uwyo.edu/upperair/sounding.shtml>), as `TEXT:CSV` of one ascent; the form of
//! the request is that of Unidata's siphon 0.11. Its stations are those of IGRA that have a number.

use jiff::Timestamp;

use super::services::{CHANGING, SETTLED, WeatherServices, refused, words};
use super::stations::near;
use super::wanted::WantedWeather;
use crate::error::Error;
use crate::weather::hours::shown;
use crate::weather::wyoming_csv::is_wyoming_csv;

const ADDRESS: &str = "https://weather.uwyo.edu/wsgi/sounding";

/// Stations that are asked, the nearest first.
const FEW: usize = 3;

/// Hours between ascents: at 00 and 12 UTC.
const ASCENTS: i64 = 12;

/// Bytes of a sounding: of a row for every second some 700,000.
const ONE: u64 = 8_000_000;

/// After so many hours a sounding does not change.
const OLD: i64 = 48;

/// Fetches the ascent nearest to the time of the nearest station that has one.
pub fn fetched(
    wanted: &WantedWeather,
    services: &mut WeatherServices<'_>,
) -> Result<Vec<u8>, Error> {
    if wanted.from != wanted.to {
        let title = "it hands out one sounding at a time".to_owned();
        return Err(wanted.outside(title, "say --time, or take igra or open-meteo"));
    }
    let time = wanted.from.as_second();
    let step = ASCENTS * 3600;
    let before = time.div_euclid(step) * step;
    let mut ascents = vec![before, before + step];
    ascents.sort_by_key(|ascent| ((ascent - time).abs(), *ascent));
    ascents.retain(|ascent| *ascent <= services.time().as_second());
    let (mut tried, mut said) = (Vec::new(), String::new());
    for station in near(wanted, services, FEW)? {
        let Some(number) = station.number() else {
            continue;
        };
        (services.tell)(&station.shown());
        for ascent in &ascents {
            let ascent = Timestamp::from_second(*ascent).unwrap_or(wanted.from);
            let at = ascent.strftime("%Y-%m-%d%%20%H:00:00");
            let address = format!("{ADDRESS}?datetime={at}&id={number}&type=TEXT:CSV");
            let age = services.time().as_second() - ascent.as_second();
            let kept = match age > OLD * 3600 {
                true => SETTLED,
                false => CHANGING,
            };
            let is_sounding = |body: &[u8]| is_wyoming_csv(&String::from_utf8_lossy(body));
            let answer = services.get(&address, ONE, kept, is_sounding)?;
            if answer.is_good() && is_sounding(&answer.body) {
                return Ok(answer.body);
            }
            // What it does not have is a page, whatever its status.
            if answer.status == 429 || answer.status >= 500 {
                return Err(refused(&address, &answer));
            }
            let page = words(&answer.body);
            said = page.split(". ").next().unwrap_or_default().to_owned();
            (services.tell)(&format!("no sounding of {}", shown(ascent)));
        }
        tried.push(station.shown());
    }
    let said = if said.is_empty() {
        said
    } else {
        format!("; the server says: {said}")
    };
    let title = format!(
        "no sounding about {}: {}{said}",
        wanted.hours(),
        tried.join("; ")
    );
    Err(wanted.outside(
        title,
        "another time, or another --station; or --source igra",
    ))
}
