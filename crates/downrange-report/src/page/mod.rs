//! What all pages share: their [`Frame`], the [`palette`], and the parts they are put together from. Each page is one file
//! that names nothing outside itself.

mod frame;
pub mod palette;
mod parts;

pub use frame::Frame;
pub use parts::{Cell, Column, Notice, Row, Table, Tile, number, text};

#[cfg(test)]
pub(crate) mod tests;
