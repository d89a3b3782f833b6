//! Flights of a rocket under parachutes made by hand.

#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::panic)]

use super::calisto::calisto;
use super::staged::parachute;
use downrange::flight::{EventKind, Flight, Launch, Recording, Vehicle, fly};
use downrange::rocket::{Parachute, Rocket, RocketDescription, Trigger};

/// The flight test rocket with its description changed.
pub fn with(change: impl FnOnce(&mut RocketDescription)) -> Launch {
    let mut launch = calisto();
    if let Vehicle::Rocket(rocket) = &launch.vehicle {
        let mut description = rocket.description().clone();
        change(&mut description);
        launch.vehicle = Vehicle::Rocket(Rocket::new(description).unwrap());
    }
    launch
}

/// A parachute that opens at once; drag area, m².
pub fn canopy(name: &str, drag_area: f64, trigger: Trigger) -> Parachute {
    Parachute {
        name: name.to_owned(),
        lag: 0.0,
        filling_time: 0.0,
        ..parachute(drag_area, trigger)
    }
}

/// The flight under these parachutes.
pub fn under(parachutes: Vec<Parachute>) -> Flight {
    unnumbered(fly(&with(|d| d.parachutes = parachutes), Recording::None).unwrap())
}

/// The same without the places that parachutes have in their list: all else may not know of them.
fn unnumbered(mut flight: Flight) -> Flight {
    for event in &mut flight.events {
        event.kind = match event.kind {
            EventKind::Triggered(_) => EventKind::Triggered(0),
            EventKind::Opens(_) => EventKind::Opens(0),
            EventKind::Released(_) => EventKind::Released(0),
            kind => kind,
        };
    }
    flight
}

/// The rules that a flight breaks.
pub fn rules(flight: &Flight) -> Vec<&str> {
    flight
        .warnings
        .iter()
        .map(|each| each.rule.as_str())
        .collect()
}

/// Whether a flight breaks a rule in these words.
pub fn warned(flight: &Flight, rule: &str, words: &str) -> bool {
    let of = |warning: &&downrange::flight::FlightWarning| warning.rule == rule;
    flight
        .warnings
        .iter()
        .filter(of)
        .any(|warning| warning.message.contains(words))
}
