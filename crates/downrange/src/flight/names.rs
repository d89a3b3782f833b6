//! Names of events, stages and parachutes, and a speed as warnings write it.

use crate::flight::Model;
use crate::flight::events::{EventKind, RawEvent};
use crate::flight::record::Event;
use crate::flight::simulation::trajectory::{BodyTrajectory, Span};
use crate::rocket::{Parachute, Stack};

/// A name before what happens to it, unless that begins with it.
fn after(name: &str, what: &str) -> String {
    match what.strip_prefix(name) {
        Some(rest) if rest.starts_with(' ') => what.to_owned(),
        _ => format!("{name} {what}"),
    }
}

/// What things are called.
pub(crate) struct EventNames<'a> {
    pub(crate) stack: Option<&'a Stack>,
    /// The body, where it is not the one that carries the payload.
    pub(crate) body: Option<String>,
    pub(crate) parachutes: &'a [Parachute],
}

impl EventNames<'_> {
    /// A parachute by its place in the description.
    pub(crate) fn parachute(&self, index: usize) -> &str {
        self.parachutes.get(index).map_or("", |each| &each.name)
    }

    /// Whether a parachute has any drag.
    pub(crate) fn drags(&self, index: usize) -> bool {
        let parachute = self.parachutes.get(index);
        parachute.is_some_and(|each| each.drag_area > 0.0)
    }

    /// What a stage that burns is called, or the body that burns by itself.
    pub(crate) fn burning(&self, stage: usize) -> &str {
        match (&self.body, self.stack) {
            (Some(body), _) => body,
            (None, Some(stack)) => stack.stages().get(stage).map_or("", |stage| &stage.name),
            (None, None) => "the motor",
        }
    }

    /// A parachute of a stage that has not left yet.
    pub(crate) fn aboard(&self, stage: usize, parachute: usize) -> Option<&str> {
        let separation = self.stack?.stages().get(stage)?.separation.as_ref()?;
        Some(&separation.after.parachutes.get(parachute)?.name)
    }

    pub(crate) fn descent_rates<R>(&self, flown: &BodyTrajectory<R>) -> Vec<(String, f64)> {
        let under = |span: &Span| {
            let names: Vec<&str> = span.canopies.iter().map(|at| self.parachute(*at)).collect();
            (names.join(" and "), -span.vertical_speed)
        };
        flown.descents.iter().map(under).collect()
    }

    pub(crate) fn events(&self, model: &Model, raw_events: &[RawEvent], body: usize) -> Vec<Event> {
        let event = |raw_event: &RawEvent| Event {
            kind: raw_event.what,
            name: self.event(raw_event.what),
            body,
            time: raw_event.time,
            altitude_agl: raw_event.evaluation.height - model.elevation,
            speed: raw_event.speed(),
            mach: raw_event.evaluation.mach,
        };
        raw_events.iter().map(event).collect()
    }

    fn event(&self, what: EventKind) -> String {
        let of_stage = |index: usize, what: &str| match self.stack {
            // What left has its own name before it.
            Some(stack) if self.body.is_none() => match stack.stages().get(index) {
                Some(stage) => after(&stage.name, what),
                None => what.to_owned(),
            },
            _ => what.to_owned(),
        };
        let name = match what {
            EventKind::Release => "release".to_owned(),
            EventKind::Ignition(index) => of_stage(index, "ignition"),
            EventKind::Liftoff => "liftoff".to_owned(),
            EventKind::RailExit => "rail exit".to_owned(),
            EventKind::RailClear => "rail clear".to_owned(),
            EventKind::Burnout(index) => of_stage(index, "burnout"),
            EventKind::Separation(index) => of_stage(index, "separation"),
            EventKind::Apogee => "apogee".to_owned(),
            EventKind::Triggered(index) => format!("{} triggered", self.parachute(index)),
            EventKind::Opens(index) => format!("{} opens", self.parachute(index)),
            EventKind::Released(index) => format!("{} released", self.parachute(index)),
            EventKind::TriggeredAboard { stage, parachute } => {
                let name = self.aboard(stage, parachute).unwrap_or_default();
                of_stage(stage, &format!("{name} triggered"))
            }
            EventKind::Landing => "landing".to_owned(),
            EventKind::StillFlying => "still flying".to_owned(),
        };
        match &self.body {
            Some(body) => after(body, &name),
            None => name,
        }
    }
}

/// A speed for readers of either system.
pub(crate) fn in_si_and_us(speed: f64) -> String {
    format!("{speed:.1} m/s ({:.0} ft/s)", speed / 0.3048)
}
