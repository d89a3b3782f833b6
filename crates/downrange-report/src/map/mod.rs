//! Map of the landing points of many flights, drawn without a network: one SVG, for a page or a file of its own.
//!
//! Distances and directions from the launch point are true (azimuthal equidistant projection on WGS-84), so that circles
//! about it are circles. Coasts and borders are Natural Earth's, good to about a kilometre, and are left out of maps on
//! which a kilometre is much.

mod bodies;
mod coast;
mod frame;
mod grid;
mod ground_track;
mod keep_outs;
mod labels;
mod landings;
mod legend;
mod range_rings;
mod view;

pub use frame::WIDE;
pub use ground_track::flight_map;
pub use landings::map;
pub(crate) use landings::{of_width, of_width_among};
pub(crate) use range_rings::{Ring, range_rings};

#[cfg(test)]
mod tests;
