//! Names of files that lie in no folder of the disk.

use super::entries::Entries;
use super::place::FileError;
use super::unread::Unread;

/// A relative name without `.` and `..`; none where it leads out.
pub fn normalized(name: &str) -> Option<String> {
    let mut steps: Vec<&str> = Vec::new();
    if name.starts_with(['/', '\\']) {
        return None;
    }
    for step in name.split('/') {
        match step {
            "" | "." => {}
            ".." => _ = steps.pop()?,
            step => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

/// What lies directly in a folder, of the names of all files.
pub fn entries<'n>(
    folder: &str,
    names: impl Iterator<Item = &'n str>,
) -> Result<Entries, FileError> {
    let folder = normalized(folder).ok_or(FileError::Outside)?;
    let inside = names.filter_map(|name| match folder.is_empty() {
        true => Some(name),
        false => name.strip_prefix(&folder)?.strip_prefix('/'),
    });
    let mut entries = Entries::default();
    for name in inside {
        match name.split_once('/') {
            Some((below, _)) => entries.folders.push(below.to_owned()),
            None => entries.files.push(name.to_owned()),
        }
    }
    let is_there = !(entries.files.is_empty() && entries.folders.is_empty());
    match is_there || folder.is_empty() {
        true => Ok(entries.sorted()),
        false => Err(Unread::Missing.into()),
    }
}
