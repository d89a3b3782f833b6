//! Fields of a model on grids, and the columns of the air over a site that they make.
//!
//! Numbers are decoded at the points about the site only, and only for the hours about the launch. At each pressure the height is
//! interpolated as the temperature and the wind are, so that a slope of the pressure surface is met.

use std::collections::{BTreeMap, BTreeSet};

use downrange::air::{MeasuredLevel, humidity_of_specific};
use downrange::earth::inverse_geodesic;
use downrange::flight::Site;
use jiff::Timestamp;

use super::grid_points::{GridPoints, Stencil};
use super::hours::{HourKind, HoursTaken, LaunchTime, choose};
use super::over::Taken;
use super::reported::ReportedProfile;

/// Gravity that makes geopotential metres of a geopotential, m/s² (WMO).
const STANDARD_GRAVITY: f64 = 9.80665;

/// What the numbers of a field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldQuantity {
    /// m²/s².
    Geopotential,
    /// Geopotential m.
    Height,
    /// K.
    Temperature,
    /// Per cent.
    Humidity,
    /// Mass of water over mass of air.
    SpecificHumidity,
    /// m/s, along the grid's x or to the east.
    WindX,
    /// m/s, along the grid's y or to the north.
    WindY,
    /// Pa.
    Pressure,
}

/// Where the numbers of a field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldLevel {
    /// At the ground of the model.
    Ground,
    /// So many m above it.
    AboveGround(u32),
    /// At a pressure, Pa.
    Pressure(u32),
}

/// What a field is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldKey {
    pub member: u32,
    pub time: Timestamp,
    pub level: FieldLevel,
    pub quantity: FieldQuantity,
}

/// A field that a file holds.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Which of the grids it stands on.
    pub grid: usize,
    /// Which of the source's messages or slices it is.
    pub index: usize,
    /// Whether winds count along the grid's axes.
    pub along_grid: bool,
}

/// Where fields are decoded from.
pub trait FieldSource {
    /// The numbers of a field at some of its points.
    ///
    /// # Errors
    /// Why they cannot be decoded, in one sentence.
    fn values(&self, index: usize, points: [usize; 4]) -> Result<[f64; 4], String>;
}

/// The fields of a file.
pub struct Fields {
    /// What the file is, as notes call it.
    pub name: String,
    pub fields: BTreeMap<FieldKey, Field>,
    pub grids: Vec<GridPoints>,
}

impl Fields {
    /// The members, rising.
    pub fn members(&self) -> Vec<u32> {
        let members: BTreeSet<u32> = self.fields.keys().map(|key| key.member).collect();
        members.into_iter().collect()
    }

    /// The hours of a member that have the air at pressures.
    pub fn hours(&self, member: u32) -> Vec<Timestamp> {
        let at_pressure =
            |key: &&FieldKey| key.member == member && matches!(key.level, FieldLevel::Pressure(_));
        let hours: BTreeSet<Timestamp> = self
            .fields
            .keys()
            .filter(at_pressure)
            .map(|key| key.time)
            .collect();
        hours.into_iter().collect()
    }

    /// What it holds, for a message that this is not enough.
    fn held(&self) -> String {
        let names: BTreeSet<String> = self
            .fields
            .keys()
            .map(|key| {
                let at = match key.level {
                    FieldLevel::Ground => "the ground".to_owned(),
                    FieldLevel::AboveGround(metres) => format!("{metres} m above the ground"),
                    FieldLevel::Pressure(pascals) => format!("{} hPa", f64::from(pascals) / 100.0),
                };
                format!("{:?} at {at}", key.quantity)
            })
            .collect();
        names.into_iter().take(5).collect::<Vec<_>>().join(", ")
    }

    /// The columns of a member over a site of the hours about a launch.
    ///
    /// # Errors
    /// What is missing, or why a field cannot be decoded: a sentence, and whether the date of the launch is at fault.
    pub fn over(
        &self,
        source: &dyn FieldSource,
        site: &Site,
        when: LaunchTime,
        member: u32,
    ) -> Result<Taken, (String, bool)> {
        if self.fields.is_empty() {
            return Err((
                "no field of height, temperature, humidity or wind".to_owned(),
                false,
            ));
        }
        let hours = self.hours(member);
        if hours.is_empty() {
            return Err((
                format!("no field at a pressure; it holds {}", self.held()),
                false,
            ));
        }
        let HoursTaken {
            first,
            second,
            share,
        } = choose(&hours, when, HourKind::Model).map_err(|title| (title, true))?;
        let mut over = OverSite {
            fields: self,
            source,
            site,
            stencils: BTreeMap::new(),
        };
        let mut column = |index: usize| match hours.get(index) {
            Some(time) => over.column(member, *time).map_err(|title| (title, false)),
            None => Ok(ReportedProfile::default()),
        };
        let one = column(first)?;
        let other = if second == first {
            one.clone()
        } else {
            column(second)?
        };
        Ok(Taken {
            profiles: [one, other],
            share,
        })
    }
}

/// Fields over a site, and the points of each grid about it.
struct OverSite<'a> {
    fields: &'a Fields,
    source: &'a dyn FieldSource,
    site: &'a Site,
    stencils: BTreeMap<usize, Stencil>,
}

impl OverSite<'_> {
    fn stencil(&mut self, grid: usize) -> Result<Stencil, String> {
        if let Some(known) = self.stencils.get(&grid) {
            return Ok(*known);
        }
        let (latitude, longitude) = (
            self.site.latitude.to_degrees(),
            self.site.longitude.to_degrees(),
        );
        let points = self.fields.grids.get(grid);
        let around = points.and_then(|points| points.around(latitude, longitude));
        let found = around.ok_or_else(|| {
            format!("the site, {latitude:.3} N {longitude:.3} E, is outside the grid of the file")
        })?;
        self.stencils.insert(grid, found);
        Ok(found)
    }

    /// The number of a field at the site; none where the file has no such field, or no number there.
    fn number(&mut self, key: FieldKey) -> Result<Option<f64>, String> {
        let Some(field) = self.fields.fields.get(&key).copied() else {
            return Ok(None);
        };
        let stencil = self.stencil(field.grid)?;
        let number = stencil.interpolate(self.source.values(field.index, stencil.points)?);
        Ok(number.is_finite().then_some(number))
    }

    /// The air of a member at a time.
    fn column(&mut self, member: u32, time: Timestamp) -> Result<ReportedProfile, String> {
        let keys = self.fields.fields.keys().filter(|key| key.member == member);
        let places: BTreeSet<FieldLevel> = keys.map(|key| key.level).collect();
        let of = |level, quantity| FieldKey {
            member,
            time,
            level,
            quantity,
        };
        let ground_height = match self.number(of(FieldLevel::Ground, FieldQuantity::Height))? {
            Some(height) => Some(height),
            None => {
                let geopotential =
                    self.number(of(FieldLevel::Ground, FieldQuantity::Geopotential))?;
                geopotential.map(|geopotential| geopotential / STANDARD_GRAVITY)
            }
        };
        let ground_pressure = self.number(of(FieldLevel::Ground, FieldQuantity::Pressure))?;
        let mut levels = Vec::with_capacity(places.len());
        for place in places {
            let level = match (place, ground_height) {
                (FieldLevel::Pressure(pascals), _) => {
                    let mut level = self.state(place, f64::from(pascals), &of)?;
                    level.pressure = Some(f64::from(pascals));
                    level.height = match self.number(of(place, FieldQuantity::Height))? {
                        Some(height) => Some(height),
                        None => self
                            .number(of(place, FieldQuantity::Geopotential))?
                            .map(|geopotential| geopotential / STANDARD_GRAVITY),
                    };
                    level
                }
                (FieldLevel::AboveGround(above), Some(ground)) => MeasuredLevel {
                    height: Some(ground + f64::from(above)),
                    wind: self.wind(place, &of)?,
                    ..MeasuredLevel::default()
                },
                (FieldLevel::Ground, Some(ground)) => {
                    let near = FieldLevel::AboveGround(2);
                    let pressure = ground_pressure.unwrap_or(f64::NAN);
                    MeasuredLevel {
                        height: Some(ground),
                        pressure: ground_pressure,
                        wind: None,
                        ..self.state(near, pressure, &of)?
                    }
                }
                (FieldLevel::Ground | FieldLevel::AboveGround(_), None) => continue,
            };
            // A level of 2 m has no wind: it is the ground's.
            if matches!(place, FieldLevel::Pressure(_))
                || level.temperature.is_some()
                || level.wind.is_some()
            {
                levels.push(level);
            }
        }
        let spacing = self.stencils.values().next().map(|stencil| {
            let [a, b] = stencil
                .neighbours
                .map(|(lat, lon)| (lat.to_radians(), lon.to_radians()));
            inverse_geodesic(a, b).distance / 1000.0
        });
        let spacing = spacing.map(|spacing| format!(" (points {spacing:.0} km apart)"));
        Ok(ReportedProfile {
            name: format!("{}{}", self.fields.name, spacing.unwrap_or_default()),
            time: Some(time),
            ground_pressure,
            levels,
            ..ReportedProfile::default()
        })
    }

    /// Temperature, humidity and wind of a level at a pressure, Pa.
    fn state(
        &mut self,
        level: FieldLevel,
        pressure: f64,
        of: &impl Fn(FieldLevel, FieldQuantity) -> FieldKey,
    ) -> Result<MeasuredLevel, String> {
        let temperature = self.number(of(level, FieldQuantity::Temperature))?;
        let relative = self.number(of(level, FieldQuantity::Humidity))?;
        let humidity = match (relative, temperature) {
            (Some(percent), _) => Some(percent / 100.0),
            (None, Some(temperature)) => {
                let specific = self.number(of(level, FieldQuantity::SpecificHumidity))?;
                specific.map(|specific| humidity_of_specific(temperature, pressure, specific))
            }
            (None, None) => None,
        };
        let wind = self.wind(level, of)?;
        Ok(MeasuredLevel {
            height: None,
            pressure: None,
            temperature,
            humidity,
            wind,
        })
    }

    fn wind(
        &mut self,
        level: FieldLevel,
        of: &impl Fn(FieldLevel, FieldQuantity) -> FieldKey,
    ) -> Result<Option<[f64; 2]>, String> {
        let key = of(level, FieldQuantity::WindX);
        let (x, y) = (
            self.number(key)?,
            self.number(of(level, FieldQuantity::WindY))?,
        );
        let (Some(wind), Some(field)) = (x.zip(y), self.fields.fields.get(&key).copied()) else {
            return Ok(None);
        };
        let wind = [wind.0, wind.1];
        Ok(Some(match field.along_grid {
            true => self.stencil(field.grid)?.turned(wind),
            false => wind,
        }))
    }
}
