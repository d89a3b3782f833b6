//! How does it move? A launch, compiled and flown to the ground.
//!
//! [`Launch`] is the root of a description. [`Model`] is what it compiles to; [`fly`] flies it and puts the flight
//! into figures, events and warnings ([`Flight`]).
//!
//! | step | where |
//! |---|---|
//! | description to tables | [`model`], [`burn`] |
//! | equations of motion | [`motion`], [`air_force`], [`rail`], [`descent`]; as a point: [`point`] |
//! | Runge–Kutta pair, error control | [`integrator`] |
//! | steps, events | [`course`], `watch` |
//! | parachutes | `recovery`, `aboard` |
//! | order of phases | [`sequence`] |
//! | coming apart | [`stages`], `staging` |
//! | peaks and record | [`peaks`], [`witness`] |
//! | figures and warnings | [`outcome`], `warnings`, `out_of_phase` |
//! | all bodies together | [`fly`] |
//!
//! [`fly`] is all that most callers need. `sparrow` is the launch of the crate's examples (`examples/sparrow/mod.rs`):
//!
//! ```
//! # mod sparrow { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/sparrow/mod.rs")); }
//! use downrange::air::{Wind, wind_from};
//! use downrange::flight::{Phase, Recording, fly};
//!
//! let mut launch = sparrow::launch()?;
//! let flight = fly(&launch, Recording::Every(0.1))?;
//! assert!((330.0..360.0).contains(&flight.outcome.apogee_agl));
//! assert!(flight.outcome.landing.landed && flight.warnings.is_empty());
//!
//! // The record: position, attitude, loads and what the air does, every tenth of a second.
//! let under_thrust = flight.record.iter().filter(|sample| sample.phase == Phase::Powered);
//! assert_eq!(under_thrust.count(), 17);
//!
//! // A description is a plain struct: change what differs, and fly it again.
//! launch.air = launch.air.blowing(Wind::Constant(wind_from(4.0, 270_f64.to_radians())))?;
//! let windier = fly(&launch, Recording::None)?;
//! assert!(windier.outcome.landing.distance > 2.0 * flight.outcome.landing.distance);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Whoever flies one launch very many times compiles it once ([`Model::new`]), derives the models of the samples from it
//! ([`Model::like`]) and flies these abreast ([`fly_abreast`]), as [`dispersion::fly_samples`](crate::dispersion::fly_samples) does.

mod aboard;
mod abreast;
pub mod air_force;
mod bracket;
pub mod burn;
mod burn_columns;
mod channels;
pub mod course;
pub mod descent;
mod failure;
mod golden;
pub mod integrator;
mod launch;
mod legs;
pub mod model;
pub mod motion;
pub mod off_axis;
mod out_of_phase;
mod outcome;
mod pad;
pub mod peaks;
pub mod point;
pub mod rail;
mod record;
mod recovery;
mod rules;
pub mod sequence;
pub mod stages;
mod staging;
mod tell;
mod trim;
mod warnings;
mod watch;
mod weights;
pub mod witness;

pub use abreast::fly_abreast;
pub use channels::Recording;
pub use failure::{Failure, NamedFailure, ParachuteFailure};
pub use launch::{Launch, Rail, Settings, Site, Start, StartState, Vehicle};
pub use model::Model;
pub use outcome::outcome;
pub use record::{
    BodyFlight, Event, Flight, Landing, Outcome, Peak, Phase, RailExit, Sample, Solver, Warning,
};
pub use recovery::Span;
pub use rules::rules;
pub(crate) use tell::broken_rules;
pub use tell::fly;
pub use trim::Trim;
pub use weights::{Piece, Weight};

/// Why a flight could not be computed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum FlightError {
    /// The thrust never exceeds the weight along the rail.
    #[error("no thrust above weight: {thrust:.1} N at most against {weight:.1} N along the rail")]
    NoLiftoff {
        /// Greatest thrust, N.
        thrust: f64,
        /// Weight along the rail, N.
        weight: f64,
    },
    /// The motor burns out before the rocket has left its rail, and it slides back.
    #[error("the rocket never leaves its rail: the motor burns out first")]
    StaysOnRail,
    /// The numbers broke down.
    #[error("the flight could not be computed at t = {time:.3} s: {reason}")]
    Numerical {
        /// When, s since launch.
        time: f64,
        /// Which way.
        breakdown: Breakdown,
        /// What happened.
        reason: String,
    },
}

/// The ways in which the numbers of a flight break down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Breakdown {
    /// More evaluations of its equations than are allowed: see [`Settings::max_evaluations`].
    Evaluations,
    /// No step, however short, meets the tolerance.
    Step,
    /// A figure is not a number.
    NotANumber,
    /// A milestone is missing.
    Incomplete,
}
