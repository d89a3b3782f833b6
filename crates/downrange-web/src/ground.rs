//! The ground track of a flight, as a map shows it.

use downrange::flight::{Flight, Launch, TrajectoryPoint};
use downrange::safety::{Footprint, LandingMap};

use crate::limits::ReadLimits;

/// Points of a track that a map shows.
const POINTS: usize = 400;

/// The launch point, the areas, and the way of every body over the ground with its end.
pub fn of_flight(launch: &Launch, flight: &Flight, limits: &ReadLimits) -> LandingMap {
    let footprints = flight.bodies.iter().enumerate();
    let footprints = footprints.map(|(number, body)| {
        let record = flight.trajectory_of(number);
        let step = record.len().div_ceil(POINTS).max(1);
        let place = |point: &TrajectoryPoint| (point.latitude, point.longitude);
        Footprint {
            body: body.name.clone(),
            landing: None,
            mean: Some((body.landing.latitude, body.landing.longitude)),
            outlines: Vec::new(),
            cloud: record.iter().step_by(step).map(place).collect(),
        }
    });
    LandingMap {
        name: launch.name.clone(),
        launch: (launch.site.latitude, launch.site.longitude),
        areas: limits.areas.clone(),
        keep_outs: limits.keep_outs.clone(),
        footprints: footprints.collect(),
    }
}
