//! The index of the folder: what each file holds, so that a look-up reads only the file of the motor wanted.
//!
//! It is a JSON file beside the motor files. Whatever is wrong with it, it is built anew from the files: it holds nothing that
//! they do not say.

use std::path::Path;

use downrange::motor::CatalogEntry;
use serde::{Deserialize, Serialize};

use crate::files::{Files, Folder, TABLE};
use crate::motors::readable_motors;

/// The name of the index in the folder.
pub const INDEX: &str = "downrange-motors.json";

/// The form of the index; one of another form is built anew.
const FORMAT: u32 = 1;

/// An index is no larger than that of some hundred thousand motors, bytes.
const LARGEST: u64 = 100_000_000;

/// The index of a folder of motor files.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Index {
    format: u32,
    /// The version of the library that read the files: another one may read them otherwise.
    version: String,
    /// The files, by their names.
    pub files: Vec<IndexedFile>,
}

/// A motor file and what it holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndexedFile {
    /// Its name in the folder, with `/` between folders.
    pub name: String,
    /// Its size, bytes, as it was read.
    pub size: u64,
    /// When it was last changed as it was read, ns since 1970.
    pub modified: u64,
    /// Its motors, in their order.
    pub motors: Vec<IndexedMotor>,
    /// What in it cannot be read.
    pub unreadable: Vec<Unreadable>,
}

/// A motor in the index: what a catalogue says of it, SI.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndexedMotor {
    pub designation: String,
    pub maker: String,
    /// N s.
    pub impulse: f64,
    pub impulse_class: String,
    /// s.
    pub burn_time: f64,
    /// kg.
    pub total_mass: f64,
    /// kg.
    pub propellant_mass: f64,
    /// m.
    pub diameter: Option<f64>,
    /// m.
    pub length: f64,
    /// The line on which it begins, from 1.
    pub line: usize,
}

/// A motor that cannot be read, or a file with none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unreadable {
    /// The designation, empty where there is none.
    pub designation: String,
    /// The line, where it is known, from 1.
    pub line: Option<usize>,
    /// The reason.
    pub reason: String,
}

impl Index {
    /// The index of no file.
    pub fn empty() -> Self {
        Self {
            format: FORMAT,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            files: Vec::new(),
        }
    }

    /// The index that lies in a folder; none where it is absent, broken or of another version.
    pub fn read(folder: &Path) -> Option<Self> {
        let bytes = Folder::new(folder).read(INDEX, LARGEST).ok()?;
        let index: Self = serde_json::from_slice(&bytes).ok()?;
        let own = Self::empty();
        (index.format == own.format && index.version == own.version).then_some(index)
    }

    /// Its text.
    ///
    /// # Errors
    /// When JSON cannot say it.
    #[cfg(feature = "output")]
    pub fn to_json(&self) -> std::io::Result<String> {
        Ok(serde_json::to_string(self)? + "\n")
    }
}

impl IndexedFile {
    /// Reads a motor file of a folder.
    pub fn read(files: &Folder, name: &str, size: u64, modified: u64) -> Self {
        let (motors, unreadable) = match files.read(name, TABLE) {
            Ok(bytes) => contents(name, &bytes),
            Err(reason) => (Vec::new(), vec![Unreadable::file(reason.to_string())]),
        };
        Self {
            name: name.to_owned(),
            size,
            modified,
            motors,
            unreadable,
        }
    }
}

/// The motors of a file and what cannot be read of it.
pub fn contents(name: &str, bytes: &[u8]) -> (Vec<IndexedMotor>, Vec<Unreadable>) {
    let (motors, rejected) = readable_motors(name, bytes);
    let motors = motors.iter().map(|each| {
        let entry = CatalogEntry::new(&each.motor, &each.manufacturer, name, each.line);
        IndexedMotor::new(entry)
    });
    let rejected = rejected.into_iter().map(|each| Unreadable {
        designation: each.name,
        line: each.error.line_and_column().map(|(line, _)| line),
        reason: each.error.message().to_owned(),
    });
    (motors.collect(), rejected.collect())
}

impl IndexedMotor {
    fn new(entry: CatalogEntry) -> Self {
        Self {
            impulse_class: entry.impulse_class(),
            designation: entry.designation,
            maker: entry.maker,
            impulse: entry.impulse,
            burn_time: entry.burn_time,
            total_mass: entry.total_mass,
            propellant_mass: entry.propellant_mass,
            diameter: entry.diameter,
            length: entry.length,
            line: entry.line,
        }
    }

    /// The same as an entry of a catalogue; the file as messages call it.
    pub fn entry(&self, file: String) -> CatalogEntry {
        CatalogEntry {
            designation: self.designation.clone(),
            maker: self.maker.clone(),
            impulse: self.impulse,
            burn_time: self.burn_time,
            total_mass: self.total_mass,
            propellant_mass: self.propellant_mass,
            diameter: self.diameter,
            length: self.length,
            file,
            line: self.line,
        }
    }
}

impl Unreadable {
    /// A file or folder that cannot be read at all.
    pub fn file(reason: String) -> Self {
        Self {
            designation: String::new(),
            line: None,
            reason,
        }
    }
}
