//! What is it? The rocket as a person describes it: drawn, given, or mixed.
//!
//! **Positions** are distances from the nose tip along the axis, positive aft; a part's position is that of its
//! forward end. **Diameters** are outer unless they say otherwise.
//!
//! A rocket is *drawn* when its parts carry geometry and material, from which mass properties and aerodynamics
//! follow; *given* when a team supplies mass, centre, inertia and coefficients; *mixed* when both: what is given
//! replaces what is drawn, for a part ([`PartGiven`]) or for the whole ([`Given`]).

mod assembled;
mod body;
mod checks;
mod cluster;
mod description;
mod given;
#[cfg(test)]
mod given_tests;
mod object;
mod outline;
mod parachute;
mod part;
mod part_mass;
mod planform;
mod profile;
mod properties;
pub mod shape;
mod stack;
#[cfg(test)]
mod tests;
mod tumble;

pub use assembled::Rocket;
pub use body::{Body, BodySection};
pub use cluster::{Cluster, MotorPlace, MountedMotor};
pub use description::Description;
pub use given::{Coefficient, Given, Inertia};
pub use object::{InertiaTensor, Object, ObjectCoefficients};
pub use parachute::{Parachute, Releases, Trigger};
pub use part::{Part, PartGiven, Shape, Stuff};
pub use planform::Planform;
pub use profile::Contour;
pub use stack::{Alone, Fall, Ignition, Separation, SeparationTime, Stack, Stage};
