//! OpenRocket files (`.ork`): a tree of components, flight configurations, and stored simulations.
//!
//! The file is XML in SI units and degrees, in a ZIP archive, in gzip or as it is. What its elements mean is taken from
//! OpenRocket's own reader and components (S. Niskanen and others, packages `file.openrocket.importt`, `rocketcomponent` and
//! `masscalc`), whose class names stand with the modules here. Everything that a file says is used, or a
//! [`Warning`](crate::Warning) names it, but for looks and names.

mod cluster;
mod conditions;
mod configuration;
mod container;
mod events;
mod finish;
mod motors;
mod read;
mod read_body;
mod read_fins;
mod read_inside;
mod read_tree;
mod series;
mod stored;
mod unused;
mod values;

pub use read::{open, parse, read};
