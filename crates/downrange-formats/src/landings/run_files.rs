//! The files beside the rows of a run.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use downrange::safety::LandingMap;

use super::{geojson, kml};
use crate::output::{OutputError, Writer, write_files};

/// Names of the files that stand beside the rows of a run: the report, and the landings for Google Earth and for maps.
pub const RUN_FILES: [&str; 3] = ["report.html", "landings.kml", "landings.geojson"];

/// Writes the [`RUN_FILES`] into a folder, which is made if need be; `report` is called with a sentence for each.
///
/// # Errors
/// As [`write_files`].
pub fn write_run_files<E: From<OutputError>>(
    folder: &Path,
    page: Writer,
    ground: &LandingMap,
    report: impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    let earth = |out: BufWriter<File>| kml::write(ground, out);
    let map = |out: BufWriter<File>| geojson::write(ground, out);
    let [html, google_earth, gis] = RUN_FILES;
    let files: [(&str, Writer); 3] = [(html, page), (google_earth, &earth), (gis, &map)];
    write_files(folder, &files, report)
}
