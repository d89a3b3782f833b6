//! `[dispersion]`: what is uncertain besides single numbers.

pub mod keys;
mod read;

pub use read::{dimension, read};
