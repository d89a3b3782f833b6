//! The digest of a launch: of the names and bytes of what was read.

use sha2::{Digest, Sha256};

/// Bytes that are read at once where a file is not held whole.
#[cfg(feature = "output")]
const PIECE: usize = 65_536;

/// The first 8 bytes of the SHA-256, in hexadecimal, of the name of a launch, the text of its file, and the files that it
/// names, in the order of their names. Each name and content stands behind its length, so that no two sets of files run together.
pub fn digest<'f>(
    launch: &str,
    text: &str,
    files: impl IntoIterator<Item = (&'f str, &'f [u8])>,
) -> String {
    let mut files: Vec<(&str, &[u8])> = files.into_iter().collect();
    files.sort_unstable();
    let mut hash = Sha256::new();
    let mut update = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    update(launch.as_bytes());
    update(text.as_bytes());
    for (name, bytes) in files {
        update(name.as_bytes());
        update(bytes);
    }
    hexadecimal(&hash.finalize()[..8])
}

/// SHA-256 of bytes, hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// SHA-256 of all that is read, piece by piece, hexadecimal.
///
/// # Errors
/// When it cannot be read.
#[cfg(feature = "output")]
pub fn sha256_of(mut from: impl std::io::Read) -> std::io::Result<String> {
    let mut hash = Sha256::new();
    let mut piece = vec![0; PIECE];
    loop {
        match from.read(&mut piece) {
            Ok(0) => return Ok(hexadecimal(&hash.finalize())),
            Ok(length) => hash.update(piece.get(..length).unwrap_or_default()),
            Err(reason) if reason.kind() == std::io::ErrorKind::Interrupted => {}
            Err(reason) => return Err(reason),
        }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
