//! Areas from a map file: those to stay inside, and those to keep out of.

mod by_name;
mod geojson;
mod json_position;
mod keep_out;
mod read;
mod stay_inside;
mod text;

pub use geojson::MOST_AREAS;
pub use keep_out::parse_keep_outs;
pub use read::{KeepOutFiles, areas_of, keep_outs_of, read_area_files, read_keep_out_files};
pub use stay_inside::parse_areas;
pub use text::{AreaText, read_areas};
