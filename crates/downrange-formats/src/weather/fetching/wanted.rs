//! Which weather is wanted: where, when and whose.

use downrange::flight::Site;
use downrange::quantity::Coordinate;
use jiff::Timestamp;

use crate::error::Error;
use crate::weather::hours::{LaunchTime, shown, time_with_zone};

/// A service or an archive of weather.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeatherSource {
    /// Forecasts, ensembles and archived forecasts of Open-Meteo.
    OpenMeteo,
    /// NOAA's global forecast.
    Gfs,
    /// NOAA's global ensemble.
    Gefs,
    /// The reanalysis of ECMWF.
    Era5,
    /// NOAA's archive of soundings.
    Igra,
    /// The University of Wyoming's archive of soundings.
    Wyoming,
}

impl WeatherSource {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::OpenMeteo,
        Self::Gfs,
        Self::Gefs,
        Self::Era5,
        Self::Igra,
        Self::Wyoming,
    ];

    /// Its name, as the command line has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::OpenMeteo => "open-meteo",
            Self::Gfs => "gfs",
            Self::Gefs => "gefs",
            Self::Era5 => "era5",
            Self::Igra => "igra",
            Self::Wyoming => "wyoming",
        }
    }

    /// The source of a name.
    ///
    /// # Errors
    /// When there is none of this name, with those that there are.
    pub fn of_name(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|each| each.name() == name);
        let names = Self::ALL.map(Self::name).join(", ");
        found.ok_or_else(|| format!("expected one of {names}"))
    }
}

/// The weather that is wanted.
#[derive(Debug, Clone)]
pub struct WantedWeather {
    /// Whose it is.
    pub source: WeatherSource,
    /// Where.
    pub site: Site,
    pub(super) from: Timestamp,
    pub(super) to: Timestamp,
    /// A station of soundings instead of the nearest: its number, or its name in IGRA.
    pub station: Option<String>,
    /// A model of Open-Meteo's ensembles, such as `gfs_seamless`, instead of its forecast.
    pub ensemble: Option<String>,
}

impl WantedWeather {
    /// The weather at a time, or from one to another, each with its zone, such as `2026-11-28T06:00Z`; without any at the date of the site.
    ///
    /// # Errors
    /// When there is no time, or it cannot be read.
    pub fn new(
        source: WeatherSource,
        site: Site,
        time: Option<&str>,
        [from, to]: [Option<&str>; 2],
    ) -> Result<Self, Error> {
        let (from, to) = match (time, from, to) {
            (Some(time), None, None) => {
                let time = time_with_zone(time, "--time")?;
                (time, time)
            }
            (None, Some(from), Some(to)) => {
                (time_with_zone(from, "--from")?, time_with_zone(to, "--to")?)
            }
            (None, None, None) => match LaunchTime::of(site.date.as_deref()) {
                LaunchTime::At(time, _) => (time, time),
                LaunchTime::Day(_) | LaunchTime::Unsaid => {
                    let error = Error::of_file("--time", "no time is said, nor one in [site]");
                    return Err(error.hint("such as --time 2026-11-28T06:00Z"));
                }
            },
            _ => {
                let title = "a time, or the first and the last of several, but not both";
                let hint = "--time T, or --from T --to T";
                return Err(Error::of_file("--time", title).hint(hint));
            }
        };
        if from > to {
            return Err(Error::of_file("--from", "it is after --to"));
        }
        let date = Some(shown(from));
        Ok(Self {
            source,
            site: Site { date, ..site },
            from,
            to,
            station: None,
            ensemble: None,
        })
    }

    /// Latitude and longitude, deg.
    pub(super) fn degrees(&self) -> (f64, f64) {
        (
            self.site.latitude.to_degrees(),
            self.site.longitude.to_degrees(),
        )
    }

    /// The times, as messages show them.
    pub(super) fn hours(&self) -> String {
        match self.from == self.to {
            true => shown(self.from),
            false => format!("{} to {}", shown(self.from), shown(self.to)),
        }
    }

    /// The fault of a time that the source does not have, and what to do.
    pub(super) fn outside(&self, title: String, hint: &str) -> Error {
        Error::of_file(self.source.name(), title).hint(hint)
    }
}

/// A site of `LAT,LON` at sea level: plain numbers in degrees, or each as launch files have them (`35.18 N, 97.44 W`).
///
/// # Errors
/// When it is none.
pub fn site_of_text(text: &str) -> Result<Site, Error> {
    let wrong = |title: String| {
        Error::of_file("--site", title).hint("such as --site 35.18,-97.44, in degrees")
    };
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let [latitude, longitude] = parts.as_slice() else {
        return Err(wrong(format!("{text:?} is no latitude and longitude")));
    };
    let read = |part: &str, coordinate: Coordinate| match part.parse::<f64>() {
        Ok(degrees) => Ok(degrees.to_radians()),
        Err(_) => coordinate.parse(part).map_err(|fault| wrong(fault.message)),
    };
    let site = Site {
        latitude: read(latitude, Coordinate::Latitude)?,
        longitude: read(longitude, Coordinate::Longitude)?,
        elevation: 0.0,
        date: None,
    };
    let within = |angle: f64, most: f64| angle.to_degrees().abs() <= most;
    match within(site.latitude, 90.0) && within(site.longitude, 360.0) {
        true => Ok(site),
        false => Err(wrong(format!("{text:?} is not on the Earth"))),
    }
}
