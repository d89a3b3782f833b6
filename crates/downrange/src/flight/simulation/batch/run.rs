//! Flies many models in lanes.

use crate::flight::FlightError;
use crate::flight::model::Model;
use crate::flight::observer::TrackRecorder;
use crate::flight::simulation::batch::scheduler::Batch;
use crate::flight::simulation::batch::slot::Slot;
use crate::flight::simulation::run::fly_model;
use crate::flight::simulation::segment::point_tolerance;
use crate::flight::simulation::trajectory::BodyTrajectory;
use std::collections::BTreeMap;

/// Flies models from ignition to the ground, abreast, and keeps their tracks if asked; the results stand in their order.
pub fn fly_batch(
    models: &[&Model],
    tracks: bool,
) -> Vec<Result<BodyTrajectory<TrackRecorder>, FlightError>> {
    let track = || TrackRecorder {
        enabled: tracks,
        points: Vec::new(),
    };
    let Some(first) = models.first() else {
        return Vec::new();
    };
    let mut batch = Batch {
        frame: first.frame,
        point: point_tolerance(&first.settings),
        slots: Vec::with_capacity(models.len()),
        queues: BTreeMap::new(),
    };
    for model in models {
        if model.frame == first.frame && model.settings == first.settings {
            batch.slots.push(Slot::new(model, track()));
        } else {
            let alone = fly_model(model, track());
            batch.slots.push(Slot {
                end: Some(alone),
                ..Slot::new(model, track())
            });
        }
    }
    for index in 0..batch.slots.len() {
        if batch.slots[index].end.is_none() {
            batch.queue(index);
        }
    }
    while let Some(kind) = batch.longest_queue() {
        batch.advance(kind);
    }
    let slots = batch.slots.into_iter();
    slots
        .map(|slot| slot.end.unwrap_or_else(|| Ok(slot.simulation.flown())))
        .collect()
}
