//! The motor files that are there for a design.

use std::path::{Path, PathBuf};

use super::options::DesignOptions;
use crate::error::Error;
use crate::motors::MotorLibrary;

/// The motors of the folder that was given, or of the folder of the design and of `motors` in it; files that are preferred
/// for a motor go before.
///
/// # Errors
/// When a folder cannot be listed, or a file that is preferred is not there.
pub fn motor_library(design: &Path, options: &DesignOptions) -> Result<MotorLibrary, Error> {
    let mut library = match &options.motors {
        Some(folder) => MotorLibrary::open(std::slice::from_ref(folder)).map_err(|reason| {
            let title = match reason.kind() {
                std::io::ErrorKind::NotFound => "no such folder of motors".to_owned(),
                _ => format!("the folder of motors cannot be read: {reason}"),
            };
            Error::of_file(folder.display().to_string(), title)
        })?,
        None => {
            let folder = match design.parent() {
                Some(parent) if parent != Path::new("") => parent.to_path_buf(),
                _ => PathBuf::from("."),
            };
            MotorLibrary::beside(&folder, options.allow_outside).map_err(|reason| {
                Error::of_file(folder.display().to_string(), reason.to_string())
            })?
        }
    };
    for (name, file) in &options.preferred {
        library.prefer(name, file)?;
    }
    Ok(library)
}
