//! The motor files that a launch file made of a design names.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use downrange::motor::MotorOrigin;

use super::import::Import;
use crate::digest::sha256;
use crate::error::Error;
use crate::files::{Entries, FileError, Files};
#[cfg(feature = "output")]
use crate::files::{TABLE, read};
use crate::launch::MotorFile;
use crate::motors::LibraryMotor;
#[cfg(feature = "output")]
use crate::output::{OutputError, write_bytes};

/// Digits of a digest that tell files of one name apart.
const DIGITS: usize = 8;

/// The motor files of an import, as a launch file in a folder names them.
#[derive(Debug, Clone)]
pub struct NamedMotors {
    /// The motors with the paths of their files from that folder.
    pub motors: Vec<MotorFile>,
    /// The files that lie in no folder of the user's own, to be written there: their paths from it, and their bytes. They are those of
    /// the user's motor library, which changes, and those inside the design.
    pub beside: BTreeMap<String, Arc<[u8]>>,
}

impl NamedMotors {
    /// Names the motor files of an import from a folder.
    ///
    /// # Errors
    /// When a path cannot be written down.
    pub fn new(import: &Import, folder: &Path) -> Result<Self, Error> {
        Self::named(import, |file| relative(file, folder))
    }

    /// Names the motor files of an import from a folder of the place that both lie in; `""` is the place itself.
    ///
    /// # Errors
    /// When a path cannot be written down.
    pub fn of_place(import: &Import, folder: &str) -> Result<Self, Error> {
        Self::named(import, |file| way(file, Path::new(folder)))
    }

    fn named(import: &Import, way: impl Fn(&Path) -> Option<String>) -> Result<Self, Error> {
        let mut beside = BTreeMap::new();
        let mut motors = Vec::new();
        for library_motor in &import.motors {
            let path = match library_motor.origin {
                MotorOrigin::Folder => way(&library_motor.file).ok_or_else(|| {
                    let title = "the path of the motor file cannot be written into a launch file";
                    Error::of_file(library_motor.file.display().to_string(), title)
                })?,
                _ => {
                    let name = name_beside(library_motor, &import.motors);
                    beside.insert(name.clone(), Arc::clone(&library_motor.bytes));
                    name
                }
            };
            motors.push(MotorFile {
                motor: library_motor.listed.motor.clone(),
                path,
                designation: library_motor.designation.clone(),
            });
        }
        Ok(Self { motors, beside })
    }

    /// A place, that of the folder, with the files that are to be written there.
    pub fn over(&self, place: impl Files + 'static) -> Arc<dyn Files> {
        Arc::new(WithMotors {
            beside: self.beside.clone(),
            place,
        })
    }

    /// Writes those files into the folder. One that is there with other bytes is replaced only if `replace` says so, and
    /// otherwise nothing is written.
    ///
    /// # Errors
    /// When a file cannot be written, or is there with other bytes.
    #[cfg(feature = "output")]
    pub fn write_beside(&self, folder: &Path, replace: bool) -> Result<(), OutputError> {
        let files = self.beside.iter();
        let files: Vec<_> = files
            .map(|(name, bytes)| (folder.join(name), bytes))
            .filter(|(path, bytes)| !read(path, TABLE).is_ok_and(|old| *old == ***bytes))
            .collect();
        let of_file = |path: &Path, title: String| {
            OutputError(Error::of_file(path.display().to_string(), title))
        };
        if let Some((path, _)) = files.iter().find(|(path, _)| !replace && path.exists()) {
            let OutputError(error) = of_file(path, "it exists and is another motor file".into());
            return Err(OutputError(error.hint("--force writes over it")));
        }
        for (path, bytes) in files {
            let unwritten =
                |reason: std::io::Error| of_file(&path, format!("cannot write it: {reason}"));
            if let Some(parent) = path.parent() {
                std::fs::create_dir_all(parent).map_err(unwritten)?;
            }
            write_bytes(&path, bytes).map_err(unwritten)?;
        }
        Ok(())
    }

    /// The files that lie outside the folder, by their paths, so that a launch file in it is read only where that is allowed.
    pub fn outside(&self) -> Vec<&str> {
        let paths = self.motors.iter().map(|motor| motor.path.as_str());
        let mut outside: Vec<&str> = paths.filter(|path| is_outside(path)).collect();
        outside.sort_unstable();
        outside.dedup();
        outside
    }
}

/// A place with the motor files that are to be written there.
#[derive(Debug)]
struct WithMotors<F> {
    beside: BTreeMap<String, Arc<[u8]>>,
    place: F,
}

impl<F: Files> Files for WithMotors<F> {
    fn read(&self, name: &str, limit: u64) -> Result<Vec<u8>, FileError> {
        match self.beside.get(name) {
            // They have been read within the limit of motor files.
            Some(bytes) => Ok(bytes.to_vec()),
            None => self.place.read(name, limit),
        }
    }

    fn entries(&self, folder: &str) -> Result<Entries, FileError> {
        self.place.entries(folder)
    }

    fn display(&self, name: &str) -> String {
        self.place.display(name)
    }
}

/// The name of its file; in a folder by its digest where another file of the motors is called the same.
fn name_beside(own: &LibraryMotor, all: &[LibraryMotor]) -> String {
    let name = own.file_name();
    let is_other = |other: &LibraryMotor| {
        other.file_name().eq_ignore_ascii_case(&name) && other.bytes != own.bytes
    };
    match all.iter().any(is_other) {
        true => format!("{}/{name}", &sha256(&own.bytes)[..DIGITS]),
        false => name,
    }
}

/// Whether a way from a folder leads out of it.
fn is_outside(way: &str) -> bool {
    way.starts_with("../") || Path::new(way).is_absolute()
}

/// The way from a folder to a file, with all symbolic links followed.
fn relative(file: &Path, folder: &Path) -> Option<String> {
    way(&absolute(file)?, &absolute(folder)?)
}

/// The way from a folder to a file, both named from the same root, with `/` between folders.
fn way(file: &Path, folder: &Path) -> Option<String> {
    let parts = |path: &Path| -> Option<Vec<String>> {
        path.components()
            .map(|part| match part {
                Component::RootDir => Some(String::new()),
                part => part.as_os_str().to_str().map(str::to_owned),
            })
            .collect()
    };
    let is_absolute = file.is_absolute();
    let (file, folder) = (parts(file)?, parts(folder)?);
    let shared = file.iter().zip(&folder).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", folder.len() - shared);
    let down = file.iter().skip(shared).map(String::as_str);
    // On another drive there is no way but the whole.
    Some(match shared {
        0 if is_absolute => file.join("/"),
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
