//! `[[stages]]`.

mod entry;
pub mod keys;
mod read;
mod separation;
mod write;

pub use read::read;
pub use write::write;
