//! The spans of a stored flight between the separations of stages, and the vehicle that flies each.

use super::series::StoredChannel;
use super::stored::{StoredEventKind, StoredFlight};
use crate::flight::{Launch, Vehicle};
use crate::rocket::{Ignition, Rocket};

/// The times at which the vehicle becomes that of a stage.
pub fn starts(stored: &StoredFlight, count: usize) -> Vec<f64> {
    let events = stored.events.iter();
    let separations = events
        .filter(|event| event.kind == StoredEventKind::Separation)
        .map(|event| event.time);
    let mut starts: Vec<f64> = std::iter::once(0.0).chain(separations).collect();
    starts.truncate(count);
    starts
}

/// The vehicle as it flies until each of its stages leaves.
pub fn rockets(vehicle: &Vehicle) -> Vec<&Rocket> {
    match vehicle {
        Vehicle::Rocket(rocket) => vec![rocket],
        Vehicle::Stack(stack) => stack.stages().iter().map(|stage| &stage.rocket).collect(),
        Vehicle::Object(_) => Vec::new(),
    }
}

/// The points of a stored flight on its way up, off its rod, that a stage's vehicle flies, of so many stages.
pub fn ascent(
    stored: &StoredFlight,
    stage: usize,
    count: usize,
) -> impl Iterator<Item = usize> + '_ {
    let starts = starts(stored, count);
    let rod = stored.first(StoredEventKind::RailExit).unwrap_or(0.0);
    let from = starts.get(stage).copied().unwrap_or(f64::INFINITY).max(rod);
    let to = starts.get(stage + 1).copied().unwrap_or(f64::INFINITY);
    let deployed = stored.first(StoredEventKind::Deployment);
    let top = stored.apogee_time().unwrap_or(f64::INFINITY);
    let to = to.min(top).min(deployed.unwrap_or(f64::INFINITY));
    let time = |point: &usize| stored.series.at(*point, StoredChannel::Time);
    (0..stored.series.len())
        .filter(move |point| time(point).is_some_and(|now| now >= from && now < to))
}

/// How many motors of a stage light, of all its copies.
pub fn lit_motors(vehicle: &Vehicle, stage: usize) -> u32 {
    let stages = vehicle.stack().map(|stack| stack.stages());
    let of_stack = stages.and_then(|stages| stages.get(stage));
    if of_stack.is_some_and(|stage| stage.ignition == Ignition::Never) {
        return 0;
    }
    let copies = of_stack.map_or(1, |stage| stage.copies);
    let rocket = rockets(vehicle).get(stage).copied();
    let mounted = rocket.and_then(|rocket| rocket.description().motor.as_ref());
    mounted.map_or(0, |mounted| copies * mounted.lit())
}

/// The winds of a stored flight up to its apogee: height above the site, m, our wind there, east and north, m/s, and the speed of the
/// stored one, m/s.
pub fn winds<'a>(
    launch: &'a Launch,
    stored: &'a StoredFlight,
) -> impl Iterator<Item = (f64, [f64; 2], f64)> + 'a {
    let top = stored.apogee_time().unwrap_or(f64::INFINITY);
    (0..stored.series.len()).filter_map(move |point| {
        let at = |channel| stored.series.at(point, channel);
        at(StoredChannel::Time).filter(|time| *time <= top)?;
        let height = at(StoredChannel::Altitude)?;
        let speed = at(StoredChannel::WindSpeed)?;
        let [east, north, _] = launch.air.wind(launch.site.elevation + height);
        Some((height, [east, north], speed))
    })
}
