//! Motor files that are copied into the user's library.

use std::fs;
use std::path::{Path, PathBuf};

use super::index::contents;
use super::library::InstalledMotors;
use super::scan::{is_motor_file, scan};
use crate::error::Error;
use crate::files::{self, TABLE};
use crate::output::{OutputError, write};

/// A file of which an import is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedFile {
    /// Where it was read.
    pub from: PathBuf,
    /// Where it lies in the library, or would lie.
    pub to: PathBuf,
    /// What became of it.
    pub outcome: ImportOutcome,
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
    /// It holds no motor that can be read, for this reason, and was not copied.
    Unreadable(String),
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
            ImportOutcome::Unreadable(reason) => format!("not copied: {from}: {reason}"),
        }
    }
}

impl InstalledMotors {
    /// Copies motor files, and those of folders and the folders in them, into the library of a folder, which is made if need
    /// be, and indexes them. Files of a folder keep their place in it. A file of the same name with other bytes is replaced
    /// only if `replace` says so.
    ///
    /// # Errors
    /// When a path is no file or folder that can be read, or the library cannot be written.
    pub fn import(
        folder: &Path,
        paths: &[PathBuf],
        replace: bool,
    ) -> Result<(Self, Vec<ImportedFile>), OutputError> {
        let mut imported = Vec::new();
        for path in paths {
            for (from, name) in motor_files(path)? {
                let to = folder.join(&name);
                let outcome = copy(&from, &name, &to, replace)?;
                imported.push(ImportedFile { from, to, outcome });
            }
        }
        Ok((Self::open(folder)?, imported))
    }
}

impl InstalledMotors {
    /// Tells what became of each file, in a sentence each, and how many motors there are now.
    ///
    /// # Errors
    /// What `tell` answers.
    pub fn describe_import<E>(
        &self,
        imported: &[ImportedFile],
        mut tell: impl FnMut(&str) -> Result<(), E>,
    ) -> Result<(), E> {
        for file in imported {
            tell(&file.describe())?;
        }
        tell(&format!(
            "{} motors in {}",
            self.len(),
            self.folder.display()
        ))
    }
}

/// The motor files of a path, with their names in the library.
fn motor_files(path: &Path) -> Result<Vec<(PathBuf, String)>, Error> {
    let fault = |title: String| Error::of_file(path.display().to_string(), title);
    if !path.is_dir() {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        return match is_motor_file(&name) || !path.exists() {
            true => Ok(vec![(path.to_path_buf(), name.into_owned())]),
            false => Err(fault("it is no motor file".to_owned())
                .hint("motor files end in .eng (RASP) or .rse (RockSim)")),
        };
    }
    let scan = scan(path).map_err(|reason| fault(format!("cannot list it: {reason}")))?;
    if let Some((name, reason)) = scan.unlisted.first() {
        return Err(fault(format!("cannot list {name} in it: {reason}")));
    }
    if scan.files.is_empty() {
        return Err(fault("no motor file (.eng, .rse) in the folder".to_owned()));
    }
    let files = scan.files.into_iter();
    Ok(files
        .map(|each| (path.join(&each.name), each.name))
        .collect())
}

fn copy(from: &Path, name: &str, to: &Path, replace: bool) -> Result<ImportOutcome, OutputError> {
    let shown = from.display().to_string();
    let bytes = files::read(from, TABLE)
        .map_err(|reason| Error::of_file(shown, format!("cannot read it: {reason}")))?;
    let (motors, unreadable) = contents(name, &bytes);
    if motors.is_empty() {
        let first = unreadable.into_iter().next();
        let reason = first.map_or("no motor".to_owned(), |first| match first.line {
            Some(line) => format!("line {line}: {}", first.reason),
            None => first.reason,
        });
        return Ok(ImportOutcome::Unreadable(reason));
    }
    let is_there = fs::symlink_metadata(to).is_ok();
    if is_there && files::read(to, TABLE).is_ok_and(|old| old == bytes) {
        return Ok(ImportOutcome::Same);
    }
    if is_there && !replace {
        return Ok(ImportOutcome::Kept);
    }
    let unwritten = |error: std::io::Error| {
        let path = to.display().to_string();
        OutputError(Error::of_file(path, format!("cannot write it: {error}")))
    };
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(unwritten)?;
    }
    write(to, |mut out| {
        use std::io::Write;
        out.write_all(&bytes)?;
        out.flush()
    })
    .map_err(unwritten)?;
    Ok(match is_there {
        true => ImportOutcome::Replaced,
        false => ImportOutcome::Added,
    })
}
