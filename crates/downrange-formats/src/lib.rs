//! Files in and out.
//!
//! A format is a door: it turns bytes into a description, or a flight into bytes, and holds no physics.

mod area;
mod book;
mod claim;
pub mod csv;
mod date_line;
pub mod designs;
mod digest;
mod error;
pub mod files;
pub mod ground;
mod kind_of_file;
mod launch;
mod lines;
pub mod motors;
#[cfg(feature = "output")]
pub mod output;
mod range;
mod schema;
mod similar;
pub mod table;
mod text;
mod toml_file;
pub mod trajectory;
mod warning;

pub use area::{AreaText, MOST_AREAS, parse_areas, read_area_files, read_areas};
pub use book::keys_as_markdown;
pub use claim::{parse_claim, read_claim};
pub use error::Error;
pub use launch::{
    Dispersed, LaunchFile, MotorFile, ReadLaunch, parse_launch, read_dispersed, read_launch,
    write_launch,
};
pub use range::numbers;
pub use schema::schema;
pub use toml_file::page::KeyRemark;
pub use warning::Warning;
