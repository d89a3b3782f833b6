//! The user's motor library: a folder of motor files, with an index.

mod carried;
mod contents;
mod database;
mod find;
#[cfg(feature = "output")]
mod import;
mod index;
mod indexed_motor;
mod library;
mod scan;
#[cfg(feature = "user-folder")]
mod user_folder;

pub(crate) use carried::MotorSupply;
pub use carried::PackedMotor;
#[cfg(feature = "sqlite")]
pub use database::{DATABASE_MANIFEST, DatabaseUpdate};
pub use find::InstalledMotor;
#[cfg(feature = "output")]
pub use import::{ImportOutcome, ImportedFile, MotorImport};
pub use library::InstalledMotors;
#[cfg(feature = "user-folder")]
pub use user_folder::library_folder;
