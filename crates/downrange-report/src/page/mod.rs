//! Shared by all pages: the [`Frame`], the [`palette`], and parts such as tiles and tables. Each page is one file that needs
//! no other.

mod frame;
pub mod palette;
mod parts;

pub use frame::Frame;
pub use parts::{Cell, Notice, PageColumn, PageRow, PageTable, Tile, number, short, text};

#[cfg(test)]
pub(crate) mod tests;
