//! The motor files of a folder and of the folders in it, by their names.

use std::path::Path;

use crate::files::{FileError, Files};

/// Folders within folders are searched so deep.
const DEEPEST: usize = 4;

/// Motor files that are found at most; the largest public collections have some thousands.
const MOST_FILES: usize = 20_000;

/// The folder in which the user's motor library keeps what it made itself; it is searched for no motor files.
pub const OWN_FOLDER: &str = ".downrange";

/// A search for motor files.
pub struct MotorSearch<'f> {
    files: &'f dyn Files,
    /// The motor files that were found.
    pub names: Vec<String>,
    /// The folders that were searched.
    pub folders: Vec<String>,
    /// Folders that were not searched, or not to their end, each with the reason.
    pub unsearched: Vec<(String, String)>,
}

impl<'f> MotorSearch<'f> {
    /// A search that has found nothing yet.
    pub fn new(files: &'f dyn Files) -> Self {
        Self {
            files,
            names: Vec::new(),
            folders: Vec::new(),
            unsearched: Vec::new(),
        }
    }

    /// Finds the motor files that lie in a folder itself.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn folder(&mut self, folder: &str) -> Result<(), FileError> {
        self.list(folder).map(drop)
    }

    /// Finds the motor files of a folder and of the folders in it. What is wrong with one of these is kept.
    ///
    /// # Errors
    /// When the folder itself cannot be listed.
    pub fn tree(&mut self, folder: &str) -> Result<(), FileError> {
        self.below(folder, DEEPEST)
    }

    fn below(&mut self, folder: &str, depth: usize) -> Result<(), FileError> {
        for name in self.list(folder)? {
            let inner = within(folder, &name);
            let reason = match depth {
                _ if name == OWN_FOLDER => continue,
                0 => Some(format!("folders are searched {DEEPEST} deep")),
                _ => self.below(&inner, depth - 1).err().map(|e| unread(&e)),
            };
            self.unsearched.extend(reason.map(|reason| (inner, reason)));
        }
        Ok(())
    }

    /// Finds the motor files that lie in a folder; the folders in it.
    fn list(&mut self, folder: &str) -> Result<Vec<String>, FileError> {
        let entries = self.files.entries(folder)?;
        self.folders.push(folder.to_owned());
        for name in entries.files.iter().filter(|name| is_motor_file(name)) {
            if self.names.len() == MOST_FILES {
                let reason = format!("more than {MOST_FILES} motor files: the others are not read");
                self.unsearched.push((folder.to_owned(), reason));
                break;
            }
            self.names.push(within(folder, name));
        }
        Ok(entries.folders)
    }
}

/// Whether a name is that of a motor file.
pub fn is_motor_file(name: &str) -> bool {
    let ending = Path::new(name).extension().unwrap_or_default();
    ["eng", "rse"]
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

/// The name of what lies in a folder.
pub fn within(folder: &str, name: &str) -> String {
    match folder {
        "" => name.to_owned(),
        folder => format!("{folder}/{name}"),
    }
}

/// Why a motor file, or a folder of them, is not read.
pub fn unread(reason: &FileError) -> String {
    match reason {
        FileError::Outside => {
            "it leads out of the folder of the file, which --allow-outside lets it".to_owned()
        }
        FileError::Unread(reason) => reason.to_string(),
    }
}
