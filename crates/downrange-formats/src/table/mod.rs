//! Tables of measured things, by rules that thrust, drag, soundings and winds share, from whatever file they come.
//!
//! What has one meaning is put right and told in one line, as a [`Warning`](crate::Warning) with file and line; what has two is refused, at
//! its line.
//!
//! - **Order.** A table listed from the greatest abscissa down is turned. Rows out of order are sorted, unless they are a
//!   curve of their own that says otherwise at the same abscissae (blocks for several angles below each other); of thrust
//!   curves only those that go back by little, since a time far back is a slip of the pen. See [`order`].
//! - **One abscissa twice.** A row that says the same again is passed over. Against time two values are a step. Against
//!   Mach number or height they are their mean where they differ by little, as rounding has it, and refused where they are far apart. See
//!   [`curve`] and [`levels`].
//! - **Thrust below zero** before ignition and after burn-out is noise, and nothing, as long as it is little. See
//!   [`thrust`].

pub mod curve;
pub mod levels;
pub mod order;
mod placed;
mod text;
pub mod thrust;

pub use placed::placed;
pub use text::{NumberPlaces, Placed, PlacedPoint, Text};
