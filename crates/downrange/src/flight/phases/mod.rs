//! What happens in each phase of a flight: on the rail, under parachutes, as stages leave.

mod rail;
mod recovery;
mod staging;
