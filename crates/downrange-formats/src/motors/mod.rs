//! Motor files: RASP `.eng` and RockSim `.rse`.

mod among;
mod choice;
mod choose;
mod count;
mod designation;
mod eng;
mod find;
mod installed;
mod library;
mod library_motor;
mod listed;
mod motor_error;
mod read;
mod rse;
mod search;
mod source;

pub use among::Found;
pub(crate) use choose::choose;
pub(crate) use designation::is_name_of;
pub(crate) use installed::MotorSupply;
#[cfg(feature = "user-folder")]
pub use installed::library_folder;
#[cfg(feature = "sqlite")]
pub use installed::{DATABASE_MANIFEST, DatabaseUpdate};
#[cfg(feature = "output")]
pub use installed::{ImportOutcome, ImportedFile, MotorImport};
pub use installed::{InstalledMotor, InstalledMotors, PackedMotor};
pub use library::MotorLibrary;
pub use library_motor::LibraryMotor;
pub(crate) use library_motor::motors_of_file;
pub use listed::{MotorEntry, RejectedEntry};
pub use motor_error::MotorError;
pub(crate) use read::listed_motors;
pub use read::{read_motors, readable_motors};
pub(crate) use source::file_source;
