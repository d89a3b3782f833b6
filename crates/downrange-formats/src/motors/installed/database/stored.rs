//! The database as the library keeps it: its curves in one RASP file, and an index of them.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::manifest::DatabaseVersion;
use crate::files::{FileError, Files, Folder, Unread};
use crate::motors::installed::contents::Unreadable;
use crate::motors::installed::indexed_motor::IndexedMotor;

/// The file name of the index in the library's own folder.
pub const DATABASE: &str = "database.json";

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
        let again = "`downrange motors update` fetches it again";
        let shown = own_folder.join(DATABASE);
        let shown = shown.display();
        let bytes = match Folder::new(own_folder).read(DATABASE, LARGEST) {
            Ok(bytes) => bytes,
            Err(FileError::Unread(Unread::Missing)) => return Ok(None),
            Err(reason) => return Err(format!("{shown}: {reason}; {again}")),
        };
        let stored: Self = serde_json::from_slice(&bytes)
            .map_err(|_| format!("{shown}: the motor database is broken; {again}"))?;
        match stored.format == FORMAT {
            true => Ok(Some(stored)),
            false => Err(format!(
                "{shown}: the motor database was stored by another version of Downrange; {again}"
            )),
        }
    }

    /// The bytes of a curve, as a RASP file of its own.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn bytes(&self, own_folder: &Path, curve: &StoredCurve) -> Result<Vec<u8>, String> {
        let file = &self.curves_file;
        let shown = own_folder.join(file);
        let bytes = Folder::new(own_folder)
            .read(file, LARGEST)
            .map_err(|reason| format!("{}: {reason}", shown.display()))?;
        let (start, end) = curve.span;
        let bytes = bytes.get(start..end);
        let broken = || format!("{}: the motor database is broken", shown.display());
        Ok(bytes.ok_or_else(broken)?.to_vec())
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
