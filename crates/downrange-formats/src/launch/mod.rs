//! The launch file: one TOML file, one launch.
//!
//! Each subject has a folder: its keys, which the check of a file and its documents are made of, its reader and its writer.
//! The core judges whether what was read can be.

mod air;
mod assumed;
mod at_hour;
mod build;
mod common;
mod design;
mod dispersed;
mod dispersion;
mod edit;
mod failures;
mod file;
pub mod keys;
mod limits;
pub mod materials;
mod motor;
mod object;
mod packed;
mod parachutes;
mod parts;
mod problem;
mod read;
mod rocket;
mod settings;
pub(crate) mod site;
mod stages;
mod start;
mod too_heavy;
mod write;
mod written;

pub(crate) use design::DesignKeys;
pub use dispersed::Dispersed;
pub use file::{LaunchFile, parse_launch, read_dispersed, read_launch};
pub(crate) use limits::MOST_PARTS;
pub use packed::PackedLaunch;
pub use read::ReadLaunch;
pub(crate) use too_heavy::weight_error_of;
pub use write::write_launch;
pub use written::MotorFile;
