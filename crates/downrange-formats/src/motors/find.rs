//! Finds motors of a library by their designation.

use std::path::Path;

use super::among::{Found, find_among, list, one_of};
use super::designation::{WantedMotor, distance, is_name_of, match_quality, split};
use super::installed::InstalledMotor;
use super::library::MotorLibrary;
use super::library_motor::LibraryMotor;
use super::listed::RejectedEntry;
use super::motor_error::MotorError;

/// How a user tells one of several motors that are called alike.
const CHOOSES: &str = "--motor NAME=FILE";

impl MotorLibrary {
    /// The motor of this designation, with its maker in brackets or without one. Of several that are called alike and may be
    /// one motor it takes one: of a `.eng` file before others, then the one whose curve has the most points, then the first by its path.
    ///
    /// # Errors
    /// When there is no such motor, with those that are nearly it, or when there are several that differ.
    pub fn find(&self, wanted: &str) -> Result<Found<'_>, MotorError> {
        let preferred = self.preferred.iter().find(|(of, _)| is_name_of(of, wanted));
        if let Some((_, file)) = preferred {
            return self.of_file(wanted, file);
        }
        let found = find_among(&self.motors, &WantedMotor::new(wanted), CHOOSES)?;
        found.ok_or_else(|| self.missing(wanted, split(wanted).0))
    }

    /// A motor of the user's library, for one that the folders lack, or that it has none such; none where there is no library.
    ///
    /// # Errors
    /// When it may be one of several that differ, or the library cannot be read.
    pub(crate) fn find_installed(
        &self,
        wanted: &str,
    ) -> Result<Option<Result<InstalledMotor, MotorError>>, MotorError> {
        let Some(library) = self.installed() else {
            return Ok(None);
        };
        let library = library.map_err(|error| {
            let title = format!("{}: {}", error.file(), error.message());
            MotorError::missing(title, String::new())
        })?;
        match library.find(wanted) {
            Err(error) if error.is_ambiguous() => Err(error),
            found => Ok(Some(found)),
        }
    }

    /// The motor of a file: its only one, or that of this designation.
    fn of_file(&self, wanted: &str, file: &Path) -> Result<Found<'_>, MotorError> {
        let name = split(wanted).0;
        let all: Vec<&LibraryMotor> = self
            .motors
            .iter()
            .filter(|each| each.file == file)
            .collect();
        if let [only] = all.as_slice() {
            return Ok(Found {
                library_motor: only,
                passed_over: None,
            });
        }
        let alike = all
            .iter()
            .filter(|each| match_quality(&each.listed.motor.name, name).is_some());
        let alike: Vec<&LibraryMotor> = alike.copied().collect();
        match alike.is_empty() {
            true => Err(MotorError::missing(
                format!("no motor `{wanted}` in {}", file.display()),
                format!("it has {}", list(&all)),
            )),
            false => one_of(wanted, alike, CHOOSES),
        }
    }

    fn missing(&self, wanted: &str, name: &str) -> MotorError {
        let title = format!("no motor `{wanted}` in {}", self.folders.join(" or "));
        let mut near: Vec<(usize, &LibraryMotor)> = self
            .motors
            .iter()
            .filter_map(|each| Some((distance(&each.listed.motor.name, name)?, each)))
            .collect();
        near.sort_by_key(|(distance, each)| (*distance, each.listed.motor.name.clone()));
        let near: Vec<&LibraryMotor> = near.into_iter().map(|(_, each)| each).collect();
        let mut hint = match (near.as_slice(), self.motors.len()) {
            ([], 0) => "there is no motor file: name their folder with --motors DIR".to_owned(),
            ([], count) => format!("none of the {count} motors there is nearly that"),
            (near, _) => format!("near: {}", list(near)),
        };
        let is_wanted = |one: &&RejectedEntry| match_quality(&one.name, name).is_some();
        let first = self.wrong.iter().find(is_wanted).or(self.wrong.first());
        if let Some(RejectedEntry { error, .. }) = first {
            let line = error.line_and_column().map(|(line, _)| format!(":{line}"));
            let (file, line) = (error.file(), line.unwrap_or_default());
            let more = match self.wrong.len() {
                1 => String::new(),
                count => format!("; {} more", count - 1),
            };
            let message = error.message();
            hint.push_str(&format!("; cannot be read: {file}{line}: {message}{more}"));
        }
        MotorError::missing(title, hint)
    }
}
