//! Equations of motion: right-hand sides only.

pub mod air_force;
pub mod descent;
pub mod free;
pub mod point;
pub mod rail;
pub(crate) mod surroundings;
