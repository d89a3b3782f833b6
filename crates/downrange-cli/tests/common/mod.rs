//! The program, run, and what it printed.

#![allow(dead_code, clippy::unwrap_used)]

use std::path::Path;
use std::process::{Command, Output};

/// A launch with two parachutes.
pub const DUAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files/dual.toml");

/// Runs the program in the folder of the crate.
pub fn downrange(arguments: &[&str]) -> Output {
    downrange_in(Path::new(env!("CARGO_MANIFEST_DIR")), arguments)
}

/// Runs the program in a folder.
pub fn downrange_in(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_downrange"))
        .args(arguments)
        // That of whoever runs the tests is no part of them.
        .env(
            "DOWNRANGE_MOTORS",
            concat!(env!("CARGO_TARGET_TMPDIR"), "/no-motors"),
        )
        .current_dir(folder)
        .output()
        .unwrap()
}

/// What was printed, or stands in a file.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}
