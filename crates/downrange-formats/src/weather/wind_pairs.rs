//! Winds of a forecast beside those that were measured.

use downrange::dispersion::WindPair;
use downrange::flight::Site;

use super::WeatherFile;
use super::hours::shown;
use super::over::above_ground;
use crate::error::Error;

impl WeatherFile {
    /// The winds that this forecast has at the times of the soundings of another file and over their places, or the site where they
    /// say none. A sounding outside its hours has none; of an ensemble it is the first member. The lead time is what is said, s, or
    /// the time since the first hour of the forecast.
    ///
    /// # Errors
    /// When one of them has no times, no sounding is within the hours, or a profile cannot be made.
    pub fn wind_pairs(
        &self,
        soundings: &Self,
        site: &Site,
        lead_time: Option<f64>,
    ) -> Result<Vec<WindPair>, Error> {
        let (hours, times) = (self.times(), soundings.times());
        for (file, times) in [(self, &hours), (soundings, &times)] {
            if times.is_empty() {
                let error = Error::of_file(file.file(), "it has no times");
                return Err(error.hint("a forecast and a sounding of the same hour make a pair"));
            }
        }
        let (Some(first), Some(last)) = (hours.first(), hours.last()) else {
            return Ok(Vec::new());
        };
        let mut pairs = Vec::new();
        for time in times.iter().filter(|time| (first..=last).contains(time)) {
            let at = Site {
                date: Some(shown(*time)),
                ..site.clone()
            };
            let (latitude, longitude) = soundings
                .place(&at)
                .unwrap_or((site.latitude, site.longitude));
            let at = Site {
                latitude,
                longitude,
                ..at
            };
            let wind = |file: &Self| {
                let members = file.members(&at, &mut Vec::new())?;
                let member = members.first();
                let wind = member.map(|member| above_ground(member, site.elevation));
                Ok(wind.unwrap_or_default())
            };
            pairs.push(WindPair {
                lead_time: lead_time.unwrap_or_else(|| time.duration_since(*first).as_secs_f64()),
                forecast: wind(self)?,
                measured: wind(soundings)?,
            });
        }
        match pairs.is_empty() {
            true => Err(Error::of_file(
                soundings.file(),
                format!(
                    "no sounding within the hours of `{}`, {} to {}",
                    self.file(),
                    shown(*first),
                    shown(*last)
                ),
            )),
            false => Ok(pairs),
        }
    }
}
