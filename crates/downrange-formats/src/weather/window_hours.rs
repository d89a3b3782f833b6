//! The hours of a launch window, and the months of a climatology.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::WeatherFile;
use super::hours::{shown, time_with_zone};
use crate::error::Error;

/// The option that says when a forecast was made.
const ISSUED: &str = "--issued";

/// More hours than this are no window but a mistake: a year of hours.
const MOST: usize = 8784;

/// Names of the months.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// An hour of a window, or a month: a group of hours, all of whose weather is equally likely.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WindowTimes {
    name: String,
    times: Vec<String>,
    lead_time: Option<SignedDuration>,
}

impl WindowTimes {
    /// An hour, UTC, such as `2026-11-28T06:00Z`.
    pub fn hour(time: &str) -> Self {
        Self {
            name: time.to_owned(),
            times: vec![time.to_owned()],
            lead_time: None,
        }
    }

    /// The same of a forecast that was made at a time: its wind has the error of that lead time.
    ///
    /// # Errors
    /// When it is no time, or after the hour.
    pub fn issued(self, made: &str) -> Result<Self, Error> {
        let made_at = time_with_zone(made, ISSUED)?;
        let hour: Option<Timestamp> = self.first().parse().ok();
        let lead_time = hour.map(|hour| hour.duration_since(made_at));
        if lead_time.is_some_and(|lead_time| lead_time.is_negative()) {
            let error = Error::of_file(ISSUED, format!("{made} is after {}", self.first()));
            return Err(
                error.hint("expected when the forecast was made, such as 2026-11-28T00:00Z")
            );
        }
        Ok(Self { lead_time, ..self })
    }

    /// How long before it the forecast was made, s, where that is said.
    pub fn lead_time(&self) -> Option<f64> {
        self.lead_time.map(|lead_time| lead_time.as_secs_f64())
    }

    /// What it is called: the time of an hour, the name of a month.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its times, UTC, rising.
    pub fn times(&self) -> &[String] {
        &self.times
    }

    /// The first of them.
    pub(crate) fn first(&self) -> &str {
        self.times.first().map_or("", String::as_str)
    }
}

impl WeatherFile {
    /// What a launch window is asked of: its hours, so far apart, or the months of a climatology where no distance is said; each
    /// of a forecast that was made at a time, where that is said.
    ///
    /// # Errors
    /// As [`Self::hours`], [`Self::months`] and [`WindowTimes::issued`].
    pub fn window(
        &self,
        [from, to]: [Option<&str>; 2],
        every: Option<&str>,
        issued: Option<&str>,
    ) -> Result<Vec<WindowTimes>, Error> {
        let times = match every {
            Some(every) => self.hours(from, to, every)?,
            None => self.months(from, to)?,
        };
        match issued {
            Some(made) => times.into_iter().map(|each| each.issued(made)).collect(),
            None => Ok(times),
        }
    }

    /// The hours of a launch window, UTC, rising: from one time to another, each so long
    /// after the one before (`1h`, `30min`); without ends those of the forecast.
    ///
    /// # Errors
    /// When a time or a duration cannot be read, the forecast does not cover them, has no times, or they are very many.
    pub fn hours(
        &self,
        from: Option<&str>,
        to: Option<&str>,
        every: &str,
    ) -> Result<Vec<WindowTimes>, Error> {
        let (from, to) = self.ends(from, to)?;
        let step: Option<SignedDuration> = every.parse().ok();
        let Some(step) = step.filter(|step| step.is_positive()) else {
            let error = Error::of_file("--every", format!("{every:?} is no duration"));
            return Err(error.hint("expected one such as 1h or 30min"));
        };
        let mut hours = Vec::new();
        let mut next = Some(from);
        while let Some(time) = next.filter(|time| *time <= to) {
            if hours.len() == MOST {
                let error = Error::of_file("--every", format!("more than {MOST} hours"));
                return Err(error.hint("ask for fewer, farther apart"));
            }
            hours.push(WindowTimes::hour(&shown(time)));
            next = time.checked_add(step).ok();
        }
        Ok(hours)
    }

    /// The months of a climatology, from January: each has all the times of all years that are in the file between two, in UTC, or
    /// without ends all.
    ///
    /// # Errors
    /// As [`Self::hours`]; when no time is between the ends.
    pub fn months(&self, from: Option<&str>, to: Option<&str>) -> Result<Vec<WindowTimes>, Error> {
        let (from, to) = self.ends(from, to)?;
        let mut months = MONTHS.map(|name| WindowTimes {
            name: name.to_owned(),
            times: Vec::new(),
            lead_time: None,
        });
        for time in self.times() {
            let month = time.to_zoned(TimeZone::UTC).month();
            let month = months.get_mut(usize::from(month.unsigned_abs()) - 1);
            if let (Some(month), true) = (month, (from..=to).contains(&time)) {
                month.times.push(shown(time));
            }
        }
        let months = months.into_iter().filter(|month| !month.times.is_empty());
        let months: Vec<WindowTimes> = months.collect();
        match months.is_empty() {
            true => Err(Error::of_file(
                self.file(),
                format!("no time from {} to {}", shown(from), shown(to)),
            )),
            false => Ok(months),
        }
    }

    /// The first and the last time of a window.
    fn ends(&self, from: Option<&str>, to: Option<&str>) -> Result<(Timestamp, Timestamp), Error> {
        let times = self.times();
        let (Some(first), Some(last)) = (times.first(), times.last()) else {
            return Err(Error::of_file(
                self.file(),
                "it has no times, so that no hour can be chosen",
            )
            .hint("name a forecast of several hours: Open-Meteo, GRIB or NetCDF"));
        };
        let end = |text: Option<&str>, other: Timestamp, option: &str| match text {
            None => Ok(other),
            Some(text) => time_with_zone(text, option),
        };
        let (from, to) = (end(from, *first, "--from")?, end(to, *last, "--to")?);
        if from < *first || to > *last || from > to {
            let title = format!(
                "from {} to {} is not within its hours, {} to {}",
                shown(from),
                shown(to),
                shown(*first),
                shown(*last)
            );
            return Err(Error::of_file(self.file(), title));
        }
        Ok((from, to))
    }
}
