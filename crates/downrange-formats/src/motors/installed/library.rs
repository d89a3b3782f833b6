//! The user's motor library, as its index has it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use downrange::motor::CatalogEntry;

use super::index::{Index, IndexedFile};
use super::scan::scan;
use crate::error::Error;
use crate::files::{FileError, Folder, Unread};

/// The user's motor library: a folder of `.eng` and `.rse` files, and of folders of them, with an index of what they hold.
#[derive(Debug, Clone)]
pub struct InstalledMotors {
    pub(super) folder: PathBuf,
    pub(super) index: Index,
    /// Folders in it that cannot be listed, and the reason.
    unlisted: Vec<(String, String)>,
    /// Why the index could not be written.
    unwritten: Option<String>,
}

impl InstalledMotors {
    /// Opens the library of a folder; one that is not there holds no motors. Files that the index does not have as they are
    /// now are read, and the index is written anew where that changed it; one that is absent or broken is made.
    ///
    /// # Errors
    /// When the folder is there and cannot be listed.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self, Error> {
        let folder = folder.into();
        let scan = match scan(&folder) {
            Ok(scan) => scan,
            Err(FileError::Unread(Unread::Missing)) => return Ok(Self::empty(folder)),
            Err(reason) => {
                let title = format!("cannot list the motor library: {reason}");
                let error = Error::of_file(folder.display().to_string(), title);
                return Err(error.hint("the motor library is a folder of .eng and .rse files"));
            }
        };
        let old = Index::read(&folder);
        let mut index = Index::empty();
        let known = old.as_ref().map_or(&[][..], |old| &old.files);
        let mut known: HashMap<&str, &IndexedFile> = known
            .iter()
            .map(|each| (each.name.as_str(), each))
            .collect();
        let files = Folder::new(&folder).allow_outside(true);
        for found in &scan.files {
            let same =
                |known: &&IndexedFile| (known.size, known.modified) == (found.size, found.modified);
            index
                .files
                .push(match known.remove(found.name.as_str()).filter(same) {
                    Some(known) => known.clone(),
                    None => IndexedFile::read(&files, &found.name, found.size, found.modified),
                });
        }
        let mut library = Self {
            unlisted: scan.unlisted,
            ..Self::empty(folder)
        };
        let is_new = old.as_ref() != Some(&index);
        library.index = index;
        if is_new {
            library.save();
        }
        Ok(library)
    }

    fn empty(folder: PathBuf) -> Self {
        Self {
            folder,
            index: Index::empty(),
            unlisted: Vec::new(),
            unwritten: None,
        }
    }

    /// Writes the index. A library that may not be written into is read all the same, and read again the next time.
    #[cfg(feature = "output")]
    fn save(&mut self) {
        let path = self.folder.join(super::index::INDEX);
        let written = self.index.to_json();
        let written = written.and_then(|text| crate::output::write_text(&path, &text));
        self.unwritten = written.err().map(|reason| {
            let path = path.display();
            format!("cannot write {path}: {reason}; all motor files are read each time")
        });
    }

    #[cfg(not(feature = "output"))]
    fn save(&mut self) {}

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Number of motors.
    pub fn len(&self) -> usize {
        self.index.files.iter().map(|file| file.motors.len()).sum()
    }

    /// Whether there is no motor.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The motors whose designation or maker has a pattern in it, whatever the case, by maker, impulse and designation; a
    /// pattern of one letter is an impulse class, and an empty one takes all.
    pub fn matching(&self, pattern: &str) -> Vec<CatalogEntry> {
        let pattern = pattern.trim().to_lowercase();
        let is_class = pattern.len() == 1 && pattern.chars().all(char::is_alphabetic);
        let has = |text: &str| text.to_lowercase().contains(&pattern);
        let mut entries: Vec<CatalogEntry> = Vec::new();
        for file in &self.index.files {
            let wanted = file.motors.iter().filter(|motor| match is_class {
                true => motor.impulse_class.eq_ignore_ascii_case(&pattern),
                false => has(&motor.designation) || has(&motor.maker),
            });
            entries.extend(wanted.map(|motor| motor.entry(self.shown(&file.name))));
        }
        entries.sort_by(|a, b| {
            let makers = a.maker.to_lowercase().cmp(&b.maker.to_lowercase());
            let impulses = || a.impulse.total_cmp(&b.impulse);
            let names = || a.designation.cmp(&b.designation);
            makers.then_with(impulses).then_with(names)
        });
        entries
    }

    /// What in the library cannot be read, each with file, line and reason; and that the index could not be written.
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        for file in &self.index.files {
            for each in &file.unreadable {
                let line = each.line.map_or(String::new(), |line| format!(":{line}"));
                let file = self.shown(&file.name);
                problems.push(format!("{file}{line}: {}", each.reason));
            }
        }
        let unlisted = self.unlisted.iter();
        problems.extend(unlisted.map(|(name, reason)| format!("{}: {reason}", self.shown(name))));
        problems.extend(self.unwritten.clone());
        problems
    }

    /// Warnings of what cannot be read, and a note where no motor matches a pattern.
    pub fn remarks(&self, pattern: &str) -> Vec<String> {
        let problems = self.problems().into_iter();
        let mut remarks: Vec<String> = problems.map(|each| format!("warning: {each}")).collect();
        let folder = self.folder.display();
        match self.len() {
            0 => remarks.push(format!(
                "note: no motors in {folder}: `downrange motors import FILE|DIR` copies motor files (.eng, .rse) into it"
            )),
            count if self.matching(pattern).is_empty() => remarks.push(format!(
                "note: none of the {count} motors in {folder} matches `{pattern}`"
            )),
            _ => {}
        }
        remarks
    }

    /// How messages call a file.
    pub(super) fn shown(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }
}
