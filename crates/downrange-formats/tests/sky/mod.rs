//! Weather files, read over a site.
#![allow(clippy::unwrap_used, clippy::print_stdout, dead_code)]

use std::path::{Path, PathBuf};

use downrange::air::{Air, SoundingLevel, Weather, Wind};
use downrange::flight::Site;
use downrange_formats::{Error, Warning, WeatherFile};

/// A place in degrees and metres, and a date.
pub fn site(latitude: f64, longitude: f64, elevation: f64, date: Option<&str>) -> Site {
    Site {
        latitude: latitude.to_radians(),
        longitude: longitude.to_radians(),
        elevation,
        date: date.map(str::to_owned),
    }
}

/// Norman, Oklahoma, where its balloons rise.
pub fn norman(date: Option<&str>) -> Site {
    site(35.18, -97.44, 345.0, date)
}

/// The air of a file over a site, and what was told.
pub fn air(bytes: &[u8], site: &Site) -> Result<(Air, Vec<Warning>), Error> {
    let mut warnings = Vec::new();
    let air = WeatherFile::read("sky", bytes)?.air(site, &mut warnings)?;
    Ok((air, warnings))
}

/// The levels of the air as described.
pub fn levels(air: &Air) -> &[SoundingLevel] {
    match air.weather() {
        Weather::Sounding(sounding) => sounding.levels(),
        _ => &[],
    }
}

/// The levels of the wind as described, m above the ground and m/s.
pub fn winds(air: &Air) -> &[(f64, [f64; 3])] {
    match air.site_wind() {
        Some(Wind::Layered(levels)) => levels,
        _ => &[],
    }
}

/// The folder of reference files beside the clone; that it is left out is said.
pub fn reference() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference/weather");
    if !folder.is_dir() {
        println!("left out: shared/reference/weather is not here");
        return None;
    }
    Some(folder)
}

/// Speed, m/s, and direction, deg, of a wind.
pub fn polar([east, north, _]: [f64; 3]) -> (f64, f64) {
    (
        east.hypot(north),
        (-east).atan2(-north).to_degrees().rem_euclid(360.0),
    )
}
