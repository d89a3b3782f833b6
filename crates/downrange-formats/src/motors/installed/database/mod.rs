//! The public motor database of OpenRocket in the user's library.
//!
//! It is published weekly: a manifest (JSON) with version, date and hash, and a packed SQLite file (its repository
//! `openrocket/motor-database`, README.md). It comes in as SQLite and is kept as one RASP file of its curves with an index, so that a
//! look-up, and a build without SQLite, reads a curve as that of any motor file.

#[cfg(feature = "sqlite")]
mod curve;
mod manifest;
#[cfg(feature = "sqlite")]
mod rasp;
#[cfg(feature = "sqlite")]
mod sqlite;
mod stored;
#[cfg(feature = "sqlite")]
mod unpack;
#[cfg(feature = "sqlite")]
mod update;

#[cfg(feature = "output")]
pub use stored::DATABASE;
pub use stored::{FETCH_AGAIN, StoredDatabase};
#[cfg(feature = "sqlite")]
pub use update::{DATABASE_MANIFEST, DatabaseUpdate, import_database};
