//! What a motor file holds, for the index.

use downrange::motor::CatalogEntry;
use serde::{Deserialize, Serialize};

use super::indexed_motor::IndexedMotor;
use crate::motors::read::readable_motors;

/// A motor that cannot be read, or a file with none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unreadable {
    /// The designation, empty where there is none.
    pub designation: String,
    /// The line, where it is known, from 1.
    pub line: Option<usize>,
    /// The reason.
    pub reason: String,
}

impl Unreadable {
    /// A file or folder that cannot be read at all.
    pub fn file(reason: String) -> Self {
        Self {
            designation: String::new(),
            line: None,
            reason,
        }
    }
}

/// The motors of a file and what cannot be read of it.
pub fn contents(name: &str, bytes: &[u8]) -> (Vec<IndexedMotor>, Vec<Unreadable>) {
    let (motors, rejected) = readable_motors(name, bytes);
    let motors = motors.iter().map(|each| {
        let entry = CatalogEntry::new(&each.motor, &each.manufacturer, "", each.line);
        IndexedMotor::new(entry)
    });
    let rejected = rejected.into_iter().map(|each| Unreadable {
        designation: each.name,
        line: each.error.line_and_column().map(|(line, _)| line),
        reason: each.error.message().to_owned(),
    });
    (motors.collect(), rejected.collect())
}
