//! How does it move?

pub mod integrator;
mod launch;
mod record;

pub use launch::{Launch, Rail, Settings, Site};
pub use record::{Event, Flight, Landing, Outcome, Peak, Phase, Sample, Solver, Warning};

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
    /// The flight did not end in the allowed time.
    #[error("the flight had not landed after {0} s (settings.max_time)")]
    TooLong(f64),
    /// The numbers broke down.
    #[error("the flight could not be computed at t = {time:.3} s: {reason}")]
    Numerical {
        /// When, s since launch.
        time: f64,
        /// What happened.
        reason: String,
    },
}

/// Flies a launch from ignition to the ground; with `record`, the channels against time are kept.
///
/// # Errors
/// See [`FlightError`].
pub fn fly(_launch: &Launch, _record: bool) -> Result<Flight, FlightError> {
    Err(FlightError::TooLong(0.0))
}
