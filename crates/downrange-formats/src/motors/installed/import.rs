//! Motor files that are copied into the user's library.

use std::fs;
use std::path::{Path, PathBuf};

use super::contents::contents;
use super::database::DATABASE;
use super::library::InstalledMotors;
use super::scan::scan;
use crate::error::Error;
use crate::files::{self, TABLE};
use crate::motors::count::motors_counted;
use crate::motors::search::{OWN_FOLDER, is_motor_file};
use crate::output::write_bytes;

/// Bytes of a motor database that are read at most; the published one has some 4 MB.
#[cfg(feature = "sqlite")]
const LARGEST_DATABASE: u64 = 200_000_000;

/// What became of an import.
#[derive(Debug)]
pub struct MotorImport {
    /// The files, in the order of their paths.
    pub files: Vec<ImportedFile>,
    /// The library as it is now, or that it cannot be read.
    pub library: Result<InstalledMotors, Error>,
}

/// A file of which an import is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedFile {
    /// Where it was read.
    pub from: PathBuf,
    /// Where it lies in the library, or would lie; of a motor database, the index of what was stored of it.
    pub to: PathBuf,
    /// What became of it.
    pub outcome: ImportOutcome,
    /// What is told of it besides, a sentence each: of a motor database, which it is and what of it cannot be flown.
    pub remarks: Vec<String>,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportOutcome {
    /// It was copied.
    Added,
    /// It took the place of a file with other bytes, which the caller allowed.
    Replaced,
    /// The library has it with the same bytes.
    Same,
    /// The library has a file of this name with other bytes, which was kept.
    Kept,
    /// It was not copied, for this reason.
    Refused(String),
}

impl ImportedFile {
    /// Whether the library has now what the file says.
    pub fn is_in_library(&self) -> bool {
        use ImportOutcome::{Added, Replaced, Same};
        matches!(self.outcome, Added | Replaced | Same)
    }

    /// A sentence about it.
    pub fn describe(&self) -> String {
        let (from, to) = (self.from.display(), self.to.display());
        match &self.outcome {
            ImportOutcome::Added => format!("added {to}"),
            ImportOutcome::Replaced => format!("replaced {to}, which had other bytes"),
            ImportOutcome::Same => format!("already there: {to}"),
            ImportOutcome::Kept => {
                format!("not copied: {from}: {to} has other bytes and is kept; --force replaces it")
            }
            ImportOutcome::Refused(reason) => format!("not copied: {from}: {reason}"),
        }
    }
}

impl MotorImport {
    /// Whether the library has now what all files say.
    pub fn is_complete(&self) -> bool {
        self.files.iter().all(ImportedFile::is_in_library)
    }

    /// What became of each file, a sentence each, how many became what, and how many motors there are now.
    pub fn describe(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for file in &self.files {
            lines.push(file.describe());
            lines.extend(file.remarks.iter().cloned());
        }
        let count = |of: fn(&ImportOutcome) -> bool| {
            self.files.iter().filter(|each| of(&each.outcome)).count()
        };
        let counts = [
            ("added", count(|each| *each == ImportOutcome::Added)),
            ("replaced", count(|each| *each == ImportOutcome::Replaced)),
            ("already there", count(|each| *each == ImportOutcome::Same)),
            (
                "not copied",
                self.files
                    .iter()
                    .filter(|each| !each.is_in_library())
                    .count(),
            ),
        ];
        let counts = counts.into_iter().filter(|(_, count)| *count > 0);
        let counts: Vec<String> = counts
            .map(|(what, count)| format!("{count} {what}"))
            .collect();
        let counts = counts.join(", ");
        lines.extend(self.library.as_ref().ok().map(|library| {
            let folder = library.folder.display();
            format!("{counts}; {} in {folder}", motors_counted(library.len()))
        }));
        lines
    }
}

impl InstalledMotors {
    /// Copies motor files, and those of folders and the folders in them, into the library of a folder, which is made if need
    /// be, and indexes them. Files of a folder keep their place in it. A file of the same name with other bytes is replaced
    /// only if `replace` says so. What cannot be read or written is told with the reason, and the others are copied.
    pub fn import(folder: &Path, paths: &[PathBuf], replace: bool) -> MotorImport {
        let mut imported = Vec::new();
        for path in paths {
            for (from, name) in motor_files(path, &mut imported) {
                let is_database = is_database(&name);
                let to = match is_database {
                    true => folder.join(OWN_FOLDER).join(DATABASE),
                    false => folder.join(&name),
                };
                let copied = match is_database {
                    true => database(&from, folder),
                    false => copy(&from, &name, &to, replace).map(|outcome| (outcome, Vec::new())),
                };
                let refused = |reason| (ImportOutcome::Refused(reason), Vec::new());
                let (outcome, remarks) = copied.unwrap_or_else(refused);
                imported.push(ImportedFile {
                    from,
                    to,
                    outcome,
                    remarks,
                });
            }
        }
        MotorImport {
            files: imported,
            library: Self::reread(folder),
        }
    }
}

/// The motor files of a path, with their names in the library; what is none, or cannot be listed, is refused.
fn motor_files(path: &Path, imported: &mut Vec<ImportedFile>) -> Vec<(PathBuf, String)> {
    let mut refuse = |from: PathBuf, reason: String| {
        imported.push(ImportedFile {
            to: from.clone(),
            from,
            outcome: ImportOutcome::Refused(reason),
            remarks: Vec::new(),
        });
    };
    if !path.is_dir() {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if is_motor_file(&name) || is_database(&name) || !path.exists() {
            return vec![(path.to_path_buf(), name.into_owned())];
        }
        let reason = "no motor file: those end in .eng (RASP), .rse (RockSim) or .db (the motor database of OpenRocket)".to_owned();
        refuse(path.to_path_buf(), reason);
        return Vec::new();
    }
    let scan = match scan(path) {
        Ok(scan) => scan,
        Err(reason) => {
            refuse(path.to_path_buf(), format!("cannot list it: {reason}"));
            return Vec::new();
        }
    };
    if scan.files.is_empty() && scan.unsearched.is_empty() {
        let reason = "no motor file (.eng, .rse) in the folder".to_owned();
        refuse(path.to_path_buf(), reason);
    }
    for (name, reason) in scan.unsearched {
        refuse(path.join(name), reason);
    }
    let names = scan.files.into_iter().map(|(name, _)| name);
    names.map(|name| (path.join(&name), name)).collect()
}

/// Whether a name is that of a motor database, packed or not.
fn is_database(name: &str) -> bool {
    let name = name.to_lowercase();
    name.ends_with(".db") || name.ends_with(".db.gz")
}

/// Stores a motor database: what became of it, and what is told of it; else the reason. The one that was there before is of the same
/// origin, and is replaced.
#[cfg(feature = "sqlite")]
fn database(from: &Path, folder: &Path) -> Result<(ImportOutcome, Vec<String>), String> {
    use super::database::import_database;

    let bytes = files::read(from, LARGEST_DATABASE)
        .map_err(|reason| format!("cannot read it: {reason}"))?;
    let (update, was_there) = import_database(folder, bytes)?;
    let outcome = match (update.is_new, was_there) {
        (false, _) => ImportOutcome::Same,
        (true, true) => ImportOutcome::Replaced,
        (true, false) => ImportOutcome::Added,
    };
    Ok((outcome, update.describe()))
}

#[cfg(not(feature = "sqlite"))]
fn database(_: &Path, _: &Path) -> Result<(ImportOutcome, Vec<String>), String> {
    Err("a motor database, which this build cannot read".to_owned())
}

/// Copies a file; else the reason.
fn copy(from: &Path, name: &str, to: &Path, replace: bool) -> Result<ImportOutcome, String> {
    let bytes = files::read(from, TABLE).map_err(|reason| format!("cannot read it: {reason}"))?;
    let (motors, unreadable) = contents(name, &bytes);
    if motors.is_empty() {
        let first = unreadable.into_iter().next();
        return Err(
            first.map_or("no motor".to_owned(), |first| match first.line {
                Some(line) => format!("line {line}: {}", first.reason),
                None => first.reason,
            }),
        );
    }
    let is_there = fs::symlink_metadata(to).is_ok();
    if is_there && files::read(to, TABLE).is_ok_and(|old| old == bytes) {
        return Ok(ImportOutcome::Same);
    }
    if is_there && !replace {
        return Ok(ImportOutcome::Kept);
    }
    let unwritten = |error: std::io::Error| format!("cannot write {}: {error}", to.display());
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(unwritten)?;
    }
    write_bytes(to, &bytes).map_err(unwritten)?;
    Ok(match is_there {
        true => ImportOutcome::Replaced,
        false => ImportOutcome::Added,
    })
}
