//! A motor of the user's library by its designation: only the files of those called alike are read.

use super::contents::Unreadable;
use super::database::FETCH_AGAIN;
use super::indexed_motor::IndexedMotor;
use super::library::InstalledMotors;
use crate::digest::sha256;
use crate::files::{Files, Folder, TABLE};
use crate::motors::among::find_among;
use crate::motors::choice::LISTED;
use crate::motors::count::motors_counted;
use crate::motors::designation::{
    MatchQuality, WantedMotor, distance, match_quality, most_alike, split,
};
use crate::motors::library_motor::{LibraryMotor, motors_of_file};
use crate::motors::motor_error::MotorError;
use crate::text::first_of;
use downrange::motor::MotorOrigin;

/// How a user tells one of several motors that are called alike.
const CHOOSES: &str = "the maker in brackets, such as \"K550W (AT)\", or a file of its own";

/// What to do where the library lacks a motor.
const GET: &str = "`downrange motors import FILE|DIR` adds motor files (.eng, .rse), `downrange motors update` fetches the public motor \
                   database, `downrange motors` lists what is there";

/// A motor of the user's library.
#[derive(Debug, Clone, PartialEq)]
pub struct InstalledMotor {
    /// The motor and its file.
    pub library_motor: LibraryMotor,
    /// The name of the file in the library, with `/` between folders: the same on every machine.
    pub name: String,
    /// What it is of: the motor library, or which motor database.
    pub place: String,
    /// What was passed over for it, in a sentence.
    pub passed_over: Option<String>,
}

impl InstalledMotor {
    /// The name under which its file is counted among those that a launch file names: no other file is called so, and it is the
    /// same on every machine.
    pub(crate) fn file_key(&self) -> String {
        format!("motor library: {}", self.name)
    }

    /// A sentence that names the very file.
    pub fn describe(&self) -> String {
        let label = self.library_motor.label();
        let digest = sha256(&self.library_motor.bytes);
        format!("{label} of the {} is taken: SHA-256 {digest}", self.place)
    }
}

/// What a look-up in the index comes to.
enum LookUp {
    /// A motor, or motors among which nothing is chosen.
    Found(Box<Result<InstalledMotor, MotorError>>),
    /// None is called so.
    Absent,
    /// The index has a file otherwise than it is now.
    Outdated,
}

impl LookUp {
    fn found(found: Result<InstalledMotor, MotorError>) -> Self {
        Self::Found(Box::new(found))
    }
}

impl InstalledMotors {
    /// The motor of this designation, with its maker in brackets or without one: the one that
    /// [`MotorLibrary::find`](crate::motors::MotorLibrary::find) finds among all.
    ///
    /// # Errors
    /// When there is no such motor, with those that are nearly it, or when there are several that differ.
    pub fn find(&self, wanted: &str) -> Result<InstalledMotor, MotorError> {
        match self.look_up(wanted) {
            LookUp::Found(found) => *found,
            _ if self.is_compared => Err(self.missing(wanted)),
            // A file may have been written over in its place.
            _ => match Self::reread(&self.folder) {
                Ok(compared) => compared.find(wanted),
                Err(error) => {
                    let title = format!("{}: {}", error.file(), error.message());
                    Err(MotorError::missing(title, String::new()))
                }
            },
        }
    }

    fn look_up(&self, wanted: &str) -> LookUp {
        let wanted = &WantedMotor::new(wanted);
        let files = self.index.files.iter().filter_map(|file| {
            let best = file.motors.iter().filter_map(|each| quality(wanted, each));
            Some((best.min()?, file))
        });
        let files = most_alike(files);
        let most = files.as_ref().map(|(quality, _)| *quality);
        // The files of the user go before the database, unless that has a motor that is called more as wanted.
        let is_certain = most == Some(MatchQuality::Same);
        if !is_certain && let Some(found) = self.look_up_in_database(wanted, most) {
            return found;
        }
        let Some((_, files)) = files else {
            return LookUp::Absent;
        };
        let folder = Folder::new(&self.folder).allow_outside(true);
        let mut read: Vec<(&str, LibraryMotor)> = Vec::new();
        for file in files {
            if !self.is_compared && !file.is_current(&self.folder) {
                return LookUp::Outdated;
            }
            let shown = self.shown(&file.name);
            let Ok(bytes) = folder.read(&file.name, TABLE) else {
                return LookUp::Outdated;
            };
            let (motors, _) = motors_of_file(&shown, bytes.into(), MotorOrigin::Library);
            read.extend(motors.into_iter().map(|motor| (file.name.as_str(), motor)));
        }
        let mut found = chosen(wanted, read, "motor library".to_owned());
        if let LookUp::Found(found) = &mut found
            && let Ok(found) = found.as_mut()
            && let Err(reason) = self.read_database()
            && !is_certain
        {
            let passed_over = found.passed_over.iter().chain([reason]);
            let passed_over: Vec<&str> = passed_over.map(String::as_str).collect();
            found.passed_over = Some(passed_over.join("; "));
        }
        found
    }

    /// A look-up in the motor database; none where that has no motor called as much as wanted as those that are found already.
    fn look_up_in_database(
        &self,
        wanted: &WantedMotor<'_>,
        found: Option<MatchQuality>,
    ) -> Option<LookUp> {
        let database = self.database()?;
        let curves = database.curves.iter();
        let alike = curves.filter_map(|each| Some((quality(wanted, &each.motor)?, each)));
        let (most, curves) = most_alike(alike)?;
        if found.is_some_and(|found| found <= most) {
            return None;
        }
        let read = match database.motors(&self.own_folder(), &curves) {
            Ok(read) => read,
            Err(reason) => {
                let unread = format!("{reason}; {FETCH_AGAIN}");
                let error = MotorError::missing(reason, FETCH_AGAIN.to_owned());
                return Some(LookUp::found(Err(error.with_unread(unread))));
            }
        };
        Some(chosen(wanted, read, database.name()))
    }

    fn missing(&self, wanted: &str) -> MotorError {
        let (name, _) = split(wanted);
        let folder = self.folder.display();
        let title = format!("no motor `{wanted}` in the motor library {folder}");
        let is_wanted = |each: &&Unreadable| match_quality(&each.designation, name).is_some();
        let of_files = self.index.files.iter().flat_map(|file| &file.motors);
        let curves = self.database().map_or(&[][..], |database| &database.curves);
        let motors = of_files.chain(curves.iter().map(|curve| &curve.motor));
        let mut near: Vec<(usize, String)> = motors
            .map(|each| each.entry())
            .filter_map(|each| {
                let label = format!("{} ({})", each.designation, each.maker);
                Some((distance(&each.designation, name)?, label))
            })
            .collect();
        near.sort();
        near.dedup();
        let near: Vec<String> = near.into_iter().map(|(_, label)| label).collect();
        let hint = match (near.as_slice(), self.len()) {
            (_, 0) => "it has no motors".to_owned(),
            ([], count) => format!("of its {} none is nearly that", motors_counted(count)),
            (near, _) => format!("near: {}", first_of(near.iter(), LISTED)),
        };
        let of_files = self.index.files.iter().flat_map(|file| {
            let each = file.unreadable.iter().filter(is_wanted);
            each.map(|each| (self.shown(&file.name), each))
        });
        let of_database = self.database().into_iter().flat_map(|database| {
            let each = database.unreadable.iter().filter(is_wanted);
            each.map(|each| {
                (
                    format!("{} of the {}", each.designation, database.name()),
                    each,
                )
            })
        });
        let mut unreadable = of_files.chain(of_database);
        let mut unread = Vec::new();
        if let Some((place, each)) = unreadable.next() {
            let line = each.line.map_or(String::new(), |line| format!(":{line}"));
            let more = match unreadable.count() {
                0 => String::new(),
                count => format!("; {count} more"),
            };
            unread.push(format!(
                "cannot be read: {place}{line}: {}{more}",
                each.reason
            ));
        }
        let broken = self.read_database().as_ref().err();
        unread.extend(broken.map(|reason| format!("cannot be read: {reason}")));
        if unread.is_empty() {
            return MotorError::missing(title, format!("{hint}; {GET}"));
        }
        let unread = unread.join("; ");
        MotorError::missing(title, format!("{hint}; {unread}; {GET}")).with_unread(unread)
    }
}

/// How much a motor of the index is called as wanted.
fn quality(wanted: &WantedMotor<'_>, motor: &IndexedMotor) -> Option<MatchQuality> {
    let entry = motor.entry();
    wanted.quality(&entry.designation, &entry.maker)
}

/// One of the motors that were read, each with the name of its file.
fn chosen(
    wanted: &WantedMotor<'_>,
    read: Vec<(impl Into<String>, LibraryMotor)>,
    place: String,
) -> LookUp {
    let (names, motors): (Vec<_>, Vec<LibraryMotor>) = read.into_iter().unzip();
    let found = match find_among(&motors, wanted, CHOOSES) {
        Ok(Some(found)) => found,
        Ok(None) => return LookUp::Outdated,
        Err(error) => return LookUp::found(Err(error)),
    };
    let own = |(_, motor): &(_, &LibraryMotor)| std::ptr::eq(*motor, found.library_motor);
    let named = names.into_iter().zip(&motors).find(own);
    LookUp::found(Ok(InstalledMotor {
        library_motor: found.library_motor.clone(),
        name: named.map_or(String::new(), |(name, _)| name.into()),
        place,
        passed_over: found.passed_over,
    }))
}
