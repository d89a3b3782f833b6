//! A flight with what is told of it.

use downrange::compare::StoredFlight;
use downrange::flight::{Flight, Launch};

/// A flight with its launch, and with what another program stored of it.
#[derive(Debug, Clone, Copy)]
pub struct FlightReport<'a> {
    /// The launch.
    pub launch: &'a Launch,
    /// Its flight.
    pub flight: &'a Flight,
    /// What the program of the design file stored of the flight that it had computed.
    pub stored: Option<&'a StoredFlight>,
}

impl<'a> FlightReport<'a> {
    /// Of a launch that no other program has flown.
    pub fn new(launch: &'a Launch, flight: &'a Flight) -> Self {
        Self {
            launch,
            flight,
            stored: None,
        }
    }
}
