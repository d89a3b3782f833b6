//! The charts of a flight.

mod all;
mod ground_track;
mod lines;
mod path;
mod places;
mod time;
mod view;

pub use all::all;
pub use lines::{channel, thin};
