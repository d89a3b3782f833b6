//! What weather services and archives give, as the air over a site.
//!
//! One door, [`WeatherFile::read`]: the kind is found by what is in the file. Soundings are read from the University of Wyoming
//! (`TEXT:LIST` and `TEXT:CSV`), IGRA 2 and the Iowa Environmental Mesonet; forecasts from Open-Meteo; fields on grids from NetCDF
//! (feature `netcdf`) and GRIB 2 (feature `grib`); columns of numbers by [`crate::csv`]. Of several hours and places it takes those of
//! the launch (`hours`, `fields`), and what is reported becomes a profile by
//! [`MeasuredProfile`](downrange::air::MeasuredProfile), which says what is done with holes. All of it is told as warnings.

#[cfg(feature = "fetching")]
mod fetching;
#[cfg(any(feature = "grib", feature = "netcdf"))]
mod fields;
mod file;
#[cfg(feature = "grib")]
mod grib2;
#[cfg(any(feature = "grib", feature = "netcdf"))]
mod grid_points;
#[cfg(any(feature = "grib", feature = "netcdf"))]
mod gridded;
mod hours;
mod igra;
mod iowa_state;
mod kind;
#[cfg(feature = "netcdf")]
mod net_cdf;
mod open_meteo;
mod over;
#[cfg(all(test, feature = "grib", feature = "netcdf"))]
mod reference_tests;
mod reported;
mod reports;
mod wind_pairs;
mod window_hours;
mod wyoming_csv;
mod wyoming_list;

#[cfg(feature = "fetching")]
pub use fetching::{
    FetchedWeather, ServiceAnswer, ServiceRequest, WantedWeather, WeatherServices, WeatherSource,
    site_of_text, weather_cache_folder,
};
pub use file::WeatherFile;
pub(crate) use over::above_ground;
pub use window_hours::WindowTimes;
