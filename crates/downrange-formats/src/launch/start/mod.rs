//! `[rail]`, `[start]` and `[earth]`: where and how a flight begins.

pub mod keys;
mod read;
mod write;

pub use read::{earth, rail, state};
pub use write::write;
