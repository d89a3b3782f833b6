//! The motor files that are there for a design.

use std::path::Path;

use super::options::DesignOptions;
use super::source::folder_of;
use crate::error::Error;
use crate::files::{FileError, Files, Folder, Unread};
use crate::motors::MotorLibrary;

/// The motors of the folder that was given, or of the folder of the design and of `motors` in it; files that are preferred
/// for a motor go before.
///
/// # Errors
/// When a folder cannot be listed, or a file that is preferred is not there.
pub fn motor_library(design: &Path, options: &DesignOptions) -> Result<MotorLibrary, Error> {
    let library = match &options.motors {
        Some(folder) => {
            let files = Folder::new(folder).allow_outside(true);
            MotorLibrary::open(&files, "").map_err(|reason| {
                let title = match reason {
                    FileError::Unread(Unread::Missing) => "no such folder of motors".to_owned(),
                    reason => format!("the folder of motors cannot be read: {reason}"),
                };
                Error::of_file(folder.display().to_string(), title)
            })?
        }
        None => {
            let folder = match design.parent() {
                Some(parent) if parent != Path::new("") => parent,
                _ => Path::new("."),
            };
            let files = Folder::new(folder).allow_outside(options.allow_outside);
            beside(&files, "")?
        }
    };
    let mut library = library.with_installed(options.library.clone());
    let working_directory = Folder::new("").allow_outside(true);
    let files = options.preferred.iter();
    for (name, file) in files.filter(|(_, file)| !file.as_os_str().is_empty()) {
        library.prefer(name, &working_directory, &file.to_string_lossy())?;
    }
    Ok(library)
}

/// The motors of the folder that was given, or of the folder of a design and of `motors` in it, in a place; files that are preferred
/// for a motor go before. All names are those of the place, and no motor comes from elsewhere.
///
/// # Errors
/// As [`motor_library`].
pub fn motors_of_place(
    files: &dyn Files,
    design: &str,
    options: &DesignOptions,
) -> Result<MotorLibrary, Error> {
    let folder = folder_of(design);
    let mut library = match &options.motors {
        Some(motors) => {
            let motors = motors.to_string_lossy();
            MotorLibrary::open(files, &motors).map_err(|reason| {
                let title = format!("the folder of motors cannot be read: {reason}");
                Error::of_file(files.display(&motors), title)
            })?
        }
        None => beside(files, folder)?,
    };
    let preferred = options.preferred.iter();
    for (name, file) in preferred.filter(|(_, file)| !file.as_os_str().is_empty()) {
        library.prefer(name, files, &file.to_string_lossy())?;
    }
    Ok(library)
}

/// The motors of a folder of a place, that of a design, and of `motors` in it.
///
/// # Errors
/// When the folder cannot be listed.
pub fn beside(files: &dyn Files, folder: &str) -> Result<MotorLibrary, Error> {
    MotorLibrary::near_design(files, folder)
        .map_err(|reason| Error::of_file(files.display(folder), reason.to_string()))
}
