//! Flies many models in lanes.

use crate::flight::FlightError;
use crate::flight::model::{AirModel, Model};
use crate::flight::observer::Track;
use crate::flight::simulation::batch::scheduler::Company;
use crate::flight::simulation::batch::slot::Seat;
use crate::flight::simulation::run::fly_model;
use crate::flight::simulation::segment::tolerance;
use crate::flight::simulation::trajectory::Flown;
use std::collections::BTreeMap;

/// Flies models from ignition to the ground, abreast, and keeps their tracks if asked; the results stand in their order.
pub fn fly_abreast(models: &[&Model], tracks: bool) -> Vec<Result<Flown<Track>, FlightError>> {
    let track = || Track {
        kept: tracks,
        points: Vec::new(),
    };
    let Some(first) = models.first() else {
        return Vec::new();
    };
    let mut company = Company {
        frame: first.frame,
        first,
        point: tolerance(&first.settings, 1.0),
        seats: Vec::with_capacity(models.len()),
        queues: BTreeMap::new(),
    };
    for model in models {
        if model.stages.is_empty() && alike(first, model) {
            company.seats.push(Seat::new(model, track()));
        } else {
            let alone = fly_model(model, track());
            company.seats.push(Seat {
                end: Some(alone),
                ..Seat::new(model, track())
            });
        }
    }
    for index in 0..company.seats.len() {
        if company.seats[index].end.is_none() {
            company.queue(index);
        }
    }
    while let Some(kind) = company.longest_queue() {
        company.advance(kind);
    }
    let seats = company.seats.into_iter();
    seats
        .map(|seat| seat.end.unwrap_or_else(|| Ok(seat.flyer.flown())))
        .collect()
}

/// Whether two models can share the lanes of one number.
fn alike(a: &Model, b: &Model) -> bool {
    let air = match (&*a.aero, &*b.aero) {
        (AirModel::Rocket(a), AirModel::Rocket(b)) => {
            a.friction.is_some() == b.friction.is_some()
                && a.angle.axial.is_some() == b.angle.axial.is_some()
                && a.angle.normal.is_some() == b.angle.normal.is_some()
        }
        (AirModel::Object(_), AirModel::Object(_)) => true,
        _ => false,
    };
    air && a.frame == b.frame
        && a.settings == b.settings
        && a.burn.tilt.is_some() == b.burn.tilt.is_some()
        && a.burn.off_axis.is_some() == b.burn.off_axis.is_some()
        && a.burn.asymmetry.is_some() == b.burn.asymmetry.is_some()
        && a.trim.fins_lean() == b.trim.fins_lean()
}
