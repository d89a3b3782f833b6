//! Motor files: RASP `.eng` and RockSim `.rse`.

mod choice;
mod choose;
mod designation;
mod eng;
mod library;
mod listed;
mod read;
mod rse;

pub(crate) use choose::choose;
pub use library::{Found, LibraryMotor, MotorLibrary};
pub use listed::{MotorEntry, RejectedEntry};
pub(crate) use read::listed_motors;
pub use read::{read_motors, readable_motors};
