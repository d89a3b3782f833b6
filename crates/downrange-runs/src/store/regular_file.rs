//! Regular files: what is a pipe or a device is refused at once, and never waited for.

use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::Path;

/// Opens a regular file for reading.
///
/// # Errors
/// When it is something else, or cannot be opened.
pub fn open(path: &Path) -> io::Result<File> {
    check_if_there(path)?;
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        // What has become a pipe meanwhile must not wait for its writer.
        options.custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY);
    }
    options.open(path)
}

/// Reads a regular file of no more than `limit` bytes; nothing if there is no such file.
///
/// # Errors
/// When it is something else, is larger, or cannot be read.
pub fn read_if_there(path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let file = match open(path) {
        Ok(file) => file,
        Err(reason) if reason.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(reason) => return Err(reason),
    };
    let mut bytes = Vec::new();
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > limit {
        true => {
            let reason = format!(
                "it goes on beyond {} MB, the most that is read",
                limit / 1_000_000
            );
            Err(io::Error::new(io::ErrorKind::FileTooLarge, reason))
        }
        false => Ok(Some(bytes)),
    }
}

/// Checks that a path names a regular file, or nothing yet.
///
/// # Errors
/// When it names something else.
pub fn check_if_there(path: &Path) -> io::Result<()> {
    match fs::metadata(path).map(|about| other_kind(about.file_type())) {
        Ok(Some(what)) => {
            let reason = format!("it is {what}, expected a file");
            Err(io::Error::new(io::ErrorKind::InvalidInput, reason))
        }
        _ => Ok(()),
    }
}

/// The kind of what is no regular file.
fn other_kind(about: FileType) -> Option<&'static str> {
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
