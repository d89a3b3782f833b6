//! The door through which files come in: every reader opens its files here.
//!
//! A launch file names other files: they come from a place ([`Files`]) that nothing leaves, a folder, the memory or an archive.
//! What is not a regular file is refused by name at once (a pipe without a writer would be waited for without end), and so
//! is what holds more than a limit, also where its size is not known before it has been read, as under `/proc`.

#[cfg(feature = "zip")]
mod archive;

mod entries;
mod folder;
mod inside;
mod layers;
mod limits;
mod memory;
mod names;
mod place;
mod read;
mod subfolder;
mod unread;

#[cfg(feature = "zip")]
pub use archive::Archive;
pub use entries::Entries;
pub use folder::Folder;
pub use layers::Layers;
pub use limits::{DESCRIPTION, TABLE};
pub use memory::Memory;
pub use place::{FileError, Files};
pub use read::{bounded, read, read_or_pipe};
pub use subfolder::Subfolder;
pub use unread::Unread;
