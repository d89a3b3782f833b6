//! A folder that a command writes into, maybe not for the first time.
//!
//! What an earlier run left there under a name that this run does not write would look like a part of this run: the
//! trajectory of a booster that the rocket no longer has. So the command keeps a list of what it wrote, with the digest of
//! each file, and removes what the list has, what is as it was written, and what it does not write again. It touches
//! nothing else: a file that somebody changed, or that is not in the list, is no longer or never was the command's own, and
//! where one stands in the way nothing is written.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::OutputError;
use super::file;
use crate::digest::sha256_of;
use crate::error::Error;
use crate::files;

/// Fills a file.
pub type Writer<'a> = &'a dyn Fn(BufWriter<File>) -> io::Result<()>;

/// The name of the list.
const LIST: &str = "downrange-files.json";

/// What was written into a folder, by the file's name.
type List = BTreeMap<String, Written>;

/// What is known of a file.
#[derive(Serialize, Deserialize)]
struct Written {
    /// Which command wrote it: each removes only its own.
    by: String,
    /// SHA-256 of what it wrote, hexadecimal.
    sha256: String,
}

/// Writes files, by their names, into a folder, which is made if need be. `report` is called with a sentence for each file.
///
/// # Errors
/// When the folder or a file cannot be written, or something that is no regular file stands in the way; what `report`
/// answers.
pub fn write_files<E: From<OutputError>>(
    folder: &Path,
    files: &[(&str, Writer)],
    mut report: impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    is_folder_or_free(folder)?;
    fs::create_dir_all(folder).map_err(|error| unwritten(folder, &error))?;
    for (name, _) in files {
        is_file_or_free(&folder.join(name))?;
    }
    for (name, write) in files {
        let path = folder.join(name);
        file::write(&path, write).map_err(|error| unwritten(&path, &error))?;
        report(&format!("wrote {}", path.display()))?;
    }
    Ok(())
}

/// Writes the files of a command whose names depend on what it flew, as [`write_files`], and removes those that an earlier run
/// of the same command wrote there, that nobody changed since and that are not written now. `family` is how the names of
/// such files begin and end: others of the family that are kept are reported.
///
/// # Errors
/// As [`write_files`]; when a file to be written is there already, and not as the command wrote it; when one cannot be removed.
pub fn replace_files<E: From<OutputError>>(
    folder: &Path,
    command: &str,
    files: &[(&str, Writer)],
    family: (&str, &str),
    mut report: impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    is_folder_or_free(folder)?;
    let path = folder.join(LIST);
    is_file_or_free(&path)?;
    // A list that cannot be read lists nothing.
    let list = files::read(&path, files::DESCRIPTION).ok();
    let list: List = list
        .and_then(|text| serde_json::from_slice(&text).ok())
        .unwrap_or_default();
    for (name, _) in files {
        let path = folder.join(name);
        let own = list.get(*name).filter(|written| written.by == command);
        let as_written = own.is_some_and(|own| digest(&path).is_some_and(|now| now == own.sha256));
        if fs::symlink_metadata(&path).is_ok() && !(is_file(&path) && as_written) {
            let title = format!("it is there already, and not as `downrange {command}` wrote it");
            let error = fault(&path, title).hint("write to another folder, or move it away");
            return Err(OutputError(error).into());
        }
    }
    write_files(folder, files, &mut report)?;
    // On some systems names that differ in their case are one.
    let is_new = |name: &str| {
        let mut names = files.iter();
        names.any(|(new, _)| new.to_lowercase() == name.to_lowercase())
    };
    let mut next = List::new();
    for (name, written) in list {
        if is_new(&name) {
            continue;
        }
        if written.by != command {
            next.insert(name, written);
            continue;
        }
        let old = folder.join(&name);
        let shown = old.display();
        if !is_plain(&name) || !is_file(&old) {
            continue;
        }
        if digest(&old).is_some_and(|now| now == written.sha256) {
            fs::remove_file(&old).map_err(|error| {
                OutputError(fault(
                    &old,
                    format!("it is of an earlier run and cannot be removed: {error}"),
                ))
            })?;
            report(&format!("removed {shown} of an earlier run"))?;
        }
    }
    for name in names(folder) {
        let kin = name.starts_with(family.0) && name.ends_with(family.1);
        if kin && !is_new(&name) && !next.contains_key(&name) {
            let shown = folder.join(&name);
            let shown = shown.display();
            report(&format!(
                "kept {shown}, which is not of this run: nothing shows that `downrange {command}` wrote it as it is"
            ))?;
        }
    }
    for (name, _) in files {
        if let Some(sha256) = digest(&folder.join(name)) {
            let by = command.to_owned();
            next.insert((*name).to_owned(), Written { by, sha256 });
        }
    }
    let text = serde_json::to_string_pretty(&next).map_err(io::Error::other);
    text.and_then(|text| file::write_text(&path, &(text + "\n")))
        .map_err(|error| unwritten(&path, &error))?;
    Ok(())
}

/// Checks that a path is a folder, or free for one.
///
/// # Errors
/// When something else stands there.
pub fn is_folder_or_free(path: &Path) -> Result<(), OutputError> {
    match fs::metadata(path) {
        Ok(about) if !about.is_dir() => Err(fault(path, "it is no folder")
            .hint("name a folder, which is made if need be")
            .into()),
        _ => Ok(()),
    }
}

/// That nothing but a file is written over: not what a link leads to, and no pipe, which would be waited for.
fn is_file_or_free(path: &Path) -> Result<(), OutputError> {
    match fs::symlink_metadata(path) {
        Ok(about) if !about.is_file() => Err(fault(path, "it is no regular file")
            .hint("move it away, or write to another folder")
            .into()),
        _ => Ok(()),
    }
}

fn unwritten(path: &Path, error: &io::Error) -> OutputError {
    fault(path, format!("cannot write {}: {error}", path.display())).into()
}

fn fault(path: &Path, title: impl Into<String>) -> Error {
    Error::of_file(path.display().to_string(), title)
}

/// Whether a name leads nowhere but into its folder.
fn is_plain(name: &str) -> bool {
    Path::new(name).file_name().is_some_and(|own| own == name)
}

/// Whether it is a file itself, and no link to one.
fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|about| about.is_file())
}

/// The names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// SHA-256 of a file, hexadecimal; nothing if it cannot be read.
fn digest(path: &Path) -> Option<String> {
    sha256_of(File::open(path).ok()?).ok()
}
