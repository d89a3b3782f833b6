//! Writes `[site]`.

use downrange::earth::Earth;
use downrange::error::Fault;
use downrange::flight::Launch;
use downrange::quantity::Dimension::{Angle, Length};

use crate::launch::written::not_written;
use crate::toml_file::page::{HEIGHT, TomlWriter};

/// The site of a launch, on the Earth.
pub fn write(page: &mut TomlWriter<'_>, launch: &Launch) -> Result<(), Fault> {
    let site = &launch.site;
    page.table("site", false);
    page.quantity("latitude", site.latitude, Angle);
    page.quantity("longitude", site.longitude, Angle);
    page.quantity_in("elevation", site.elevation, Length, HEIGHT);
    if let Some(date) = &site.date {
        page.word("date", date);
    }
    if launch.earth != Earth::WGS84 {
        return Err(not_written("earth", "another planet"));
    }
    Ok(())
}
