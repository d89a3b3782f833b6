//! Files of a model's fields.

use downrange::flight::Site;
use jiff::Timestamp;

use super::fields::{FieldSource, Fields};
use super::hours::LaunchTime;
use super::over::{SAY_WHEN, Taken};
use crate::error::Error;

/// What to do with GRIB 1.
const GRIB_1: &str = "ask for NetCDF: the Climate Data Store offers it as the format of the data, and `grib_to_netcdf` of ecCodes \
                      makes it of this file";

/// The fields of a file, and what decodes them.
pub struct Gridded {
    fields: Fields,
    source: Box<dyn FieldSource + Send + Sync>,
}

impl Gridded {
    /// Reads what fields a file has; whether it is GRIB, or NetCDF.
    ///
    /// # Errors
    /// What is missing or not as expected.
    pub fn read(file: &str, bytes: &[u8], is_grib: bool) -> Result<Self, Error> {
        let read = match is_grib {
            true => grib(bytes),
            false => net_cdf(bytes),
        };
        read.map_err(|title| {
            let error = Error::of_file(file, &*title);
            match title.starts_with("GRIB 1") {
                true => error.hint(GRIB_1),
                false => error,
            }
        })
    }

    /// The members, rising.
    pub fn members(&self) -> Vec<Option<u32>> {
        match self.fields.members() {
            none if none.is_empty() => vec![None],
            members => members.into_iter().map(Some).collect(),
        }
    }

    /// The hours that it has, rising.
    pub fn times(&self) -> Vec<Timestamp> {
        let members = self.fields.members();
        members
            .first()
            .map_or_else(Vec::new, |member| self.fields.hours(*member))
    }

    /// The columns of a member over a site that a launch takes.
    ///
    /// # Errors
    /// What is missing for it, or why it cannot be decoded.
    pub fn taken(&self, file: &str, site: &Site, member: Option<u32>) -> Result<Taken, Error> {
        let when = LaunchTime::of(site.date.as_deref());
        self.fields
            .over(&*self.source, site, when, member.unwrap_or(0))
            .map_err(|(title, of_date)| {
                let error = Error::of_file(file, title);
                match of_date {
                    true => error.hint(SAY_WHEN),
                    false => error,
                }
            })
    }
}

#[cfg(feature = "grib")]
fn grib(bytes: &[u8]) -> Result<Gridded, String> {
    let (fields, source) = super::grib2::read(bytes)?;
    Ok(Gridded {
        fields,
        source: Box::new(source),
    })
}

#[cfg(not(feature = "grib"))]
fn grib(_: &[u8]) -> Result<Gridded, String> {
    Err("this build of the program reads no GRIB".to_owned())
}

#[cfg(feature = "netcdf")]
fn net_cdf(bytes: &[u8]) -> Result<Gridded, String> {
    let (fields, source) = super::net_cdf::read(bytes)?;
    Ok(Gridded {
        fields,
        source: Box::new(source),
    })
}

#[cfg(not(feature = "netcdf"))]
fn net_cdf(_: &[u8]) -> Result<Gridded, String> {
    Err("this build of the program reads no NetCDF".to_owned())
}
