//! A flight with what is told of it.

use std::io::{self, Write};

use downrange::compare::StoredFlight;
use downrange::flight::{Flight, Launch};

use crate::units::Units;

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
    fn alone(launch: &'a Launch, flight: &'a Flight) -> Self {
        Self {
            launch,
            flight,
            stored: None,
        }
    }
}

/// A flight on one screen: see [`FlightReport::summary`].
pub fn summary(launch: &Launch, flight: &Flight, units: Units) -> String {
    FlightReport::alone(launch, flight).summary(units)
}

/// A flight as a page: see [`FlightReport::page`].
///
/// # Errors
/// When `out` cannot be written.
pub fn report(
    launch: &Launch,
    flight: &Flight,
    units: Units,
    command: &str,
    out: impl Write,
) -> io::Result<()> {
    FlightReport::alone(launch, flight).page(units, command, out)
}
