//! RockSim files (`.rkt`): a drawing in up to three stages, and simulations with their motors and conditions.
//!
//! The file is XML in millimetres, grams, radians and kg/m³, with codes for what has a choice. RockSim publishes no
//! description of it. What its elements and codes mean is taken
//! - from OpenRocket's importer and exporter (packages `file.rocksim.importt` and `file.rocksim.export`, whose class names
//!   stand with the modules here: names, units, codes, the sense of `Xb`, engine sets and events), and
//! - from what RockSim itself computed and stored in files, of which mass, centre and place of parts (`CalcMass`, `CalcCG`,
//!   `Station`) follow to their last digit: walls are measured across the skin; `ShapeCode` 2 is a paraboloid, `r² ∝ x`; a
//!   curved transition is cut out of a longer nose cone (`EquivNoseLen`); a parachute of `SideCount` gores is that regular
//!   polygon across `Dia`; fins weigh as plates whatever their section.
//!
//! Everything that a file says is used, or a [`Warning`](crate::Warning) names it, but for looks, catalogue numbers and
//! RockSim's own results.

mod conditions;
mod drag;
mod engines;
mod events;
mod fin_sets;
mod looks;
mod part;
mod read;
mod read_body;
mod read_fins;
mod read_inside;
mod read_tree;
mod results;
mod simulations;
mod sub_assembly;
#[cfg(test)]
mod tests;
mod unused;
mod values;

pub use read::{open, parse, read};
pub use results::{RocksimResults, stored_results};
