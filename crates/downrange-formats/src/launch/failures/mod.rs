//! `[[failures]]`: what may go wrong.

pub mod keys;
mod read;

pub use read::read;
