//! The digest of a launch: of the names and bytes of what was read.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

/// The first 8 bytes of the SHA-256, in hexadecimal, of the name of a launch, the text of its file, and the files that it
/// names, in the order of their names. Each name and content stands behind its length, so that no two sets of files run together.
pub fn digest(launch: &str, text: &str, files: &HashMap<String, (String, Vec<u8>)>) -> String {
    let mut names: Vec<&String> = files.keys().collect();
    names.sort_unstable();
    let mut hash = Sha256::new();
    let mut update = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    update(launch.as_bytes());
    update(text.as_bytes());
    for name in names {
        update(name.as_bytes());
        update(&files[name].1);
    }
    let hash = hash.finalize();
    hash[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256 of bytes, hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
