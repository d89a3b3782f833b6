//! The motor files of a folder, with their sizes and times of change.

use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use crate::files::{FileError, Files, Folder};

/// Folders within folders are searched so deep.
const DEEPEST: usize = 4;

/// A motor file that was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Scanned {
    /// Its name, with `/` between folders.
    pub name: String,
    /// Its size, bytes.
    pub size: u64,
    /// When it was last changed, ns since 1970; 0 where the system does not say.
    pub modified: u64,
}

/// What a search found.
#[derive(Debug, Default)]
pub struct Scan {
    /// The motor files, by their names.
    pub files: Vec<Scanned>,
    /// Folders in it that cannot be listed, with the reason.
    pub unlisted: Vec<(String, String)>,
}

/// Whether a name is that of a motor file.
pub fn is_motor_file(name: &str) -> bool {
    let ending = Path::new(name).extension().unwrap_or_default();
    ["eng", "rse"]
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

/// The motor files of a folder and of the folders in it.
///
/// # Errors
/// When the folder itself cannot be listed.
pub fn scan(root: &Path) -> Result<Scan, FileError> {
    let files = Folder::new(root).allow_outside(true);
    let mut scan = Scan::default();
    search(&files, root, "", DEEPEST, &mut scan)?;
    scan.files.sort_unstable();
    Ok(scan)
}

fn search(
    files: &Folder,
    root: &Path,
    folder: &str,
    depth: usize,
    scan: &mut Scan,
) -> Result<(), FileError> {
    let entries = files.entries(folder)?;
    let within = |name: &str| match folder {
        "" => name.to_owned(),
        folder => format!("{folder}/{name}"),
    };
    for name in entries.files.iter().filter(|name| is_motor_file(name)) {
        let name = within(name);
        // What is gone meanwhile, or a link that leads nowhere, is told as a file that cannot be read.
        let about = fs::metadata(root.join(&name)).ok();
        let since = about.as_ref().and_then(|about| about.modified().ok());
        let since = since.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        scan.files.push(Scanned {
            size: about.map_or(0, |about| about.len()),
            modified: since.map_or(0, |since| since.as_nanos().try_into().unwrap_or(u64::MAX)),
            name,
        });
    }
    for name in &entries.folders {
        let below = within(name);
        let found = match depth {
            0 => Err(format!("folders are searched {DEEPEST} deep")),
            _ => search(files, root, &below, depth - 1, scan).map_err(|reason| reason.to_string()),
        };
        if let Err(reason) = found {
            scan.unlisted.push((below, reason));
        }
    }
    Ok(())
}
