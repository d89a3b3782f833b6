//! A launch file laid over the design that its `[design]` names.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::launch_file::{document, launch_file};
use super::options::DesignOptions;
use super::read::{LARGEST, is_design, read};
use crate::error::Error;
use crate::files::{FileError, Files, Folder};
use crate::launch::LaunchFile;

/// Opens a launch file of the disk, or the launch file that flies as a design of the disk does. One with a `[design]` is laid over that design: what stands in the file replaces what the
/// design says, or adds to it (see [`LaunchFile::over`]); what was made of the design is among the warnings. With
/// `allow_outside` the files that it names may lie outside its folder; motors that are not there come from the folder of the user's
/// motor library.
///
/// # Errors
/// As [`LaunchFile::open`] and [`read`](super::read()); when the design, or a motor of it, lies outside the folder and that is not
/// allowed.
pub fn open_over_design(
    path: &Path,
    allow_outside: bool,
    library: Option<&Path>,
) -> Result<LaunchFile, Error> {
    if is_design(path) {
        let options = DesignOptions {
            library: library.map(Path::to_path_buf),
            allow_outside,
            ..DesignOptions::default()
        };
        let import = read(path, &options)?;
        return Ok(document(&import, path)?.with_warnings(import.warnings));
    }
    let folder = Folder::of(path).allow_outside(allow_outside);
    let file = LaunchFile::open(path)?.with_files(Arc::new(folder.clone()));
    let Some(design) = file.design()? else {
        return Ok(file);
    };
    let name = design.file.as_str();
    // That it may be read.
    folder.read(name, LARGEST).map_err(|reason| {
        let shown = path.display().to_string();
        match &reason {
            FileError::Outside => Error::of_file(shown, format!("the design `{name}`: {reason}")),
            FileError::Unread(unread) => Error::unread(folder.display(name), "design", unread),
        }
    })?;
    let here = path.parent().unwrap_or(Path::new(""));
    let options = DesignOptions {
        motors: design.motors.map(|motors| here.join(motors)),
        library: library.map(Path::to_path_buf),
        simulation: design.simulation,
        configuration: design.configuration,
        preferred: design
            .motor
            .into_iter()
            .map(|name| (name, PathBuf::new()))
            .collect(),
        allow_outside,
    };
    let from = here.join(name);
    let import = read(&from, &options)?;
    let base = launch_file(&import, &from, here)?;
    let base = LaunchFile::parse(&base, Arc::new(folder));
    let base = base.called(name).with_warnings(import.warnings);
    file.without("design")?.over(&base)
}
