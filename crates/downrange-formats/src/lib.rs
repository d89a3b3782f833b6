//! Files in and out.
//!
//! A format is a door: it turns bytes into a description, or a flight into bytes, and holds no physics.

mod antimeridian;
mod area;
mod claim;
pub mod csv;
pub mod designs;
mod digest;
mod error;
pub mod files;
mod kind_of_file;
pub mod landings;
mod launch;
mod lines;
pub mod motors;
mod number_list;
#[cfg(feature = "output")]
pub mod output;
mod reference_page;
mod rule_sheet;
mod schema;
mod similar;
pub mod table;
mod text;
mod toml_file;
pub mod trajectory;
mod warning;
mod weather;

pub use area::{
    AreaText, KeepOutFiles, MOST_AREAS, areas_of, keep_outs_of, parse_areas, parse_keep_outs,
    read_area_files, read_areas, read_keep_out_files,
};
pub use claim::{parse_claim, read_claim};
pub use error::Error;
pub use launch::{
    Dispersed, LaunchFile, MotorFile, PackedLaunch, ReadLaunch, parse_launch, read_dispersed,
    read_launch, write_launch,
};
pub use number_list::parse_numbers;
pub use reference_page::keys_as_markdown;
pub use rule_sheet::{RULE_SHEETS, parse_rule_sheet, read_rule_sheet, rule_sheet_text};
pub use schema::schema;
pub use toml_file::page::KeyRemark;
pub use toml_file::quantities::FileQuantity;
pub use warning::Warning;
#[cfg(feature = "fetching")]
pub use weather::{
    FetchedWeather, ServiceAnswer, ServiceRequest, WantedWeather, WeatherServices, WeatherSource,
    site_of_text, weather_cache_folder,
};
pub use weather::{WeatherFile, WindowTimes};
