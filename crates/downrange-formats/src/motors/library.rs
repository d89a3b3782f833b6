//! The motors of folders.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::designation::{MatchQuality, is_name_of, match_quality, split};
use super::listed::{MotorEntry, RejectedEntry};
use super::read::readable_motors;
use crate::error::Error;
use crate::files::{self, FileError, Files, Unread};

/// Folders within folders are searched so deep.
const DEEPEST: usize = 4;

/// Motor files that are read at most; the largest public collections have some thousands.
const MOST_FILES: usize = 20_000;

/// The folder beside a design file whose motors are its.
const MOTORS: &str = "motors";

/// A motor and its file.
#[derive(Debug, Clone, PartialEq)]
pub struct LibraryMotor {
    /// The motor.
    pub listed: MotorEntry,
    /// The file it stands in.
    pub file: PathBuf,
    /// What names it in that file, where it is not the only one: its designation, with its maker if that takes both.
    pub designation: Option<String>,
}

/// The motors of some folders.
#[derive(Debug, Clone, Default)]
pub struct MotorLibrary {
    pub(super) motors: Vec<LibraryMotor>,
    /// What messages call the folders.
    pub(super) folders: Vec<String>,
    pub(super) wrong: Vec<RejectedEntry>,
    /// The files preferred for engines, by their names.
    pub(super) preferred: Vec<(String, PathBuf)>,
    /// How a user chooses among motors that are called alike, if not by the option of a command.
    pub(super) chosen_by: Option<&'static str>,
    /// The folder of the user's motor library, for motors that these folders lack.
    pub(super) installed: Option<PathBuf>,
}

impl MotorLibrary {
    /// A library of no motors, among which a user chooses so.
    pub(super) fn chosen_by(choice: &'static str) -> Self {
        Self {
            chosen_by: Some(choice),
            ..Self::default()
        }
    }

    /// Reads the `.eng` and `.rse` files of a folder and of the folders in it.
    ///
    /// # Errors
    /// When the folder cannot be listed. What cannot be read is only named where a motor is not found.
    pub fn open(files: &dyn Files, folder: &str) -> Result<Self, FileError> {
        let mut library = Self::default();
        let mut search = Search::new(files);
        search.folder(folder, DEEPEST)?;
        library.folders.push(called(files, folder));
        library.add(search);
        Ok(library)
    }

    /// The same with the folder of the user's motor library (see [`InstalledMotors`](super::InstalledMotors)), where the readers of designs
    /// look for a motor that these folders lack.
    #[must_use]
    pub fn with_installed(self, folder: Option<PathBuf>) -> Self {
        Self {
            installed: folder,
            ..self
        }
    }

    /// Reads the motor files that lie in a folder, that of a design file, and those under its `motors`.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn near_design(files: &dyn Files, folder: &str) -> Result<Self, FileError> {
        let mut library = Self::default();
        let mut search = Search::new(files);
        search.folder(folder, 0)?;
        library.folders.push(called(files, folder));
        let motors = within(folder, MOTORS);
        match search.folder(&motors, DEEPEST) {
            Ok(()) => library.folders.push(called(files, &motors)),
            Err(FileError::Unread(Unread::Missing)) => {}
            Err(reason) => search.wrong.push(unread(&files.display(&motors), &reason)),
        }
        library.add(search);
        Ok(library)
    }

    /// Adds the motors of the files that were found, by their paths.
    fn add(&mut self, search: Search<'_>) {
        let mut names = search.names;
        names.sort_by(|one, other| Path::new(one).cmp(Path::new(other)));
        names.dedup();
        for name in names {
            self.read(search.files, &name);
        }
        self.wrong.extend(search.wrong);
    }

    /// Adds the motors of a file.
    pub(super) fn read(&mut self, files: &dyn Files, name: &str) {
        let file = files.display(name);
        let (motors, wrong) = match files.read(name, files::TABLE) {
            Ok(bytes) => readable_motors(&file, &bytes),
            Err(reason) => (Vec::new(), vec![unread(&file, &reason)]),
        };
        let lone = motors.len() + wrong.len() == 1;
        let mut counts: HashMap<String, usize> = HashMap::new();
        // A faulty one counts too: a launch file may mend it.
        let names = motors.iter().map(|each| &each.motor.name);
        for name in names.chain(wrong.iter().map(|each| &each.name)) {
            *counts.entry(name.to_ascii_lowercase()).or_default() += 1;
        }
        let path = PathBuf::from(file);
        self.motors
            .extend(motors.into_iter().map(|listed| LibraryMotor {
                designation: (!lone).then(|| named(&listed, &counts)),
                file: path.clone(),
                listed,
            }));
        self.wrong.extend(wrong);
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

    /// A name that a file was preferred for and that is none of these engines.
    pub(crate) fn unwanted(&self, engines: &[&str]) -> Option<&str> {
        let names = self.preferred.iter().map(|(name, _)| name.as_str());
        let wants = |name: &str| engines.iter().any(|wanted| is_name_of(name, wanted));
        names.into_iter().find(|name| !wants(name))
    }
}

impl LibraryMotor {
    /// Whether it is called so, but for case and delay.
    pub fn is_called(&self, wanted: &str) -> bool {
        let quality = match_quality(&self.listed.motor.name, split(wanted).0);
        quality.is_some_and(|quality| quality <= MatchQuality::Delay)
    }

    /// Its designation, maker and file.
    pub fn label(&self) -> String {
        let file = self.file.file_name().unwrap_or_default().to_string_lossy();
        let (name, maker) = (&self.listed.motor.name, &self.listed.manufacturer);
        format!("{name} ({maker}) in {file}")
    }
}

/// A search for motor files.
struct Search<'f> {
    files: &'f dyn Files,
    names: Vec<String>,
    wrong: Vec<RejectedEntry>,
}

impl<'f> Search<'f> {
    fn new(files: &'f dyn Files) -> Self {
        Self {
            files,
            names: Vec::new(),
            wrong: Vec::new(),
        }
    }

    /// Finds those of a folder and, so deep, of the folders in it.
    fn folder(&mut self, folder: &str, depth: usize) -> Result<(), FileError> {
        let entries = self.files.entries(folder)?;
        for name in entries.files {
            let ending = Path::new(&name).extension().unwrap_or_default();
            if !["eng", "rse"]
                .iter()
                .any(|known| ending.eq_ignore_ascii_case(known))
            {
                continue;
            }
            if self.names.len() == MOST_FILES {
                let title = format!(
                    "a library of more than {MOST_FILES} motor files: the others are not read"
                );
                self.wrong
                    .push(rejected(&self.files.display(folder), title));
                break;
            }
            self.names.push(within(folder, &name));
        }
        for below in entries.folders {
            let below = within(folder, &below);
            if depth > 0
                && let Err(reason) = self.folder(&below, depth - 1)
            {
                self.wrong
                    .push(unread(&self.files.display(&below), &reason));
            }
        }
        Ok(())
    }
}

/// The name of what lies in a folder.
fn within(folder: &str, name: &str) -> String {
    match folder {
        "" => name.to_owned(),
        folder => format!("{folder}/{name}"),
    }
}

/// What messages call a folder.
fn called(files: &dyn Files, folder: &str) -> String {
    match files.display(folder) {
        name if name.is_empty() => ".".to_owned(),
        name => name,
    }
}

/// What names a motor among several of its file, with which something may be wrong, by how many are called so.
fn named(own: &MotorEntry, counts: &HashMap<String, usize>) -> String {
    let name = &own.motor.name;
    match counts.get(&name.to_ascii_lowercase()) {
        Some(1) => name.clone(),
        _ => format!("{name} ({})", own.manufacturer),
    }
}

/// What is told of a motor file, or a folder of them, that is not read.
fn unread(file: &str, reason: &FileError) -> RejectedEntry {
    rejected(
        file,
        match reason {
            FileError::Outside => {
                "it leads out of the folder of the file, which --allow-outside lets it".to_owned()
            }
            FileError::Unread(reason) => reason.to_string(),
        },
    )
}

fn rejected(file: &str, title: String) -> RejectedEntry {
    RejectedEntry {
        name: String::new(),
        error: Error::of_file(file, title),
    }
}
