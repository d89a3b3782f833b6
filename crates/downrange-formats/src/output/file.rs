//! A file that is written whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Symbolic links that a path passes at most, as Linux has it (path_resolution(7)).
const MOST_LINKS: u32 = 40;

/// Fills a file: beside its place first, and only what is complete takes the place, so that what fails half-way leaves there
/// what was there before. A file that is written over keeps its permissions, and one that a symbolic link names is written
/// where it lies. What is no regular file (a pipe, `/dev/stdout`) is written into as it is.
///
/// # Errors
/// When the file cannot be written, or written over.
pub fn write(path: &Path, fill: impl FnOnce(BufWriter<File>) -> io::Result<()>) -> io::Result<()> {
    let path = &followed(path)?;
    let permissions = match fs::metadata(path) {
        Ok(about) if !about.is_file() || is_open_file(path) => {
            let file = File::options().write(true).open(path)?;
            return fill(BufWriter::new(file));
        }
        Ok(about) => {
            // To take the place of a file needs no permission of the file, to write over it does.
            File::options().write(true).open(path)?;
            Some(about.permissions())
        }
        Err(reason) if reason.kind() == io::ErrorKind::NotFound => None,
        Err(reason) => return Err(reason),
    };
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let mut beside = tempfile::Builder::new();
    beside.prefix(".downrange-").suffix(".part");
    // As any new file has them, less what the umask takes; else nobody but the user could read it.
    #[cfg(unix)]
    beside.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let beside = beside.tempfile_in(folder)?;
    fill(BufWriter::new(beside.as_file().try_clone()?))?;
    if let Some(permissions) = permissions {
        beside.as_file().set_permissions(permissions)?;
    }
    // What the disk has no room for may come out as late as here.
    beside.as_file().sync_all()?;
    beside.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Fills a file with bytes, as [`write()`].
///
/// # Errors
/// As there.
pub fn write_bytes(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write(path, filled(bytes))
}

/// Fills a file with a text, as [`write()`].
///
/// # Errors
/// As there.
pub fn write_text(path: &Path, text: &str) -> io::Result<()> {
    write_bytes(path, text.as_bytes())
}

/// What fills a file with a text or bytes.
pub fn filled(content: &(impl AsRef<[u8]> + ?Sized)) -> impl Fn(BufWriter<File>) -> io::Result<()> {
    |mut out| {
        out.write_all(content.as_ref())?;
        out.flush()
    }
}

/// Whether it is a name of a file that is open already, which is written into as it is: `/dev/stdout`, `/proc/self/fd/3`.
fn is_open_file(path: &Path) -> bool {
    ["/dev", "/proc"].iter().any(|tree| path.starts_with(tree))
}

/// Where a path leads by its symbolic links; what they name at last need not be there.
fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_path_buf();
    for _ in 0..MOST_LINKS {
        if is_open_file(&path) {
            return Ok(path);
        }
        match fs::read_link(&path) {
            Ok(target) => path = path.parent().unwrap_or(Path::new("")).join(target),
            // Not there, or no link.
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}
