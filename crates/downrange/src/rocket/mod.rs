//! What is it? The rocket as a person describes it: drawn, given, or mixed.
//!
//! **Positions** are distances from the nose tip along the axis, positive aft; a part's position is that of its
//! forward end. **Diameters** are outer unless they say otherwise.
//!
//! A rocket is *drawn* when its parts carry geometry and material, from which mass properties and aerodynamics
//! follow; *given* when a team supplies mass, centre, inertia and coefficients; *mixed* when both: what is given
//! replaces what is drawn, for a part ([`PartOverrides`]) or for the whole ([`Overrides`]).
//!
//! ```
//! use downrange::rocket::shape::{Nose, Profile, Tube};
//! use downrange::rocket::{RocketDescription, Overrides, Part, PartOverrides, Rocket, PartShape, PartMass};
//!
//! let part = |name: &str, position, shape, stuff| Part {
//!     name: name.into(),
//!     position,
//!     shape,
//!     stuff,
//!     roughness: None,
//!     given: PartOverrides::default(),
//! };
//! let nose = Nose {
//!     profile: Profile::Haack(0.0), // von Kármán
//!     length: 0.30,
//!     base_diameter: 0.10,
//!     tip_radius: 0.0,
//!     wall: Some(0.002),
//! };
//! let tube = Tube { length: 1.2, outer_diameter: 0.10, inner_diameter: 0.096 };
//! let drawing = RocketDescription {
//!     name: "dart".into(),
//!     parts: vec![
//!         part("nose", 0.0, PartShape::Nose(nose), PartMass::Density(1850.0)),
//!         part("tube", 0.30, PartShape::Tube(tube), PartMass::Mass(1.1)),
//!     ],
//!     given: Overrides::default(),
//!     motor: None, // a dart: it is carried
//!     parachutes: Vec::new(),
//!     roughness: 20e-6,
//!     thrust_misalignment: 0.0,
//!     thrust_offset: 0.0,
//!     thrust_azimuth: 0.0,
//! };
//! let drawn = Rocket::new(drawing.clone())?;
//! assert!((drawn.without_motor().mass - 1.34).abs() < 0.05);
//!
//! // On the scale it was 1.6 kg: the drawing still says where the mass is, and does the aerodynamics.
//! let weighed = Overrides { mass: Some(1.6), ..Overrides::default() };
//! let mixed = Rocket::new(RocketDescription { given: weighed, ..drawing.clone() })?;
//! assert_eq!(mixed.without_motor().mass, 1.6);
//!
//! // What cannot be is refused, with its place.
//! let mut gap = drawing;
//! gap.parts[1].position = 0.35;
//! assert_eq!(Rocket::new(gap).map_err(|fault| fault.place), Err("parts[1].position".into()));
//! # Ok::<(), downrange::error::Fault>(())
//! ```

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
pub use description::RocketDescription;
pub use given::{Coefficient, Inertia, Overrides};
pub use object::{InertiaTensor, Object, ObjectCoefficients};
pub use parachute::{Parachute, Releases, Trigger};
pub use part::{Part, PartMass, PartOverrides, PartShape};
pub use planform::Planform;
pub use profile::BodyContour;
pub use stack::{AfterSeparation, DescentMode, Ignition, Separation, SeparationTime, Stack, Stage};
