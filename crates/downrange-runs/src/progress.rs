//! How far a run has come.

use std::fmt;
use std::path::PathBuf;

use crate::error::RunError;

/// How far a run has come.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Progress {
    /// Flights that are done of [`goal`](Self::goal), those of earlier runs too.
    pub done: u64,
    /// Flights that are flown in any case; with a stop rule those after which it is asked again.
    pub goal: u64,
    /// Flights flown now.
    pub flown: u64,
    /// Flights that are on the disk; none if nothing is stored.
    pub stored: Option<u64>,
    /// The temporary folder of rows that are neither stored nor kept in memory. It goes with the run: only who ends the process
    /// before [`Campaign::run`](crate::Campaign) is back removes it.
    pub temporary: Option<PathBuf>,
    /// What was found since the last call.
    pub remarks: Vec<Remark>,
}

/// Something that does not stop a run, and that its caller may want to know.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Remark {
    /// A stored batch is damaged, and is flown again.
    Damaged(RunError),
    /// There are more flights than one file holds: they stay in the files of batches.
    TooManyForOneFile {
        /// The most flights of one file.
        most: u64,
    },
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged(error) => error.fmt(f),
            Self::TooManyForOneFile { most } => write!(
                f,
                "note: one file holds {most} flights at most: those of a longer run stay in flights.parts"
            ),
        }
    }
}
