//! The raw result for one body, before names, warnings and figures are added.

use crate::flight::events::RawEvent;
use crate::flight::model::SeparatedBody;
use crate::flight::observer::Observer;
use crate::flight::record::SolverStats;

/// A flight as it was flown, before it is put into words.
#[derive(Debug, Clone)]
pub struct BodyTrajectory<R> {
    /// What happened, in order.
    pub raw_events: Vec<RawEvent>,
    /// Who looked on.
    pub observer: Observer<R>,
    /// How hard the integrator worked.
    pub solver: SolverStats,
    /// Under which canopies it came down, one after the other.
    pub descents: Vec<Span>,
    /// What left on the way, in order.
    pub separated: Vec<SeparatedBody>,
}

/// A span of a descent under the same canopies.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// The canopies, by their places in the description.
    pub canopies: Vec<usize>,
    /// Vertical speed at its end, m/s, positive up.
    pub vertical_speed: f64,
}
