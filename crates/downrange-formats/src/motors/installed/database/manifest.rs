//! The manifest of the database.

use serde::{Deserialize, Serialize};

/// What identifies a database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatabaseVersion {
    /// Its version: the time it was made, as `YYYYMMDDHHMMSS`.
    pub number: u64,
    /// The SHA-256 of its packed file, hexadecimal.
    pub sha256: String,
}

impl DatabaseVersion {
    /// The day it was made, such as `2026-03-01`; the number where it is no time.
    pub fn day(&self) -> String {
        let digits = self.number.to_string();
        match (
            digits.len(),
            digits.get(..4),
            digits.get(4..6),
            digits.get(6..8),
        ) {
            (14, Some(year), Some(month), Some(day)) => format!("{year}-{month}-{day}"),
            _ => digits,
        }
    }
}

/// The manifest, as far as it is read.
#[cfg(feature = "sqlite")]
#[derive(Debug, Clone, Deserialize)]
pub struct DatabaseManifest {
    /// The version of the tables.
    pub schema_version: u64,
    database_version: u64,
    /// Of the packed file; kept for those who knew no other.
    sha256: String,
    sha256_gz: Option<String>,
    /// Where the packed file lies.
    pub download_url: String,
}

#[cfg(feature = "sqlite")]
impl DatabaseManifest {
    /// The database that it names.
    pub fn version(&self) -> DatabaseVersion {
        let sha256 = self.sha256_gz.as_ref().unwrap_or(&self.sha256);
        DatabaseVersion {
            number: self.database_version,
            sha256: sha256.trim().to_ascii_lowercase(),
        }
    }
}
