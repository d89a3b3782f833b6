//! The flights of a folder, held against the note beside them.

use std::path::Path;

use crate::error::{RunError, RunFault};
use crate::manifest::Manifest;
use crate::manifest_file::MANIFEST;

/// Checks that the flights in a folder, which have this identity, are of the run that its manifest says, and that the areas of the
/// manifest are those that they were flown with. `hint` is what to do where they are not.
///
/// # Errors
/// When they are not.
pub fn expect_as_noted(
    folder: &Path,
    manifest: &Manifest,
    identity: &[(String, String)],
    hint: &str,
) -> Result<(), RunError> {
    let differs = |what: &str, said: &str, there: &str| {
        let title = format!(
            "{} says {what} = `{said}`, but the flights beside it were flown with `{there}`",
            folder.join(MANIFEST).display()
        );
        Err(RunError::Input(RunFault::new(title).hint_at(hint)))
    };
    for (name, said) in manifest.identity().pairs() {
        let there = identity.iter().find(|(other, _)| other == name);
        let there = there.map_or("nothing", |(_, value)| value.as_str());
        if there != said {
            return differs(name, &said, there);
        }
    }
    match manifest.areas_are_its_own() {
        true => Ok(()),
        false => differs("areas", "other outlines", &manifest.areas_digest),
    }
}
