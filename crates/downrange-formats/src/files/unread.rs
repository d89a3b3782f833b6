//! Why a file is not read.

use std::fmt;
use std::io;

/// Why a file is not read.
#[derive(Debug)]
pub enum Unread {
    /// There is none.
    Missing,
    /// The user may not read it.
    Forbidden,
    /// It is something else, such as `a folder`.
    NotRegular(&'static str),
    /// It is larger than what is read.
    TooLarge {
        /// Its size, bytes, where it is known.
        size: Option<u64>,
        /// What is read at most, bytes.
        limit: u64,
    },
    /// What the system says otherwise.
    Failed(io::Error),
}

impl Unread {
    /// What to do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Forbidden => {
                Some("its permissions, or those of a folder above it, do not let you read it")
            }
            Self::NotRegular("a pipe") => {
                Some("write what comes out of it into a file, and name that")
            }
            _ => None,
        }
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let megabytes = |bytes: u64| bytes as f64 / 1e6;
        match self {
            Self::Missing => f.write_str("no such file"),
            Self::Forbidden => f.write_str("permission denied"),
            Self::NotRegular(what) => write!(f, "it is {what}, expected a file"),
            Self::TooLarge {
                size: Some(size),
                limit,
            } => write!(
                f,
                "it holds {:.1} MB, at most {} MB are read",
                megabytes(*size),
                megabytes(*limit)
            ),
            Self::TooLarge { size: None, limit } => {
                write!(
                    f,
                    "it goes on beyond {} MB, the most that is read",
                    megabytes(*limit)
                )
            }
            Self::Failed(reason) => write!(f, "{reason}"),
        }
    }
}

impl std::error::Error for Unread {}

impl From<io::Error> for Unread {
    fn from(reason: io::Error) -> Self {
        match reason.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::Forbidden,
            _ => Self::Failed(reason),
        }
    }
}
