//! Flies Downrange against its references.
//!
//! A case is a folder: a launch file, the files it names, and `reference.toml` with the figures to compare with and
//! their source. [`flights`] flies the seven student rockets of RocketPy's example gallery; [`table`] prints what was
//! found. Nothing here is fitted: the rockets fly with the figures and the drag that their teams published.

mod check;
pub mod flights;
pub mod table;

pub use check::{Check, Verdict};
