//! A flight in words: all its bodies, their events in one list, warnings and records.

use super::channels::{Channels, Recording, View};
use super::outcome::outcome;
use super::record::{BodyFlight, Event, Flight, Outcome, Sample, Warning};
use super::recovery::Span;
use super::rules;
use super::sequence::{Flown, Happening, Mark, fly_model};
use super::stages::Shed;
use super::warnings::{self, warnings};
use super::witness::{NoRecord, Recorder};
use super::{FlightError, Launch, Model, Vehicle};
use crate::rocket::{Fall, Parachute, Stack};

/// Flies a launch from its start until everything has come down, and keeps what `recording` asks for.
///
/// # Errors
/// See [`FlightError`].
pub fn fly(launch: &Launch, recording: Recording) -> Result<Flight, FlightError> {
    let model = Model::new(launch);
    match recording {
        Recording::None => told(launch, &model, || NoRecord, |_, _, _, _| Vec::new()),
        _ => told(
            launch,
            &model,
            || Channels::new(recording),
            |channels, launch, model, views| channels.samples(launch, model, views),
        ),
    }
}

/// The bodies of a flight one after the other: what carries the payload, then what left it, in that order.
fn told<R: Recorder>(
    launch: &Launch,
    model: &Model,
    recorder: impl Fn() -> R,
    samples: impl Fn(&R, &Launch, &Model, &[View]) -> Vec<Sample>,
) -> Result<Flight, FlightError> {
    let flown = fly_model(model, recorder())?;
    let stack = launch.vehicle.stack();
    let names = Names {
        stack,
        body: None,
        parachutes: launch.vehicle.parachutes(),
    };
    let mut outcome = outcome(model, &flown)?;
    outcome.descent_rates = names.descent_rates(&flown);
    let mut flight = Flight {
        failure: launch.failure.clone(),
        warnings: warnings(launch, model, &outcome, (&flown.marks, &flown.shed), &names),
        events: names.events(model, &flown.marks, 0),
        bodies: Vec::with_capacity(1 + flown.shed.len()),
        record: samples(
            &flown.observer.recorder,
            launch,
            model,
            &views(&launch.vehicle, &flown.marks),
        ),
        solver: flown.solver,
        outcome,
    };
    let top = launch.vehicle.payload_name().to_owned();
    let mass = flown.marks.last().map_or(0.0, |mark| mark.seen.mass);
    let body = BodyFlight::new(top, 0.0, mass, &flight.outcome);
    flight.bodies.push(body);
    for shed in &flown.shed {
        let (Some(stack), Some(model)) = (stack, model.of_shed(shed)) else {
            continue;
        };
        let flown = fly_model(&model, recorder())?;
        let record = |views: &[View]| samples(&flown.observer.recorder, launch, &model, views);
        add_body(&mut flight, stack, shed, &model, &flown, record)?;
    }
    flight.events.sort_by(|a, b| a.time.total_cmp(&b.time));
    Ok(flight)
}

/// Adds a body that left to the flight it left from.
fn add_body<R: Recorder>(
    flight: &mut Flight,
    stack: &Stack,
    shed: &Shed,
    model: &Model,
    flown: &Flown<R>,
    record: impl FnOnce(&[View]) -> Vec<Sample>,
) -> Result<(), FlightError> {
    let stage = &stack.stages()[shed.stage];
    let Some(separation) = &stage.separation else {
        return Ok(());
    };
    let name = stage.body_name(shed.copy);
    let names = Names {
        stack: Some(stack),
        body: Some(name.clone()),
        parachutes: &separation.alone.parachutes,
    };
    let mut figures = outcome(model, flown)?;
    figures.descent_rates = names.descent_rates(flown);
    // Its release is the separation that stands in the list already.
    let body = flight.bodies.len();
    let events = names.events(model, &flown.marks[1..], body);
    flight.events.extend(events);
    let tumbles = matches!(separation.alone.fall, Fall::Tumbling { .. });
    let found = warnings::coming_down(model, &figures, &flown.marks, &names, !tumbles);
    flight
        .warnings
        .extend(found.into_iter().map(|warning| Warning {
            message: format!("{name}: {}", warning.message),
            ..warning
        }));
    let view = match &separation.alone.fall {
        Fall::Rocket { rocket, .. } => View::of(0.0, rocket),
        Fall::Tumbling { .. } | Fall::Object(_) => View::nothing(),
    };
    flight.solver.evaluations += flown.solver.evaluations;
    flight.solver.accepted += flown.solver.accepted;
    flight.solver.rejected += flown.solver.rejected;
    flight.bodies.push(BodyFlight {
        record: record(&[view]),
        ..BodyFlight::new(name, shed.time, shed.mass.mass, &figures)
    });
    Ok(())
}

/// The rules of thumb that a body breaks, as [`fly`] warns of them: of what carries the payload, or of what left it.
pub(crate) fn broken_rules<R>(
    launch: &Launch,
    shed: Option<&Shed>,
    model: &Model,
    flown: &Flown<R>,
    figures: &Outcome,
) -> Vec<String> {
    let stack = launch.vehicle.stack();
    let told = |names: &Names<'_>| Outcome {
        descent_rates: names.descent_rates(flown),
        ..figures.clone()
    };
    let Some(shed) = shed else {
        let names = Names {
            stack,
            body: None,
            parachutes: launch.vehicle.parachutes(),
        };
        let found = warnings(
            launch,
            model,
            &told(&names),
            (&flown.marks, &flown.shed),
            &names,
        );
        return rules::broken(&found);
    };
    let stage = stack.and_then(|stack| stack.stages().get(shed.stage));
    let Some(separation) = stage.and_then(|stage| stage.separation.as_ref()) else {
        return Vec::new();
    };
    let names = Names {
        stack,
        body: None,
        parachutes: &separation.alone.parachutes,
    };
    let tumbles = matches!(separation.alone.fall, Fall::Tumbling { .. });
    let found = warnings::coming_down(model, &told(&names), &flown.marks, &names, !tumbles);
    rules::broken(&found)
}

/// What the air acts on, from when on: a stack changes as stages leave it.
fn views(vehicle: &Vehicle, marks: &[Mark]) -> Vec<View> {
    let mut views = vec![match vehicle.rocket() {
        Some(rocket) => View::of(0.0, rocket),
        None => View::nothing(),
    }];
    if let Some(stack) = vehicle.stack() {
        for mark in marks {
            if let Happening::Separation(index) = mark.what
                && let Some(next) = stack.stages().get(index + 1)
            {
                views.push(View::of(mark.time, &next.rocket));
            }
        }
    }
    views
}

/// A name before what happens to it, unless that begins with it.
fn after(name: &str, what: &str) -> String {
    match what.strip_prefix(name) {
        Some(rest) if rest.starts_with(' ') => what.to_owned(),
        _ => format!("{name} {what}"),
    }
}

/// What things are called.
pub(super) struct Names<'a> {
    stack: Option<&'a Stack>,
    /// The body, where it is not the one that carries the payload.
    body: Option<String>,
    pub(super) parachutes: &'a [Parachute],
}

impl Names<'_> {
    /// A parachute by its place in the description.
    pub(super) fn parachute(&self, index: usize) -> &str {
        self.parachutes.get(index).map_or("", |each| &each.name)
    }

    /// Whether a parachute has any drag.
    pub(super) fn drags(&self, index: usize) -> bool {
        let parachute = self.parachutes.get(index);
        parachute.is_some_and(|each| each.drag_area > 0.0)
    }

    /// What a stage that burns is called, or the body that burns by itself.
    pub(super) fn burning(&self, stage: usize) -> &str {
        match (&self.body, self.stack) {
            (Some(body), _) => body,
            (None, Some(stack)) => stack.stages().get(stage).map_or("", |stage| &stage.name),
            (None, None) => "the motor",
        }
    }

    /// A parachute of a stage that has not left yet.
    pub(super) fn aboard(&self, stage: usize, parachute: usize) -> Option<&str> {
        let separation = self.stack?.stages().get(stage)?.separation.as_ref()?;
        Some(&separation.alone.parachutes.get(parachute)?.name)
    }

    fn descent_rates<R>(&self, flown: &Flown<R>) -> Vec<(String, f64)> {
        let under = |span: &Span| {
            let names: Vec<&str> = span.canopies.iter().map(|at| self.parachute(*at)).collect();
            (names.join(" and "), -span.vertical_speed)
        };
        flown.descents.iter().map(under).collect()
    }

    fn events(&self, model: &Model, marks: &[Mark], body: usize) -> Vec<Event> {
        let event = |mark: &Mark| Event {
            name: self.event(mark.what),
            body,
            time: mark.time,
            altitude_agl: mark.seen.height - model.elevation,
            speed: mark.speed(),
            mach: mark.seen.mach,
        };
        marks.iter().map(event).collect()
    }

    fn event(&self, what: Happening) -> String {
        let of_stage = |index: usize, what: &str| match self.stack {
            // What left has its own name before it.
            Some(stack) if self.body.is_none() => match stack.stages().get(index) {
                Some(stage) => after(&stage.name, what),
                None => what.to_owned(),
            },
            _ => what.to_owned(),
        };
        let name = match what {
            Happening::Release => "release".to_owned(),
            Happening::Ignition(index) => of_stage(index, "ignition"),
            Happening::Liftoff => "liftoff".to_owned(),
            Happening::RailExit => "rail exit".to_owned(),
            Happening::RailClear => "rail clear".to_owned(),
            Happening::Burnout(index) => of_stage(index, "burnout"),
            Happening::Separation(index) => of_stage(index, "separation"),
            Happening::Apogee => "apogee".to_owned(),
            Happening::Triggered(index) => format!("{} triggered", self.parachute(index)),
            Happening::Opens(index) => format!("{} opens", self.parachute(index)),
            Happening::Released(index) => format!("{} released", self.parachute(index)),
            Happening::TriggeredAboard { stage, parachute } => {
                let name = self.aboard(stage, parachute).unwrap_or_default();
                of_stage(stage, &format!("{name} triggered"))
            }
            Happening::Landing => "landing".to_owned(),
            Happening::StillFlying => "still flying".to_owned(),
        };
        match &self.body {
            Some(body) => after(body, &name),
            None => name,
        }
    }
}
