//! Which parachutes hang: triggers, openings, and what lets go of what.
//!
//! **Together.** Parachutes that open at one moment all hang. What opens later beside what already hangs lets go of it
//! only for a cause that the description gives ([`Releases`](crate::rocket::Releases)): by name, or, where it says nothing, because a main takes
//! the load from its drogue. That is: it lets go of what hung before it was triggered and has less than half its drag
//! area. So a main set above the apogee, which is triggered with its drogue, hangs beside it; a drogue that comes late
//! does not throw its main away; and two equal canopies never do.
//!
//! **Aboard.** A parachute of a stage that is still attached is triggered when its device says so, and opens as the
//! stage leaves.
//!
//! **Order.** Parachutes are treated in an order that their figures and names give (see
//! [`Model::canopies`](crate::flight::Model)), so that nothing depends on the order in which a file lists them.

use crate::flight::conditions::EventCondition;
use crate::flight::equations::descent::OpenCanopy;
use crate::flight::events::{EventAction, EventKind, ONE_MOMENT};
use crate::flight::model::ParachuteModel;
use crate::flight::observer::Recorder;
use crate::flight::simulation::state::{CanopyState, Simulation};
use crate::flight::simulation::trajectory::Span;
use crate::flight::state::Evaluation;
use crate::rocket::Trigger;
use std::cmp::Ordering;

/// A drogue has less than this share of its main's drag area. Those of `validation` with two canopies have a twelfth or less; two
/// canopies that back each other up are about equal.
const DROGUE: f64 = 0.5;

impl<R: Recorder> Simulation<'_, R> {
    /// Heights at which parachutes are triggered, once the highest point has passed.
    pub(crate) fn heights_to_open(&self) -> impl Iterator<Item = (EventCondition, EventAction)> {
        let waiting = self.model.canopies.iter().zip(&self.canopies).enumerate();
        waiting.filter_map(
            |(index, (canopy, canopy_state))| match (canopy_state, canopy.trigger) {
                (CanopyState::Stowed, Trigger::Altitude(height)) => Some((
                    EventCondition::Height(self.model.elevation + height),
                    EventAction::Parachute(index),
                )),
                _ => None,
            },
        )
    }

    /// The next time at which a parachute is triggered or opens by itself, or is full, s since launch.
    pub(crate) fn next_canopy(&self) -> f64 {
        let canopies = self.model.canopies.iter().zip(&self.canopies);
        let due = canopies.filter_map(|(canopy, canopy_state)| match canopy_state {
            CanopyState::Stowed => self.trigger_time(canopy),
            CanopyState::Deploying { opens, .. } => Some(*opens),
            CanopyState::Deployed { since, .. } => Some(since + 1.0 / canopy.filling_rate())
                .filter(|full| *full > self.propagator.time + 1e-6),
            CanopyState::Released => None,
        });
        let aboard = self.staging.as_ref().map_or(f64::INFINITY, |staging| {
            staging.next_aboard(&self.model.stages)
        });
        due.fold(aboard, f64::min)
    }

    /// When a parachute that is triggered by time is, s since launch.
    fn trigger_time(&self, canopy: &ParachuteModel) -> Option<f64> {
        match canopy.trigger {
            Trigger::Time(time) => Some(time),
            Trigger::Burnout(delay) => Some(self.burnout() + delay),
            Trigger::Apogee | Trigger::Altitude(_) => None,
        }
    }

    pub(crate) fn trigger(&mut self, index: usize, evaluation: Evaluation<f64>) {
        let canopy = &self.model.canopies[index];
        let (now, place) = (self.propagator.time, canopy.place);
        self.canopies[index] = CanopyState::Deploying {
            at: now,
            opens: now + canopy.lag,
        };
        self.note_event(EventKind::Triggered(place), evaluation);
    }

    /// A parachute of a stage that is still attached is triggered; `parachute` counts among the compiled.
    pub(crate) fn trigger_aboard(
        &mut self,
        stage: usize,
        parachute: usize,
        evaluation: Evaluation<f64>,
    ) {
        let now = self.propagator.time;
        let Some(staging) = &mut self.staging else {
            return;
        };
        if let Some(parachute) = staging.trigger_aboard(&self.model.stages, stage, parachute, now) {
            self.note_event(EventKind::TriggeredAboard { stage, parachute }, evaluation);
        }
    }

    /// The highest point has come.
    pub(crate) fn trigger_at_apogee(&mut self, evaluation: Evaluation<f64>) {
        for index in 0..self.canopies.len() {
            let fires = self.model.canopies[index].trigger == Trigger::Apogee;
            if fires && self.canopies[index] == CanopyState::Stowed {
                self.trigger(index, evaluation);
            }
        }
        let aboard = self
            .staging
            .as_ref()
            .map(|staging| staging.aboard_at_apogee(&self.model.stages));
        for (stage, parachute) in aboard.into_iter().flatten() {
            self.trigger_aboard(stage, parachute, evaluation);
        }
    }

    /// Triggers and opens what is due by now, and lets go of what that lets go.
    pub(crate) fn open_canopies(&mut self, evaluation: Evaluation<f64>) {
        let now = self.propagator.time;
        let aboard = self
            .staging
            .as_ref()
            .map(|staging| staging.aboard_by_time(&self.model.stages, now));
        for (stage, parachute) in aboard.into_iter().flatten() {
            self.trigger_aboard(stage, parachute, evaluation);
        }
        let hung = self.hanging();
        let mut opens = false;
        for index in 0..self.canopies.len() {
            let due = self.trigger_time(&self.model.canopies[index]);
            if self.canopies[index] == CanopyState::Stowed && due.is_some_and(|time| now >= time) {
                self.trigger(index, evaluation);
            }
        }
        for index in 0..self.canopies.len() {
            if let CanopyState::Deploying { at, opens: time } = self.canopies[index]
                && now >= time
            {
                self.canopies[index] = CanopyState::Deployed { at, since: now };
                self.note_event(
                    EventKind::Opens(self.model.canopies[index].place),
                    evaluation,
                );
                opens |= self.hangs(index);
            }
        }
        if opens {
            self.observer.ascending = false;
            self.end_span(&hung, evaluation);
            self.let_go(evaluation);
        }
    }

    /// Lets go of the open canopies that another open one lets go of.
    fn let_go(&mut self, evaluation: Evaluation<f64>) {
        let now = self.propagator.time;
        let open: Vec<(usize, f64, f64)> = self
            .canopies
            .iter()
            .enumerate()
            .filter_map(|(index, canopy_state)| match canopy_state {
                CanopyState::Deployed { at, since } => Some((index, *at, *since)),
                _ => None,
            })
            .collect();
        let model = self.model.clone();
        let lets_go = |(by, triggered, since): (usize, f64, f64),
                       (of, _, hangs): (usize, f64, f64)| {
            let (main, drogue) = (&model.canopies[by], &model.canopies[of]);
            match &main.releases {
                Some(named) => named.contains(&drogue.place),
                None => {
                    since == now
                        && hangs < triggered - ONE_MOMENT
                        && drogue.drag_area < DROGUE * main.drag_area
                }
            }
        };
        for of in open
            .iter()
            .filter(|of| model.canopies[of.0].drag_area > 0.0)
        {
            if open.iter().any(|by| by.0 != of.0 && lets_go(*by, *of)) {
                self.canopies[of.0] = CanopyState::Released;
                self.note_event(EventKind::Released(model.canopies[of.0].place), evaluation);
            }
        }
    }

    /// Whether a parachute is open and has any drag: without, it does nothing.
    pub(crate) fn hangs(&self, index: usize) -> bool {
        matches!(self.canopies[index], CanopyState::Deployed { .. })
            && self.model.canopies[index].drag_area > 0.0
    }

    /// The canopies that hang, by their places in the description, and since when the last of them has.
    pub(crate) fn hanging(&self) -> (Vec<usize>, f64) {
        let canopies = self.model.canopies.iter().zip(&self.canopies);
        let open = canopies.filter_map(|(canopy, canopy_state)| match canopy_state {
            CanopyState::Deployed { since, .. } if canopy.drag_area > 0.0 => {
                Some((canopy.place, *since))
            }
            _ => None,
        });
        open.fold(
            (Vec::new(), f64::NEG_INFINITY),
            |(mut places, last), (place, since)| {
                places.push(place);
                (places, last.max(since))
            },
        )
    }

    /// A span under canopies ends, if there was one.
    pub(crate) fn end_span(
        &mut self,
        (canopies, since): &(Vec<usize>, f64),
        evaluation: Evaluation<f64>,
    ) {
        if !canopies.is_empty() && self.propagator.time - since > ONE_MOMENT {
            self.descents.push(Span {
                canopies: canopies.clone(),
                vertical_speed: evaluation.vertical_speed,
            });
        }
    }

    /// What drags as it comes down: the open canopies, or the body that tumbles; in an order of their figures.
    pub(crate) fn set_open(&mut self) {
        let canopies = self.model.canopies.iter().zip(&self.canopies);
        let hang = canopies.filter_map(|(canopy, canopy_state)| match canopy_state {
            CanopyState::Deployed { since, .. } if canopy.drag_area > 0.0 => Some(OpenCanopy {
                drag_area: canopy.drag_area,
                since: *since,
                filling_rate: canopy.filling_rate(),
            }),
            _ => None,
        });
        self.open = hang.collect();
        let figures = |open: &OpenCanopy<f64>| [open.drag_area, open.since, open.filling_rate];
        self.open.sort_by(|a, b| {
            let pairs = figures(a).into_iter().zip(figures(b));
            pairs.fold(Ordering::Equal, |order, (a, b)| order.then(a.total_cmp(&b)))
        });
        if self.open.is_empty() {
            // What hangs below a canopy tumbles no more.
            let tumbling = self.model.tumbling.map(|drag_area| OpenCanopy {
                drag_area,
                since: self.model.start_time - 1.0,
                filling_rate: 1.0,
            });
            self.open.extend(tumbling);
        }
    }
}
