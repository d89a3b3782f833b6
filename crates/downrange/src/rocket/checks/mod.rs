//! Checks of a description: what is physically impossible is refused by name.
//!
//! Places are relative to the rocket (`parts[2].position`, `motor`, `mass`); the reader of launch files prefixes
//! its own. What is merely strange is kept as it stands and listed by [`Rocket::remarks`](super::Rocket::remarks).

pub(in crate::rocket) mod coefficients;
pub(in crate::rocket) mod numbers;
pub(in crate::rocket) mod parachutes;
pub(in crate::rocket) mod parts;
mod whole;
