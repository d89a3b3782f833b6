//! Areas from a map file.

mod geojson;
mod place;
mod text;

pub use geojson::{MOST_AREAS, parse_areas};
pub use text::{AreaText, read_areas};
