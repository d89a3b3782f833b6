//! `[air]`: weather and wind.

pub mod keys;
mod read;
mod write;

pub use read::{read, standard};
pub use write::write;
