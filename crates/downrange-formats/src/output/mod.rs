//! Files that are written: each whole or not at all, alone or several into a folder.

mod error;
mod file;
mod folder;

pub use error::OutputError;
pub use file::{filled, write, write_bytes, write_text};
pub use folder::{Writer, is_folder_or_free, replace_files, write_files};
