//! The performance that a claim is about: apogee, range and speed.

use super::published::Quantity;
use crate::flight::point::PointFlight;

/// Performance of a flight, SI.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Performance {
    /// Distance over the ground, m.
    pub range: f64,
    /// Greatest height above the launch, m.
    pub height: f64,
    /// Greatest speed over the ground, m/s.
    pub speed: f64,
    /// Greatest Mach number.
    pub mach: f64,
}

impl Performance {
    /// The value of a quantity, SI.
    pub fn of(&self, quantity: Quantity) -> f64 {
        match quantity {
            Quantity::Range => self.range,
            Quantity::Height => self.height,
            Quantity::Speed => self.speed,
            Quantity::Mach => self.mach,
        }
    }

    pub(super) fn better(self, flight: &PointFlight) -> Self {
        Self {
            range: self.range.max(flight.range),
            height: self.height.max(flight.height),
            speed: self.speed.max(flight.speed),
            mach: self.mach.max(flight.mach),
        }
    }
}
