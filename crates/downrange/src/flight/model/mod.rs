//! What a description compiles to: flat tables and numbers, nothing else is read in a flight.
//!
//! | table | over | columns |
//! |---|---|---|
//! | air | height, cells of at most 400 m up to 86 km, greater above | density, pressure, 1/speed of sound, ln of Reynolds number per metre and Mach |
//! | wind | height, at the heights where it bends | east, north, up |
//! | aerodynamics | Mach number, 0.01 cells at rest, growing to Mach 12 | see [`AeroTables`] |
//! | burn | time since ignition, at the points of the thrust curve and between | impulse, mass, centre, inertia along and across: see [`Burn`] |
//!
//! Those of aerodynamics, and air above 20 km, are made where a flight looks, the same whoever looks first.
//!
//! A vehicle that comes apart has a [`StageModel`] for each stage.

mod aero_tables;
mod air_tables;
mod burn;
mod burn_columns;
mod burn_state;
mod compiled;
mod off_axis;
mod parachute;
mod rail;
mod separated;
mod stages;
mod start;

pub use aero_tables::{AeroModel, AeroTables, AngleTables, ObjectAeroTables};
pub use air_tables::{air_table, wind_table};
pub use burn::{Asymmetry, Burn, ThrustLine};
pub use burn_state::BurnState;
pub use compiled::Model;
pub use off_axis::OffAxis;
pub use parachute::ParachuteModel;
pub use rail::RailModel;
pub(crate) use stages::burn_of_attached;
pub use stages::{DescentModel, SeparatedBody, SeparationModel, StageModel};
pub use start::{History, StartModel};
