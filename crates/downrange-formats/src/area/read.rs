//! The areas of several files.

use std::path::PathBuf;

use downrange::area::{Area, KeepOut};
use downrange::error::Fault;

use super::geojson::MOST_AREAS;
use super::text::AreaText;
use crate::error::Error;

/// Files of keep-out areas, as they are asked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct KeepOutFiles {
    /// The files.
    pub paths: Vec<PathBuf>,
    /// How far around a feature counts that does not say so itself, m.
    pub distance: Option<f64>,
}

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
    let texts = texts(paths)?;
    Ok((named(&texts), areas_of(&texts, launch)?))
}

/// The areas of texts that were read, as [`read_area_files`] has them of files.
///
/// # Errors
/// As there.
pub fn areas_of(texts: &[AreaText], launch: (f64, f64)) -> Result<Vec<Area>, Error> {
    all_of(texts, "areas", AreaText::areas, Area::name, |area| {
        area.check_against(launch)
    })
}

/// Reads files of keep-out areas as [`read_area_files`] reads those of areas.
///
/// # Errors
/// As [`AreaText::read`] and [`AreaText::keep_outs`]; when one lies far from the launch point, when two have one name, when there
/// are more than [`MOST_AREAS`] in all.
pub fn read_keep_out_files(
    files: &KeepOutFiles,
    launch: (f64, f64),
) -> Result<(Vec<String>, Vec<KeepOut>), Error> {
    let texts = texts(&files.paths)?;
    Ok((named(&texts), keep_outs_of(&texts, files.distance, launch)?))
}

/// The keep-out areas of texts that were read, as [`read_keep_out_files`] has them of files.
///
/// # Errors
/// As there.
pub fn keep_outs_of(
    texts: &[AreaText],
    distance: Option<f64>,
    launch: (f64, f64),
) -> Result<Vec<KeepOut>, Error> {
    let read = |text: &AreaText| text.keep_outs(distance);
    all_of(texts, "keep-out areas", read, KeepOut::name, |keep_out| {
        keep_out.check_against(launch)
    })
}

fn texts(paths: &[PathBuf]) -> Result<Vec<AreaText>, Error> {
    paths.iter().map(|path| AreaText::read(path)).collect()
}

fn named(texts: &[AreaText]) -> Vec<String> {
    texts.iter().map(|text| text.file.clone()).collect()
}

fn all_of<T>(
    texts: &[AreaText],
    what: &str,
    read: impl Fn(&AreaText) -> Result<Vec<T>, Error>,
    name: impl Fn(&T) -> &str,
    check: impl Fn(&T) -> Result<(), Fault>,
) -> Result<Vec<T>, Error> {
    let mut all: Vec<T> = Vec::new();
    for text in texts {
        for area in read(text)? {
            check(&area).map_err(|found| {
                let error = fault(text, found.message);
                match found.hint {
                    Some(hint) => error.hint(hint),
                    None => error,
                }
            })?;
            if all.iter().any(|other| name(other) == name(&area)) {
                let title = format!("two {what} are called `{}`", name(&area));
                return Err(fault(text, title));
            }
            all.push(area);
        }
        if all.len() > MOST_AREAS {
            return Err(fault(text, format!("more than {MOST_AREAS} {what} in all"))
                .hint("features of one `name` are one area, however many polygons it has"));
        }
    }
    Ok(all)
}

fn fault(text: &AreaText, title: String) -> Error {
    Error::of_file(&*text.file, title)
}
