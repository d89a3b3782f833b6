//! The door through which files come in: every reader opens its files here.
//!
//! What is not a regular file is refused by name at once (a pipe without a writer would be waited for without end), and so
//! is what holds more than a limit, also where its size is not known before it has been read, as under `/proc`.

mod inside;

use std::fmt;
use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::Path;

pub(crate) use inside::{Stray, inside};

/// Bytes of a launch file, a claim file, or a file of another program that are read at most. The longest such files that
/// are known hold some 100 kB; their trees of values take many times their size.
pub const DESCRIPTION: u64 = 8_000_000;

/// Bytes of a table, a motor file or a map that are read at most: a million rows of 64 characters.
pub const TABLE: u64 = 64_000_000;

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

/// Reads a regular file of no more than `limit` bytes.
///
/// # Errors
/// When it is no such file, is larger, or cannot be read.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Unread> {
    // Before it is opened, since opening a device may do something; and of what was opened, since a path may come to name
    // something else.
    regular(fs::metadata(path)?.file_type())?;
    let file = without_waiting().open(path)?;
    let about = file.metadata()?;
    regular(about.file_type())?;
    sized(file, about.len(), limit)
}

/// Reads a regular file, or all that comes out of a pipe, of no more than `limit` bytes.
///
/// # Errors
/// As [`read`].
pub fn read_or_pipe(path: &Path, limit: u64) -> Result<Vec<u8>, Unread> {
    match kind(fs::metadata(path)?.file_type()) {
        Some("a pipe") => bounded(File::open(path)?, limit),
        _ => read(path, limit),
    }
}

/// Reads to the end of what holds no more than `limit` bytes.
///
/// # Errors
/// When it holds more, or cannot be read.
pub fn bounded(from: impl Read, limit: u64) -> Result<Vec<u8>, Unread> {
    let mut bytes = Vec::new();
    from.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > limit {
        true => Err(Unread::TooLarge { size: None, limit }),
        false => Ok(bytes),
    }
}

fn sized(file: File, size: u64, limit: u64) -> Result<Vec<u8>, Unread> {
    match size > limit {
        true => Err(Unread::TooLarge {
            size: Some(size),
            limit,
        }),
        false => bounded(file, limit),
    }
}

fn regular(about: FileType) -> Result<(), Unread> {
    match kind(about) {
        Some(what) => Err(Unread::NotRegular(what)),
        None => Ok(()),
    }
}

/// What it is that is no regular file.
fn kind(about: FileType) -> Option<&'static str> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if about.is_fifo() {
            return Some("a pipe");
        }
        if about.is_socket() {
            return Some("a socket");
        }
        if about.is_char_device() || about.is_block_device() {
            return Some("a device");
        }
    }
    match (about.is_file(), about.is_dir()) {
        (true, _) => None,
        (_, true) => Some("a folder"),
        _ => Some("no regular file"),
    }
}

/// To open what has become a pipe meanwhile must not wait for its writer.
fn without_waiting() -> fs::OpenOptions {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY);
    }
    options
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn refusal(path: &Path, limit: u64) -> String {
        read(path, limit).unwrap_err().to_string()
    }

    /// The limit itself is still read, one byte more is refused with the size and the limit.
    #[test]
    fn sizes_are_bounded() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table.csv");
        fs::write(&path, vec![b'1'; 1_500_000]).unwrap();
        assert_eq!(read(&path, 1_500_000).unwrap().len(), 1_500_000);
        let message = refusal(&path, 1_000_000);
        assert_eq!(message, "it holds 1.5 MB, at most 1 MB are read");
        let endless = bounded(io::repeat(b'1'), 1_000_000).unwrap_err();
        assert_eq!(
            endless.to_string(),
            "it goes on beyond 1 MB, the most that is read"
        );
    }

    /// What is no regular file is named as what it is, and none is waited for.
    #[cfg(unix)]
    #[test]
    fn only_regular_files_are_read() {
        use std::os::unix::net::UnixListener;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let made = std::process::Command::new("mkfifo")
            .arg(at("pipe"))
            .status();
        assert!(made.unwrap().success());
        let _socket = UnixListener::bind(at("socket")).unwrap();
        std::os::unix::fs::symlink(at("pipe"), at("link")).unwrap();
        for (path, what) in [
            (folder.path().to_path_buf(), "a folder"),
            (at("pipe"), "a pipe"),
            (at("link"), "a pipe"),
            (at("socket"), "a socket"),
            ("/dev/zero".into(), "a device"),
        ] {
            let expected = format!("it is {what}, expected a file");
            assert_eq!(refusal(&path, TABLE), expected);
        }
        assert_eq!(refusal(&at("nothing"), TABLE), "no such file");
    }

    /// A pipe is read to its end where one is meant, and no further than the limit.
    #[cfg(unix)]
    #[test]
    fn a_pipe_is_read_where_one_is_meant() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        let read = |limit| {
            std::thread::scope(|scope| {
                let writer = scope.spawn(|| fs::write(&pipe, vec![b'1'; 100_000]));
                let read = read_or_pipe(&pipe, limit);
                // A reader that stops early breaks the pipe.
                let _ = writer.join();
                read
            })
        };
        assert_eq!(read(100_000).unwrap().len(), 100_000);
        assert!(matches!(read(10), Err(Unread::TooLarge { size: None, .. })));
        assert!(read_or_pipe(folder.path(), 10).is_err());
    }
}
