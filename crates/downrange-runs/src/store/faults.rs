//! Faults of the files of a run, in words.

use std::fs;
use std::io;
use std::path::Path;

use parquet::errors::ParquetError;

use crate::error::RunError;

/// A file that is not what was written.
pub fn damaged(path: &Path, reason: ParquetError) -> RunError {
    match io_error(reason) {
        reason if reason.raw_os_error().is_some() => unreadable(path, &reason),
        reason => {
            let cut = fs::read(path)
                .is_ok_and(|bytes| bytes.starts_with(b"PAR1") && !bytes.ends_with(b"PAR1"));
            match cut {
                true => RunError::of_file(path, "this Parquet file is cut off: its end is missing"),
                false => RunError::of_file(path, format!("no intact Parquet file: {reason}")),
            }
            .hint("copy it again, or remove it and fly again with --resume: the same seed gives the same flights")
        }
    }
}

pub fn unreadable(path: &Path, reason: &io::Error) -> RunError {
    RunError::of_file(path, format!("cannot be read: {reason}"))
}

pub fn unwritable(path: &Path, reason: &io::Error) -> RunError {
    let error = RunError::of_file(path, format!("cannot be written: {reason}"));
    match reason.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            error.hint("what was flown before is kept: make room and go on with --resume")
        }
        _ => error.hint("what was flown before is kept"),
    }
}

/// What the library says of a file, as an error of the system where it was one.
pub fn io_error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        ParquetError::General(reason) | ParquetError::EOF(reason) => io::Error::other(reason),
        other => io::Error::other(other),
    }
}
