//! `[dispersion]`: what is uncertain besides single numbers.

mod ensemble;
pub mod keys;
mod placed;
mod read;
mod wind_error;

pub use read::{dimension, read};
