//! What weather services and archives give, as the air over a site.
//!
//! One door, [`WeatherFile::read`]: the kind is found by what is in the file. Soundings are read from the University of Wyoming
//! (`TEXT:LIST` and `TEXT:CSV`), IGRA 2 and the Iowa Environmental Mesonet; forecasts from Open-Meteo; columns of numbers by [`crate::csv`]. Of several hours and
//! places it takes those of the launch ([`hours`]), and what is reported becomes a profile by
//! [`MeasuredProfile`](downrange::air::MeasuredProfile), which says what is done with holes. All of it is told as warnings.

mod file;
mod hours;
mod igra;
mod iowa_state;
mod kind;
mod open_meteo;
mod over;
mod reported;
mod wyoming_csv;
mod wyoming_list;

pub use file::WeatherFile;
