//! Why a flight could not be computed.

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
    /// More evaluations of its equations than are allowed: see [`Settings::max_evaluations`](crate::flight::Settings::max_evaluations).
    Evaluations,
    /// No step, however short, meets the tolerance.
    Step,
    /// A figure is not a number.
    NotANumber,
    /// A milestone is missing.
    Incomplete,
}
