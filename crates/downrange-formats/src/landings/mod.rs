//! Where very many flights came down, for other tools: [`kml`] for Google Earth, [`geojson`] for maps, and all files beside the
//! rows of a run.
//!
//! Every outline is a closed line of at least 20 points, to the millimetre.

pub mod geojson;
pub mod kml;
mod ring;
#[cfg(feature = "output")]
mod run_files;
#[cfg(test)]
mod tests;

#[cfg(feature = "output")]
pub use run_files::{RUN_FILES, write_run_files};
