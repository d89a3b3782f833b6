//! The areas of several files.

use std::path::PathBuf;

use downrange::area::Area;

use super::geojson::MOST_AREAS;
use super::text::AreaText;
use crate::error::Error;

/// Reads area files, each once: the names of the files as they can be opened again, and all areas. No two areas may have one
/// name; `launch` is the launch point, latitude and longitude in rad, which each area has somewhere near it.
///
/// # Errors
/// As [`AreaText::read`] and [`AreaText::areas`]; when an area lies far from the launch point, when two have one name, when
/// there are more than [`MOST_AREAS`] in all.
pub fn read_area_files(
    paths: &[PathBuf],
    launch: (f64, f64),
) -> Result<(Vec<String>, Vec<Area>), Error> {
    let (mut files, mut areas): (Vec<String>, Vec<Area>) = (Vec::new(), Vec::new());
    for path in paths {
        let fault = |title: String| Error::of_file(path.display().to_string(), title);
        let text = AreaText::read(path)?;
        for area in text.areas()? {
            area.check_against(launch).map_err(|found| {
                let error = fault(found.message);
                match found.hint {
                    Some(hint) => error.hint(hint),
                    None => error,
                }
            })?;
            if areas.iter().any(|other| other.name() == area.name()) {
                return Err(fault(format!("two areas are called `{}`", area.name())));
            }
            areas.push(area);
        }
        if areas.len() > MOST_AREAS {
            return Err(fault(format!("more than {MOST_AREAS} areas in all"))
                .hint("features of one `name` are one area, however many polygons it has"));
        }
        files.push(text.file);
    }
    Ok((files, areas))
}
