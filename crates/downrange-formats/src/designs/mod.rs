//! Design files of other programs: a drawing, its motors and its simulations, read as a [`Launch`](downrange::flight::Launch).
//!
//! A folder a program. What they share stands here: the tree of an XML file, warnings with their lines, the
//! [`Import`] that comes of a file, and the launch file that flies the same.

mod import;
mod launch_file;
pub mod rasaero;
mod warnings;
mod xml;

pub use import::Import;
pub use launch_file::{document, launch_file, motors_outside};
