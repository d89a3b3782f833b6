//! Motor files: RASP `.eng` and RockSim `.rse`.

mod choice;
mod choose;
mod designation;
mod eng;
mod find;
mod installed;
mod library;
mod listed;
mod motor_error;
mod read;
mod rse;

pub(crate) use choose::choose;
pub use find::Found;
#[cfg(feature = "user-folder")]
pub use installed::library_folder;
#[cfg(feature = "output")]
pub use installed::{ImportOutcome, ImportedFile};
pub use installed::{InstalledMotor, InstalledMotors};
pub use library::{LibraryMotor, MotorLibrary};
pub use listed::{MotorEntry, RejectedEntry};
pub use motor_error::MotorError;
pub(crate) use read::listed_motors;
pub use read::{read_motors, readable_motors};
