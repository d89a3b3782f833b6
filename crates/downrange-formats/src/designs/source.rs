//! The bytes of a design file, and what its root element has to be.

use std::path::Path;

use downrange::text::visible;

use super::xml::Node;
use crate::error::Error;
use crate::files::{FileError, Files};

/// The bytes of a file of a place, `limit` at most.
///
/// # Errors
/// When it cannot be read, lies outside the place, or is longer.
pub fn read_bytes(files: &dyn Files, name: &str, limit: u64) -> Result<Vec<u8>, Error> {
    files.read(name, limit).map_err(|reason| {
        let file = files.display(name);
        match reason {
            FileError::Outside => Error::of_file(file, reason.to_string()),
            FileError::Unread(reason) => Error::unread(file, "file", &reason),
        }
    })
}

/// The folder of a file of a place.
pub fn folder_of(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// What the launch of a design is called: as its file, without the ending.
pub fn launch_name(path: &Path) -> String {
    path.file_stem().map_or("launch".into(), |stem| {
        visible(&stem.to_string_lossy()).into_owned()
    })
}

/// Checks the name of the outermost element of the file of a program.
///
/// # Errors
/// When it has another.
pub fn expect_root(root: Node<'_>, expected: &str, program: &str) -> Result<(), Error> {
    match root.name() == expected {
        true => Ok(()),
        false => {
            let title = format!("an XML file of `{}`, expected `{expected}`", root.name());
            Err(root.error(title).hint(format!("is it {program} file?")))
        }
    }
}
