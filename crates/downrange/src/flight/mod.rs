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
//! | figures and warnings | [`outcome`], `warnings`, `out_of_phase` |
//! | all bodies together | [`fly`] |

pub mod conditions;
pub mod equations;
mod error;
mod events;
mod failure;
mod failures;
mod fly;
pub mod integrator;
mod launch;
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
pub use model::Model;
pub use observation::{Observation, RunningMax};
pub use outcome::outcome;
pub use perturbation::Trim;
pub use record::{
    BodyFlight, Event, Flight, Landing, Outcome, Peak, Phase, RailExit, Sample, SolverStats,
    Warning,
};
pub use recorder::Recording;
pub use rules::rules;
pub use settings::Settings;
pub use simulation::batch::fly_batch;
pub use simulation::run::fly_model;
pub use simulation::trajectory::{BodyTrajectory, Span};
pub use state::{BurnPhase, Evaluation, POINT_STATE_LEN, STATE_LEN};
pub use weights::{Piece, Weight};
