//! A flight in words: all its bodies, their events in one list, warnings and records.

use crate::flight::events::{EventKind, RawEvent};
use crate::flight::model::SeparatedBody;
use crate::flight::names::EventNames;
use crate::flight::observer::{NoRecorder, Recorder};
use crate::flight::outcome::outcome;
use crate::flight::record::{BodyFlight, Flight, FlightWarning, Outcome, TrajectoryPoint};
use crate::flight::recorder::{ActiveAero, ChannelRecorder, Recording};
use crate::flight::simulation::run::fly_model;
use crate::flight::simulation::trajectory::BodyTrajectory;
use crate::flight::warnings::warnings;
use crate::flight::{FlightError, Launch, Model, Vehicle, rules, warnings};
use crate::rocket::{DescentMode, Stack};

/// Flies a launch from its start until everything has come down, and keeps what `recording` asks for.
///
/// # Errors
/// See [`FlightError`].
pub fn fly(launch: &Launch, recording: Recording) -> Result<Flight, FlightError> {
    let model = Model::new(launch);
    match recording {
        Recording::None => assemble_flight(launch, &model, || NoRecorder, |_, _, _, _| Vec::new()),
        _ => assemble_flight(
            launch,
            &model,
            || ChannelRecorder::new(recording),
            |channels, launch, model, views| channels.samples(launch, model, views),
        ),
    }
}

/// The bodies of a flight one after the other: what carries the payload, then what left it, in that order.
fn assemble_flight<R: Recorder>(
    launch: &Launch,
    model: &Model,
    recorder: impl Fn() -> R,
    samples: impl Fn(&R, &Launch, &Model, &[ActiveAero]) -> Vec<TrajectoryPoint>,
) -> Result<Flight, FlightError> {
    let flown = fly_model(model, recorder())?;
    let stack = launch.vehicle.stack();
    let names = EventNames {
        stack,
        body: None,
        parachutes: launch.vehicle.parachutes(),
    };
    let mut outcome = outcome(model, &flown)?;
    outcome.descent_rates = names.descent_rates(&flown);
    let mut flight = Flight {
        failure: launch.failure.clone(),
        warnings: warnings(
            launch,
            model,
            &outcome,
            (&flown.raw_events, &flown.separated),
            &names,
        ),
        events: names.events(model, &flown.raw_events, 0),
        bodies: Vec::with_capacity(1 + flown.separated.len()),
        trajectory: samples(
            &flown.observer.recorder,
            launch,
            model,
            &views(&launch.vehicle, &flown.raw_events),
        ),
        solver: flown.solver,
        outcome,
    };
    let top = launch.vehicle.payload_name().to_owned();
    let mass = flown
        .raw_events
        .last()
        .map_or(0.0, |raw_event| raw_event.evaluation.mass);
    let body = BodyFlight::new(top, 0.0, mass, &flight.outcome);
    flight.bodies.push(body);
    for separated in &flown.separated {
        let (Some(stack), Some(model)) = (stack, model.for_separated(separated)) else {
            continue;
        };
        let flown = fly_model(&model, recorder())?;
        let trajectory =
            |views: &[ActiveAero]| samples(&flown.observer.recorder, launch, &model, views);
        add_body(&mut flight, stack, separated, &model, &flown, trajectory)?;
    }
    flight.events.sort_by(|a, b| a.time.total_cmp(&b.time));
    Ok(flight)
}

/// Adds a body that left to the flight it left from.
fn add_body<R: Recorder>(
    flight: &mut Flight,
    stack: &Stack,
    separated: &SeparatedBody,
    model: &Model,
    flown: &BodyTrajectory<R>,
    trajectory: impl FnOnce(&[ActiveAero]) -> Vec<TrajectoryPoint>,
) -> Result<(), FlightError> {
    let stage = &stack.stages()[separated.stage];
    let Some(separation) = &stage.separation else {
        return Ok(());
    };
    let name = stage.body_name(separated.copy);
    let names = EventNames {
        stack: Some(stack),
        body: Some(name.clone()),
        parachutes: &separation.after.parachutes,
    };
    let mut figures = outcome(model, flown)?;
    figures.descent_rates = names.descent_rates(flown);
    // Its release is the separation that stands in the list already.
    let body = flight.bodies.len();
    let events = names.events(model, &flown.raw_events[1..], body);
    flight.events.extend(events);
    let tumbles = matches!(separation.after.descent, DescentMode::Tumbling { .. });
    let found = warnings::recovery_warnings(model, &figures, &flown.raw_events, &names, !tumbles);
    flight
        .warnings
        .extend(found.into_iter().map(|warning| FlightWarning {
            message: format!("{name}: {}", warning.message),
            ..warning
        }));
    let view = match &separation.after.descent {
        DescentMode::Rocket { rocket, .. } => ActiveAero::new(0.0, rocket),
        DescentMode::Tumbling { .. } | DescentMode::Object(_) => ActiveAero::nothing(),
    };
    flight.solver.evaluations += flown.solver.evaluations;
    flight.solver.accepted += flown.solver.accepted;
    flight.solver.rejected += flown.solver.rejected;
    flight.bodies.push(BodyFlight {
        trajectory: trajectory(&[view]),
        ..BodyFlight::new(name, separated.time, separated.mass.mass, &figures)
    });
    Ok(())
}

/// The rules of thumb that a body breaks, as [`fly`] warns of them: of what carries the payload, or of what left it.
pub(crate) fn broken_rules<R>(
    launch: &Launch,
    separated: Option<&SeparatedBody>,
    model: &Model,
    flown: &BodyTrajectory<R>,
    figures: &Outcome,
) -> Vec<String> {
    let stack = launch.vehicle.stack();
    let assemble_flight = |names: &EventNames<'_>| Outcome {
        descent_rates: names.descent_rates(flown),
        ..figures.clone()
    };
    let Some(separated) = separated else {
        let names = EventNames {
            stack,
            body: None,
            parachutes: launch.vehicle.parachutes(),
        };
        let found = warnings(
            launch,
            model,
            &assemble_flight(&names),
            (&flown.raw_events, &flown.separated),
            &names,
        );
        return rules::broken(&found);
    };
    let stage = stack.and_then(|stack| stack.stages().get(separated.stage));
    let Some(separation) = stage.and_then(|stage| stage.separation.as_ref()) else {
        return Vec::new();
    };
    let names = EventNames {
        stack,
        body: None,
        parachutes: &separation.after.parachutes,
    };
    let tumbles = matches!(separation.after.descent, DescentMode::Tumbling { .. });
    let found = warnings::recovery_warnings(
        model,
        &assemble_flight(&names),
        &flown.raw_events,
        &names,
        !tumbles,
    );
    rules::broken(&found)
}

/// What the air acts on, from when on: a stack changes as stages leave it.
fn views(vehicle: &Vehicle, raw_events: &[RawEvent]) -> Vec<ActiveAero> {
    let mut views = vec![match vehicle.rocket() {
        Some(rocket) => ActiveAero::new(0.0, rocket),
        None => ActiveAero::nothing(),
    }];
    if let Some(stack) = vehicle.stack() {
        for raw_event in raw_events {
            if let EventKind::Separation(index) = raw_event.what
                && let Some(next) = stack.stages().get(index + 1)
            {
                views.push(ActiveAero::new(raw_event.time, &next.rocket));
            }
        }
    }
    views
}
