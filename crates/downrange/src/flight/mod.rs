//! How does it move? A launch, compiled and flown to the ground.
//!
//! [`Launch`] is the root of a description. [`Model`] is what it compiles to; [`fly`] flies it and puts the flight
//! into figures, events and warnings ([`Flight`]).
//!
//! | step | where |
//! |---|---|
//! | the description's root, what may go wrong | `launch`, `settings`, `perturbation`, `failure`, `failures` |
//! | description to tables | [`model`] |
//! | equations of motion | [`equations`]; the flight of a point: [`point`] |
//! | Runge–Kutta pair, error control | [`integrator`] |
//! | steps, event conditions | [`propagate`], [`conditions`] |
//! | one flight under way, many in lanes | `simulation` |
//! | rail, parachutes, stages | `phases` |
//! | peaks and record | [`peaks`], [`observer`], `recorder` |
//! | figures and warnings | [`outcome`], [`metric`], `warnings`, `out_of_phase` |
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
//! let under_thrust = flight.trajectory.iter().filter(|sample| sample.phase == Phase::Powered);
//! assert_eq!(under_thrust.count(), 17);
//!
//! // A description is a plain struct: change what differs, and fly it again.
//! launch.air = launch.air.with_wind(Wind::Constant(wind_from(4.0, 270_f64.to_radians())))?;
//! let windier = fly(&launch, Recording::None)?;
//! assert!(windier.outcome.landing.distance > 2.0 * flight.outcome.landing.distance);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Whoever flies one launch very many times compiles it once ([`Model::new`]), derives the models of the samples from it
//! ([`Model::recompile`]) and flies these in batches ([`fly_batch`]), as [`dispersion::fly_samples`](crate::dispersion::fly_samples) does.

pub mod conditions;
pub mod equations;
mod error;
mod events;
mod failure;
mod failures;
mod fly;
pub mod integrator;
mod launch;
pub mod metric;
pub mod model;
mod names;
mod observation;
pub mod observer;
mod out_of_phase;
mod outcome;
pub mod peaks;
mod perturbation;
mod phases;
pub mod point;
pub mod propagate;
mod record;
mod recorder;
mod rules;
mod settings;
mod simulation;
mod state;
mod warnings;
mod weights;

pub use error::{Breakdown, FlightError};
pub use events::{EventKind, RawEvent};
pub use failure::{Failure, NamedFailure, ParachuteFailure};
pub(crate) use fly::broken_rules;
pub use fly::fly;
pub use launch::{Launch, Rail, Site, Start, StartState, Vehicle};
pub use metric::{METRICS, Metric};
pub use model::Model;
pub use observation::{Observation, RunningMax};
pub use outcome::outcome;
pub use perturbation::Perturbation;
pub use record::{
    BodyFlight, Event, Flight, FlightWarning, Landing, Outcome, Peak, Phase, RailExit, SolverStats,
    TrajectoryPoint,
};
pub use recorder::Recording;
pub use rules::rules;
pub use settings::Settings;
pub use simulation::batch::fly_batch;
pub use simulation::run::fly_model;
pub use simulation::trajectory::{BodyTrajectory, Span};
pub use state::{BurnPhase, Evaluation, POINT_STATE_LEN, STATE_LEN};
pub use warnings::{
    GREATEST_OPENING_SPEED, GREATEST_RAIL_ANGLE, LEAST_RAIL_EXIT_MARGIN, LEAST_RAIL_EXIT_SPEED,
    LEAST_THRUST_TO_WEIGHT, STRONG_WIND,
};
pub use weights::{Piece, Weight};
