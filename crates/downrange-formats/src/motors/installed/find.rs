//! A motor of the user's library by its designation: only the files of those called alike are read.

use super::library::InstalledMotors;
use crate::digest::sha256;
use crate::files::{Files, Folder, TABLE};
use crate::motors::choice::LISTED;
use crate::motors::designation::{distance, match_quality, same_maker, split};
use crate::motors::library::{LibraryMotor, MotorLibrary};
use crate::motors::motor_error::MotorError;
use crate::text::first_of;

/// How a user tells one of several motors that are called alike.
const CHOOSES: &str = "the maker in brackets, such as \"K550W (AT)\", or a file of its own";

/// What to do where the library lacks a motor.
const GET: &str = "`downrange motors import FILE|DIR` adds motor files (.eng, .rse), `downrange motors` lists them";

/// A motor of the user's library.
#[derive(Debug, Clone, PartialEq)]
pub struct InstalledMotor {
    /// The motor and its file.
    pub library_motor: LibraryMotor,
    /// The name of the file in the library, with `/` between folders: the same on every machine.
    pub name: String,
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// What was passed over for it, in a sentence.
    pub passed_over: Option<String>,
}

impl InstalledMotor {
    /// A sentence that names the very file.
    pub fn describe(&self) -> String {
        let label = self.library_motor.label();
        let digest = sha256(&self.bytes);
        format!("{label} of the motor library is taken: SHA-256 {digest}")
    }
}

impl MotorLibrary {
    /// A motor of the user's library, for one that the folders lack; none where that lacks it, too.
    ///
    /// # Errors
    /// When it may be one of several that differ, or the library cannot be read.
    pub(crate) fn find_installed(
        &self,
        wanted: &str,
    ) -> Result<Option<InstalledMotor>, MotorError> {
        let Some(folder) = &self.installed else {
            return Ok(None);
        };
        let library = InstalledMotors::open(folder).map_err(|error| {
            MotorError::missing(
                format!("{}: {}", error.file(), error.message()),
                String::new(),
            )
        })?;
        match library.find(wanted) {
            Ok(found) => Ok(Some(found)),
            Err(error) if error.is_ambiguous() => Err(error),
            Err(_) => Ok(None),
        }
    }
}

impl InstalledMotors {
    /// The motor of this designation, with its maker in brackets or without one: the one that
    /// [`MotorLibrary::find`] finds among all.
    ///
    /// # Errors
    /// When there is no such motor, with those that are nearly it, or when there are several that differ.
    pub fn find(&self, wanted: &str) -> Result<InstalledMotor, MotorError> {
        let (name, maker) = split(wanted);
        let mut alike = Vec::new();
        for file in &self.index.files {
            let of_maker = |listed: &str| maker.is_none_or(|maker| same_maker(listed, maker));
            let motors = file.motors.iter().filter(|each| of_maker(&each.maker));
            let best = motors.filter_map(|each| match_quality(&each.designation, name));
            if let Some(quality) = best.min() {
                alike.push((quality, file.name.as_str()));
            }
        }
        let Some(most) = alike.iter().map(|(quality, _)| *quality).min() else {
            return Err(self.missing(wanted, name));
        };
        let files = Folder::new(&self.folder).allow_outside(true);
        let mut library = MotorLibrary::chosen_by(CHOOSES);
        let names = alike.iter().filter(|(quality, _)| *quality == most);
        for (_, name) in names.clone() {
            library.read(&files, name);
        }
        let found = library.find(wanted)?;
        let own = |name: &&str| self.folder.join(name) == found.library_motor.file;
        let file = names.map(|(_, name)| *name).find(own).unwrap_or_default();
        let bytes = files.read(file, TABLE).map_err(|reason| {
            let title = format!("cannot read {}: {reason}", self.shown(file));
            MotorError::missing(title, String::new())
        })?;
        Ok(InstalledMotor {
            library_motor: found.library_motor.clone(),
            name: file.to_owned(),
            bytes,
            passed_over: found.passed_over,
        })
    }

    fn missing(&self, wanted: &str, name: &str) -> MotorError {
        let folder = self.folder.display();
        let title = format!("no motor `{wanted}` in the motor library {folder}");
        let motors = self.index.files.iter().flat_map(|file| &file.motors);
        let mut near: Vec<(usize, String)> = motors
            .filter_map(|each| {
                let label = format!("{} ({})", each.designation, each.maker);
                Some((distance(&each.designation, name)?, label))
            })
            .collect();
        near.sort();
        near.dedup();
        let near: Vec<String> = near.into_iter().map(|(_, label)| label).collect();
        let mut hint = match (near.as_slice(), self.len()) {
            (_, 0) => "it has no motors".to_owned(),
            ([], count) => format!("none of its {count} motors is nearly that"),
            (near, _) => format!("near: {}", first_of(near.iter(), LISTED)),
        };
        let unreadable = self.index.files.iter().flat_map(|file| {
            let wanted = |each: &&_| is_wanted(each, name);
            file.unreadable
                .iter()
                .filter(wanted)
                .map(move |each| (file, each))
        });
        for (file, each) in unreadable.take(1) {
            let line = each.line.map_or(String::new(), |line| format!(":{line}"));
            let file = self.shown(&file.name);
            hint.push_str(&format!("; cannot be read: {file}{line}: {}", each.reason));
        }
        MotorError::missing(title, format!("{hint}; {GET}"))
    }
}

fn is_wanted(each: &super::index::Unreadable, name: &str) -> bool {
    match_quality(&each.designation, name).is_some()
}
