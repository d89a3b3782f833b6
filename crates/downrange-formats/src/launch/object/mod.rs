//! `[object]`: a body that is no rocket.

pub mod keys;
mod read;

pub use read::read;
