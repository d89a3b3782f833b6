//! The manifest in the folder of a run.

use std::io::{self, Write};
use std::path::Path;

use crate::error::{RunError, RunFault};
use crate::manifest::Manifest;
use crate::store::{read_if_there, replace};

/// Its name.
pub const MANIFEST: &str = "run.json";

/// Bytes that are read at most: it holds the outlines of the areas.
const MAX_BYTES: u64 = 1_000_000_000;

/// Writes a manifest into a folder.
///
/// # Errors
/// When it cannot be written; then what was there is there.
pub fn write(manifest: &Manifest, folder: &Path) -> Result<(), RunError> {
    let path = folder.join(MANIFEST);
    let text = serde_json::to_string_pretty(manifest).map_err(io::Error::other);
    text.and_then(|text| replace(&path, |file| writeln!(file, "{text}")))
        .map_err(|error| {
            RunError::Store(RunFault::new(format!(
                "cannot write {}: {error}",
                path.display()
            )))
        })
}

/// Reads a manifest from a folder, if it is there.
///
/// # Errors
/// When it cannot be read, or is none that this version writes.
pub fn find(folder: &Path) -> Result<Option<Manifest>, RunError> {
    let path = folder.join(MANIFEST);
    let shown = path.display();
    let bytes = read_if_there(&path, MAX_BYTES).map_err(|reason| {
        RunError::Input(RunFault::new(format!("cannot read {shown}: {reason}")))
    })?;
    let Some(bytes) = bytes else {
        return Ok(None);
    };
    serde_json::from_slice(&bytes).map(Some).map_err(|error| {
        RunError::Input(RunFault::new(format!("{shown} is no note of a run: {error}")).hint_at(
            "it was changed, or another version wrote it; fly into another folder, or move it away and go on with `downrange disperse … --resume`, which writes it anew",
        ))
    })
}

/// Reads the manifest of a folder of a run.
///
/// # Errors
/// As [`find`], and when there is none.
pub fn read(folder: &Path) -> Result<Manifest, RunError> {
    find(folder)?.ok_or_else(|| {
        RunError::Input(
            RunFault::new(format!("no {MANIFEST} in {}", folder.display()))
                .hint_at("it stands in every folder that `downrange disperse --out` wrote"),
        )
    })
}
