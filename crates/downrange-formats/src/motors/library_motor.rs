//! A motor and the file that has it.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use downrange::motor::MotorOrigin;

use super::designation::{MatchQuality, match_quality, split};
use super::listed::{MotorEntry, RejectedEntry};
use super::read::readable_motors;
use super::source::file_source;

/// A motor and its file.
#[derive(Debug, Clone, PartialEq)]
pub struct LibraryMotor {
    /// The motor.
    pub listed: MotorEntry,
    /// The file it stands in.
    pub file: PathBuf,
    /// What names it in that file, where it is not the only one: its designation, with its maker if that takes both.
    pub designation: Option<String>,
    /// The bytes of the file.
    pub bytes: Arc<[u8]>,
    /// Where the file was found.
    pub origin: MotorOrigin,
}

impl LibraryMotor {
    /// Whether it is called so, but for case and delay.
    pub fn is_called(&self, wanted: &str) -> bool {
        let quality = match_quality(&self.listed.motor.name, split(wanted).0);
        quality.is_some_and(|quality| quality <= MatchQuality::Delay)
    }

    /// The name of its file, without the folders.
    pub fn file_name(&self) -> String {
        let name = self.file.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// Its designation, maker and file.
    pub fn label(&self) -> String {
        let (name, maker) = (&self.listed.motor.name, &self.listed.manufacturer);
        format!("{name} ({maker}) in {}", self.file_name())
    }

    /// The same with its file as the source of its motor.
    #[must_use]
    pub(crate) fn with_source(mut self) -> Self {
        let source = file_source(&self.file_name(), &self.bytes, self.origin);
        self.listed.motor.source = Some(source);
        self
    }
}

/// The motors that the bytes of a file hold, which messages call so, and what in it cannot be read.
pub fn motors_of_file(
    file: &str,
    bytes: Arc<[u8]>,
    origin: MotorOrigin,
) -> (Vec<LibraryMotor>, Vec<RejectedEntry>) {
    let (motors, wrong) = readable_motors(file, &bytes);
    let lone = motors.len() + wrong.len() == 1;
    let mut counts: HashMap<String, usize> = HashMap::new();
    // A faulty one counts too: a launch file may mend it.
    let names = motors.iter().map(|each| &each.motor.name);
    for name in names.chain(wrong.iter().map(|each| &each.name)) {
        *counts.entry(name.to_ascii_lowercase()).or_default() += 1;
    }
    let path = PathBuf::from(file);
    let motors = motors.into_iter().map(|listed| LibraryMotor {
        designation: (!lone).then(|| named(&listed, &counts)),
        file: path.clone(),
        listed,
        bytes: Arc::clone(&bytes),
        origin,
    });
    (motors.collect(), wrong)
}

/// What names a motor among several of its file, with which something may be wrong, by how many are called so.
fn named(own: &MotorEntry, counts: &HashMap<String, usize>) -> String {
    let name = &own.motor.name;
    match counts.get(&name.to_ascii_lowercase()) {
        Some(1) => name.clone(),
        _ => format!("{name} ({})", own.manufacturer),
    }
}
