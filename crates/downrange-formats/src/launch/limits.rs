//! How large what a launch file describes may be.

/// No rocket here is longer than this, m: what is, lacks its unit.
pub const MAX_LENGTH: f64 = 100.0;

/// No part here is wider than this, m.
pub const MAX_WIDTH: f64 = 10.0;

/// No rocket is drawn from more parts; each may have tables of its own against Mach number.
pub const MOST_PARTS: usize = 1000;

/// No rocket comes apart so often; before each separation it is a vehicle with tables of its own.
pub const MOST_STAGES: usize = 32;

/// No body hangs from so many; each is watched for in every step of a flight.
pub const MOST_PARACHUTES: usize = 100;
