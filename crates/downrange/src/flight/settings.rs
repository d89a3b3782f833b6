//! How a flight is computed.

/// How a flight is computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Error allowed per step relative to the size of each quantity.
    pub relative_tolerance: f64,
    /// Error allowed per step in position, m; velocities, rates and angles follow in proportion.
    pub absolute_tolerance: f64,
    /// The flight is given up after this long, s.
    pub max_time: f64,
    /// The flight fails when its equations were evaluated more often than this.
    pub max_evaluations: u64,
}

impl Settings {
    /// Far above any real flight, a few seconds of a processor: a rocket takes some 2,000 evaluations, NASA's
    /// check-cases at a tolerance of 1e-11 up to 4,000, a body that tumbles through half a day in orbit 300,000.
    pub const MAX_EVALUATIONS: u64 = 5_000_000;
}

impl Default for Settings {
    /// Relative 1e-6 and absolute 1 mm: the landing point then lies within centimetres of a run at 1e-10
    /// (see the tests of `flight`); half a day ends even a decaying orbit.
    fn default() -> Self {
        Self {
            relative_tolerance: 1e-6,
            absolute_tolerance: 1e-3,
            max_time: 43_200.0,
            max_evaluations: Self::MAX_EVALUATIONS,
        }
    }
}
