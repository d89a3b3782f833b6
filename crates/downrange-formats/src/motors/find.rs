//! Finds motors of a library by their designation.
//!
//! RASAero writes `J570W  (AT)`: the designation, and the maker as it stands in the header of the `.eng` file. Makers are
//! the same if their words are, or if a list of spellings has them as one. Files name one motor in several ways: what is named as
//! wanted, but for case, comes first, then what differs in its delay, then what differs in punctuation or in a total
//! impulse written ahead (`10146-N2501-W`), then what says less or more of the propellant (`N2501`, `N2501WT`); see
//! [`MatchQuality`].

use std::collections::HashMap;
use std::path::Path;

use super::choice;
use super::choice::LISTED;
use super::designation::{MatchQuality, distance, is_name_of, match_quality, same_maker, split};
use super::library::{LibraryMotor, MotorLibrary};
use super::listed::{MotorEntry, RejectedEntry};
use super::motor_error::MotorError;
use crate::text::first_of;

/// A motor that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<'s> {
    /// The motor.
    pub library_motor: &'s LibraryMotor,
    /// What was passed over for it, in a sentence.
    pub passed_over: Option<String>,
}

impl MotorLibrary {
    /// The motor of this designation, with its maker in brackets or without one. Of several that are called alike and may be
    /// one motor it takes one: of a `.eng` file before others, then the one whose curve has the most points, then the first by its path.
    ///
    /// # Errors
    /// When there is no such motor, with those that are nearly it, or when there are several that differ.
    pub fn find(&self, wanted: &str) -> Result<Found<'_>, MotorError> {
        let (name, maker) = split(wanted);
        let preferred = self.preferred.iter().find(|(of, _)| is_name_of(of, wanted));
        if let Some((_, file)) = preferred {
            return self.of_file(wanted, file);
        }
        let alike: Vec<(MatchQuality, &LibraryMotor)> = self
            .motors
            .iter()
            .filter(|each| maker.is_none_or(|maker| same_maker(&each.listed.manufacturer, maker)))
            .filter_map(|each| Some((match_quality(&each.listed.motor.name, name)?, each)))
            .collect();
        let Some(most) = alike.iter().map(|(quality, _)| *quality).min() else {
            return Err(self.missing(wanted, name));
        };
        let alike = alike.into_iter().filter(|(quality, _)| *quality == most);
        one_of(wanted, alike.map(|(_, each)| each).collect(), self.choice())
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
            false => one_of(wanted, alike, self.choice()),
        }
    }

    /// How a user chooses among several.
    fn choice(&self) -> &'static str {
        self.chosen_by.unwrap_or("--motor NAME=FILE")
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

/// One of motors that are called alike.
fn one_of<'s>(
    wanted: &str,
    alike: Vec<&'s LibraryMotor>,
    chooses: &str,
) -> Result<Found<'s>, MotorError> {
    let ranked = choice::ranked(alike.iter().map(|each| &each.listed));
    let owners: HashMap<*const MotorEntry, &'s LibraryMotor> = alike
        .iter()
        .map(|each| (&raw const each.listed, *each))
        .collect();
    let of = |listed: &MotorEntry| owners.get(&std::ptr::from_ref(listed)).copied();
    let ranked: Vec<&'s LibraryMotor> = ranked.into_iter().filter_map(of).collect();
    let Some((taken, others)) = ranked.split_first() else {
        let title = format!("no motor `{wanted}`");
        return Err(MotorError::missing(title, String::new()));
    };
    let own = &taken.listed.motor;
    // Twice the same motor is one.
    let others: Vec<&LibraryMotor> = others
        .iter()
        .filter(|other| !choice::same_motor(own, &other.listed.motor))
        .copied()
        .collect();
    if others
        .iter()
        .any(|other| !choice::may_be_one(own, &other.listed.motor))
    {
        let several = [&[*taken], others.as_slice()].concat();
        return Err(MotorError::ambiguous(
            format!("`{wanted}` may be any of {} motors", several.len()),
            format!("{}; say which with {chooses}", list(&several)),
        ));
    }
    let passed = others
        .iter()
        .map(|other| (other.label(), &other.listed.motor));
    let passed: Vec<_> = passed.collect();
    Ok(Found {
        library_motor: taken,
        passed_over: (!passed.is_empty()).then(|| {
            let told = choice::told((&taken.label(), own), &passed);
            format!("{told}; {chooses} chooses")
        }),
    })
}

fn list(motors: &[&LibraryMotor]) -> String {
    first_of(motors.iter().map(|each| each.label()), LISTED)
}
