//! `[site]`.

use downrange::flight::Site;

use crate::error::Error;
use crate::toml_file::entry::TableReader;

/// The site of a launch.
pub fn read(entry: TableReader<'_>) -> Result<Site, Error> {
    Ok(Site {
        latitude: entry.need("latitude")?,
        longitude: entry.need("longitude")?,
        elevation: entry.number_or("elevation", 0.0)?,
        date: entry.date("date")?,
    })
}
