//! The stations of the Integrated Global Radiosonde Archive, which has nearly all there are (`igra2-station-list.txt`; its columns are
//! described in `igra2-list-format.txt`, NCEI).

use downrange::earth::inverse_geodesic;
use downrange::flight::Site;

use super::services::{SETTLED, WeatherServices, refused};
use super::wanted::WantedWeather;
use crate::error::Error;

/// Where the archive is.
pub const ARCHIVE: &str = "https://www.ncei.noaa.gov/data/integrated-global-radiosonde-archive";

/// Bytes of the list at most: it has some 2,900 lines.
const LIST: u64 = 4_000_000;

/// Soundings from farther away than this, m, are taken of a station that is named only.
const NEAR: f64 = 500_000.0;

/// A station that sent balloons up in the years that are wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct Station {
    /// Its name in the archive, such as `USM00072357`.
    pub name: String,
    /// The place's, such as `NORMAN/MAX WESTHEIMER A`.
    pub place: String,
    /// From the site, m.
    pub distance: f64,
}

impl Station {
    /// Its number of the World Meteorological Organization, if it has one.
    pub fn number(&self) -> Option<&str> {
        (self.name.get(2..3)? == "M").then(|| self.name.get(6..11))?
    }

    /// Name, place and distance.
    pub fn shown(&self) -> String {
        let distance = self.distance / 1000.0;
        format!(
            "{} {}, {distance:.0} km from the site",
            self.name, self.place
        )
    }
}

/// The station of the name or number that is wanted, or the nearest few.
pub fn near(
    wanted: &WantedWeather,
    services: &mut WeatherServices<'_>,
    few: usize,
) -> Result<Vec<Station>, Error> {
    let address = format!("{ARCHIVE}/doc/igra2-station-list.txt");
    let is_list =
        |body: &[u8]| !read(&String::from_utf8_lossy(body), &wanted.site, None).is_empty();
    let answer = services.get(&address, LIST, SETTLED, is_list)?;
    if !answer.is_good() || !is_list(&answer.body) {
        return Err(refused(&address, &answer));
    }
    let text = String::from_utf8_lossy(&answer.body);
    let year = i64::from(wanted.from.strftime("%Y").to_string().parse().unwrap_or(0));
    if let Some(name) = &wanted.station {
        let all = read(&text, &wanted.site, None).into_iter();
        let named: Vec<Station> = all
            .filter(|each| each.name == *name || each.number() == Some(name))
            .collect();
        return match named.is_empty() {
            false => Ok(named),
            true => {
                let title = format!("{name:?} is no station of IGRA");
                let hint =
                    "such as --station 72357 or USM00072357; without it the nearest is taken";
                Err(Error::of_file("--station", title).hint(hint))
            }
        };
    }
    let mut stations = read(&text, &wanted.site, Some(year));
    stations.sort_by(|a, b| {
        let by_name = || a.name.cmp(&b.name);
        a.distance.total_cmp(&b.distance).then_with(by_name)
    });
    let Some(nearest) = stations.first().map(Station::shown) else {
        let title = format!("no station sent balloons up in {year}");
        return Err(wanted.outside(title, "is it the right year?"));
    };
    stations.retain(|station| station.distance <= NEAR);
    stations.truncate(few);
    match stations.is_empty() {
        false => Ok(stations),
        true => Err(wanted.outside(
            format!("the nearest station is far away: {nearest}"),
            "name it with --station, or take open-meteo, gfs or era5",
        )),
    }
}

/// The stations of a list, those of a year alone if one is given. Ships, which move, are passed over.
fn read(list: &str, site: &Site, year: Option<i64>) -> Vec<Station> {
    let station = |line: &str| {
        let number = |from: usize, to: usize| line.get(from..to)?.trim().parse::<f64>().ok();
        let (latitude, longitude) = (number(12, 20)?, number(21, 30)?);
        let (first, last) = (number(72, 76)?, number(77, 81)?);
        // The list lags behind the soundings by some months.
        let is_of_year = |year: i64| first <= year as f64 && year as f64 <= last + 1.0;
        let is_wanted = latitude.abs() <= 90.0 && year.is_none_or(is_of_year);
        let place = (latitude.to_radians(), longitude.to_radians());
        let way = inverse_geodesic((site.latitude, site.longitude), place);
        is_wanted.then(|| Station {
            name: line.get(..11).unwrap_or_default().to_owned(),
            place: line.get(41..71).unwrap_or_default().trim().to_owned(),
            distance: way.distance,
        })
    };
    list.lines().filter_map(station).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Defends the columns of the list, the number of a station, and that stations of other years and ships are passed over.
    #[test]
    fn a_list_is_read() {
        let list = "\
USM00072357  35.1808  -97.4378  344.9 OK NORMAN                         1965 2026  41000
USM00072353  35.3894  -97.6003  398.0 OK OKLAHOMA CITY                  1942 1989  41000
USX00SHIP01 -98.8888 -998.8888 -998.8    SOME SHIP                      1942 2026    100
";
        let site = super::super::wanted::site_of_text("35.18,-97.44").unwrap();
        let read = read(list, &site, Some(2026));
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].number(), Some("72357"));
        assert_eq!(read[0].shown(), "USM00072357 NORMAN, 0 km from the site");
    }
}
