//! Inputs of a flight: site, air, start, vehicle.

use downrange::compare::{AssumedEffect, AssumedFigure, AssumedValue, DragTermEffects};
use downrange::earth::Earth;
use downrange::flight::{Flight, Launch, Start, Vehicle};
use downrange::quantity::Dimension;

use super::rocket::{motors, object_rows, rocket_rows};
use super::row::SummaryRow;
use super::stack::stack_rows;
use crate::recovery::recovery;
use crate::text::printable;
use crate::units::{Units, compass, coordinates, degrees, signed_percent};

/// The vehicle, on one line.
pub fn vehicle(launch: &Launch, flight: &Flight, units: Units) -> String {
    let name = printable(launch.vehicle.name());
    let mass = units.mass().show(flight.outcome.liftoff_mass);
    match &launch.vehicle {
        Vehicle::Rocket(rocket) => match &rocket.description().motor {
            Some(mounted) => {
                let motors = motors(mounted);
                format!("{name} on {motors}, {mass} at lift-off")
            }
            None => format!("{name}, {mass}"),
        },
        Vehicle::Stack(stack) => {
            let count = stack.stages().len();
            format!("{name} of {count} stages, {mass} at lift-off")
        }
        Vehicle::Object(_) => format!("{name}, {mass}"),
    }
}

/// Rows of all inputs.
pub fn inputs(launch: &Launch, flight: &Flight, units: Units) -> Vec<SummaryRow> {
    let site = &launch.site;
    let mut rows = vec![(
        "Site",
        format!(
            "{} · {} above sea level",
            coordinates(site.latitude, site.longitude),
            units.height().show(site.elevation)
        ),
    )];
    if let Some(date) = &site.date {
        rows.push(("Date", printable(date)));
    }
    if launch.earth != Earth::WGS84 {
        rows.push(("Earth", earth(&launch.earth)));
    }
    let air = launch.air.at(site.elevation);
    rows.push((
        "Air",
        format!(
            "{} · {} · {}",
            units.temperature(air.temperature),
            units.pressure().show(air.pressure),
            wind(launch.air.wind(site.elevation + ANEMOMETER), units),
        ),
    ));
    rows.extend(start(&launch.start, units));
    rows.extend(taken_guides(launch, units).map(|taken| ("Rail guides", taken)));
    match &launch.vehicle {
        Vehicle::Rocket(rocket) => rows.extend(rocket_rows(rocket, flight, units)),
        Vehicle::Stack(stack) => rows.extend(stack_rows(stack, flight, units)),
        Vehicle::Object(object) => rows.extend(object_rows(object, units)),
    }
    rows.extend(
        launch
            .vehicle
            .parachutes()
            .iter()
            .map(|parachute| ("Parachute", recovery(parachute, units))),
    );
    rows.push((
        "Tolerance",
        format!(
            "{:e} relative · {:e} m absolute",
            launch.settings.relative_tolerance, launch.settings.absolute_tolerance
        ),
    ));
    rows
}

fn earth(earth: &Earth) -> String {
    let shape = match earth.eccentricity_squared == 0.0 {
        true => format!("sphere of {} m", earth.equatorial_radius),
        false => "WGS-84".to_owned(),
    };
    format!("{shape} · turns at {} rad/s", earth.rotation_rate)
}

/// The start: rail, or state.
pub fn start(start: &Start, units: Units) -> Vec<SummaryRow> {
    match start {
        Start::Rail(rail) => vec![(
            "Rail",
            format!(
                "{} at {} above the horizon toward {}",
                units.height().show(rail.length),
                degrees(rail.elevation_angle),
                compass(rail.heading),
            ),
        )],
        Start::State(state) => vec![
            (
                "Start",
                format!(
                    "{} · {} above sea level · {}",
                    coordinates(state.latitude, state.longitude),
                    units.height().show(state.height),
                    velocity(state.velocity, units),
                ),
            ),
            (
                "Attitude",
                format!(
                    "yaw {} · pitch {} · roll {}",
                    degrees(state.attitude[0]),
                    degrees(state.attitude[1]),
                    degrees(state.attitude[2]),
                ),
            ),
        ],
    }
}

/// A velocity north, east, down as people say it.
pub fn velocity([north, east, down]: [f64; 3], units: Units) -> String {
    let level = north.hypot(east);
    let speed = level.hypot(down);
    if speed == 0.0 {
        return "at rest".to_owned();
    }
    let climb = degrees((-down).atan2(level));
    let shown = units.speed().show(speed);
    match level == 0.0 {
        true if down > 0.0 => format!("{shown} straight down"),
        true => format!("{shown} straight up"),
        false => format!("{shown} at {climb} toward {}", compass(east.atan2(north))),
    }
}

/// What was taken for what the launch file does not say, and what else it may be worth.
pub fn assumed(effect: &AssumedEffect, flight: &Flight, units: Units) -> String {
    let listed = |of: &dyn Fn(&AssumedValue) -> String| {
        let words: Vec<String> = effect.values.iter().map(of).collect();
        words.join(", ")
    };
    let taken = listed(&|value| match value.figure {
        AssumedFigure::Finish => format!("finish \"{}\"", value.taken),
        AssumedFigure::FinEdges => format!("fins \"{}\"", value.taken),
    });
    format!(
        "taken as {taken}; {}: apogee {} ({})",
        listed(&|value| value.instead.to_owned()),
        units.height().show(effect.apogee_agl),
        signed_percent(effect.difference(flight))
    )
}

/// What the uncertainties of the terms of the drag do to the apogee.
pub fn drag_terms(effects: &DragTermEffects) -> String {
    if effects.terms.is_empty() {
        return "none of the drag is drawn: what is given carries no uncertainty".to_owned();
    }
    let terms: Vec<String> = effects
        .terms
        .iter()
        .map(|each| {
            format!(
                "{} {:.0} % more: {}",
                each.term.name(),
                100.0 * each.term.uncertainty(),
                signed_percent(effects.difference(each))
            )
        })
        .collect();
    format!(
        "apogee ±{:.1} % (one standard uncertainty of all) · {}",
        100.0 * effects.together(),
        terms.join(" · ")
    )
}

/// Where the rail is taken to guide a rocket that describes no rail guides: it decides when the rail lets go.
pub fn taken_guides(launch: &Launch, units: Units) -> Option<String> {
    launch.start.rail()?;
    let rocket = launch.vehicle.rocket()?;
    if rocket.has_guides() {
        return None;
    }
    let (fore, aft) = rocket.guides();
    let size = units.for_dimension(Dimension::Length, aft);
    let ahead = if fore > 0.0 { "nose base" } else { "nose tip" };
    Some(format!(
        "none described, taken at {ahead} ({}) and tail ({})",
        size.show(fore),
        size.show(aft)
    ))
}

/// Height above the ground at which a wind is called the wind at the ground, m: the anemometer's (WMO-No. 8, ch. 5).
pub const ANEMOMETER: f64 = 10.0;

/// Wind as people say it: where it comes from.
pub fn wind([east, north, _]: [f64; 3], units: Units) -> String {
    let speed = east.hypot(north);
    if speed < 0.05 {
        return "no wind".to_owned();
    }
    let from = (-east).atan2(-north);
    format!("wind {} from {}", units.wind().show(speed), compass(from))
}
