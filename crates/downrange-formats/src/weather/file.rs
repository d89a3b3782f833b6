//! A weather file: the one door.

use std::sync::Arc;

use downrange::air::{Air, Sounding, Weather, Wind};
use downrange::flight::Site;

use super::hours::HourKind;
use super::kind::{self, WeatherKind};
use super::over::{self, Reports};
use super::{igra, iowa_state, open_meteo, wyoming_csv, wyoming_list};
use crate::csv;
use crate::error::Error;
use crate::lines::Lines;
use crate::table::{NumberPlaces, Text};
use crate::text::decoded;
use crate::warning::Warning;

/// A file of weather, read; what it says of a site is asked of it.
#[derive(Debug, Clone)]
pub struct WeatherFile {
    file: String,
    content: Content,
}

#[derive(Debug, Clone)]
enum Content {
    /// Numbers in columns: they say what they are when they are asked for a state of the air or for a wind.
    Columns(Arc<[u8]>),
    /// Profiles at places and times.
    Reports(Arc<Reports>),
}

impl WeatherFile {
    /// Reads the bytes of a file, of whichever kind.
    ///
    /// # Errors
    /// What in it is not as its kind is written, with the place; what it says where it holds nothing.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Self, Error> {
        let text = decoded(bytes);
        let lines = Lines::of(&text);
        let place = Text {
            file,
            text: &text,
            starts: Some(&lines),
        };
        let (profiles, kind) = match kind::of_text(&text) {
            WeatherKind::Columns => {
                let content = Content::Columns(bytes.into());
                return Ok(Self {
                    file: file.to_owned(),
                    content,
                });
            }
            WeatherKind::WyomingList => (wyoming_list::read(place)?, HourKind::Ascents),
            WeatherKind::WyomingCsv => (vec![wyoming_csv::read(place)?], HourKind::Ascents),
            WeatherKind::Igra => (igra::read(place)?, HourKind::Ascents),
            WeatherKind::IowaState => {
                let read = iowa_state::read(&text).map_err(|reason| not_json(place, &reason))?;
                (read, HourKind::Ascents)
            }
            WeatherKind::OpenMeteo => {
                let read = serde_json::from_str(&text);
                let read = read.map_err(|reason| not_json(place, &reason))?;
                let read = open_meteo::read(&read).map_err(|title| Error::of_file(file, title))?;
                (read, HourKind::Model)
            }
        };
        let reports = Reports::new(file, text.into(), profiles, kind)?;
        Ok(Self {
            file: file.to_owned(),
            content: Content::Reports(Arc::new(reports)),
        })
    }

    /// The air over a site at the time of its date, with its wind where it has one. What was chosen, made of it and left out is told.
    ///
    /// # Errors
    /// When several hours are in the file and none is the launch's, or the air cannot be so.
    pub fn air(&self, site: &Site, warnings: &mut Vec<Warning>) -> Result<Air, Error> {
        let (sounding, wind): (Sounding, Option<Wind>) = match &self.content {
            Content::Columns(bytes) => (
                csv::profile(&self.file, bytes, site.elevation, warnings)?,
                None,
            ),
            Content::Reports(reports) => {
                let over = over::profile(reports, site, warnings)?;
                let wind = over.wind(site.elevation);
                match over.profile.sounding {
                    Some(sounding) => (sounding, wind),
                    None => {
                        return Err(Error::of_file(
                            &*self.file,
                            "no level has pressure and temperature",
                        )
                        .hint("its winds can blow: name it as `wind` in [air]"));
                    }
                }
            }
        };
        let air = Air::new(Weather::Sounding(sounding), wind, site.elevation);
        air.map_err(|fault| {
            let error = Error::of_file(&*self.file, fault.message);
            match fault.hint {
                Some(hint) => error.hint(hint),
                None => error,
            }
        })
    }

    /// The wind over a site, as [`Self::air`], and where its levels stand in a file of columns.
    ///
    /// # Errors
    /// As [`Self::air`]; when there is no wind.
    pub fn wind(
        &self,
        site: &Site,
        warnings: &mut Vec<Warning>,
    ) -> Result<(Wind, NumberPlaces), Error> {
        match &self.content {
            Content::Columns(bytes) => csv::wind(&self.file, bytes, site.elevation, warnings),
            Content::Reports(reports) => {
                let over = over::profile(reports, site, warnings)?;
                let wind = over.wind(site.elevation);
                let wind =
                    wind.ok_or_else(|| Error::of_file(&*self.file, "no level has a wind"))?;
                Ok((wind, NumberPlaces::nowhere(&self.file)))
            }
        }
    }
}

/// The fault of JSON that is not as it should be, at its place.
fn not_json(text: Text<'_>, reason: &serde_json::Error) -> Error {
    let lines = text
        .text
        .split_inclusive('\n')
        .take(reason.line().saturating_sub(1));
    let start: usize = lines.map(str::len).sum();
    let at = start + reason.column().saturating_sub(1);
    let said = reason.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    text.error(at..at + 1, said)
}
