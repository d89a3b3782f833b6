//! A flight with what is told of it.

use downrange::compare::{AssumedEffect, DragTermEffects, StoredFlight};
use downrange::flight::{Flight, Launch};

/// A flight with its launch, with what another program stored of it, and with what was taken for what is not said.
#[derive(Debug, Clone, Copy)]
pub struct FlightReport<'a> {
    /// The launch.
    pub launch: &'a Launch,
    /// Its flight.
    pub flight: &'a Flight,
    /// What the program of the design file stored of the flight that it had computed.
    pub stored: Option<&'a StoredFlight>,
    /// What figures are worth that its launch file leaves open.
    pub assumed: Option<&'a AssumedEffect>,
    /// What the uncertainties of the terms of its drag do to its apogee.
    pub drag_terms: Option<&'a DragTermEffects>,
}

impl<'a> FlightReport<'a> {
    /// Of a launch that no other program has flown and that says everything.
    pub fn new(launch: &'a Launch, flight: &'a Flight) -> Self {
        Self {
            launch,
            flight,
            stored: None,
            assumed: None,
            drag_terms: None,
        }
    }
}
