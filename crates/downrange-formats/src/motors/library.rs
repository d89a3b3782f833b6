//! The motors of folders.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use downrange::motor::MotorOrigin;

use super::installed::InstalledMotors;
use super::library_motor::{LibraryMotor, motors_of_file};
use super::listed::RejectedEntry;
use super::search::{MotorSearch, unread, within};
use crate::error::Error;
use crate::files::{self, FileError, Files, Unread};

/// The folder beside a design file whose motors are its.
const MOTORS: &str = "motors";

/// The motors of some folders.
#[derive(Debug, Clone, Default)]
pub struct MotorLibrary {
    pub(super) motors: Vec<LibraryMotor>,
    /// What messages call the folders.
    pub(super) folders: Vec<String>,
    pub(super) wrong: Vec<RejectedEntry>,
    /// The files preferred for engines, by their names.
    pub(super) preferred: Vec<(String, PathBuf)>,
    /// The folder of the user's motor library, for motors that these folders lack.
    installed: Option<PathBuf>,
    /// That library, once a motor was looked for in it.
    opened: OnceLock<Result<InstalledMotors, Error>>,
}

impl MotorLibrary {
    /// Reads the `.eng` and `.rse` files of a folder and of the folders in it.
    ///
    /// # Errors
    /// When the folder cannot be listed. What cannot be read is only named where a motor is not found.
    pub fn open(files: &dyn Files, folder: &str) -> Result<Self, FileError> {
        let mut library = Self::default();
        let mut search = MotorSearch::new(files);
        search.tree(folder)?;
        library.folders.push(called(files, folder));
        library.add(files, search);
        Ok(library)
    }

    /// The same with the folder of the user's motor library (see [`InstalledMotors`]), where the readers of designs look for a
    /// motor that these folders lack.
    #[must_use]
    pub fn with_installed(self, folder: Option<PathBuf>) -> Self {
        Self {
            installed: folder,
            opened: OnceLock::new(),
            ..self
        }
    }

    /// The user's motor library, if there is one: opened when it is first asked for.
    pub(super) fn installed(&self) -> Option<Result<&InstalledMotors, &Error>> {
        let folder = self.installed.as_ref()?;
        let opened = self.opened.get_or_init(|| InstalledMotors::open(folder));
        Some(opened.as_ref())
    }

    /// Reads the motor files that lie in a folder, that of a design file, and those under its `motors`.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn near_design(files: &dyn Files, folder: &str) -> Result<Self, FileError> {
        let mut library = Self::default();
        let mut search = MotorSearch::new(files);
        search.folder(folder)?;
        library.folders.push(called(files, folder));
        let motors = within(folder, MOTORS);
        match search.tree(&motors) {
            Ok(()) => library.folders.push(called(files, &motors)),
            Err(FileError::Unread(Unread::Missing)) => {}
            Err(reason) => search.unsearched.push((motors, unread(&reason))),
        }
        library.add(files, search);
        Ok(library)
    }

    /// Adds the motors of the files that were found, by their paths.
    fn add(&mut self, files: &dyn Files, search: MotorSearch<'_>) {
        let mut names = search.names;
        names.sort_by(|one, other| Path::new(one).cmp(Path::new(other)));
        names.dedup();
        for name in names {
            self.read(files, &name);
        }
        let unsearched = search.unsearched.into_iter();
        self.wrong
            .extend(unsearched.map(|(name, reason)| rejected(&files.display(&name), reason)));
    }

    /// Adds the motors of a file.
    fn read(&mut self, files: &dyn Files, name: &str) {
        let file = files.display(name);
        match files.read(name, files::TABLE) {
            Ok(bytes) => {
                let (motors, wrong) = motors_of_file(&file, bytes.into(), MotorOrigin::Folder);
                self.motors.extend(motors);
                self.wrong.extend(wrong);
            }
            Err(reason) => self.wrong.push(rejected(&file, unread(&reason))),
        }
    }

    /// Takes for an engine of this name, with its maker in brackets or without, the motor of a file: a name in `files`, or the
    /// end of the path of a file of the library.
    ///
    /// # Errors
    /// When there is no such file, or several, or it holds no motor that can be read.
    pub fn prefer(&mut self, name: &str, files: &dyn Files, file: &str) -> Result<(), Error> {
        let path = match files.read(file, files::TABLE) {
            Err(FileError::Unread(Unread::Missing | Unread::NotRegular(_))) => {
                self.ending_in(name, file)?
            }
            _ => PathBuf::from(files.display(file)),
        };
        if self.motors.iter().all(|each| each.file != path) {
            let mut only = Self::default();
            only.read(files, file);
            if let (true, Some(wrong)) = (only.motors.is_empty(), only.wrong.into_iter().next()) {
                return Err(wrong.error);
            }
            self.motors.extend(only.motors);
        }
        self.preferred.push((name.trim().to_owned(), path));
        Ok(())
    }

    /// The file of the library whose path ends so.
    fn ending_in(&self, name: &str, file: &str) -> Result<PathBuf, Error> {
        let mut known: Vec<&PathBuf> = self.motors.iter().map(|each| &each.file).collect();
        known.dedup();
        known.retain(|each| each.ends_with(file));
        match known.as_slice() {
            [only] => Ok((*only).clone()),
            [] => {
                let error = Error::of_file(file, format!("no such file for the motor `{name}`"));
                Err(error.hint(format!(
                    "it is a path, or the name of a file in {}",
                    self.folders.join(" or ")
                )))
            }
            several => {
                let list: Vec<_> = several.iter().map(|f| f.display().to_string()).collect();
                let error = Error::of_file(file, format!("several files for the motor `{name}`"));
                Err(error.hint(list.join(", ")))
            }
        }
    }

    /// The names of engines that a file was preferred for.
    pub(crate) fn preferred(&self) -> impl Iterator<Item = &str> {
        self.preferred.iter().map(|(name, _)| name.as_str())
    }
}

/// What messages call a folder.
fn called(files: &dyn Files, folder: &str) -> String {
    match files.display(folder) {
        name if name.is_empty() => ".".to_owned(),
        name => name,
    }
}

fn rejected(file: &str, title: String) -> RejectedEntry {
    RejectedEntry {
        name: String::new(),
        error: Error::of_file(file, title),
    }
}
