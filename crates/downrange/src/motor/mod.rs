//! What pushes it? Thrust against time, and mass, centre and inertia as it burns.
//!
//! **Positions inside a motor** are distances from its forward end, positive aft, up to `length` at the nozzle
//! exit. Times are since ignition of the nominal motor; [`Motor::burn_time_factor`] stretches them.

//!
//! **Scaling.** With burn-time factor b and impulse factor i, thrust at time t is `i/b` times the curve's at
//! `t/b`: the burn lasts b times as long and delivers i times the impulse, from the same propellant.
//!
//! **Mass** leaves in proportion to thrust (a constant effective exhaust velocity), except where tables say
//! otherwise.

mod burn_walk;
mod catalog;
mod check;
#[cfg(test)]
mod check_tests;
mod description;
mod grains;
mod numbers;
mod source;
#[cfg(test)]
mod tests;
mod unknown;

pub use catalog::{CatalogEntry, impulse_class};
pub use description::{Motor, Propellant};
pub use grains::Grains;
pub use source::{MotorOrigin, MotorSource};
