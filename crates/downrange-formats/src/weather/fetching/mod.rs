//! The weather of a place and a time, fetched from a service or an archive.
//!
//! [`FetchedWeather::fetch`] knows what is asked of whom, which run of a model is out and which station is near; it opens no
//! connection: whoever calls hands in what does ([`WeatherServices`]). What comes is read as any other weather file before it is handed out.

mod climate_data_store;
mod fetched;
mod igra_archive;
mod nomads;
mod open_meteo_service;
mod services;
mod stations;
mod wanted;
mod wyoming_archive;

pub use fetched::FetchedWeather;
pub use services::{ServiceAnswer, ServiceRequest, WeatherServices, weather_cache_folder};
pub use wanted::{WantedWeather, WeatherSource, site_of_text};
