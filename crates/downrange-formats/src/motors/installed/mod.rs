//! The user's motor library: a folder of motor files, with an index.

mod find;
#[cfg(feature = "output")]
mod import;
mod index;
mod library;
mod scan;

pub use find::InstalledMotor;
#[cfg(feature = "output")]
pub use import::{ImportOutcome, ImportedFile};
pub use library::InstalledMotors;
