//! Names of events, stages and parachutes, and a speed as warnings write it.

use crate::flight::Model;
use crate::flight::events::{Happening, Mark};
use crate::flight::record::Event;
use crate::flight::simulation::trajectory::{Flown, Span};
use crate::rocket::{Parachute, Stack};

/// A name before what happens to it, unless that begins with it.
fn after(name: &str, what: &str) -> String {
    match what.strip_prefix(name) {
        Some(rest) if rest.starts_with(' ') => what.to_owned(),
        _ => format!("{name} {what}"),
    }
}

/// What things are called.
pub(crate) struct Names<'a> {
    pub(crate) stack: Option<&'a Stack>,
    /// The body, where it is not the one that carries the payload.
    pub(crate) body: Option<String>,
    pub(crate) parachutes: &'a [Parachute],
}

impl Names<'_> {
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
        Some(&separation.alone.parachutes.get(parachute)?.name)
    }

    pub(crate) fn descent_rates<R>(&self, flown: &Flown<R>) -> Vec<(String, f64)> {
        let under = |span: &Span| {
            let names: Vec<&str> = span.canopies.iter().map(|at| self.parachute(*at)).collect();
            (names.join(" and "), -span.vertical_speed)
        };
        flown.descents.iter().map(under).collect()
    }

    pub(crate) fn events(&self, model: &Model, marks: &[Mark], body: usize) -> Vec<Event> {
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

/// A speed for readers of either system.
pub(crate) fn in_both(speed: f64) -> String {
    format!("{speed:.1} m/s ({:.0} ft/s)", speed / 0.3048)
}
