//! A launch file from a design file.

use std::path::Path;
use std::sync::Arc;

use downrange::text::visible;

use super::import::Import;
use super::motor_files::NamedMotors;
use crate::error::Error;
use crate::files::{Files, Folder, Layers, Subfolder};
use crate::launch::{LaunchFile, write_launch};

/// A design as a launch file that flies the same.
#[derive(Debug, Clone)]
pub struct Conversion {
    /// The launch file, as a document to be edited; files to be written beside it are in memory.
    pub file: LaunchFile,
    /// The motor files that it names.
    pub motors: NamedMotors,
}

/// The text of a launch file that flies the same (see [`convert`]).
///
/// # Errors
/// As there.
pub fn launch_file(import: &Import, from: &Path, folder: &Path) -> Result<String, Error> {
    Ok(convert(import, from, folder)?.file.to_toml().to_owned())
}

/// The launch file that flies the same; its motors are named by their paths from the folder in which it will stand.
///
/// # Errors
/// When a launch file cannot say what the file does, would be refused, or a path cannot be written down.
pub fn convert(import: &Import, from: &Path, folder: &Path) -> Result<Conversion, Error> {
    let motors = NamedMotors::new(import, folder)?;
    let files = motors.over(Folder::new(folder).allow_outside(true));
    converted(import, from, motors, files)
}

/// As [`convert`], for motors that are named, in their files.
fn converted(
    import: &Import,
    from: &Path,
    motors: NamedMotors,
    files: Arc<dyn Files>,
) -> Result<Conversion, Error> {
    let file = from.file_name().unwrap_or_default().to_string_lossy();
    let file = visible(&file);
    let mut heading = format!("From the {} file {file}.\n", import.program);
    if !motors.outside().is_empty() {
        heading.push_str(
            "Motor files stand outside the folder of this file: --allow-outside reads them.\n",
        );
    }
    if !import.comments.trim().is_empty() {
        heading.push_str("\nIts comments:\n");
        // Comments of TOML have no control characters.
        for line in import.comments.trim().lines() {
            heading.push_str(&format!("{}\n", visible(line)));
        }
    }
    if !import.warnings.is_empty() {
        heading.push_str("\nWhat was made of it:\n");
        for warning in &import.warnings {
            let elsewhere = Path::new(&warning.file).file_name() != from.file_name();
            let file = Path::new(&warning.file).file_name().unwrap_or_default();
            let file = match elsewhere {
                true => format!("{}: ", file.to_string_lossy()),
                false => String::new(),
            };
            heading.push_str(&visible(&format!("- {file}{warning}")));
            heading.push('\n');
        }
    }
    let from = from.display().to_string();
    let text = write_launch(&import.launch, &motors.motors, &heading, &import.remarks)
        .map_err(|fault| Error::of_file(&*from, fault.message))?;
    let file = LaunchFile::parse(&text, files);
    // Launch files have narrower ranges and name motors otherwise: what would be refused is not written.
    match file.launch() {
        Ok(_) => Ok(Conversion { file, motors }),
        Err(refused) => Err(Error::of_file(
            from,
            format!("its launch file would be refused: {}", refused.message()),
        )
        .hint("change that in the file, or in the motor file; `downrange fly` flies the file as it is")),
    }
}

/// As [`convert`], of a file of a place, in a folder of which (`""` is the place itself) the launch file will stand.
///
/// # Errors
/// As there.
pub fn convert_in_place(
    import: &Import,
    files: &Arc<dyn Files>,
    name: &str,
    folder: &str,
) -> Result<Conversion, Error> {
    let motors = NamedMotors::of_place(import, folder)?;
    let files = motors.over(Layers(vec![files_of_folder(files, folder)]));
    converted(import, Path::new(name), motors, files)
}

/// The files of a folder of a place.
pub fn files_of_folder(files: &Arc<dyn Files>, folder: &str) -> Arc<dyn Files> {
    match folder {
        "" => Arc::clone(files),
        folder => Arc::new(Subfolder::new(Arc::clone(files), folder)),
    }
}

/// The launch file that flies the same, as a document to be edited: it stands where the file stands.
///
/// # Errors
/// As [`convert`].
pub fn document(import: &Import, from: &Path) -> Result<LaunchFile, Error> {
    let folder = from.parent().unwrap_or(Path::new(""));
    let file = convert(import, from, folder)?.file;
    Ok(file.with_stored(import.stored.clone()))
}
