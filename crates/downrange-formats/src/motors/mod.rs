//! Motor files: RASP `.eng` and RockSim `.rse`.

mod choice;
mod choose;
mod designation;
mod eng;
mod listed;
mod read;
mod rse;
mod shelf;

pub(crate) use choose::choose;
pub use listed::{Listed, Wrong};
pub(crate) use read::listed_motors;
pub use read::{read_motors, readable_motors};
pub use shelf::{Found, Shelf, Shelved};
