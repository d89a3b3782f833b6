//! A launch file from a design file.

use std::path::{Component, Path, PathBuf};

use downrange::text::visible;

use crate::error::Error;
use std::sync::Arc;

use crate::files::Folder;
use crate::launch::{LaunchFile, MotorFile, write_launch};

use super::import::Import;

/// The text of a launch file that flies the same; its motors are named by their paths from the folder it will stand in.
///
/// # Errors
/// When a launch file cannot say what the file does, would be refused, or a path cannot be written down.
pub fn launch_file(import: &Import, from: &Path, folder: &Path) -> Result<String, Error> {
    let file = from.file_name().unwrap_or_default().to_string_lossy();
    let file = visible(&file);
    let motors: Vec<MotorFile> = import
        .motors
        .iter()
        .map(|library_motor| {
            let path = relative(&library_motor.file, folder);
            let path = path.ok_or_else(|| {
                let title = "the path of the motor file cannot be written into a launch file";
                Error::of_file(library_motor.file.display().to_string(), title)
            })?;
            Ok(MotorFile {
                motor: library_motor.listed.motor.clone(),
                path,
                designation: library_motor.designation.clone(),
            })
        })
        .collect::<Result<_, Error>>()?;
    let mut heading = format!("From the {} file {file}.\n", import.program);
    if motors.iter().any(|motor| is_outside(&motor.path)) {
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
    let text = write_launch(&import.launch, &motors, &heading, &import.remarks)
        .map_err(|fault| Error::of_file(&*from, fault.message))?;
    // Launch files have narrower ranges and name motors otherwise: what would be refused is not written.
    let files = Arc::new(Folder::new(folder).allow_outside(true));
    match LaunchFile::parse(&text, files).launch() {
        Ok(_) => Ok(text),
        Err(refused) => Err(Error::of_file(
            from,
            format!("its launch file would be refused: {}", refused.message()),
        )
        .hint("change that in the file, or in the motor file; `downrange fly` flies the file as it is")),
    }
}

/// The launch file that flies the same, as a document to be edited: it stands where the file stands.
///
/// # Errors
/// As [`launch_file`].
pub fn document(import: &Import, from: &Path) -> Result<LaunchFile, Error> {
    let folder = from.parent().unwrap_or(Path::new(""));
    let text = launch_file(import, from, folder)?;
    let files = Arc::new(Folder::new(folder).allow_outside(true));
    Ok(LaunchFile::parse(&text, files).with_stored(import.stored.clone()))
}

/// The motor files that a launch file in a folder names outside that folder, so that it is read only where that is allowed.
pub fn motors_outside<'r>(import: &'r Import, folder: &Path) -> Vec<&'r Path> {
    let files = import
        .motors
        .iter()
        .map(|library_motor| &*library_motor.file);
    let mut outside: Vec<&Path> = files
        .filter(|file| relative(file, folder).is_some_and(|path| is_outside(&path)))
        .collect();
    outside.sort();
    outside.dedup();
    outside
}

/// Whether a way from a folder leads out of it.
fn is_outside(way: &str) -> bool {
    way.starts_with("../") || Path::new(way).is_absolute()
}

/// The way from a folder to a file, with `/` between folders.
fn relative(file: &Path, folder: &Path) -> Option<String> {
    let (file, folder) = (absolute(file)?, absolute(folder)?);
    let parts = |path: &Path| -> Option<Vec<String>> {
        path.components()
            .map(|part| match part {
                Component::RootDir => Some(String::new()),
                part => part.as_os_str().to_str().map(str::to_owned),
            })
            .collect()
    };
    let (file, folder) = (parts(&file)?, parts(&folder)?);
    let shared = file.iter().zip(&folder).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", folder.len() - shared);
    let down = file.iter().skip(shared).map(String::as_str);
    // On another drive there is no way but the whole.
    Some(match shared {
        0 => file.join("/"),
        _ => up.chain(down).collect::<Vec<_>>().join("/"),
    })
}

fn absolute(path: &Path) -> Option<PathBuf> {
    let path = match path == Path::new("") {
        true => Path::new("."),
        false => path,
    };
    path.canonicalize().ok()
}
