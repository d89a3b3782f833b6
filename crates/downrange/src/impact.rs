//! Instantaneous impact points: where a body would land if its thrust ended now and nothing else went as planned.
//!
//! Without air they stand in closed form ([`vacuum_impact`], a channel of the record). With air the body is flown down
//! as it is, without thrust and without parachutes ([`ballistic_impact`], [`impact_points`]), and the points are noted
//! in the record by [`attach_impact_points`].

use crate::earth::{ImpactPoint, vacuum_impact};
use crate::flight::integrator::{Solver, Step};
use crate::flight::observer::{NoRecorder, Recorder};
use crate::flight::{
    Breakdown, Evaluation, Event, EventKind, Flight, FlightError, Launch, Model, Phase, Recording,
    STATE_LEN, fly, fly_model,
};
use crate::mass::MassProperties;
use crate::number::Vector;
use std::f64::consts::{PI, TAU};

/// Where what carries the payload would come down if its thrust ended at a time of its flight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Impact {
    /// When, s since launch.
    pub time: f64,
    /// Without air; `None` in orbit.
    pub vacuum: Option<ImpactPoint>,
    /// With air; `None` for what stays up longer than `max_time`, for what would be in orbit without air, and for what takes more than its
    /// share of the evaluations that the flight may take.
    pub air: Option<ImpactPoint>,
}

/// Where a body comes down through the air of a model, without thrust and without parachutes, from a state of the
/// equations of motion at a time since launch, s; `None` for what is still up after `max_time`.
///
/// # Errors
/// See [`FlightError`].
pub fn ballistic_impact(
    model: &Model,
    time: f64,
    state: &[f64; STATE_LEN],
    mass: MassProperties,
) -> Result<Option<ImpactPoint>, FlightError> {
    let flown = fly_model(&model.ballistic(time, *state, mass), NoRecorder)?;
    let landing = flown
        .raw_events
        .iter()
        .rfind(|raw_event| raw_event.what == EventKind::Landing);
    Ok(landing.map(|landing| {
        let (latitude, longitude) = model.frame.latitude_longitude(landing.position());
        ImpactPoint {
            latitude,
            longitude,
            after: landing.time - time,
        }
    }))
}

/// Evaluations that one impact point may take in any case: a whole flight of Calisto takes 2,191.
const LEAST_SHARE: u64 = 10_000;

/// The interval between impact points, s, of which a line on a map needs some two hundred until a parachute opens.
pub fn impact_interval(flight: &Flight) -> f64 {
    let opens = |event: &&Event| event.body == 0 && matches!(event.kind, EventKind::Opens(_));
    let opened = flight.events.iter().find(opens);
    let end = opened.map_or(flight.outcome.landing.time, |event| event.time);
    (end / 200.0).max(0.01)
}

/// Flies a launch with its full record ([`Recording::Full`]) and attaches its impact points, with air too, to the record.
///
/// # Errors
/// See [`FlightError`].
pub fn fly_with_impact_points(launch: &Launch) -> Result<Flight, FlightError> {
    let mut flight = fly(launch, Recording::Full)?;
    let impacts = impact_points(launch, impact_interval(&flight))?;
    attach_impact_points(&mut flight, &impacts);
    Ok(flight)
}

/// The impact points of a launch every so many seconds, from the moment it flies free until a parachute opens or it
/// lands.
///
/// # Errors
/// See [`FlightError`].
pub fn impact_points(launch: &Launch, interval: f64) -> Result<Vec<Impact>, FlightError> {
    let mut model = Model::new(launch);
    let flown = fly_model(
        &model,
        Snapshots {
            interval,
            taken: Vec::new(),
        },
    )?;
    let stage = |time: f64| {
        flown
            .raw_events
            .iter()
            .filter(|raw_event| raw_event.time <= time)
            .filter_map(|raw_event| match raw_event.what {
                EventKind::Separation(index) => Some(index + 1),
                _ => None,
            })
            .max()
    };
    let taken = &flown.observer.recorder.taken;
    // All of them together may take what the flight may take, so that a flight near that does not take it hundreds of times.
    let share = model.settings.max_evaluations / (taken.len() as u64).max(1);
    model.settings.max_evaluations = share.max(LEAST_SHARE);
    taken
        .iter()
        .map(|(time, state, mass)| {
            let model = match stage(*time) {
                Some(stage) => &model.at_stage(stage),
                None => &model,
            };
            let [x, y, z, u, v, w, ..] = *state;
            let (position, velocity) = (Vector([x, y, z]), Vector([u, v, w]));
            let vacuum = vacuum_impact(&model.frame, position, velocity, model.elevation);
            let air = match vacuum {
                Some(_) => match ballistic_impact(model, *time, state, *mass) {
                    Err(FlightError::Numerical {
                        breakdown: Breakdown::Evaluations,
                        ..
                    }) => None,
                    fallen => fallen?,
                },
                None => None,
            };
            Ok(Impact {
                time: *time,
                vacuum,
                air,
            })
        })
        .collect()
}

/// Puts impact points with air into the record of what carries the payload: linear between two of them, and nothing
/// before the first and after the last.
pub fn attach_impact_points(flight: &mut Flight, impacts: &[Impact]) {
    for sample in &mut flight.trajectory {
        let after = impacts.partition_point(|impact| impact.time < sample.time);
        let Some(next) = impacts.get(after) else {
            continue;
        };
        // The first stands for itself only.
        let last = match after.checked_sub(1) {
            Some(before) => &impacts[before],
            None if next.time == sample.time => next,
            None => continue,
        };
        if let (Some(a), Some(b)) = (last.air, next.air) {
            let share = match next.time > last.time {
                true => (sample.time - last.time) / (next.time - last.time),
                false => 1.0,
            };
            // The short way round where the longitude jumps.
            let turn = (b.longitude - a.longitude + PI).rem_euclid(TAU) - PI;
            let longitude = a.longitude + share * turn;
            sample.impact_air = Some([
                a.latitude + share * (b.latitude - a.latitude),
                (longitude + PI).rem_euclid(TAU) - PI,
            ]);
        }
    }
}

/// Keeps whole states at even times.
#[derive(Debug, Clone)]
struct Snapshots {
    interval: f64,
    taken: Vec<(f64, [f64; STATE_LEN], MassProperties)>,
}

impl Recorder for Snapshots {
    fn start<const N: usize>(&mut self, _: Phase, _: f64, _: &[f64; N], _: &Evaluation<f64>) {}

    fn step<const N: usize, S: Solver<f64, N, Output = Evaluation<f64>>>(
        &mut self,
        phase: Phase,
        system: &S,
        step: &Step<f64, N, Evaluation<f64>, S::Interpolant>,
        _: &dyn Fn() -> Vec<f64>,
    ) {
        if !matches!(phase, Phase::Powered | Phase::Coast) {
            return;
        }
        let (first, last) = (
            (step.time / self.interval).floor() as u64 + 1,
            ((step.time + step.length) / self.interval).floor() as u64,
        );
        for tick in first..=last {
            let time = tick as f64 * self.interval;
            let at = step.at((time - step.time) / step.length);
            let (_, evaluation) = system.rate(time, &at);
            let mut state = [0.0; STATE_LEN];
            for (to, from) in state.iter_mut().zip(&at) {
                *to = *from;
            }
            let mass = MassProperties {
                mass: evaluation.mass,
                center: evaluation.center,
                axial: evaluation.axial,
                transverse: evaluation.transverse,
            };
            self.taken.push((time, state, mass));
        }
    }
}
