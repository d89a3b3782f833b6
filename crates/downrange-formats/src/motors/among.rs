//! One motor among several, by its designation.
//!
//! RASAero writes `J570W  (AT)`: the designation, and the maker as it stands in the header of the `.eng` file. Makers are
//! the same if their words are, or if a list of spellings has them as one. Files name one motor in several ways: what is named as
//! wanted, but for case, comes first, then what differs in its delay, then what differs in punctuation or in a total
//! impulse written ahead (`10146-N2501-W`), then what says less or more of the propellant (`N2501`, `N2501WT`); see
//! [`MatchQuality`].

use std::collections::HashMap;

use super::choice;
use super::choice::LISTED;
use super::designation::{WantedMotor, most_alike};
use super::library_motor::LibraryMotor;
use super::listed::MotorEntry;
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

/// The motor of this designation, with its maker in brackets or without one; none where none is called so. Of several that are
/// called alike and may be one motor it takes one; `chooses` is how a user chooses another.
///
/// # Errors
/// When there are several that differ.
pub fn find_among<'s>(
    motors: &'s [LibraryMotor],
    wanted: &WantedMotor<'_>,
    chooses: &str,
) -> Result<Option<Found<'s>>, MotorError> {
    let quality = |listed: &MotorEntry| wanted.quality(&listed.motor.name, &listed.manufacturer);
    let alike = motors
        .iter()
        .filter_map(|each| Some((quality(&each.listed)?, each)));
    let Some((_, alike)) = most_alike(alike) else {
        return Ok(None);
    };
    one_of(wanted.written, alike, chooses).map(Some)
}

/// One of motors that are called alike.
pub fn one_of<'s>(
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

/// Labels of motors, the first of them.
pub fn list(motors: &[&LibraryMotor]) -> String {
    first_of(motors.iter().map(|each| each.label()), LISTED)
}
