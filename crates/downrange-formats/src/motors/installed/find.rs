//! A motor of the user's library by its designation: only the files of those called alike are read.

use super::database::StoredCurve;
use super::index::IndexedFile;
use super::indexed_motor::IndexedMotor;
use super::library::InstalledMotors;
use crate::digest::sha256;
use crate::files::{Files, Folder, TABLE};
use crate::motors::among::find_among;
use crate::motors::choice::LISTED;
use crate::motors::count::motors_counted;
use crate::motors::designation::{
    MatchQuality, WantedDesignation, distance, match_quality, same_maker, split,
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
        let motor = WantedMotor::new(wanted);
        let mut alike: Vec<(MatchQuality, &IndexedFile)> = Vec::new();
        for file in &self.index.files {
            let best = file.motors.iter().filter_map(|each| motor.quality(each));
            alike.extend(best.min().map(|quality| (quality, file)));
        }
        let most = alike.iter().map(|(quality, _)| *quality).min();
        // The files of the user go before the database, unless that has a motor that is called more as wanted.
        if most != Some(MatchQuality::Same)
            && let Some(found) = self.look_up_in_database(wanted, most)
        {
            return found;
        }
        let Some(most) = most else {
            return LookUp::Absent;
        };
        let folder = Folder::new(&self.folder).allow_outside(true);
        let mut read: Vec<(&str, LibraryMotor)> = Vec::new();
        for (_, file) in alike.iter().filter(|(quality, _)| *quality == most) {
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
        chosen(wanted, read, "motor library".to_owned())
    }

    /// A look-up in the motor database; none where that has no motor called as much as wanted as those that are found already.
    fn look_up_in_database(&self, wanted: &str, found: Option<MatchQuality>) -> Option<LookUp> {
        let database = self.database()?;
        let motor = WantedMotor::new(wanted);
        let curves = database.curves.iter();
        let alike = curves.filter_map(|each| Some((motor.quality(&each.motor)?, each)));
        let alike: Vec<(MatchQuality, &StoredCurve)> = alike.collect();
        let most = alike.iter().map(|(quality, _)| *quality).min()?;
        if found.is_some_and(|found| found <= most) {
            return None;
        }
        let mut read = Vec::new();
        for (_, curve) in alike.iter().filter(|(quality, _)| *quality == most) {
            let bytes = match database.bytes(&self.own_folder(), curve) {
                Ok(bytes) => bytes,
                Err(reason) => {
                    let hint = "`downrange motors update` fetches it again".to_owned();
                    return Some(LookUp::found(Err(MotorError::missing(reason, hint))));
                }
            };
            let shown = format!("{}/{}", database.name(), curve.file_name());
            let (motors, _) = motors_of_file(&shown, bytes.into(), MotorOrigin::Database);
            read.extend(motors.into_iter().map(|motor| (curve.file_name(), motor)));
        }
        Some(chosen(wanted, read, database.name()))
    }

    fn missing(&self, wanted: &str) -> MotorError {
        let (name, _) = split(wanted);
        let folder = self.folder.display();
        let title = format!("no motor `{wanted}` in the motor library {folder}");
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
        let mut hint = match (near.as_slice(), self.len()) {
            (_, 0) => "it has no motors".to_owned(),
            ([], count) => format!("of its {} none is nearly that", motors_counted(count)),
            (near, _) => format!("near: {}", first_of(near.iter(), LISTED)),
        };
        let unreadable = self.index.files.iter().flat_map(|file| {
            let each = file.unreadable.iter().map(move |each| (file, each));
            each.filter(|(_, each)| match_quality(&each.designation, name).is_some())
        });
        for (file, each) in unreadable.take(1) {
            let line = each.line.map_or(String::new(), |line| format!(":{line}"));
            let file = self.shown(&file.name);
            hint.push_str(&format!("; cannot be read: {file}{line}: {}", each.reason));
        }
        MotorError::missing(title, format!("{hint}; {GET}"))
    }
}

/// What is looked for.
struct WantedMotor<'a> {
    designation: WantedDesignation<'a>,
    maker: Option<&'a str>,
}

impl<'a> WantedMotor<'a> {
    fn new(wanted: &'a str) -> Self {
        let (name, maker) = split(wanted);
        Self {
            designation: WantedDesignation::new(name),
            maker,
        }
    }

    /// How much a motor of the index is called so.
    fn quality(&self, motor: &IndexedMotor) -> Option<MatchQuality> {
        let entry = motor.entry();
        let quality = self.designation.quality(&entry.designation)?;
        let is_of_maker = self.maker.is_none_or(|own| same_maker(&entry.maker, own));
        is_of_maker.then_some(quality)
    }
}

/// One of the motors that were read, each with the name of its file.
fn chosen(wanted: &str, read: Vec<(impl Into<String>, LibraryMotor)>, place: String) -> LookUp {
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
