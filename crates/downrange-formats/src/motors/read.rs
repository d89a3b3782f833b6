//! All motors of a file.

use super::listed::{MotorEntry, RejectedEntry};
use super::{eng, rse};
use crate::error::Error;
use crate::kind_of_file::{self, Wanted};
use crate::text::decoded;

/// Reads all motors of a file by its name's ending: `.rse` is RockSim's, anything else RASP's.
///
/// # Errors
/// When the file is malformed, says something that cannot be, or holds no motor.
pub fn read_motors(file: &str, bytes: &[u8]) -> Result<Vec<MotorEntry>, Error> {
    let (motors, wrong) = readable_motors(file, bytes);
    match wrong.into_iter().next() {
        Some(wrong) => Err(wrong.error),
        None => Ok(motors),
    }
}

/// Reads the motors of a file as [`read_motors`], and leaves out those with which something is wrong; an `.rse` file that is
/// not XML is wrong as a whole. Something is wrong where there is no motor.
pub fn readable_motors(file: &str, bytes: &[u8]) -> (Vec<MotorEntry>, Vec<RejectedEntry>) {
    let (mut motors, mut wrong) = (Vec::new(), Vec::new());
    for motor in listed_motors(file, bytes) {
        match motor {
            Ok(MotorEntry {
                motor,
                fault: Some(error),
                ..
            }) => wrong.push(RejectedEntry {
                name: motor.name,
                error,
            }),
            Ok(listed) => motors.push(listed),
            Err(one) => wrong.push(one),
        }
    }
    (motors, wrong)
}

/// The motors of a file in its order, with their faults, and what is no motor; at least one of either.
pub fn listed_motors(file: &str, bytes: &[u8]) -> Vec<Result<MotorEntry, RejectedEntry>> {
    let text = decoded(bytes);
    let nameless = |error| {
        Err(RejectedEntry {
            name: String::new(),
            error,
        })
    };
    if let Err(error) = kind_of_file::expect(Wanted::Motor, file, bytes) {
        return vec![nameless(error)];
    }
    let motors = match file.to_lowercase().ends_with(".rse") {
        true => match rse::read(file, &text) {
            Ok(read) => read.into_iter().map(Ok).collect(),
            Err(error) => vec![nameless(error)],
        },
        false => eng::read(file, &text),
    };
    match motors.is_empty() {
        true => vec![nameless(Error::of_file(file, "no motor in the file"))],
        false => motors,
    }
}
