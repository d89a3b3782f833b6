//! The database is fetched, or taken from a file, and stored.

use std::fs;
use std::path::Path;

use downrange::motor::CatalogEntry;

use super::curve::DatabaseCurve;
use super::manifest::{DatabaseManifest, DatabaseVersion};
use super::rasp::rasp;
use super::sqlite::{self, expect_schema};
use super::stored::{DATABASE, StoredCurve, StoredDatabase};
use super::unpack::unpacked;
use crate::digest::sha256;
use crate::error::Error;
use crate::motors::installed::contents::Unreadable;
use crate::motors::installed::indexed_motor::IndexedMotor;
use crate::motors::read::readable_motors;
use crate::motors::search::OWN_FOLDER;
use crate::output::write_text;

/// Where the manifest is published (`openrocket/motor-database`, README.md).
pub const DATABASE_MANIFEST: &str = "https://openrocket.github.io/motor-database/metadata.json";

/// Bytes of a manifest that are read at most; it has some 500.
const MANIFEST: u64 = 100_000;

/// Bytes of a packed database that are read at most; it has some 1 MB.
const PACKED: u64 = 100_000_000;

/// Bytes of the unpacked database that are read at most; it has some 4 MB.
const UNPACKED: u64 = 200_000_000;

/// What an update came to.
#[derive(Debug, Clone, PartialEq)]
pub struct DatabaseUpdate {
    /// The database that the library has now.
    pub database: StoredDatabase,
    /// Whether it was stored just now; else the library had it.
    pub is_new: bool,
}

impl DatabaseUpdate {
    /// Fetches the manifest from an address, and the database that it names where the library of a folder lacks that or has it
    /// broken, and stores it, whole or not at all. `fetch` answers the bytes of an address, so many at most.
    ///
    /// # Errors
    /// When `fetch` fails, the manifest or the database is not what it should be, the hash does not fit, or the library
    /// cannot be written: then the library has what it had.
    pub fn fetched(
        folder: &Path,
        manifest: &str,
        mut fetch: impl FnMut(&str, u64) -> Result<Vec<u8>, Error>,
    ) -> Result<Self, Error> {
        let bytes = fetch(manifest, MANIFEST)?;
        let read: DatabaseManifest = serde_json::from_slice(&bytes).map_err(|reason| {
            let title = format!("no manifest of a motor database: {reason}");
            Error::of_file(manifest, title)
                .hint(format!("the published one is {DATABASE_MANIFEST}"))
        })?;
        expect_schema(Some(read.schema_version))
            .map_err(|reason| Error::of_file(manifest, reason))?;
        let version = read.version();
        let own_folder = folder.join(OWN_FOLDER);
        if let Ok(Some(database)) = StoredDatabase::read(&own_folder)
            && database.version == version
            && database.is_whole(&own_folder)
        {
            let is_new = false;
            return Ok(Self { database, is_new });
        }
        let from = &read.download_url;
        let bytes = fetch(from, PACKED)?;
        let own = sha256(&bytes);
        if own != version.sha256 {
            let title = format!(
                "its SHA-256 is {own}, and the manifest says {}",
                version.sha256
            );
            let hint =
                "nothing was stored; if it is just being published, try again in some minutes";
            return Err(Error::of_file(from.as_str(), title).hint(hint));
        }
        let database = store(folder, bytes, Some(version))
            .map_err(|reason| Error::of_file(from.as_str(), reason).hint("nothing was stored"))?;
        let is_new = true;
        Ok(Self { database, is_new })
    }

    /// Sentences: what was stored, and each curve that cannot be flown.
    pub fn describe(&self) -> Vec<String> {
        let name = self.database.name();
        if !self.is_new {
            return vec![format!("already there: {name}")];
        }
        let unreadable = self.database.unreadable.iter();
        let mut lines: Vec<String> = unreadable
            .map(|each| format!("not taken: {}: {}", each.designation, each.reason))
            .collect();
        lines.push(format!(
            "stored the {name}: {} thrust curves, {} not taken",
            self.database.curves.len(),
            self.database.unreadable.len()
        ));
        lines
    }
}

/// Stores the database of a file, packed or not; whether another was there before.
///
/// # Errors
/// When it is none, or cannot be written.
pub fn import_database(folder: &Path, bytes: Vec<u8>) -> Result<(DatabaseUpdate, bool), String> {
    let own_folder = folder.join(OWN_FOLDER);
    let before = StoredDatabase::read(&own_folder).ok().flatten();
    let digest = sha256(&bytes);
    match before {
        Some(database) if database.version.sha256 == digest && database.is_whole(&own_folder) => {
            let is_new = false;
            Ok((DatabaseUpdate { database, is_new }, true))
        }
        before => {
            let database = store(folder, bytes, None)?;
            let is_new = true;
            Ok((DatabaseUpdate { database, is_new }, before.is_some()))
        }
    }
}

/// Reads a database and stores it: the curves first, under a name of their own, and then the index that names them, which is
/// replaced whole.
fn store(
    folder: &Path,
    bytes: Vec<u8>,
    version: Option<DatabaseVersion>,
) -> Result<StoredDatabase, String> {
    let digest = sha256(&bytes);
    let read = sqlite::read(&unpacked(bytes, UNPACKED)?)?;
    let version = version.unwrap_or(DatabaseVersion {
        number: read.version.unwrap_or(0),
        sha256: digest,
    });
    let database = format!("OpenRocket motor database {}", version.number);
    let (text, curves, mut unreadable) = rendered(&read.curves, &database);
    unreadable.extend(
        read.without_curve
            .into_iter()
            .map(|designation| Unreadable {
                designation,
                ..Unreadable::file("it has no thrust curve".to_owned())
            }),
    );
    unreadable.extend(read.stray_points.map(|(count, id)| Unreadable {
        designation: "table thrust_data".to_owned(),
        ..Unreadable::file(format!(
            "{count} of its points are of a thrust curve that is not there, such as curve {id}"
        ))
    }));
    if curves.is_empty() {
        return Err("it has no thrust curve that can be flown".to_owned());
    }
    let stored = StoredDatabase::new(version, curves, unreadable);
    let own_folder = folder.join(OWN_FOLDER);
    let unwritten =
        |reason: std::io::Error| format!("cannot write into {}: {reason}", own_folder.display());
    fs::create_dir_all(&own_folder).map_err(unwritten)?;
    let index = serde_json::to_string(&stored).map_err(|reason| unwritten(reason.into()))?;
    write_text(&own_folder.join(&stored.curves_file), &text).map_err(unwritten)?;
    write_text(&own_folder.join(DATABASE), &index).map_err(unwritten)?;
    remove_others(&own_folder, &stored.curves_file);
    Ok(stored)
}

/// The curves as one RASP file with an index, and those that cannot be flown.
fn rendered(
    curves: &[DatabaseCurve],
    database: &str,
) -> (String, Vec<StoredCurve>, Vec<Unreadable>) {
    let (mut text, mut stored, mut unreadable) = (String::new(), Vec::new(), Vec::new());
    let mut lines = 0;
    for curve in curves {
        let own = rasp(curve, database);
        let (motors, rejected) = readable_motors("curve.eng", own.as_bytes());
        let [motor] = motors.as_slice() else {
            let reason = rejected.first().map(|each| each.error.message().to_owned());
            unreadable.push(Unreadable {
                designation: curve.designation.clone().unwrap_or_default(),
                ..Unreadable::file(reason.unwrap_or_default())
            });
            continue;
        };
        let entry = CatalogEntry::new(&motor.motor, &motor.manufacturer, "", lines + motor.line);
        let span = (text.len(), text.len() + own.len());
        stored.push(StoredCurve::new(IndexedMotor::new(entry), span));
        lines += own.lines().count();
        text.push_str(&own);
    }
    (text, stored, unreadable)
}

/// Removes the curves of other databases. What cannot be removed does no harm.
fn remove_others(own_folder: &Path, keep: &str) {
    for entry in fs::read_dir(own_folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("database-") && name.ends_with(".eng") && name != keep {
            let _ = fs::remove_file(entry.path());
        }
    }
}
