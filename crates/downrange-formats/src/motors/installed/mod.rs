//! The user's motor library: a folder of motor files, with an index.

mod find;
#[cfg(feature = "output")]
mod import;
mod index;
mod library;
mod scan;
#[cfg(feature = "user-folder")]
mod user_folder;

pub use find::InstalledMotor;
#[cfg(feature = "output")]
pub use import::{ImportOutcome, ImportedFile};
pub use library::InstalledMotors;
#[cfg(feature = "user-folder")]
pub use user_folder::library_folder;
