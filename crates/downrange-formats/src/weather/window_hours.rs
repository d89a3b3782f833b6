//! The hours of a launch window.

use jiff::{SignedDuration, Timestamp};

use super::WeatherFile;
use super::hours::{shown, time_with_zone};
use crate::error::Error;

/// More hours than this are no window but a mistake: a year of hours.
const MOST: usize = 8784;

impl WeatherFile {
    /// The hours of a launch window, UTC, rising, each as text such as `2026-11-28T06:00Z`: from one time to another, each so long
    /// after the one before (`1h`, `30min`); without ends those of the forecast.
    ///
    /// # Errors
    /// When a time or a duration cannot be read, the forecast does not cover them, has no times, or they are very many.
    pub fn hours(
        &self,
        from: Option<&str>,
        to: Option<&str>,
        every: &str,
    ) -> Result<Vec<String>, Error> {
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
        let step: Option<SignedDuration> = every.parse().ok();
        let Some(step) = step.filter(|step| step.is_positive()) else {
            let error = Error::of_file("--every", format!("{every:?} is no duration"));
            return Err(error.hint("expected one such as 1h or 30min"));
        };
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
        let mut hours = Vec::new();
        let mut next = Some(from);
        while let Some(time) = next.filter(|time| *time <= to) {
            if hours.len() == MOST {
                let error = Error::of_file("--every", format!("more than {MOST} hours"));
                return Err(error.hint("ask for fewer, farther apart"));
            }
            hours.push(shown(time));
            next = time.checked_add(step).ok();
        }
        Ok(hours)
    }
}
