//! Areas from a map file.

mod geojson;
mod json_position;
mod read;
mod text;

pub use geojson::{MOST_AREAS, parse_areas};
pub use read::read_area_files;
pub use text::{AreaText, read_areas};
