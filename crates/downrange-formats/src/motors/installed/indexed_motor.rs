//! A motor in the index.

use downrange::motor::CatalogEntry;
use serde::{Deserialize, Serialize};

/// The figures of an entry, SI, in the order of its fields, less the file.
type Row = (String, String, f64, f64, f64, f64, Option<f64>, f64, usize);

/// A motor in the index: a catalogue entry without its file, which is that of the index.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "Row", into = "Row")]
pub struct IndexedMotor(CatalogEntry);

impl IndexedMotor {
    /// The motor of an entry.
    pub fn new(entry: CatalogEntry) -> Self {
        let file = String::new();
        Self(CatalogEntry { file, ..entry })
    }

    /// What a catalogue says of it, without a file.
    pub fn entry(&self) -> &CatalogEntry {
        &self.0
    }

    /// What a catalogue says of it, with the file as messages call it.
    pub fn entry_in(&self, file: String) -> CatalogEntry {
        CatalogEntry {
            file,
            ..self.0.clone()
        }
    }
}

impl From<IndexedMotor> for Row {
    fn from(IndexedMotor(entry): IndexedMotor) -> Self {
        (
            entry.designation,
            entry.maker,
            entry.impulse,
            entry.burn_time,
            entry.total_mass,
            entry.propellant_mass,
            entry.diameter,
            entry.length,
            entry.line,
        )
    }
}

impl From<Row> for IndexedMotor {
    fn from(row: Row) -> Self {
        let (
            designation,
            maker,
            impulse,
            burn_time,
            total_mass,
            propellant_mass,
            diameter,
            length,
            line,
        ) = row;
        Self(CatalogEntry {
            designation,
            maker,
            impulse,
            burn_time,
            total_mass,
            propellant_mass,
            diameter,
            length,
            file: String::new(),
            line,
        })
    }
}
