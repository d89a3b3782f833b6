//! The user's motor library, as its index has it.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use downrange::motor::CatalogEntry;

use super::database::StoredDatabase;
use super::index::Index;
use super::scan::scan;
use crate::error::Error;
use crate::files::{FileError, Unread};
use crate::motors::count::motors_counted;
use crate::motors::search::OWN_FOLDER;

/// The user's motor library: a folder of `.eng` and `.rse` files, and of folders of them, with an index of what they hold, and the
/// public motor database where that was stored.
#[derive(Debug, Clone)]
pub struct InstalledMotors {
    pub(super) folder: PathBuf,
    pub(super) index: Index,
    /// Whether each file was compared with the index, and not only each folder.
    pub(super) is_compared: bool,
    /// Why the index could not be written.
    unwritten: Option<String>,
    /// The motor database in it, once it was asked for.
    database: OnceLock<Result<Option<StoredDatabase>, String>>,
}

impl InstalledMotors {
    /// Opens the library of a folder; one that is not there holds no motors. Where a folder of it was changed since the index
    /// was made, its files are compared as [`Self::reread`] does. A file that was written over in its place is found by
    /// [`Self::find`], which compares the files that it reads.
    ///
    /// # Errors
    /// When the folder is there and cannot be listed.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self, Error> {
        let folder = folder.into();
        match Index::read(&folder.join(OWN_FOLDER)) {
            Some(index) if index.has_folders_of(&folder) => Ok(Self {
                index,
                ..Self::empty(folder)
            }),
            old => Self::compared(folder, old),
        }
    }

    /// Opens the library and compares each file with the index. Files that it does not have as they are now are read, and it is
    /// written anew where that changed it; one that is absent or broken is made.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn reread(folder: impl Into<PathBuf>) -> Result<Self, Error> {
        let folder = folder.into();
        let old = Index::read(&folder.join(OWN_FOLDER));
        Self::compared(folder, old)
    }

    fn compared(folder: PathBuf, old: Option<Index>) -> Result<Self, Error> {
        let mut library = Self::empty(folder);
        library.is_compared = true;
        let unmade = library.make_own_folder();
        match scan(&library.folder) {
            Ok(scan) => library.index = Index::of_scan(&library.folder, scan, old.as_ref()),
            Err(FileError::Unread(Unread::Missing)) => return Ok(library),
            Err(reason) => {
                let title = format!("cannot list the motor library: {reason}");
                let error = Error::of_file(library.folder.display().to_string(), title);
                return Err(error.hint("the motor library is a folder of .eng and .rse files"));
            }
        }
        if old.as_ref() != Some(&library.index) {
            library.save(unmade);
        }
        Ok(library)
    }

    fn empty(folder: PathBuf) -> Self {
        Self {
            folder,
            index: Index::empty(),
            is_compared: false,
            unwritten: None,
            database: OnceLock::new(),
        }
    }

    /// The library's own folder.
    pub(super) fn own_folder(&self) -> PathBuf {
        self.folder.join(OWN_FOLDER)
    }

    /// The motor database in it, if there is one that can be read.
    pub(super) fn database(&self) -> Option<&StoredDatabase> {
        self.read_database().as_ref().ok()?.as_ref()
    }

    /// The motor database in it, if there is one, or why it cannot be read.
    pub(super) fn read_database(&self) -> &Result<Option<StoredDatabase>, String> {
        let read = || StoredDatabase::read(&self.own_folder());
        self.database.get_or_init(read)
    }

    /// Makes the library's own folder, before the times of the folders are taken: it changes that of the library.
    #[cfg(feature = "output")]
    fn make_own_folder(&self) -> std::io::Result<()> {
        match self.folder.is_dir() {
            true => std::fs::create_dir_all(self.own_folder()),
            false => Ok(()),
        }
    }

    #[cfg(not(feature = "output"))]
    fn make_own_folder(&self) -> std::io::Result<()> {
        Ok(())
    }

    /// Writes the index. A library that may not be written into is read all the same, and read again the next time.
    #[cfg(feature = "output")]
    fn save(&mut self, made: std::io::Result<()>) {
        let folder = self.own_folder();
        let written = made.and_then(|()| self.index.write(&folder));
        self.unwritten = written.err().map(|reason| {
            let folder = folder.display();
            format!(
                "cannot write an index into {folder}: {reason}; all motor files are read each time"
            )
        });
    }

    #[cfg(not(feature = "output"))]
    fn save(&mut self, _: std::io::Result<()>) {}

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Number of motors, those of the motor database too.
    pub fn len(&self) -> usize {
        let of_files = self.index.files.iter().map(|file| file.motors.len());
        let of_database = self.database().map_or(0, |database| database.curves.len());
        of_files.sum::<usize>() + of_database
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
        let wanted = |entry: &CatalogEntry| match is_class {
            true => entry.impulse_class().eq_ignore_ascii_case(&pattern),
            false => has(&entry.designation) || has(&entry.maker),
        };
        let mut entries: Vec<CatalogEntry> = Vec::new();
        for file in &self.index.files {
            let motors = file.motors.iter().filter(|each| wanted(each.entry()));
            entries.extend(motors.map(|each| each.entry_in(self.shown(&file.name))));
        }
        if let Some(database) = self.database() {
            let file = self.own_folder().join(&database.curves_file);
            let file = file.display().to_string();
            let curves = database.curves.iter().map(|each| &each.motor);
            let motors = curves.filter(|each| wanted(each.entry()));
            entries.extend(motors.map(|each| each.entry_in(file.clone())));
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
        let unsearched = self.index.unsearched.iter();
        problems.extend(unsearched.map(|(name, reason)| format!("{}: {reason}", self.shown(name))));
        problems.extend(self.unwritten.clone());
        problems.extend(self.read_database().as_ref().err().cloned());
        if let Some(database) = self.database()
            && let [first, ..] = database.unreadable.as_slice()
        {
            problems.push(format!(
                "{}: {} of its motors or curves cannot be flown, such as {}: {}",
                database.name(),
                database.unreadable.len(),
                first.designation,
                first.reason
            ));
        }
        problems
    }

    /// Warnings of what cannot be read, and a note where no motor matches a pattern.
    pub fn remarks(&self, pattern: &str) -> Vec<String> {
        let problems = self.problems().into_iter();
        let mut remarks: Vec<String> = problems.map(|each| format!("warning: {each}")).collect();
        let folder = self.folder.display();
        match self.len() {
            0 => remarks.push(format!(
                "note: no motors in {folder}: `downrange motors import FILE|DIR` copies motor files (.eng, .rse) into it, `downrange motors update` \
                 fetches a public database"
            )),
            count if self.matching(pattern).is_empty() => remarks.push(format!(
                "note: of {} in {folder} none matches `{pattern}`",
                motors_counted(count)
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
