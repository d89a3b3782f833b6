//! A weather file: the one door.

use std::path::Path;
use std::sync::Arc;

use downrange::air::{Air, MeasuredProfile, Sounding, Weather, Wind};
use downrange::dispersion::WindProfile;
use downrange::flight::Site;
use jiff::Timestamp;

#[cfg(any(feature = "grib", feature = "netcdf"))]
use super::gridded::Gridded;
use super::hours::HourKind;
use super::kind::{self, WeatherKind};
use super::over;
use super::reports::Reports;
use super::{igra, iowa_state, open_meteo, wyoming_csv, wyoming_list};
use crate::csv;
use crate::error::Error;
use crate::files;
use crate::lines::Lines;
use crate::table::{NumberPlaces, Text};
use crate::text::decoded;
use crate::warning::Warning;

/// A file of weather, read; what it says of a site is asked of it.
#[derive(Clone)]
pub struct WeatherFile {
    file: String,
    content: Content,
}

#[derive(Clone)]
enum Content {
    /// Numbers in columns: they say what they are when they are asked for a state of the air or for a wind.
    Columns(Arc<[u8]>),
    /// Profiles at places and times.
    Reports(Arc<Reports>),
    /// A model's fields on grids.
    #[cfg(any(feature = "grib", feature = "netcdf"))]
    Gridded(Arc<Gridded>),
}

impl WeatherFile {
    /// Reads the bytes of a file, of whichever kind.
    ///
    /// # Errors
    /// What in it is not as its kind is written, with the place; what it says where it holds nothing.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Self, Error> {
        let content = match kind::of_bytes(bytes) {
            Some(kind) => gridded(file, bytes, kind)?,
            None => of_text(file, bytes)?,
        };
        Ok(Self {
            file: file.to_owned(),
            content,
        })
    }

    /// Reads a file of the disk.
    ///
    /// # Errors
    /// As [`Self::read`]; when it cannot be read.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let file = path.display().to_string();
        let bytes = files::read(path, files::TABLE);
        let bytes = bytes.map_err(|reason| Error::unread(&*file, "weather", &reason))?;
        Self::read(&file, &bytes)
    }

    /// What it is called.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The times that it has, rising; none of columns.
    pub(super) fn times(&self) -> Vec<Timestamp> {
        match &self.content {
            Content::Columns(_) => Vec::new(),
            Content::Reports(reports) => reports.times(),
            #[cfg(any(feature = "grib", feature = "netcdf"))]
            Content::Gridded(gridded) => gridded.times(),
        }
    }

    /// The place of a sounding at the time of a site's date, latitude and longitude, rad, where it is said.
    pub(super) fn place(&self, site: &Site) -> Option<(f64, f64)> {
        match &self.content {
            Content::Reports(reports) => reports.place(site),
            _ => None,
        }
    }

    /// The members of an ensemble, rising; of any other file one without a number.
    fn numbers(&self) -> Vec<Option<u32>> {
        match &self.content {
            Content::Columns(_) => vec![None],
            Content::Reports(reports) => reports.members(),
            #[cfg(any(feature = "grib", feature = "netcdf"))]
            Content::Gridded(gridded) => gridded.members(),
        }
    }

    /// What it is over a site at the time of its date, in one sentence; its times; and how many members it has.
    ///
    /// # Errors
    /// As [`Self::members`].
    #[cfg(feature = "fetching")]
    pub(super) fn contents(&self, site: &Site) -> Result<(String, Vec<String>, usize), Error> {
        let mut told = Vec::new();
        let members = self.members(site, &mut told)?.len();
        let summary = told.first().map(|warning| warning.message.clone());
        let times = self.times().into_iter().map(super::hours::shown);
        Ok((summary.unwrap_or_default(), times.collect(), members))
    }

    /// The winds of all members over a site, against height above its ground, and where their levels stand in a file of columns.
    ///
    /// # Errors
    /// As [`Self::wind`].
    pub fn winds(
        &self,
        site: &Site,
        warnings: &mut Vec<Warning>,
    ) -> Result<(Vec<WindProfile>, NumberPlaces), Error> {
        if let Content::Columns(bytes) = &self.content {
            return csv::winds(&self.file, bytes, site.elevation, warnings);
        }
        let members = self.members(site, warnings)?;
        let winds = members
            .iter()
            .map(|member| over::above_ground(member, site.elevation));
        Ok((winds.collect(), NumberPlaces::nowhere(&self.file)))
    }

    /// The air of all members over a site, each with its wind where it has one.
    ///
    /// # Errors
    /// As [`Self::air`].
    pub fn airs(&self, site: &Site, warnings: &mut Vec<Warning>) -> Result<Vec<Air>, Error> {
        if let Content::Columns(bytes) = &self.content {
            let members = csv::members(&self.file, bytes, site.elevation, warnings)?.into_iter();
            let winds = |(sounding, winds): (_, Option<WindProfile>)| {
                self.air_of(Some(sounding), winds.map(Wind::Layered), site)
            };
            return members.map(winds).collect();
        }
        let members = self.members(site, warnings)?.into_iter();
        let air = |member: MeasuredProfile| {
            let wind = over::wind(&member, site.elevation);
            self.air_of(member.sounding, wind, site)
        };
        members.map(air).collect()
    }

    /// The profiles of all members over a site at the time of its date, in their order: one of a file that is no ensemble. What was
    /// chosen, made of the first and left out is told.
    ///
    /// # Errors
    /// As [`Self::air`]; of columns, and when a member has no wind.
    pub(crate) fn members(
        &self,
        site: &Site,
        warnings: &mut Vec<Warning>,
    ) -> Result<Vec<MeasuredProfile>, Error> {
        let mut profiles = Vec::new();
        for (index, member) in self.numbers().into_iter().enumerate() {
            let mut told = Vec::new();
            let Ok(profile) = self.profile_of(site, member, &mut told)? else {
                return Err(Error::of_file(
                    &*self.file,
                    "columns of numbers are of no member and of no hour",
                ));
            };
            if profile.winds.is_empty() {
                return Err(Error::of_file(&*self.file, "no level has a wind"));
            }
            if index == 0 {
                warnings.extend(told);
            }
            profiles.push(profile);
        }
        Ok(profiles)
    }

    /// The profiles of all members at all of some times, in their order, which are not empty. Of several times those without a
    /// profile, and those without a state of the air where others have one, are left out, and told.
    ///
    /// # Errors
    /// As [`Self::members`]: of a single time, and of the first where none has a profile.
    pub(crate) fn members_at(
        &self,
        site: &Site,
        times: &[String],
        warnings: &mut Vec<Warning>,
    ) -> Result<Vec<MeasuredProfile>, Error> {
        let at = |time: &String, warnings: &mut Vec<Warning>| {
            let site = Site {
                date: Some(time.clone()),
                ..site.clone()
            };
            self.members(&site, warnings)
        };
        if let [only] = times {
            return at(only, warnings);
        }
        let (mut profiles, mut refused) = (Vec::new(), Vec::new());
        for time in times {
            let mut told = Vec::new();
            match at(time, &mut told) {
                Ok(members) => {
                    if profiles.is_empty() {
                        warnings.extend(told);
                    }
                    profiles.extend(members);
                }
                Err(error) => refused.push((time, error)),
            }
        }
        let tell = |message: String| Warning {
            file: self.file.clone(),
            read: String::new(),
            lines: Vec::new(),
            message,
        };
        if let Some((time, error)) = refused.first() {
            if profiles.is_empty() {
                return Err(error.clone());
            }
            warnings.push(tell(format!(
                "{} of {} times without a profile, the first {time} ({}): left out",
                refused.len(),
                times.len(),
                error.message()
            )));
        }
        let has_air = |profile: &MeasuredProfile| profile.sounding.is_some();
        let lone = profiles.iter().filter(|profile| !has_air(profile)).count();
        if lone > 0 && lone < profiles.len() {
            profiles.retain(has_air);
            warnings.push(tell(format!(
                "{lone} profiles of the wind alone among others: left out"
            )));
        }
        Ok(profiles)
    }

    /// The air over a site at the time of its date, with its wind where it has one. What was chosen, made of it and left out is told.
    ///
    /// # Errors
    /// When several hours are in the file and none is the launch's, or the air cannot be so.
    pub fn air(&self, site: &Site, warnings: &mut Vec<Warning>) -> Result<Air, Error> {
        let (sounding, wind) = match self.profile(site, warnings)? {
            Ok(profile) => {
                let wind = over::wind(&profile, site.elevation);
                (profile.sounding, wind)
            }
            Err(columns) => (
                Some(csv::profile(&self.file, columns, site.elevation, warnings)?),
                None,
            ),
        };
        self.air_of(sounding, wind, site)
    }

    /// The air over a site that a profile is.
    fn air_of(
        &self,
        sounding: Option<Sounding>,
        wind: Option<Wind>,
        site: &Site,
    ) -> Result<Air, Error> {
        let Some(sounding) = sounding else {
            let error = Error::of_file(&*self.file, "no level has pressure and temperature");
            return Err(error.hint("its winds can blow: name it as `wind` in [air]"));
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
        match self.profile(site, warnings)? {
            Err(columns) => csv::wind(&self.file, columns, site.elevation, warnings),
            Ok(profile) => {
                let wind = over::wind(&profile, site.elevation);
                let wind =
                    wind.ok_or_else(|| Error::of_file(&*self.file, "no level has a wind"))?;
                Ok((wind, NumberPlaces::nowhere(&self.file)))
            }
        }
    }

    /// The profile of the first member over a site; or the bytes of columns, which have their own readers.
    fn profile(
        &self,
        site: &Site,
        warnings: &mut Vec<Warning>,
    ) -> Result<Result<MeasuredProfile, &[u8]>, Error> {
        let members = self.numbers();
        let member = members.first().copied().flatten();
        if let (Some(first), Some(last), true) =
            (member, members.last().copied().flatten(), members.len() > 1)
        {
            warnings.push(Warning {
                file: self.file.clone(),
                read: String::new(),
                lines: Vec::new(),
                message: format!(
                    "an ensemble with members {first} to {last}: member {first} is taken"
                ),
            });
        }
        self.profile_of(site, member, warnings)
    }

    /// The same of a member.
    fn profile_of(
        &self,
        site: &Site,
        member: Option<u32>,
        warnings: &mut Vec<Warning>,
    ) -> Result<Result<MeasuredProfile, &[u8]>, Error> {
        let (text, taken) = match &self.content {
            Content::Columns(bytes) => return Ok(Err(bytes)),
            Content::Reports(reports) => (&*reports.text, reports.taken(site, member)?),
            #[cfg(any(feature = "grib", feature = "netcdf"))]
            Content::Gridded(gridded) => ("", gridded.taken(&self.file, site, member)?),
        };
        over::profile((&self.file, text), &taken, site, warnings).map(Ok)
    }
}

fn of_text(file: &str, bytes: &[u8]) -> Result<Content, Error> {
    let text = decoded(bytes);
    let lines = Lines::of(&text);
    let place = Text {
        file,
        text: &text,
        starts: Some(&lines),
    };
    let (profiles, kind) = match kind::of_text(&text) {
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
        WeatherKind::NetCdf | WeatherKind::Grib | WeatherKind::Columns => {
            return Ok(Content::Columns(bytes.into()));
        }
    };
    Ok(Content::Reports(Arc::new(Reports::new(
        file,
        text.into(),
        profiles,
        kind,
    )?)))
}

#[cfg(any(feature = "grib", feature = "netcdf"))]
fn gridded(file: &str, bytes: &[u8], kind: WeatherKind) -> Result<Content, Error> {
    let gridded = Gridded::read(file, bytes, kind == WeatherKind::Grib)?;
    Ok(Content::Gridded(Arc::new(gridded)))
}

#[cfg(not(any(feature = "grib", feature = "netcdf")))]
fn gridded(file: &str, _: &[u8], _: WeatherKind) -> Result<Content, Error> {
    Err(Error::of_file(
        file,
        "this build of the program reads no NetCDF and no GRIB",
    ))
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
