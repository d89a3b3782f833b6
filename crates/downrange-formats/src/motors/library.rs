//! Motors of a folder, found by their designation.
//!
//! RASAero writes `J570W  (AT)`: the designation, and the maker as it stands in the header of the `.eng` file. Makers are
//! the same if their words are, or if a list of spellings has them as one. Files name one motor in several ways: what is named as
//! wanted, but for case, comes first, then what differs in its delay, then what differs in punctuation or in a total
//! impulse written ahead (`10146-N2501-W`), then what says less or more of the propellant (`N2501`, `N2501WT`); see
//! [`MatchQuality`].

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::choice;
use super::choice::LISTED;
use super::designation::{MatchQuality, distance, likeness, same_maker, split};
use super::listed::{MotorEntry, RejectedEntry};
use super::read::readable_motors;
use crate::error::Error;
use crate::files::{self, FileError};
use crate::text::first_of;

/// Folders within folders are searched so deep.
const DEEPEST: usize = 4;

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

/// A motor that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<'s> {
    /// The motor.
    pub library_motor: &'s LibraryMotor,
    /// What was passed over for it, in a sentence.
    pub passed_over: Option<String>,
}

/// The motors of some folders.
#[derive(Debug, Clone, Default)]
pub struct MotorLibrary {
    motors: Vec<LibraryMotor>,
    folders: Vec<PathBuf>,
    wrong: Vec<RejectedEntry>,
    /// The files preferred for engines, by their names.
    preferred: Vec<(String, PathBuf)>,
}

impl MotorLibrary {
    /// Reads the `.eng` and `.rse` files of the folders and of the folders in them.
    ///
    /// # Errors
    /// When a folder cannot be listed. What cannot be read is only named where a motor is not found.
    pub fn open(folders: &[PathBuf]) -> std::io::Result<Self> {
        let mut files = Vec::new();
        for folder in folders {
            motor_files(folder, DEEPEST, &mut files)?;
        }
        Ok(Self::of(files, folders.to_vec(), None))
    }

    /// The motors of files, which stay in a folder if one is given.
    fn of(mut files: Vec<PathBuf>, folders: Vec<PathBuf>, within: Option<&Path>) -> Self {
        files.sort();
        files.dedup();
        let mut library = Self {
            folders,
            ..Self::default()
        };
        for file in files {
            let name = file.display().to_string();
            let (motors, wrong) = match read(&file, within) {
                Ok(bytes) => readable_motors(&name, &bytes),
                Err(reason) => (Vec::new(), vec![unread(&name, &reason)]),
            };
            let lone = motors.len() + wrong.len() == 1;
            let mut counts: HashMap<String, usize> = HashMap::new();
            // A faulty one counts too: a launch file may mend it.
            let names = motors.iter().map(|each| &each.motor.name);
            for name in names.chain(wrong.iter().map(|each| &each.name)) {
                *counts.entry(name.to_ascii_lowercase()).or_default() += 1;
            }
            let names: Vec<Option<String>> = motors
                .iter()
                .map(|each| (!lone).then(|| named(each, &counts)))
                .collect();
            let library_motor =
                motors
                    .into_iter()
                    .zip(names)
                    .map(|(listed, designation)| LibraryMotor {
                        listed,
                        file: file.clone(),
                        designation,
                    });
            library.motors.extend(library_motor);
            library.wrong.extend(wrong);
        }
        library
    }

    /// Reads the motor files that lie in a folder, and those under its `motors`; what a symbolic link has there of another
    /// folder only if that is allowed.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn beside(folder: &Path, allow_outside: bool) -> std::io::Result<Self> {
        let mut files = Vec::new();
        motor_files(folder, 0, &mut files)?;
        let motors = folder.join("motors");
        let mut folders = vec![folder.to_path_buf()];
        let mut out = None;
        if let (false, Err(reason @ FileError::Outside)) =
            (allow_outside, files::inside(folder, Path::new("motors")))
        {
            out = Some(unread(&motors.display().to_string(), &reason));
        } else if motors.is_dir() {
            motor_files(&motors, DEEPEST, &mut files)?;
            folders.push(motors);
        }
        let mut library = Self::of(files, folders, (!allow_outside).then_some(folder));
        library.wrong.extend(out);
        Ok(library)
    }

    /// Takes for an engine of this name, with its maker in brackets or without, the motor of a file: a path, or the end of the
    /// path of a file of the library.
    ///
    /// # Errors
    /// When there is no such file, or several, or it holds no motor that can be read.
    pub fn prefer(&mut self, name: &str, file: &Path) -> Result<(), Error> {
        let given = || file.display().to_string();
        let mut known: Vec<&PathBuf> = self.motors.iter().map(|each| &each.file).collect();
        known.dedup();
        let ending: Vec<&PathBuf> = known
            .into_iter()
            .filter(|each| each.ends_with(file))
            .collect();
        let path = match (file.is_file(), ending.as_slice()) {
            (true, _) => file.to_path_buf(),
            (false, [only]) => (*only).clone(),
            (false, []) => {
                let error = Error::of_file(given(), format!("no such file for the motor `{name}`"));
                let folders: Vec<_> = self
                    .folders
                    .iter()
                    .map(|f| f.display().to_string())
                    .collect();
                return Err(error.hint(format!(
                    "it is a path, or the name of a file in {}",
                    folders.join(" or ")
                )));
            }
            (false, several) => {
                let list: Vec<_> = several.iter().map(|f| f.display().to_string()).collect();
                let error =
                    Error::of_file(given(), format!("several files for the motor `{name}`"));
                return Err(error.hint(list.join(", ")));
            }
        };
        if self.motors.iter().all(|each| each.file != path) {
            let only = Self::of(vec![path.clone()], Vec::new(), None);
            if let (true, Some(wrong)) = (only.motors.is_empty(), only.wrong.into_iter().next()) {
                return Err(wrong.error);
            }
            self.motors.extend(only.motors);
        }
        self.preferred.push((name.trim().to_owned(), path));
        Ok(())
    }

    /// A name that a file was preferred for and that is none of these engines.
    pub(crate) fn unwanted(&self, engines: &[&str]) -> Option<&str> {
        let names = self.preferred.iter().map(|(name, _)| name.as_str());
        let wants = |name: &str| engines.iter().any(|wanted| is_name_of(name, wanted));
        names.into_iter().find(|name| !wants(name))
    }

    /// The motor of this designation, with its maker in brackets or without one. Of several that are called alike and may be
    /// one motor it takes one: of a `.eng` file before others, then the one whose curve has the most points, then the first by its path.
    ///
    /// # Errors
    /// A message and a hint: when there is no such motor, with those that are nearly it, or when there are several that
    /// differ.
    pub fn find(&self, wanted: &str) -> Result<Found<'_>, (String, String)> {
        let (name, maker) = split(wanted);
        let preferred = self.preferred.iter().find(|(of, _)| is_name_of(of, wanted));
        if let Some((_, file)) = preferred {
            return self.of_file(wanted, file);
        }
        let alike: Vec<(MatchQuality, &LibraryMotor)> = self
            .motors
            .iter()
            .filter(|each| maker.is_none_or(|maker| same_maker(&each.listed.manufacturer, maker)))
            .filter_map(|each| Some((likeness(&each.listed.motor.name, name)?, each)))
            .collect();
        let Some(most) = alike.iter().map(|(likeness, _)| *likeness).min() else {
            return Err(self.missing(wanted, name));
        };
        let alike = alike.into_iter().filter(|(likeness, _)| *likeness == most);
        one_of(wanted, alike.map(|(_, each)| each).collect())
    }

    /// The motor of a file: its only one, or that of this designation.
    fn of_file(&self, wanted: &str, file: &Path) -> Result<Found<'_>, (String, String)> {
        let name = split(wanted).0;
        let all: Vec<&LibraryMotor> = self
            .motors
            .iter()
            .filter(|each| each.file == file)
            .collect();
        if let [only] = all.as_slice() {
            return Ok(Found {
                library_motor: only,
                passed_over: None,
            });
        }
        let alike = all
            .iter()
            .filter(|each| likeness(&each.listed.motor.name, name).is_some());
        let alike: Vec<&LibraryMotor> = alike.copied().collect();
        match alike.is_empty() {
            true => Err((
                format!("no motor `{wanted}` in {}", file.display()),
                format!("it has {}", list(&all)),
            )),
            false => one_of(wanted, alike),
        }
    }

    fn missing(&self, wanted: &str, name: &str) -> (String, String) {
        let folders: Vec<String> = self
            .folders
            .iter()
            .map(|f| f.display().to_string())
            .collect();
        let title = format!("no motor `{wanted}` in {}", folders.join(" or "));
        let mut near: Vec<(usize, &LibraryMotor)> = self
            .motors
            .iter()
            .filter_map(|each| Some((distance(&each.listed.motor.name, name)?, each)))
            .collect();
        near.sort_by_key(|(distance, each)| (*distance, each.listed.motor.name.clone()));
        let near: Vec<&LibraryMotor> = near.into_iter().map(|(_, each)| each).collect();
        let mut hint = match (near.as_slice(), self.motors.len()) {
            ([], 0) => "there is no motor file: name their folder with --motors DIR".to_owned(),
            ([], count) => format!("none of the {count} motors there is nearly that"),
            (near, _) => format!("near: {}", list(near)),
        };
        let is_wanted = |one: &&RejectedEntry| likeness(&one.name, name).is_some();
        let first = self.wrong.iter().find(is_wanted).or(self.wrong.first());
        if let Some(RejectedEntry { error, .. }) = first {
            let line = error.line_and_column().map(|(line, _)| format!(":{line}"));
            let (file, line) = (error.file(), line.unwrap_or_default());
            let more = match self.wrong.len() {
                1 => String::new(),
                count => format!("; {} more", count - 1),
            };
            let message = error.message();
            hint.push_str(&format!("; cannot be read: {file}{line}: {message}{more}"));
        }
        (title, hint)
    }
}

impl LibraryMotor {
    /// Whether it is called so, but for case and delay.
    pub fn is_called(&self, wanted: &str) -> bool {
        let likeness = likeness(&self.listed.motor.name, split(wanted).0);
        likeness.is_some_and(|likeness| likeness <= MatchQuality::Delay)
    }

    /// Its designation, maker and file.
    pub fn label(&self) -> String {
        let file = self.file.file_name().unwrap_or_default().to_string_lossy();
        let (name, maker) = (&self.listed.motor.name, &self.listed.manufacturer);
        format!("{name} ({maker}) in {file}")
    }
}

/// One of motors that are called alike.
fn one_of<'s>(wanted: &str, alike: Vec<&'s LibraryMotor>) -> Result<Found<'s>, (String, String)> {
    let ranked = choice::ranked(alike.iter().map(|each| &each.listed));
    let owners: HashMap<*const MotorEntry, &'s LibraryMotor> = alike
        .iter()
        .map(|each| (&raw const each.listed, *each))
        .collect();
    let of = |listed: &MotorEntry| owners.get(&std::ptr::from_ref(listed)).copied();
    let ranked: Vec<&'s LibraryMotor> = ranked.into_iter().filter_map(of).collect();
    let Some((taken, others)) = ranked.split_first() else {
        return Err((format!("no motor `{wanted}`"), String::new()));
    };
    let own = &taken.listed.motor;
    // Twice the same motor is one.
    let others: Vec<&LibraryMotor> = others
        .iter()
        .filter(|other| !choice::twins(own, &other.listed.motor))
        .copied()
        .collect();
    if others
        .iter()
        .any(|other| !choice::may_be_one(own, &other.listed.motor))
    {
        let several = [&[*taken], others.as_slice()].concat();
        return Err((
            format!("`{wanted}` may be any of {} motors", several.len()),
            format!("{}; say which with --motor NAME=FILE", list(&several)),
        ));
    }
    let passed = others
        .iter()
        .map(|other| (other.label(), &other.listed.motor));
    let passed: Vec<_> = passed.collect();
    Ok(Found {
        library_motor: taken,
        passed_over: (!passed.is_empty()).then(|| {
            let told = choice::told((&taken.label(), own), &passed);
            format!("{told}; --motor NAME=FILE chooses")
        }),
    })
}

/// Whether a name is that of an engine, with or without its maker.
fn is_name_of(name: &str, engine: &str) -> bool {
    let same = |a: &str, b: &str| a.trim().eq_ignore_ascii_case(b.trim());
    let ((own, maker), (other, other_maker)) = (split(name), split(engine));
    let of_maker = || match (maker, other_maker) {
        (Some(a), Some(b)) => same_maker(a, b),
        (maker, _) => maker.is_none(),
    };
    same(name, engine) || (same(own, other) && of_maker())
}

/// What names a motor among several of its file, with which something may be wrong, by how many are called so.
fn named(own: &MotorEntry, counts: &HashMap<String, usize>) -> String {
    let name = &own.motor.name;
    match counts.get(&name.to_ascii_lowercase()) {
        Some(1) => name.clone(),
        _ => format!("{name} ({})", own.manufacturer),
    }
}

/// The bytes of a motor file, which stays in a folder if one is given.
fn read(file: &Path, within: Option<&Path>) -> Result<Vec<u8>, FileError> {
    let reached = match within {
        Some(folder) => files::inside(folder, file.strip_prefix(folder).unwrap_or(file))?,
        None => file.to_path_buf(),
    };
    files::read(&reached, files::TABLE).map_err(FileError::Unread)
}

/// What is told of a motor file, or a folder of them, that is not read.
fn unread(file: &str, reason: &FileError) -> RejectedEntry {
    let title = match reason {
        FileError::Outside => {
            "it leads out of the folder of the file, which --allow-outside lets it".to_owned()
        }
        FileError::Unread(reason) => reason.to_string(),
    };
    RejectedEntry {
        name: String::new(),
        error: Error::of_file(file, title),
    }
}

fn motor_files(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
        if ending == "eng" || ending == "rse" {
            files.push(path);
        } else if depth > 0 && path.is_dir() && !path.is_symlink() {
            // What may not be listed holds nothing for us.
            let _ = motor_files(&path, depth - 1, files);
        }
    }
    Ok(())
}

fn list(motors: &[&LibraryMotor]) -> String {
    first_of(motors.iter().map(|each| each.label()), LISTED)
}
