//! The database as the library keeps it: its curves in one RASP file, and an index of them.

use std::path::Path;

use downrange::motor::MotorOrigin;
use serde::{Deserialize, Serialize};

use super::manifest::DatabaseVersion;
use crate::files::{FileError, Files, Folder, Unread};
use crate::motors::installed::contents::Unreadable;
use crate::motors::installed::indexed_motor::IndexedMotor;
use crate::motors::library_motor::{LibraryMotor, motors_of_file};
use crate::motors::listed::MotorEntry;

/// The file name of the index in the library's own folder.
pub const DATABASE: &str = "database.json";

/// What to do where the library's database cannot be read.
pub const FETCH_AGAIN: &str = "`downrange motors update` fetches it again";

/// The form of the index.
const FORMAT: u32 = 1;

/// Bytes of either file that are read at most.
const LARGEST: u64 = 500_000_000;

/// The database as the library keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredDatabase {
    format: u32,
    /// Which database it is.
    pub version: DatabaseVersion,
    /// The RASP file with the curves, in the library's own folder; of another database it has another name.
    pub curves_file: String,
    /// The curves, in their order.
    pub curves: Vec<StoredCurve>,
    /// What in the database cannot be flown.
    pub unreadable: Vec<Unreadable>,
}

/// A curve in the index.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredCurve {
    /// The motor; its line is that in the RASP file.
    pub motor: IndexedMotor,
    /// Where it stands in the RASP file, bytes.
    span: (usize, usize),
}

impl StoredDatabase {
    /// A database of these curves.
    #[cfg(feature = "sqlite")]
    pub fn new(
        version: DatabaseVersion,
        curves: Vec<StoredCurve>,
        unreadable: Vec<Unreadable>,
    ) -> Self {
        let digits = version.sha256.get(..16).unwrap_or(&version.sha256);
        Self {
            format: FORMAT,
            curves_file: format!("database-{digits}.eng"),
            version,
            curves,
            unreadable,
        }
    }

    /// The database in the library's own folder; none where there is none.
    ///
    /// # Errors
    /// When it is broken, or of another version of Downrange.
    pub fn read(own_folder: &Path) -> Result<Option<Self>, String> {
        let shown = own_folder.join(DATABASE);
        let shown = shown.display();
        let bytes = match Folder::new(own_folder).read(DATABASE, LARGEST) {
            Ok(bytes) => bytes,
            Err(FileError::Unread(Unread::Missing)) => return Ok(None),
            Err(reason) => return Err(format!("{shown}: {reason}; {FETCH_AGAIN}")),
        };
        let stored: Self = serde_json::from_slice(&bytes)
            .map_err(|_| format!("{shown}: the motor database is broken; {FETCH_AGAIN}"))?;
        match stored.format == FORMAT {
            true => Ok(Some(stored)),
            false => Err(format!(
                "{shown}: the motor database was stored by another version of Downrange; {FETCH_AGAIN}"
            )),
        }
    }

    /// The motors of curves, each with the name of a file for it alone.
    ///
    /// # Errors
    /// When they cannot be read, or are not those that were stored; see [`FETCH_AGAIN`].
    pub fn motors(
        &self,
        own_folder: &Path,
        curves: &[&StoredCurve],
    ) -> Result<Vec<(String, LibraryMotor)>, String> {
        let file = &self.curves_file;
        let shown = own_folder.join(file);
        let all = Folder::new(own_folder)
            .read(file, LARGEST)
            .map_err(|reason| format!("{}: {reason}", shown.display()))?;
        let of = |curve: &&StoredCurve| {
            let bytes = all.get(curve.span.0..curve.span.1)?;
            let name = curve.file_name();
            let file = format!("{}/{name}", self.name());
            let (motors, wrong) = motors_of_file(&file, bytes.into(), MotorOrigin::Database);
            let entry = curve.motor.entry();
            let is_own = |motor: &MotorEntry| {
                motor.motor.name == entry.designation && motor.manufacturer == entry.maker
            };
            match (motors.as_slice(), wrong.as_slice()) {
                ([motor], []) if is_own(&motor.listed) => Some((name, motor.clone())),
                _ => None,
            }
        };
        let motors: Option<Vec<_>> = curves.iter().map(of).collect();
        motors.ok_or_else(|| format!("{}: the motor database is broken", shown.display()))
    }

    /// Whether all its curves are there as they were stored.
    #[cfg(feature = "sqlite")]
    pub fn is_whole(&self, own_folder: &Path) -> bool {
        let curves: Vec<&StoredCurve> = self.curves.iter().collect();
        self.motors(own_folder, &curves).is_ok()
    }

    /// What messages and reports call it.
    pub fn name(&self) -> String {
        format!("OpenRocket motor database of {}", self.version.day())
    }
}

impl StoredCurve {
    /// A curve of these bytes of the RASP file.
    #[cfg(feature = "sqlite")]
    pub fn new(motor: IndexedMotor, span: (usize, usize)) -> Self {
        Self { motor, span }
    }

    /// The name of a file for the curve alone, such as `AeroTech_K550W.eng`.
    pub fn file_name(&self) -> String {
        let entry = self.motor.entry();
        let plain = |text: &str| -> String {
            let kept = |c: char| c.is_alphanumeric() || "-.".contains(c);
            let chars = text.chars().map(|c| if kept(c) { c } else { '_' });
            chars.collect()
        };
        let (maker, name) = (plain(&entry.maker), plain(&entry.designation));
        format!("{maker}_{name}.eng")
    }
}
