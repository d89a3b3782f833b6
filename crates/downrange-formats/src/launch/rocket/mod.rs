//! `[rocket]`.

pub mod keys;
mod read;
mod write;

pub use read::{coefficients, given, mounted, read, thrust_line};
pub use write::write;
