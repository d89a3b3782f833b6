//! Areas from a map file.

mod geojson;
mod json_position;
mod text;

pub use geojson::{MOST_AREAS, parse_areas};
pub use text::{AreaText, read_areas};
